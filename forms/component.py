"""Reads the properties of one form-js component and notes those that nobody asked for."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from forms.findings import Findings
from forms.text import Text


class Component:
    """One JSON object of a form. Every property must be read by somebody, or it is refused."""

    def __init__(
        self, data: Mapping[str, Any], where: str, findings: Findings, names: Collection[str]
    ) -> None:
        """Read `data`, found at `where`; `names` are the names of all fields of the form."""
        self.where = where
        self._data = data
        self._findings = findings
        self.names = names
        self._read: set[str] = set()
        self._parts: dict[str, Component] = {}

    def refuse(self, what: Text, remedy: Text) -> None:
        """Note that this component cannot be honoured."""
        self._findings.add(self.where, what, remedy)

    def has(self, name: str) -> bool:
        """Tell whether the property is there and not null."""
        return self._data.get(name) is not None

    def raw(self, name: str) -> Any:
        """Return the property as it stands, or None."""
        self._read.add(name)
        return self._data.get(name)

    def ignore(self, *names: str) -> None:
        """Accept properties that only concern how form-js draws the form."""
        self._read.update(names)

    def text(self, name: str) -> str | None:
        """Return a text property; an empty text is None."""
        value = self.raw(name)
        if value is None or isinstance(value, str):
            return value.strip() or None if value else None
        self.expected(name, Text("text", "text"))
        return None

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a property that is true or false."""
        value = self.raw(name)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.expected(name, Text("true eller false", "true or false"))
        return default

    def whole(self, name: str, low: int, high: int) -> int | None:
        """Return a whole number between `low` and `high`. form-js writes own properties as text."""
        value = self.raw(name)
        if isinstance(value, str) and value.isascii() and value.isdecimal():
            value = int(value[:9])
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.expected(
            name, Text(f"ett heltal från {low} till {high}", f"a whole number from {low} to {high}")
        )
        return None

    def part(self, name: str) -> "Component":
        """Return an object inside this component, such as `validate`."""
        if name in self._parts:
            return self._parts[name]
        value = self.raw(name)
        if value is not None and not isinstance(value, Mapping):
            self.expected(name, Text("ett objekt", "an object"))
        data = value if isinstance(value, Mapping) else {}
        return self._parts.setdefault(
            name, Component(data, f"{self.where}.{name}", self._findings, self.names)
        )

    def finish(self) -> None:
        """Refuse every property, also in the parts, that nobody has read."""
        for part in self._parts.values():
            part.finish()
        for name in sorted(name for name in set(self._data) - self._read if self.has(name)):
            self.refuse(
                Text(
                    f"Egenskapen ”{name}” känner Räls inte till.",
                    f"Räls does not know the property “{name}”.",
                ),
                Text("Ta bort den eller rätta stavningen.", "Remove it or mend its spelling."),
            )

    def expected(self, name: str, what: Text) -> None:
        """Refuse a property that is something else than `what`."""
        self.refuse(
            Text(f"”{name}” är inte {what.sv}.", f"“{name}” is not {what.en}."),
            Text(f"Skriv {what.sv}.", f"Write {what.en}."),
        )


def component_id(own: Any, at: str) -> str:
    """Return the component's own id, or one made from its place in the file."""
    return own.strip() if isinstance(own, str) and own.strip() else re.sub(r"\W+", "-", at).strip("-")
