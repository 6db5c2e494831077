"""What a leadership has to decide: its own decisions and escalations, and what the latest reports ask for."""

import json
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.queries import names
from engine.queries.cases.list import reader
from engine.queries.reports import agenda_sql as sql
from engine.queries.tasks.filters import one_of
from forms.text import Text

# In which form, and where in it, the proposal for the decision of another form was written.
PROPOSALS: Final[Mapping[str, tuple[str, str]]] = {
    "f_genomforandebeslut": ("f_beredningsunderlag", "forslag_till_beslut"),
    "f_avvikelse": ("f_atgard", "motivering"),
    "f_avslut": ("f_effektrapport", "sammanfattning"),
}
WRITES_OFF: Final = "f_avvikelse"
# Where the owner of a case decides a question of a report.
QUESTION: Final = "f_beslut_i_uppdraget"


@dataclass(frozen=True)
class AgendaPoint:
    """One point. `ours`: the leadership decides; else it only should know.

    `kind`: escalation and decision (an open task of the leadership), goals (such a task: write goals off or give them new days),
    question (in a latest report, beyond the frame or asked of the assignment owner), red (a latest report that is red, where nothing was raised),
    overdue (somebody else's decision past its day), goal-past (a goal past its last day that nobody has judged).
    """

    kind: str
    ours: bool
    question: Text
    case_id: UUID
    case_number: str
    case_title: str
    raised_by: str | None
    raised_as: Text | None
    decides: Text | None
    proposal: str = ""
    alternatives: str = ""
    otherwise: str = ""
    needed_by: date | None = None
    late: bool = False
    total: str | None = None
    trend: str | None = None
    report_id: UUID | None = None
    report_number: int | None = None
    task_id: UUID | None = None


@dataclass(frozen=True)
class Leadership:
    """Somebody who can have an agenda: a role of the profile."""

    role: str
    name: Text


@dataclass(frozen=True)
class AgendaWhole:
    """The agenda of one leadership on a day; `leaderships` are all that there are."""

    of: Leadership
    leaderships: tuple[Leadership, ...]
    on: date
    points: tuple[AgendaPoint, ...]


@dataclass(frozen=True)
class Agenda:
    """What needs a decision by the leadership that holds `role`? None: one's own, else the nearest above the cases."""

    role: str | None = None

    def run(self, view: View) -> AgendaWhole:
        """Return its points: what it decides first, then the late, then by the day it is needed."""
        require(view.actor, Permission.CASE_READ)
        above = _above(view)
        keys = [role for rung in above for role in rung]
        role = self.role or next((key for key in keys if view.actor.holds(key)), keys[0])
        leads = one_of("role", role, keys) in above[0]
        asked = {
            "role": role,
            "leads": leads,
            "forms": json.dumps({key: form for key, (form, _) in PROPOSALS.items()}),
        }
        reported = tuple(_asked(view)) if leads else ()
        # A question with a task stands once, as it stands in its report, with the way to where it is decided.
        known = {(one.case_id, one.question.sv) for one in reported if one.task_id}
        points = [*_tasks(view, asked, known), *reported]
        points.sort(key=lambda one: (not one.ours, not one.late, one.needed_by or date.max, one.case_number))
        every = {key: Leadership(key, names.role(view, key)) for key in keys}
        return AgendaWhole(every[role], tuple(every.values()), clock.day(view.now), tuple(points))


def _above(view: View) -> list[tuple[str, ...]]:
    """Return the levels above a case: the profile's chain without those who lead and own the case itself."""
    own = {
        found.key for drawn in ("projektledare", "uppdragsagare") if (found := view.profile.role_for(drawn))
    }
    chain = (rung.roles for rung in view.profile.escalation.get("arende", ()))
    above = [roles for roles in chain if roles and not own & set(roles)]
    if not above:
        raise NotFoundError(
            "Styrprofilen säger inte vilken ledning som en fråga i ett ärende lyfts till, så det finns ingen dagordning. Lägg in kedjan arende under escalation i profilen.",
            "The governance profile does not say to which leadership a question of a case is raised, so there is no agenda. Put the chain arende under escalation in the profile.",
        )
    return above


def _tasks(
    view: View, asked: Mapping[str, Any], known: AbstractSet[tuple[UUID, str]]
) -> Iterator[AgendaPoint]:
    for row in view.connection.execute(text(sql.TASKS), {**reader(view), **asked}):
        if row.form != QUESTION or (row.case_id, row.item) not in known:
            yield _task(view, row, asked["role"])


