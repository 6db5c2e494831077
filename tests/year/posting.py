"""What happens beside the tasks: extra reports, corrections and measurements by programs, and dates that the operator moves."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from tests.year import days, people

if TYPE_CHECKING:
    from tests.year.playing import Year

OPERATOR = "stefan-aberg"
REPORT = "ut_skriv_statusrapport"


def goals_in(form: Mapping[str, Any]) -> list[str]:
    """Return the ids of the goals that a report can judge, as its form offers them."""
    (rows,) = [one for one in form["components"] if one.get("path") == "effektmal"]
    (choice,) = [one for one in rows["components"] if one.get("key") == "effektmal"]
    return [option["value"] for option in choice["values"]]


def escalated(task: Mapping[str, Any], chance: Random) -> dict[str, Any]:
    """Return how a question that was raised is answered; a few are lifted as far as they go."""
    if task["element_id"] != "ut_behandla_eskalering":
        return {}
    (offered,) = [one["values"] for one in task["form"]["components"] if one.get("key") == "utfall"]
    lifts = [one["value"] for one in offered if one["value"] == "lyft_vidare"]
    outcome = "lyft_vidare" if lifts and chance.random() < 0.3 else chance.choice(("beslutat", "aterford"))
    return {"utfall": outcome, "beslutsfattare": "Maria Lindqvist" if lifts else "Ingrid Sandell"}


def before(year: "Year", case: str, task: Mapping[str, Any], who: str, chance: Random) -> bool:
    """Let the operator give some reports another day; whoever was to write it then comes later. Say whether it was so."""
    plan = year.plans[case]
    if task["element_id"] != REPORT or plan.secret or chance.random() > 0.08:
        return False
    later = days.closing(year.today, chance.choice((2, 6, 12)))
    body = {"due_at": later.isoformat(), "reason": "Underlaget kommer senare."}
    year.ask(OPERATOR, f"/cases/{case}/tasks/{task['id']}/due", body, 204)
    until = days.at(days.working(year.today, chance.choice((1, 3, 11))), 8, 30)
    year.put_off(case, task["id"], REPORT, who, until)
    return True


def after(year: "Year", case: str, element: str, who: str, chance: Random) -> None:
    """Let programs hand in more, now and then: a measurement, an extra report, one that corrects the last."""
    if element == "ut_kvittera_statusrapport" and chance.random() < 0.12:
        _extra(year, case, who, chance)
    if element == "ut_folj_upp_enhet" and chance.random() < 0.5:
        _measured(year, case, chance)


def _extra(year: "Year", case: str, who: str, chance: Random) -> None:
    answers = people.report(year.today - timedelta(days=1), [], chance)
    (last, *_) = year.ask(who, f"/cases/{case}/status-reports")["items"]
    corrects = {"corrects": last["id"]} if chance.random() < 0.5 else {}
    made = year.ask(who, f"/cases/{case}/status-reports", {"answers": answers, **corrects}, 201)
    assert made["due_on"] is None
    year.posted[case, made["number"]] = answers
    year.done["report beside the process"] += 1


def _measured(year: "Year", case: str, chance: Random) -> None:
    owner = year.named[year.plans[case].owner]
    goals = year.ask(owner, f"/cases/{case}/export")["goals"]
    # What was written off is measured no more.
    kept = [goal for goal in goals if goal["status"] != "avskrivet"]
    rows = [{"goal": goal["id"], "value": chance.randint(1, 30)} for goal in kept]
    if not rows:
        return
    year.ask(owner, f"/cases/{case}/measurements", {"items": rows})
    year.done["measured by a program"] += len(rows)
