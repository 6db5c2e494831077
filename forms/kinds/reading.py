"""The answer as it stands in an input and as it reads in words, also while it is still wrong."""

from typing import Any

from forms.answers import is_empty
from forms.findings import AnswerError
from forms.kinds import KINDS
from forms.kinds.base import Shown
from forms.text import Language


def typed_value(shown: Shown) -> Any:
    """Return the typed value of the answer, or None when it is empty or not yet one."""
    if is_empty(shown.value):
        return None
    try:
        return KINDS[shown.field.kind].read(shown, shown.value)
    except AnswerError:
        return None  # whoever draws the form shows the answer as it was given


def control_value(shown: Shown, language: Language) -> str:
    """Return the text for the input: the typed value, else what was given, so that nothing typed is lost."""
    typed = typed_value(shown)
    if typed is None:
        return (
            str(shown.value)
            if isinstance(shown.value, str | int | float) and not isinstance(shown.value, bool)
            else ""
        )
    return KINDS[shown.field.kind].control(shown, typed, language)


def in_words(shown: Shown, language: Language) -> str:
    """Return the answer as a person reads it; nothing for nothing. A stored answer needs no options any more."""
    typed = typed_value(shown)
    return (
        _named(shown.value, language)
        if typed is None
        else KINDS[shown.field.kind].write(shown, typed, language)
    )


def _named(value: Any, language: Language) -> str:
    """Return the text of an answer that is none of the options: its name, or what was typed."""
    if isinstance(value, list):
        return ", ".join(name for part in value if (name := _named(part, language)))
    english = value.get("namn_en") if isinstance(value, dict) and language == "en" else None
    named = english or value.get("namn") if isinstance(value, dict) else value
    return named if isinstance(named, str) else ""