def _task(view: View, row: Row[Any], role: str) -> AgendaPoint:
    raised: Mapping[str, Any] = row.raised or {}
    proposed: Mapping[str, Any] = row.proposed or {}
    _, where = PROPOSALS.get(row.form, ("", ""))
    kind = "escalation" if raised else "goals" if row.form == WRITES_OFF else "decision"
    return AgendaPoint(
        kind=kind if row.role == role else "overdue",
        ours=row.role == role,
        question=_named(row, raised),
        case_id=row.case_id,
        case_number=row.number,
        case_title=row.title,
        raised_by=row.raised_by or proposed.get("by") or row.owner or row.starter,
        raised_as=_role(view, row.raised_as or proposed.get("role")),
        decides=names.role(view, row.role),
        proposal=raised.get("rekommendation") or (proposed.get("answers") or {}).get(where) or "",
        alternatives="; ".join(one.get("alternativ") or "" for one in raised.get("alternativ") or ()),
        otherwise=raised.get("konsekvens_om_ej") or "",
        needed_by=clock.day(row.due_at) if row.due_at else None,
        late=row.due_at is not None and row.due_at < view.now,
        task_id=row.id,
    )


def _named(row: Row[Any], raised: Mapping[str, Any]) -> Text:
    if raised.get("beskrivning"):
        return Text(raised["beskrivning"], raised["beskrivning"])
    item = f": {row.item}" if row.item else ""
    return Text(f"{row.name}{item}", f"{row.name_en}{item}")


def _asked(view: View) -> Iterator[AgendaPoint]:
    """Return what the latest reports ask for and tell of, and the goals that time has passed."""
    for row in view.connection.execute(text(sql.REPORTS), reader(view)):
        questions = [_question(view, row, one) for one in row.needed or () if not _is_raised(row, one)]
        yield from questions
        if (
            row.total == "rod"
            and not row.raised
            and not row.answered
            and not any(one.ours for one in questions)
        ):
            yield _red(view, row)
    for row in view.connection.execute(text(sql.GOALS_PAST), reader(view)):
        question = Text(
            f"Effektmålet {row.goal} har passerat sin sista dag",
            f"The goal {row.goal} has passed its last day",
        )
        of_case = _of_case(view, row, "goal-past", ours=False)
        yield AgendaPoint(**of_case, question=question, needed_by=row.end_on, late=True)


def _is_raised(row: Row[Any], asked: Mapping[str, Any]) -> bool:
    """Whether a question waits for an answer as an escalation: from this report, or with the same words from an earlier one."""
    raised = row.raised or ()
    return any(report == str(row.report_id) or asked["fraga"] in (said or "") for report, said in raised)


def _question(view: View, row: Row[Any], asked: Mapping[str, Any]) -> AgendaPoint:
    beyond = asked.get("ram") != "inom_ram"
    task: Mapping[str, Any] = (row.tasks or {}).get(asked["fraga"], {})
    days = (asked.get("senast"), task.get("due"))
    needed = min((date.fromisoformat(one) for one in days if one), default=None)
    return AgendaPoint(
        **_of_case(view, row, "question", ours=beyond),
        **_of_report(row),
        question=Text(asked["fraga"], asked["fraga"]),
        proposal=asked.get("forslag") or "",
        alternatives=asked.get("alternativ") or "",
        otherwise=asked.get("konsekvens_om_ej") or "",
        needed_by=needed,
        late=needed is not None and needed < clock.day(view.now),
        task_id=task.get("id") and UUID(task["id"]),
    )


def _red(view: View, row: Row[Any]) -> AgendaPoint:
    question = Text("Rapporten är röd och har inte lyfts", "The report is red and has not been raised")
    # The owner has said how it is solved inside the frame: good to know, nothing to decide.
    of_case = _of_case(view, row, "red", ours=not row.kept)
    return AgendaPoint(
        **of_case,
        **_of_report(row),
        question=question,
        proposal=row.action or "",
        otherwise=row.summary or "",
    )


def _of_report(row: Row[Any]) -> dict[str, Any]:
    return {
        "total": row.total,
        "trend": row.trend,
        "report_id": row.report_id,
        "report_number": row.report_number,
    }


def _of_case(view: View, row: Row[Any], kind: str, *, ours: bool) -> dict[str, Any]:
    """Return what a point says of its case: inside the frame its owner decides, beyond it the leadership."""
    owner = view.profile.role_for("uppdragsagare")
    return {
        "kind": kind,
        "ours": ours,
        "case_id": row.id,
        "case_number": row.number,
        "case_title": row.title,
        "raised_by": row.raised_by,
        "raised_as": _role(view, row.raised_as),
        "decides": None if ours or owner is None else owner.name,
    }


def _role(view: View, key: str | None) -> Text | None:
    return names.role(view, key) if key else None
