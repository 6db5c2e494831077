"""Who may write which measurements of a case, and what is wrong with those that are handed in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from engine import clock
from engine.commands.reports.answering import require_running
from engine.desk import Desk
from engine.errors import FieldError, ForbiddenError
from engine.store import goals, instances
from engine.store.goals import GIVEN_UP
from engine.store.instances import Locked
from engine.store.measuring import Measuring, Place, measuring
from engine.store.work import Event
from forms.text import Text

Row = Mapping[str, Any]
# What is not between them nobody has measured, and pages of all goals could not be shown for it.
_SMALLEST, _BEYOND = Decimal("1e-6"), Decimal("1e15")


def require_measuring(desk: Desk, case_id: UUID) -> tuple[Measuring, Locked]:
    """Return what the actor may measure in a case, and its instance, locked.

    Raises NotFoundError, ForbiddenError where that is nothing, and ConflictError (it is suspended or has ended).
    """
    # Whoever records in the case at the same moment waits, so that both do not find the same value missing.
    locked = instances.lock_of_case(desk.connection, case_id)
    found = measuring(desk.connection, desk.actor, desk.profile, desk.now, case_id)
    # Whoever answered for a case that has ended does so no more: that it has is what there is to say.
    if found.units == frozenset() and found.case.state == "running":
        raise ForbiddenError(
            "Mätvärden förs in av ärendets projektledare och uppdragsägare, och av chefer för sina egna enheter. Be någon av dem.",
            "Measurements are recorded by the project leader and the assignment owner of the case, and by managers for their own"
            " units. Ask one of them.",
        )
    return found, require_running(found.case, locked)


def faults(desk: Desk, may: Measuring, rows: Sequence[Row]) -> list[tuple[int, str, Text]]:
    """Return what is wrong: the number of the row, the column, and why."""
    today = clock.day(desk.now)
    seen = Counter(place_of(row) for row in rows)
    found = []
    for number, row in enumerate(rows):
        wrong = _fault(may, row, today, twice=seen[place_of(row)] > 1)
        if wrong is not None:
            found.append((number, *wrong))
    return found


def write(desk: Desk, may: Measuring, rows: Sequence[Row]) -> int:
    """Write the rows that say something new, tell of it in the trail, and return how many they are.

    What counts already (the same goal, unit, day and value) is not written again; another value for that day corrects it.
    """
    new = [row for row in rows if may.counting.get(place_of(row)) != row["value"]]
    goals.measure(desk.connection, [{**row, "recorded_by": desk.person_id} for row in new], desk.now)
    if new:
        desk.work.record(Event("measured", may.case.id, details={"what": "measurements", "count": len(new)}))
    return len(new)


def place_of(row: Row) -> Place:
    """Return what a row is a measurement of."""
    return row["goal_id"], row["unit_id"], row["measured_on"]


def pointed(found: Sequence[tuple[int, str, Text]]) -> tuple[FieldError, ...]:
    """Return the faults as those of a list of items in JSON."""
    return tuple(FieldError(f"/items/{number}/{column}", text) for number, column, text in found)


def _fault(may: Measuring, row: Row, today: date, *, twice: bool) -> tuple[str, Text] | None:
    goal, unit, _ = place_of(row)
    if goal not in may.shares:
        return "goal", Text(
            "Målet finns inte i ärendet. Välj ett av ärendets effektmål.", "The goal is not in the case."
        )
    if state := GIVEN_UP.get(may.states[goal]):
        return "goal", Text(
            f"Målet är {state.sv} och mäts inte mer. Ta bort raden.",
            f"The goal is {state.en} and is measured no more. Remove the row.",
        )
    if unit is not None and unit not in (may.shares[goal] or may.known):
        return "unit", Text(
            "Enheten har ingen del i målet. Välj en av målets enheter.",
            "The unit has no share in the goal. Choose one of its units.",
        )
    if not may.may(unit):
        return "unit", Text(
            "Du för bara in mätvärden för enheter som du är chef för. Ta bort raden.",
            "You record measurements only for units that you manage. Remove the row.",
        )
    return _fault_of_value(row, today, twice=twice)


def _fault_of_value(row: Row, today: date, *, twice: bool) -> tuple[str, Text] | None:
    if not _SMALLEST <= abs(row["value"]) < _BEYOND and row["value"]:
        return "value", Text(
            "Värdet är för stort eller har för många decimaler. Skriv högst 15 siffror och sex decimaler.",
            "The value is too large or has too many decimals. Give at most 15 digits and six decimals.",
        )
    if row["measured_on"] > today:
        return "measured_on", Text(
            "Mätdatum ligger framåt i tiden. Skriv dagen då värdet mättes.",
            "The date measured is in the future. Give the day of the measurement.",
        )
    if twice:
        return "measured_on", Text(
            "Samma mål, enhet och dag står på flera rader. Behåll en av dem.",
            "The same goal, unit and day stand in several rows. Keep one of them.",
        )
    return None
