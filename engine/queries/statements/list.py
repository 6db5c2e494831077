"""The governing statements as a list, and how many of them are carried and shown."""

from dataclasses import dataclass

from engine.desk import View
from engine.errors import InvalidError
from engine.governance.permissions import Permission, require
from engine.queries import cursors
from engine.queries.rows import Page
from engine.queries.statements.coverage import GROUPS, STATES, Covered, Total, coverage, totals


@dataclass(frozen=True)
class Statements:
    """The statements of a document, kind, process or state, or that have a word in them; in the catalogue's order."""

    document: str | None = None
    kind: str | None = None
    process: str | None = None
    state: str | None = None
    q: str | None = None
    limit: int = 100
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of Covered. Raises InvalidError for a state or cursor that is none."""
        require(view.actor, Permission.MODEL_READ)
        if self.state and self.state not in STATES:
            raise InvalidError(
                f"Läget {self.state} finns inte. Välj bland {', '.join(STATES)}.",
                f"There is no state {self.state}. Choose among {', '.join(STATES)}.",
            )
        found = [each for each in coverage().values() if self._fits(each)]
        start = self._start(found)
        items = tuple(found[start : start + self.limit])
        more = len(found) > start + self.limit
        return Page(items, cursors.write([items[-1].statement.id]) if more else None)

    def _fits(self, each: Covered) -> bool:
        asked = {"document": self.document, "kind": self.kind, "process": self.process}
        one = each.statement
        words = f"{one.id} {one.text_sv} {one.summary_en} {one.source}".casefold()
        return (
            all(not value or GROUPS[name](one) == value for name, value in asked.items())
            and self.state in (None, each.state)
            and (self.q or "").casefold() in words
        )

    def _start(self, found: list[Covered]) -> int:
        """Return where the page begins: after the statement that the cursor names."""
        read = cursors.read(self.cursor, 1)
        places = {key: place for place, key in enumerate(coverage())}
        after = places.get(read[0], -1) if read else -1
        return sum(places[each.statement.id] <= after for each in found)


@dataclass(frozen=True)
class StatementTotals:
    """How many statements are there, carried and shown?"""

    def run(self, view: View) -> tuple[Total, ...]:
        """Return the totals of all, by document, by kind and by process."""
        require(view.actor, Permission.MODEL_READ)
        return totals(coverage().values())
