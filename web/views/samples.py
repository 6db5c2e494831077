"""What the page of components shows in them: made up, the same for everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

import forms
from engine.queries.rows import NextRow, OutcomeRow, StepRow, TaskRow, TrailRow
from engine.runtime import drawing
from forms import FieldError, Form
from forms.text import Language, Text
from web.dates import Dates
from web.views.case import Phase
from web.views.inbox import Group, by_urgency
from web.views.trail import Line
from web.words import Say

_NONE: Final = ("assignee_id", "assignee", "ended_at", "on_behalf_of", "follow_up_on", "diary_number")
_PLAIN: Final[Mapping[str, Any]] = {**dict.fromkeys(_NONE), "priority": 0, "comments": 0, "files": 0}
FOLDER: Final = Path(__file__).parent.parent / "samples"
_SPACE: Final = UUID("6f0f1d63-5c0f-4c68-9a64-5f2f7b1f1a10")
_FVL: Final = Text("Förvaltningsledningen", "Administration management")
_LEAD: Final = Text("Projektledare", "Project leader")
ANSWERS: Final[Mapping[str, Any]] = {
    "utfall": "genomfor",
    "rubrik": "Gemensam mottagningsplanering",
    "slut": "2026-06-30",
    "motivering": "Underlaget visar kortare väntetid.",
    "omrade": "norr",
    "klar": True,
    "resurser": [{"kompetens": "Projektledare", "timmar": 480}, {"kompetens": "Superanvändare"}],
}
FAULTS: Final = (
    FieldError(("timmar",), Text("Fyll i timmar, till exempel 120", "Fill in hours, for example 120")),
    FieldError(("slut",), Text("Slutdatum ska vara efter 2027-01-11", "The end is to be after 2027-01-11")),
    FieldError(("enheter",), Text("Välj minst en enhet", "Choose at least one unit")),
)


@dataclass(frozen=True)
class Samples:
    """Something of everything, seen from one moment."""

    groups: tuple[Group, ...]
    cards: tuple[TaskRow, ...]
    chosen: frozenset[UUID]
    current: UUID
    phases: tuple[Phase, ...]
    steps: tuple[StepRow, ...]
    trail: tuple[Line, ...]
    outcomes: tuple[OutcomeRow, ...]


def samples(now: datetime, say: Say) -> Samples:
    """Return the samples as they are at a time, in a language."""
    tasks = _tasks(now)
    return Samples(
        groups=by_urgency(tasks, Dates(say.language, now)),
        cards=tasks[:3],
        chosen=frozenset({tasks[1].id, tasks[2].id}),
        current=tasks[3].id,
        phases=_phases(now),
        steps=_steps(now),
        trail=_trail(now, say),
        outcomes=_outcomes(),
    )


@lru_cache(maxsize=1)
def form() -> Form:
    """Return a form with a field of every kind."""
    return forms.compile((FOLDER / "form.json").read_bytes())


@lru_cache(maxsize=2)
def picture(language: Language) -> bytes:
    """Return a drawing in which every state can be seen."""
    marks = drawing.Marks(
        visited=frozenset({"start", "f1", "plan", "f2", "dela", "f3", "f4"}),
        active={"skriv": 1, "infor": 2},
        waiting=frozenset({"sent"}),
        done_of={"infor": (3, 5)},
    )
    return drawing.svg((FOLDER / "process.bpmn").read_bytes(), marks, language)


def _tasks(now: datetime) -> tuple[TaskRow, ...]:
    named = (
        (Text("Kvittera statusrapport 4", "Acknowledge status report 4"), -5),
        (Text("Besluta om genomförande", "Decide on implementation"), 3),
        (Text("Utse uppdragsägare", "Appoint an assignment owner"), 4),
        (Text("Informera chefer om beslut", "Inform managers of a decision"), 9),
        (Text("Läs delegationsordningen", "Read the rules of delegation"), None),
    )
    return tuple(_task(at, name, days, now) for at, (name, days) in enumerate(named))


def _task(at: int, name: Text, days: int | None, now: datetime) -> TaskRow:
    return TaskRow(
        id=uuid5(_SPACE, f"task-{at}"),
        name=name,
        item="",
        element_id=f"ut_{at}",
        state="open",
        case_id=uuid5(_SPACE, f"case-{at}"),
        case_number=f"RH-2026-{at + 38:05}",
        case_title="Digital hälsodeklaration före besök",
        case_started_at=now - timedelta(days=40),
        case_starter="Hedda Granvik",
        process="implementering",
        phase_name=Text("Införa", "Implement"),
        role="forvaltningsledning",
        role_name=_FVL,
        scope_kind="organisation",
        scope_name="Regionhälsan",
        mandate="arende.genomforande",
        mandate_name=Text("Besluta om genomförande", "Decide on implementation"),
        **_PLAIN,
        holders=("Hedda Granvik",),
        due_at=None if days is None else now + timedelta(days=days),
        created_at=now - timedelta(days=12),
        version=1,
        mine=True,
        by="assignment",
        stands_in=at == 0,
    )


def _phases(now: datetime) -> tuple[Phase, ...]:
    def ago(days: int) -> datetime:
        return now - timedelta(days=days)

    return (
        Phase("p1", 1, Text("Ta emot ärende", "Receive the case"), "done", ago(190), ago(176)),
        Phase("p2", 2, Text("Bereda", "Prepare"), "skipped"),
        Phase("p3", 3, Text("Införa", "Implement"), "now", ago(46), None, 2),
        Phase("p4", 4, Text("Förvalta och följa upp", "Operate and follow up"), "coming"),
    )


def _steps(now: datetime) -> tuple[StepRow, ...]:
    done, coming = now - timedelta(days=20), None
    named = (
        (Text("Planera införandet", "Plan the work"), 0, _LEAD, "done", (0, 0), done),
        (Text("Inför i regionområdet", "Implement in the area"), 0, None, "now", (3, 5), done),
        (Text("Inför i enheten", "Implement in the unit"), 1, _LEAD, "now", (18, 31), done),
        (Text("Mät i enheten", "Measure in the unit"), 2, _LEAD, "coming", (0, 31), coming),
        (Text("Överlämna till förvaltning", "Hand over"), 0, _LEAD, "coming", (0, 0), coming),
    )
    return tuple(
        StepRow(
            f"s{at}",
            name,
            "userTask",
            level,
            "p3",
            role,
            state,
            int(state == "now"),
            *counts,
            when,
            when if state == "done" else None,
        )
        for at, (name, level, role, state, counts, when) in enumerate(named)
    )


def _trail(now: datetime, say: Say) -> tuple[Line, ...]:
    def line(at: int, kind: str, sentence: Text, role: Text | None, *, trouble: bool) -> Line:
        when = now - timedelta(days=at)
        row = TrailRow(at, when, "Hedda Granvik", None, None, role, kind, None, None, {})
        return Line(row, say(sentence.sv, sentence.en), trouble)

    decided = Text("<b>Hedda Granvik</b> beslutade: utökad tid", "<b>Hedda Granvik</b> decided: more time")
    stopped = Text("Ärendet stannade vid Skicka information", "The case stopped at Send information")
    return (
        line(1, "task-completed", decided, _FVL, trouble=False),
        line(2, "incident-raised", stopped, None, trouble=True),
    )


def _outcomes() -> tuple[OutcomeRow, ...]:
    appoint = NextRow(
        "task",
        "a",
        Text("Utse projektledare", "Appoint a project leader"),
        _FVL,
        certain=True,
        together=False,
    )
    analyse = NextRow("task", "b", Text("Analysera", "Analyse"), _LEAD, certain=True, together=True)
    closed = NextRow(
        "end",
        "c",
        Text("Avslutat före införande", "Closed before implementation"),
        None,
        certain=True,
        together=False,
    )
    return tuple(
        OutcomeRow(value, Text(value, value), (one,))
        for value, one in (("genomfor", appoint), ("komplettera", analyse), ("avsluta", closed))
    )
