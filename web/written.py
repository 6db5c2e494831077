"""What a person has written in a form and what became of it, and the form drawn with it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from flask import request

from engine.errors import ConflictError, EngineError, FieldError, ForbiddenError, InvalidError
from forms import FieldError as FormError
from forms import Form, View
from forms.text import Language, Text
from forms.tree import deciding_formulas, walk
from web.frame import is_part

_ANSWERS: Final = "/answers"
# The page posts the names of the faults that it shows, so that those still there are shown again.
FAULT: Final = "_fault"


@dataclass(frozen=True)
class Written:
    """Answers as they stand on the page.

    `errors` are the faults at fields, `notice` a refusal that concerns the whole page, `focus` the id of the row or
    the button where the person was. `saved_at` is when they were kept as a draft, None when only the page has them.
    """

    answers: Mapping[str, Any]
    errors: tuple[FormError, ...] = ()
    notice: Text | None = None
    focus: str | None = None
    status: int = 200
    saved_at: datetime | None = None

    @property
    def unsaved(self) -> bool:
        """Whether leaving the page would lose something."""
        return request.method == "POST" and self.saved_at is None


@dataclass(frozen=True)
class Sheet:
    """A form ready to be drawn.

    `reacts` tells whether answers change which questions there are, `refused` that the faults are news to the
    person, `faults` are the names of the questions at fault.
    """

    view: View
    reacts: bool
    focus: str | None
    refused: bool
    faults: tuple[str, ...]


def refused(answers: Mapping[str, Any], error: EngineError, status: int) -> Written:
    """Return what was written with the reasons why it was refused."""
    faults = error.errors if isinstance(error, InvalidError) else ()
    at_fields = tuple(FormError(_path(fault), fault.text) for fault in faults)
    return Written(answers, at_fields, None if at_fields else error.text, None, status)


def sheet(
    form: Form,
    written: Written,
    context: Mapping[str, Any],
    now: datetime,
    language: Language,
) -> Sheet:
    """Draw a form with what has been written in it."""
    view = form.view(written.answers, context, now, errors=written.errors, language=language)
    faults = tuple(error.name for error in written.errors)
    return Sheet(
        view, _reacts(form), written.focus, written.status == HTTPStatus.UNPROCESSABLE_ENTITY, faults
    )


def renewed(form: Form, answers: Mapping[str, Any], context: Mapping[str, Any], now: datetime) -> Written:
    """Return what has been written so far, with those of the faults on the page that are still there.

    The person is at the button afterwards, or where they were when only a part of the page is renewed.
    """
    shown = frozenset(request.form.getlist(FAULT))
    found = form.check(answers, context, now).errors if shown else ()
    return Written(
        answers, tuple(error for error in found if error.name in shown), focus=None if is_part() else "update"
    )


def kept(written: Written, save: Callable[[], None], now: datetime) -> Written:
    """Keep what has been written as a draft, and return it with the time when that was done."""
    try:
        save()
    except (ForbiddenError, ConflictError):
        # The page tells what stands in the way, and the browser warns before what is written is left.
        return written
    return replace(written, saved_at=now)


def row_id(name: str | None) -> str | None:
    """Return the HTML id of the row named rader.0."""
    return f"f-{name.replace('.', '-')}" if name else None


def _reacts(form: Form) -> bool:
    return any(not formula.constant for node in walk(form.fields) for formula in deciding_formulas(node.item))


def _path(fault: FieldError) -> tuple[str | int, ...]:
    """Return the place that a JSON pointer such as /answers/rader/0/person leads to."""
    steps = _steps(fault.pointer.removeprefix(_ANSWERS).split("/")[1:])
    return tuple(int(step) if step.isdecimal() else step for step in steps)


def _steps(parts: Iterable[str]) -> Iterable[str]:
    return (part.replace("~1", "/").replace("~0", "~") for part in parts)
