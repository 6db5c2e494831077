"""A page that asks before it does something: a form with its rules; what was typed stays until it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

import forms
from api.errors import STATUS
from engine import clock
from engine.desk import Command
from engine.errors import (
    ChangedError,
    ConflictError,
    EngineError,
    ForbiddenError,
    InvalidError,
    ModelRefusedError,
    NotFoundError,
)
from engine.errors import FieldError as Fault
from forms import FieldError, Form
from forms.text import Text
from web import session
from web.frame import Frame, Reader, is_part
from web.uploads import items_of
from web.written import Written, refused, renewed, sheet

FOLDER: Final = Path(__file__).parent / "questions"
REFUSALS: Final = (
    InvalidError,
    NotFoundError,
    ConflictError,
    ChangedError,
    ForbiddenError,
    ModelRefusedError,
)
SEARCH: Final = "sok"
DO: Final = "do"
Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """What the page says beside the form: the rules before the button, the button, and where one came from.

    `mend` is what to do once the faults are mended: "delegera sedan".
    """

    heading: Text
    button: Text
    mend: Text
    crumbs: tuple[tuple[str, Text], ...]
    rules: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Done:
    """What became of it, and the page that shows it: its address, or how what the command returns gives it, or the page itself."""

    text: Text
    address: str | Callable[[Any], str | AnyResponse]


@dataclass(frozen=True)
class Asked:
    """A form on a page of its own. `context` has the lists it chooses from, `initial` what it begins with.

    `hidden` goes with what is posted: which version was seen.
    """

    frame: Frame
    reader: Reader
    form: Form
    words: Words
    context: Mapping[str, Any]
    initial: Answers
    hidden: Mapping[str, str] = field(default_factory=dict)

    def show(self) -> Response:
        """Return the page: with what a search has carried along, else as it begins."""
        if not request.args:
            return self._page(Written(self.initial))
        answers = self._decoded(request.args.items(multi=True))
        return self._page(Written({**self.initial, **answers}, focus=f"f-{SEARCH}"))

    def act(
        self,
        command: Callable[[Answers], Command[Any]],
        done: Done,
        check: Callable[[Answers], tuple[FieldError, ...]] = lambda _: (),
        names: Mapping[str, str] = MappingProxyType({}),
    ) -> AnyResponse:
        """Do it with the clean answers and go on; or show what to mend, or the form as it is for the answers.

        `check` is what the page itself asks of the answers, `names` the questions by what the command calls them.
        """
        items, unkept = items_of(request, self.frame.engine, self.reader.identity)
        answers = self._decoded(items)
        if request.form.get("_action") != DO:
            return self._page(renewed(self.form, answers, self.context, self.reader.now))
        checked = self.form.check(answers, self.context, self.reader.now)
        faults = unkept or checked.errors or check(checked.clean)
        if faults:
            return self._page(Written(answers, faults, status=HTTPStatus.UNPROCESSABLE_ENTITY))
        try:
            made = self.frame.engine.do(command(self.form.typed(checked.clean)), self.reader.identity)
        except REFUSALS as error:
            return self._page(refused(answers, _at(error, names), STATUS[type(error)]))
        session.tell("done", done.text)
        address = done.address if isinstance(done.address, str) else done.address(made)
        return redirect(address, HTTPStatus.SEE_OTHER) if isinstance(address, str) else address

    def _decoded(self, items: Any) -> Answers:
        return self.form.decode(items, clock.day(self.reader.now)).answers

    def _page(self, written: Written) -> Response:
        drawn = sheet(self.form, written, self.context, self.reader.now, session.language())
        values = {"words": self.words, "written": written, "sheet": drawn, "search": SEARCH, "do": DO}
        # While somebody writes, their page stays on what they opened; a refusal shows them what there is now.
        seen = request.form if written.status < HTTPStatus.CONFLICT else {}
        values["hidden"] = {name: seen.get(name, value) for name, value in self.hidden.items()}
        template = "asked_fields.html" if is_part() else "asked.html"
        return self.frame.render(template, self.reader, written.status, **values)


@lru_cache
def form(name: str) -> Form:
    """Return one of the product's own forms, by the name of its file."""
    return forms.compile((FOLDER / f"{name}.form.json").read_bytes())


def options(pairs: Any) -> list[dict[str, str]]:
    """Return pairs of key and Text as a list that a form chooses from."""
    return [{"value": str(key), "label": text.sv, "label_en": text.en} for key, text in pairs]


def plain(text: str) -> Text:
    """Return a name that is the same in both languages."""
    return Text(text, text)


def _at(error: EngineError, names: Mapping[str, str]) -> EngineError:
    """Return the refusal with its faults at the questions of the form."""
    if not isinstance(error, InvalidError) or not error.errors:
        return error
    moved = (Fault(f"/{names.get(one.pointer[1:], one.pointer[1:])}", one.text) for one in error.errors)
    return InvalidError(*error.text, tuple(moved))
