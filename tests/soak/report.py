"""What a run has found, for people and for programs."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.soak.tally import Tally

WRONG = ("lost", "twice", "hanging", "faults")


def figures(tally: Tally, seconds: float) -> dict[str, Any]:
    """Return the figures of a run."""
    counts = tally.counts
    return {
        "seconds": round(seconds),
        "cases": len(tally.started),
        "acknowledged": len(tally.told) + len(tally.started),
        "retries": counts["retries"],
        "broken_connections": counts["broken"],
        "conflicts_409": counts["409"],
        "unavailable_503": counts["503"],
        "kills": dict(tally.kills),
        "longest_away_s": round(max(tally.away, default=0.0), 1),
        **{name: sorted(getattr(tally, name)) for name in WRONG},
    }


def show(found: Mapping[str, Any], notes: Iterable[str], console: Console) -> None:
    """Print the figures as a table, and what is wrong in whole."""
    for note in notes:
        console.print(f"· {note}")
    table = Table(show_header=False)
    for name, value in found.items():
        table.add_row(name.replace("_", " "), str(len(value)) if name in WRONG else _told(value))
    console.print(table)
    for name in WRONG:
        for what in found[name]:
            console.print(f"{name}: {what}", style="red", markup=False)


def _told(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {count}" for key, count in value.items()) or "0"
    return str(value)
