"""Files that were uploaded elsewhere. The answer is a list of `{id, namn, storlek, typ}`."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from forms.component import Component
from forms.expressions import dynamic_flag, formula_if_any
from forms.fields import Field, FileRules
from forms.findings import AnswerError
from forms.kinds.base import Kind, Shown, in_sentence
from forms.text import Language, Text

MOST_FILES = 50
_SHAPE = {"id": (str, int), "namn": (str,), "storlek": (int,), "typ": (str,)}
_LONGEST = 500


class Files(Kind):
    """filepicker. Only shape, number and type of the references are checked here."""

    types = ("filepicker",)
    nothing = ()

    def compile(self, kind: str, component: Component, validate: Component) -> FileRules:
        """Read accepted types and whether several files may be given."""
        del kind, validate
        accept = formula_if_any(component, "accept") or component.text("accept")
        return FileRules(accept, dynamic_flag(component, "multiple"))

    def decode(self, field: Field, posted: Sequence[str], today: date) -> list[Any]:
        """Take the references, each posted as JSON text; what is no JSON is left for `read` to refuse."""
        del field, today
        return [_from_json(text) for text in posted if text]

    def read(self, shown: Shown, value: Any) -> list[dict[str, Any]]:
        """Take a list of file references."""
        del shown
        if not isinstance(value, list) or not all(_is_reference(part) for part in value):
            raise AnswerError(
                Text(
                    "Ange filerna som en lista av {id, namn, storlek, typ}.",
                    "Give the files as a list of {id, namn, storlek, typ}.",
                )
            )
        return [dict(part) for part in value]

    def obey(self, shown: Shown, typed: list[dict[str, Any]], now: datetime) -> None:
        """Hold the files against number and accepted types."""
        del now
        most = MOST_FILES if shown.limits.get("many") else 1
        if len(typed) > most:
            raise AnswerError(Text(f"Lägg till högst {most} fil(er).", f"Add at most {most} file(s)."))
        accept = shown.limits.get("accept")
        wrong = [file["namn"] for file in typed if accept and not accepts(str(accept), file)]
        if wrong:
            raise AnswerError(
                Text(
                    f"Byt ut {wrong[0]}: här går {accept} bra.",
                    f"Replace {wrong[0]}: accepted here is {accept}.",
                )
            )

    def write(self, shown: Shown, typed: list[dict[str, Any]], language: Language) -> str:
        """Write the names."""
        del shown, language
        return ", ".join(str(file["namn"]) for file in typed)

    def control(self, shown: Shown, typed: list[dict[str, Any]], language: Language) -> str:
        """A browser lets nobody fill in a file input."""
        del shown, typed, language
        return ""

    def missing(self, field: Field) -> Text:
        """Ask for a file."""
        label = in_sentence(field.label)
        return Text(f"Lägg till minst en fil i {label.sv}.", f"Add at least one file in {label.en}.")


def accepts(accept: str, file: Mapping[str, Any]) -> bool:
    """Tell whether a file has one of the types of an HTML accept list, such as .pdf,image/*."""
    name, kind = str(file["namn"]).lower(), str(file["typ"]).lower()
    for rule in (part.strip().lower() for part in accept.split(",")):
        if rule.startswith(".") and name.endswith(rule):
            return True
        if rule == kind or (rule.endswith("/*") and kind.startswith(rule[:-1])):
            return True
    return False


def _is_reference(part: Any) -> bool:
    if not isinstance(part, Mapping) or set(part) != set(_SHAPE):
        return False
    if any(
        isinstance(part[name], bool) or not isinstance(part[name], types) for name, types in _SHAPE.items()
    ):
        return False
    return part["storlek"] >= 0 and all(0 < len(str(part[name])) <= _LONGEST for name in ("id", "namn"))


def _from_json(text: str) -> Any:
    try:
        return json.loads(text[:4000])
    except (ValueError, RecursionError):
        return text
