"""What every kind of field can do. One file per family of kinds, listed in `forms.kinds.KINDS`."""

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from forms.component import Component
from forms.fields import Field, Options, Rules
from forms.findings import Place
from forms.text import Language, Text


@dataclass(frozen=True)
class Shown:
    """A field that is visible now: its place, the answer given, and everything computed for it."""

    field: Field
    place: Place
    value: Any
    readonly: bool = False
    disabled: bool = False
    options: Options | None = None
    limits: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def locked(self) -> bool:
        """Tell whether the server, not the person, gives the value."""
        return self.readonly or self.disabled


class Kind(ABC):
    """A family of field types: how they are compiled, posted, read, checked, stored and shown."""

    types: ClassVar[tuple[str, ...]]
    nothing: ClassVar[Any] = None

    @abstractmethod
    def compile(self, kind: str, component: Component, validate: Component) -> Rules | None:
        """Read the properties of this kind; None when something was refused."""

    def decode(self, field: Field, posted: Sequence[str], today: date) -> Any:
        """Turn what a page posted under one name into an answer, or leave the text for `read` to refuse."""
        del field, today
        return posted[-1] if posted else None

    @abstractmethod
    def read(self, shown: Shown, value: Any) -> Any:
        """Turn an answer that is not empty into its typed value; raise AnswerError when it has another type."""

    def obey(self, shown: Shown, typed: Any, now: datetime) -> None:
        """Raise AnswerError when a typed value breaks a rule of the field. Most kinds have none."""
        del shown, typed, now

    def store(self, field: Field, typed: Any) -> Any:
        """Turn a typed value into JSON."""
        del field
        return typed

    def restore(self, field: Field, stored: Any) -> Any:
        """Turn stored JSON back into the typed value."""
        del field
        return stored

    def write(self, shown: Shown, typed: Any, language: Language) -> str:
        """Write a typed value for a person to read."""
        del shown, language
        return str(typed)

    def control(self, shown: Shown, typed: Any, language: Language) -> str:
        """Write a typed value into an input of the page."""
        return self.write(shown, typed, language)

    def missing(self, field: Field) -> Text:
        """Say what to do when a required answer is missing."""
        label = in_sentence(field.label)
        return Text(f"Fyll i {label.sv}.", f"Fill in {label.en}.")


def in_sentence(label: Text) -> Text:
    """Return a label as it stands inside a sentence: Rubrik → rubrik, but FVL stays FVL."""
    return Text(_lowered(label.sv), _lowered(label.en))


def _lowered(label: str) -> str:
    bare = label.rstrip(" :.*")
    if bare.endswith("?"):
        return f"”{bare}”"
    return bare if len(bare) > 1 and not bare[1].islower() else bare[:1].lower() + bare[1:]
