"""A box to tick. The answer is true or false."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from forms.component import Component
from forms.fields import Field, TickRules
from forms.findings import AnswerError
from forms.kinds.base import Kind, Shown, in_sentence
from forms.text import Language, Text

_NOT_TICKED = frozenset({"", "false", "0", "off"})


class Tick(Kind):
    """checkbox."""

    types = ("checkbox",)
    nothing = False

    def compile(self, kind: str, component: Component, validate: Component) -> TickRules:
        """A box has no rules of its own."""
        del kind, component, validate
        return TickRules()

    def decode(self, field: Field, posted: Sequence[str], today: date) -> bool:
        """A browser posts a box only when it is ticked; the page posts an empty text before it."""
        del field, today
        return bool(posted) and posted[-1] not in _NOT_TICKED

    def read(self, shown: Shown, value: Any) -> bool:
        """Take true or false only."""
        del shown
        if not isinstance(value, bool):
            raise AnswerError(Text("Svara true eller false.", "Answer true or false."))
        return value

    def write(self, shown: Shown, typed: bool, language: Language) -> str:  # noqa: FBT001 - the typed value is a bool
        """Write yes or no."""
        del shown
        return (Text("Ja", "Yes") if typed else Text("Nej", "No")).to(language)

    def control(self, shown: Shown, typed: bool, language: Language) -> str:  # noqa: FBT001 - the typed value is a bool
        """Write the value of a ticked box."""
        del shown, language
        return "true" if typed else ""

    def missing(self, field: Field) -> Text:
        """Ask for the tick."""
        label = in_sentence(field.label)
        return Text(f"Kryssa i {label.sv}.", f"Tick {label.en}.")
