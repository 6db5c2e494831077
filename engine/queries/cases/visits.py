"""What the trail tells of the way a case has taken: which elements and flows, when, and how many times."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.runtime.model import Element

_VISITS = text("""
SELECT v.value->>'element' AS element, v.value->>'what' AS what, v.value->'flows' AS flows, t.at
  FROM trail t CROSS JOIN LATERAL jsonb_array_elements(t.details->'visits') WITH ORDINALITY AS v(value, place)
 WHERE t.case_id = :case AND t.details ? 'visits' AND v.value->>'what' IN ('completed', 'fired', 'entered')
   AND NOT EXISTS (SELECT 1 FROM trail u WHERE u.case_id = :case AND u.details->>'undoes' = t.id::text)
 ORDER BY t.id, v.place
""")


@dataclass
class Visits:
    """Visits to one element in the round that is going on: how many began and ended, the first and the last time."""

    entered: int = 0
    completed: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def add(self, what: str, at: datetime) -> None:
        """Count one more."""
        if what == "entered":
            self.entered += 1
        else:
            self.completed += 1
            self.last = at
        self.first = self.first or at


@dataclass(frozen=True)
class Way:
    """The way of a case. `passed` has elements and flows of all rounds, `visits` those of each element's last round."""

    passed: frozenset[str] = frozenset()
    visits: Mapping[str, Visits] = field(default_factory=dict)

    def times(self, element: str) -> tuple[datetime | None, datetime | None]:
        """Return when the element was first entered and last left."""
        found = self.visits.get(element, Visits())
        return found.first, found.last

    def done_of(self, element: str, repeated: str) -> tuple[int, int]:
        """Return how many of how many instances have left an element; `repeated` is it or the activity around it."""
        total = self.visits.get(repeated, Visits()).entered
        return min(self.visits.get(element, Visits()).completed, total), total


def way(view: View, case_id: UUID, elements: Mapping[str, Element]) -> Way:
    """Return the way that a case has taken through its model."""
    rows = view.connection.execute(_VISITS, {"case": case_id}).all()
    return Way(frozenset(_passed(rows)), _counted(rows, elements))


def repeated(elements: Mapping[str, Element], element: str) -> str | None:
    """Return the innermost activity with several instances that an element is or stands in."""
    return next((up.id for up in _upwards(elements, element) if up.collection is not None), None)


def _passed(rows: Iterable[Row[Any]]) -> Iterable[str]:
    for row in rows:
        yield row.element
        yield from row.flows


def _counted(rows: Iterable[Row[Any]], elements: Mapping[str, Element]) -> dict[str, Visits]:
    found: dict[str, Visits] = {}
    for row in rows:
        if row.what == "entered" and _begins_a_round(elements, row.element):
            for name in [name for name in found if _stands_in(elements, name, row.element)]:
                del found[name]
        found.setdefault(row.element, Visits()).add(row.what, row.at)
    return found


def _begins_a_round(elements: Mapping[str, Element], element: str) -> bool:
    # The instances of a repeated activity are entered one by one, in the same round.
    known = elements.get(element)
    return known is not None and known.kind == "subProcess" and repeated(elements, element) is None


def _stands_in(elements: Mapping[str, Element], element: str, scope: str) -> bool:
    return any(up.id == scope for up in _upwards(elements, element))


def _upwards(elements: Mapping[str, Element], element: str) -> Iterable[Element]:
    at = elements.get(element)
    while at is not None:
        yield at
        at = elements.get(at.parent or "")
