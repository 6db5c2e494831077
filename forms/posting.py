"""What an HTML form posted → answers. Names are paths with row numbers: rader.0.person.

`_row=rader.0` marks a row that may have posted nothing else; `_add=rader` and `_remove=rader.0` are the names and
values of the buttons that change rows, and `_remove=bilagor.<id>` takes a file away. Names that the form does not have (tokens, the page's own buttons) are left alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forms.answers import put
from forms.fields import Definition, Field, FileRules, Group, Item, Rows
from forms.kinds import KINDS

ADD, REMOVE, ROW = "_add", "_remove", "_row"
_MOST_ITEMS = 20_000
_DEEPEST = 20
_LONGEST_NUMBER = 6


@dataclass(frozen=True)
class Posted:
    """The answers, and whether a row or file button was used: then show the form again, with focus on what is named `focus`."""

    answers: dict[str, Any]
    rows_changed: bool = False
    focus: str | None = None


@dataclass
class _Branch:
    """Everything posted under one name and below it."""

    values: list[str] = field(default_factory=list)
    below: dict[str, "_Branch"] = field(default_factory=dict)

    def at(self, steps: Iterable[str]) -> "_Branch | None":
        branch: _Branch | None = self
        for step in steps:
            branch = branch.below.get(step) if branch else None
        return branch

    def grow(self, steps: Iterable[str]) -> "_Branch":
        branch = self
        for step in steps:
            branch = branch.below.setdefault(step, _Branch())
        return branch


def decode(definition: Definition, items: Iterable[tuple[str, str]], today: date) -> Posted:
    """Return the answers in what was posted. Whatever was posted, this gives answers; `check` says what is wrong."""
    top, buttons = _Branch(), {ADD: "", REMOVE: ""}
    for count, (name, value) in enumerate(items):
        if count >= _MOST_ITEMS:
            break
        if name in buttons:
            buttons[name] = value
        elif name == ROW:
            top.grow(value.split(".")[:_DEEPEST])
        else:
            top.grow(name.split(".")[:_DEEPEST]).values.append(value)
    reader = _Reader(buttons, today)
    answers: dict[str, Any] = {}
    reader.read(definition.fields, top, answers, "")
    return Posted(answers, reader.focus is not None, reader.focus)


class _Reader:
    """Reads what was posted along the form, and does what a row button asks for."""

    def __init__(self, buttons: dict[str, str], today: date) -> None:
        self._buttons = buttons
        self._today = today
        self.focus: str | None = None

    def read(self, items: tuple[Item, ...], posted: _Branch, answers: dict[str, Any], prefix: str) -> None:
        for item in items:
            if isinstance(item, Group):
                self.read(item.children, posted, answers, prefix)
            elif isinstance(item, Field):
                self._field(item, posted.at(item.path), answers, prefix)
            elif isinstance(item, Rows):
                self._rows(item, posted.at(item.path), answers, prefix)

    def _field(self, field: Field, posted: _Branch | None, answers: dict[str, Any], prefix: str) -> None:
        if posted is None or not posted.values:
            return
        value = KINDS[field.kind].decode(field, posted.values, self._today)
        name = prefix + ".".join(field.path)
        if isinstance(field.rules, FileRules) and self._buttons[REMOVE].startswith(f"{name}."):
            gone = self._buttons[REMOVE].removeprefix(f"{name}.")
            value = [file for file in value if not (isinstance(file, dict) and file.get("id") == gone)]
            self.focus = name
        put(answers, field.path, value)

    def _rows(self, rows: Rows, posted: _Branch | None, answers: dict[str, Any], prefix: str) -> None:
        name = prefix + ".".join(rows.path)
        if posted is None and self._buttons[ADD] != name:
            return
        found = posted or _Branch()
        numbers = sorted((int(step), step) for step in found.below if _is_number(step))
        branches = [(step, found.below[step]) for _, step in numbers[: rows.most + 1]]
        if rows.may_change:
            branches = self._changed(rows, name, branches)
        read: list[dict[str, Any]] = []
        for step, branch in branches:
            row: dict[str, Any] = {}
            self.read(rows.children, branch, row, f"{name}.{step}.")
            self._renumber(f"{name}.{step}.", f"{name}.{len(read)}.")
            read.append(row)
        put(answers, rows.path, read)

    def _changed(
        self, rows: Rows, name: str, branches: list[tuple[str, _Branch]]
    ) -> list[tuple[str, _Branch]]:
        if self._buttons[ADD] == name and len(branches) < rows.most:
            self.focus = f"{name}.{len(branches)}"
            return [*branches, ("", _Branch())]
        kept = [(step, branch) for step, branch in branches if self._buttons[REMOVE] != f"{name}.{step}"]
        if len(kept) < len(branches):
            removed = next(
                index for index, (step, _) in enumerate(branches) if self._buttons[REMOVE] == f"{name}.{step}"
            )
            self.focus = f"{name}.{min(removed, len(kept) - 1)}" if kept else name
        return kept

    def _renumber(self, posted_as: str, read_as: str) -> None:
        """Rows are numbered without gaps once they are read, so a focus inside them moves along."""
        if self.focus and self.focus.startswith(posted_as):
            self.focus = read_as + self.focus.removeprefix(posted_as)


def _is_number(step: str) -> bool:
    return step.isascii() and step.isdecimal() and len(step) <= _LONGEST_NUMBER
