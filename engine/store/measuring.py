"""What somebody may measure in a case, and what has been measured there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, text

from engine.governance.actor import Actor
from engine.governance.answering import MANAGER, answers_for, played
from engine.governance.profile import Profile
from engine.store import answering, goals, sight, units
from engine.store.sight import Seen

# The form that a measurement is asked for in.
FORM: Final = "f_matning"
_ASKED: Final = text(
    "SELECT id, created_at, due_at FROM task WHERE case_id = :case AND state = 'open' AND form = :form"
)
_BEFORE: Final = text("""
SELECT g.interval, (SELECT max(m.measured_on) FROM measurement m
                     WHERE m.goal_id = g.id AND m.unit_id IS NOT DISTINCT FROM :unit AND m.recorded_at < :at) AS last
  FROM goal g WHERE g.id = :goal
""")
# A goal, a unit (None: the whole) and a day.
Place = tuple[UUID, UUID | None, date]


@dataclass(frozen=True)
class Measuring:
    """What somebody may measure in a case. `units`: those the person manages; None: all of them, and the whole.

    `shares` has the units with a share in each goal of the case, `states` the state of each goal, `known` all units of the
    organisation, `counting` the values there are, by their places.
    """

    case: Seen
    units: frozenset[UUID] | None
    shares: Mapping[UUID, frozenset[UUID]]
    states: Mapping[UUID, str]
    known: frozenset[UUID]
    counting: Mapping[Place, Any]

    @property
    def anything(self) -> bool:
        """Whether there is anything that the person may measure now."""
        open_ones = any(state not in goals.GIVEN_UP for state in self.states.values())
        return self.case.state == "running" and open_ones and self.units != frozenset()

    def may(self, unit_id: UUID | None) -> bool:
        """Whether the person may measure in a unit (None: the whole)."""
        return self.units is None or unit_id in self.units


def measuring(
    connection: Connection, actor: Actor, profile: Profile, now: datetime, case_id: UUID
) -> Measuring:
    """Return what the actor may measure in a case; raises NotFoundError for one that the actor may not see."""
    case = sight.case_of(connection, actor, now, case_id)
    mine = None
    if not answers_for(actor, profile, case.id):
        mine = answering.managed(connection, sight.reader(actor, now), played(profile, MANAGER), case.id)
    known = frozenset(units.kinds(connection, case.organisation_id))
    shares = goals.shares_of_case(connection, case.id)
    states = goals.states_of_case(connection, case.id)
    return Measuring(case, mine, shares, states, known, goals.measured(connection, case.id))


def asked(connection: Connection, case_id: UUID) -> dict[UUID, Row[Any]]:
    """Return the open tasks of a case that ask for a measurement, with when they came and are due, by their ids."""
    found = connection.execute(_ASKED, {"case": case_id, "form": FORM})
    return {row.id: row for row in found}


def before(connection: Connection, place: Place, at: datetime) -> tuple[str, date | None]:
    """Return how often a goal is measured, and the latest day that its unit had measured at an instant, if any."""
    goal, unit, _ = place
    row = connection.execute(_BEFORE, {"goal": goal, "unit": unit, "at": at}).one()
    return row.interval, row.last
