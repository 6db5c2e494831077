"""A whole case arranged for paper: rows of text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from engine.queries.cases.whole import SubmissionRow, WholeCase
from forms.text import Language, Text
from web.dates import Dates
from web.views.goals import goals
from web.views.trail import sentences, who
from web.words import Say

Cells = list[tuple[Any, ...]]
_STATES: Final = {
    "done": Text("Klart", "Done"),
    "now": Text("Pågår", "Going on"),
    "skipped": Text("Gjordes inte", "Was not done"),
    "coming": Text("Inte gjort", "Not done"),
}


@dataclass(frozen=True)
class Answered:
    """What was handed in: the step, by whom, and names with values."""

    heading: str
    by: str
    answers: list[tuple[str, str]]


def rows(whole: WholeCase, language: Language) -> dict[str, Any]:
    """Return the rows of each table of the paper."""
    dates, say = Dates(language, whole.at), Say(language)
    return {
        "members": [
            (
                say.text(one.role_name),
                one.person or say("Vakans", "Vacancy"),
                one.valid_from or "",
                one.valid_to or "",
            )
            for one in whole.members
        ],
        "decisions": _decisions(whole, say),
        "steps": _steps(whole, say, dates),
        "answers": [_answered(one, say, dates) for one in whole.submissions],
        "comments": _comments(whole, say, dates),
        "goals": [
            (
                one.row.name,
                one.baseline,
                f"{one.target}, {one.row.end_on}",
                say.text(one.status),
                one.last or "",
            )
            for one in goals(whole.goals, language)
        ],
        "files": [(one.name, one.person, dates.iso(one.uploaded_at), one.sha256) for one in whole.files],
        "trail": _trail(whole, say, dates),
    }


def _decisions(whole: WholeCase, say: Say) -> Cells:
    return [
        (
            f"{one.number}. {say.text(one.name)}, {one.decided_on}",
            f"{say.text(one.outcome_name)}. {one.reason}",
            f"{who(say, one.decider, one.on_behalf_of)}, {say.text(one.role_name)}",
            f"{say.text(one.mandate_name)} {', '.join(one.statements)}",
        )
        for one in whole.decisions
    ]


def _steps(whole: WholeCase, say: Say, dates: Dates) -> Cells:
    def day(when: datetime | None) -> str:
        return dates.iso(when) if when else ""

    return [
        (say.text(one.name), say.text(_STATES[one.state]), day(one.started_at), day(one.ended_at))
        for one in whole.steps
    ]


def _comments(whole: WholeCase, say: Say, dates: Dates) -> Cells:
    return [
        (
            _time(dates, one.written_at),
            who(say, one.person, one.on_behalf_of),
            one.text
            or say(
                "Tillbakatagen {day}", "Withdrawn {day}", day=dates.iso(one.withdrawn_at or one.written_at)
            ),
        )
        for one in whole.comments
    ]


def _trail(whole: WholeCase, say: Say, dates: Dates) -> Cells:
    found = []
    for line in sentences(whole.trail, say.language):
        row = line.row
        result = f": {say.text(row.outcome_name)}" if row.outcome_name else ""
        reason = f" ({row.details['reason']})" if row.details.get("reason") else ""
        by = ", ".join(say.text(text) for text in (row.role_name, row.mandate_name) if text)
        found.append((_time(dates, row.at), line.sentence.striptags() + result + reason, by))
    return found


def _answered(one: SubmissionRow, say: Say, dates: Dates) -> Answered:
    by = f"{who(say, one.person, one.on_behalf_of)}, {_time(dates, one.at)}"
    return Answered(
        say.text(one.element_name) or one.element_id, by, list(_plain(one.answers, one.labels, say))
    )


def _plain(answers: Mapping[str, Any], labels: Mapping[str, Text], say: Say) -> Iterable[tuple[str, str]]:
    for key, value in answers.items():
        name = say.text(labels[key]) if key in labels else key
        yield name, _value(value, labels, say)


def _value(value: Any, labels: Mapping[str, Text], say: Say) -> str:
    if isinstance(value, bool):
        return say("Ja", "Yes") if value else say("Nej", "No")
    if isinstance(value, list):
        return "\n".join(_value(one, labels, say) for one in value)
    if isinstance(value, Mapping):
        if "namn" in value:
            return str(value["namn"])
        return ", ".join(f"{name}: {one}" for name, one in _plain(value, labels, say))
    return "" if value is None else str(value)


def _time(dates: Dates, when: datetime) -> str:
    return f"{dates.iso(when)} {dates.clock(when)}"
