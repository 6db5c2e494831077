"""A decision table between the page and the engine: what was posted, and what the buttons of the grid do to it."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any, Final, TypeVar

from engine.errors import InvalidError
from engine.runtime.decisions.flaws import POLICIES
from engine.runtime.decisions.grid import Grid, Head, Row

T = TypeVar("T")
MAX_COLUMNS: Final = 30
MAX_ROWS: Final = 300
_EMPTY: Final = ""
# What no XML file can hold.
_NOT_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def posted(form: Mapping[str, str], known: Grid) -> Grid:
    """Return the grid in what a page posted. `known` is the file's: origins beyond it are new."""
    sizes = [int(part) if part.isdecimal() and len(part) < 5 else 0 for part in form.get("size", "").split()]  # noqa: PLR2004
    if len(sizes) != 3 or sizes[0] + sizes[1] > MAX_COLUMNS or sizes[2] > MAX_ROWS:  # noqa: PLR2004
        raise InvalidError(
            f"Tabellen får ha {MAX_COLUMNS} kolumner och {MAX_ROWS} regler.",
            f"The table may have {MAX_COLUMNS} columns and {MAX_ROWS} rules.",
        )
    inputs, outputs, rows = sizes
    read = _Reader(form)
    return Grid(
        known.id,
        read("name") or known.name,
        form.get("policy", "U") if form.get("policy") in POLICIES else known.policy,
        tuple(read.head(f"in.{at}", len(known.inputs)) for at in range(inputs)),
        tuple(read.head(f"out.{at}", len(known.outputs)) for at in range(outputs)),
        tuple(read.row(f"row.{at}", (inputs, outputs), len(known.rows)) for at in range(rows)),
    )


class _Reader:
    def __init__(self, form: Mapping[str, str]) -> None:
        self._form = form

    def __call__(self, name: str) -> str:
        return _NOT_XML.sub("", self._form.get(name, "").replace("\r\n", "\n")).strip()

    def head(self, at: str, known: int) -> Head:
        names = ("label", "name", "text", "sort", "values", "default")
        return Head(self.origin(at, known), *(self(f"{at}.{name}") for name in names))

    def row(self, at: str, wide: tuple[int, int], known: int) -> Row:
        tests = tuple(_test(self(f"{at}.in.{column}")) for column in range(wide[0]))
        results = tuple(self(f"{at}.out.{column}") for column in range(wide[1]))
        return Row(self.origin(at, known), tests, results, self(f"{at}.note"))

    def origin(self, at: str, known: int) -> int | None:
        text = self(f"{at}.origin")
        number = int(text) if text.isdecimal() and len(text) < 5 else known  # noqa: PLR2004
        return number if number < known else None


def _test(text: str) -> str:
    return _EMPTY if text == "-" else text


def kept(grid: Grid) -> str:
    """Return a grid as text that `restored` reads."""
    return json.dumps(asdict(grid), ensure_ascii=False)


def restored(text: str, known: Grid) -> Grid:
    """Return the grid that `kept` wrote; raises InvalidError for anything else."""
    try:
        raw: Any = json.loads(text)
        heads = [tuple(Head(**one) for one in raw[name]) for name in ("inputs", "outputs")]
        rows = tuple(
            Row(one["origin"], tuple(one["tests"]), tuple(one["results"]), one["note"]) for one in raw["rows"]
        )
        whole = Grid(known.id, str(raw["name"]), str(raw["policy"]), heads[0], heads[1], rows)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise InvalidError("Det går inte att ångra längre.", "It cannot be undone any more.") from error
    # As if it had been posted: bounded, and with origins that are there.
    return posted(_as_posted(whole), known)


def _as_posted(grid: Grid) -> dict[str, str]:
    form = {"size": f"{len(grid.inputs)} {len(grid.outputs)} {len(grid.rows)}"}
    form |= {"name": grid.name, "policy": grid.policy}
    for kind, heads in (("in", grid.inputs), ("out", grid.outputs)):
        for at, head in enumerate(heads):
            form |= {f"{kind}.{at}.{name}": str(value) for name, value in asdict(head).items()}
    for at, row in enumerate(grid.rows):
        form |= {f"row.{at}.origin": str(row.origin), f"row.{at}.note": str(row.note)}
        form |= {f"row.{at}.in.{column}": str(text) for column, text in enumerate(row.tests)}
        form |= {f"row.{at}.out.{column}": str(text) for column, text in enumerate(row.results)}
    return form


# --- what the buttons do ---------------------------------------------------------------------------------------


def changed(grid: Grid, action: str) -> Grid | None:
    """Return the grid after a button (`row-down 2`), None when it changes nothing."""
    name, _, rest = action.partition(" ")
    what, _, how = name.partition("-")
    at = int(rest) if rest.isdecimal() and len(rest) < 5 else 0  # noqa: PLR2004
    return _CHANGES[what](grid, how, at) if what in _CHANGES else None


def _moved(items: tuple[T, ...], how: str, at: int) -> tuple[T, ...] | None:
    """Return the items with one moved, or without it; None where that cannot be."""
    other = at + (1 if how == "down" else -1)
    if at >= len(items):
        return None
    if how == "delete":
        return items[:at] + items[at + 1 :]
    if how not in ("up", "down") or not 0 <= other < len(items):
        return None
    found = list(items)
    found[at], found[other] = found[other], found[at]
    return tuple(found)


def _rows(grid: Grid, how: str, at: int) -> Grid | None:
    if how == "add":
        new = Row(None, ("",) * len(grid.inputs), ("",) * len(grid.outputs))
        return replace(grid, rows=(*grid.rows, new)) if len(grid.rows) < MAX_ROWS else None
    rows = _moved(grid.rows, how, at)
    return None if rows is None else replace(grid, rows=rows)


def _inputs(grid: Grid, how: str, at: int) -> Grid | None:
    if how == "add":
        rows = tuple(replace(row, tests=(*row.tests, "")) for row in grid.rows)
        return _room(replace(grid, inputs=(*grid.inputs, Head(None)), rows=rows))
    heads = _moved(grid.inputs, how, at)
    rows = tuple(replace(row, tests=_moved(row.tests, how, at) or ()) for row in grid.rows)
    return None if heads is None else replace(grid, inputs=heads, rows=rows)


def _outputs(grid: Grid, how: str, at: int) -> Grid | None:
    if how == "add":
        rows = tuple(replace(row, results=(*row.results, "")) for row in grid.rows)
        return _room(replace(grid, outputs=(*grid.outputs, Head(None)), rows=rows))
    heads = _moved(grid.outputs, how, at)
    rows = tuple(replace(row, results=_moved(row.results, how, at) or ()) for row in grid.rows)
    return None if heads is None else replace(grid, outputs=heads, rows=rows)


def _room(grid: Grid) -> Grid | None:
    return grid if len(grid.inputs) + len(grid.outputs) <= MAX_COLUMNS else None


_CHANGES: Final[Mapping[str, Callable[[Grid, str, int], Grid | None]]] = {
    "row": _rows,
    "in": _inputs,
    "out": _outputs,
}
