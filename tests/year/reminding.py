"""Holds who was told of reports, and when, against the days counted anew: before a report is due, when it is late, three working days later."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from tests.year import days
from tests.year.cadence import Asked
from tests.year.comparing import Found
from tests.year.people import CHAIR
from tests.year.reckoning import History

if TYPE_CHECKING:
    from tests.year.playing import Year

LATE = "Statusrapporten är försenad: "
_TASKS = text("SELECT id, case_id, created_at FROM task WHERE form = 'f_statusrapport'")
_TOLD = text("""
SELECT n.task_id, n.kind, n.at, n.dispatch_id IS NOT NULL AS mailed, p.name FROM notification n JOIN person p ON p.id = n.person_id
 WHERE n.kind IN ('due_soon', 'overdue') ORDER BY n.at
""")
_NOTICED = text("""
SELECT n.case_id, n.sent_at, p.name FROM notice n JOIN person p ON p.id = n.person_id WHERE n.subject LIKE :late ORDER BY n.sent_at
""")
# The clock stands still between two looks; whatever comes meanwhile is told of at the next.
STOPS = ((8, 30), (16, 45))


def stop(instant: datetime) -> datetime:
    """Return when the clock first stood at an instant or later: people come at two hours, on free days at one."""
    day = days.day_of(instant)
    while True:
        for hour, minute in STOPS if days.works(day) else STOPS[:1]:
            if (found := days.at(day, hour, minute)) >= instant:
                return found
        day += timedelta(days=1)


def expected(asked: Asked, until: datetime) -> Iterator[tuple[str, datetime]]:
    """Give what had to be told of a report, in order: the kind, and when the clock stood there first."""
    over = min(one for one in (asked.written, asked.dropped, until) if one)
    begun, noticed = asked.at, False
    for end, due in [*asked.moved, (over, asked.due)]:
        for kind, moment in (
            ("due_soon", due - timedelta(days=2)),
            ("overdue", due),
            ("notice", days.closing(days.day_of(due), 3)),
        ):
            # A task that is born, or given another day, within two days of it has been told of as such.
            if begun < moment and stop(moment) < end and not (kind == "notice" and noticed):
                yield kind, stop(moment)
                noticed = noticed or kind == "notice"
        begun = end


def compare(found: Found, year: "Year", histories: Mapping[str, History]) -> None:
    """Compare what was told with what had to be, report by report, and what is kept of when it was due."""
    told = _Told(year)
    for case, history in histories.items():
        title, cadence = year.plans[case].title, history.at(told.now).cadence
        for one in cadence.asked:
            told.same(found, f"{title} asked {one.at:%Y-%m-%d}", case, one)
        found.same(f"{title} told besides", told.noticed[case], [])
        kept = year.ask(CHAIR, f"/cases/{case}/status-reports")["items"]
        due = {row["due_on"] for row in kept if row["due_on"]}
        found.same(f"{title} late", sum(row["late"] for row in kept), sum(one.late for one in cadence.asked))
        found.same(f"{title} due", due, {f"{days.day_of(one.due)}" for one in cadence.asked if one.written})


class _Told:
    """All that people have been told of reports up to now."""

    def __init__(self, year: "Year") -> None:
        self.plans, self.now = year.plans, year.engine.now()
        self.tasks, self.noticed = defaultdict[Any, list[Any]](list), defaultdict[str, list[Any]](list)
        with year.engine.database.snapshot() as connection:
            self.born = {(str(row.case_id), row.created_at): row.id for row in connection.execute(_TASKS)}
            for row in connection.execute(_TOLD):
                self.tasks[row.task_id].append(row)
            for row in connection.execute(_NOTICED, {"late": f"{LATE}%"}):
                self.noticed[str(row.case_id)].append(row)

    def same(self, found: Found, what: str, case: str, asked: Asked) -> None:
        """Compare what was told of one report."""
        plan, rows = self.plans[case], self.tasks[self.born[case, asked.at]]
        over = asked.written or asked.dropped or self.now
        notices = [row for row in self.noticed[case] if asked.at < row.sent_at <= over]
        self.noticed[case] = [row for row in self.noticed[case] if row not in notices]
        given = [(_at(row.at), row.kind, row.name) for row in rows]
        given += [(_at(row.sent_at), "notice", row.name) for row in notices]
        wanted = [
            (_at(when), kind, name)
            for kind, when in expected(asked, self.now)
            for name in ((plan.leader, plan.owner) if kind == "notice" else (plan.leader,))
        ]
        found.same(f"{what} told", sorted(given), sorted(wanted))
        late = [row for row in rows if row.at < self.now - timedelta(days=1) and not row.mailed]
        found.same(f"{what} not mailed", late, [])


def _at(instant: datetime) -> str:
    return f"{instant.astimezone(days.SWEDEN):%Y-%m-%d %H:%M}"
