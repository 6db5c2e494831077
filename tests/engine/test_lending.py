"""Mandates that are delegated and roles that are stood in for: who may do what, when, and what is kept of it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import demo
import pytest
from lending import CHAIR, actor_at, delegate, post, role_of, substitute
from robot import Robot

from engine.door import Engine
from engine.store import lending
from engine.store.tables import delegation, substitution

STOCKHOLM = ZoneInfo("Europe/Stockholm")
INSTANT = timedelta(microseconds=1)
OUTSIDER = "emma-rydberg"


@pytest.fixture
def outcomes() -> demo.Outcomes:
    return demo.PREPARE


def _decision(robot: Robot, who: str, case: dict[str, Any]) -> list[dict[str, Any]]:
    found = robot.get("/tasks", who, case=case["id"])["items"]
    return [task for task in found if task["element_id"] == "ut_besluta_hantering"]


def _complete(robot: Robot, who: str, task: dict[str, Any], **answers: Any) -> Any:
    whole = robot.get(f"/tasks/{task['id']}", CHAIR)
    given = {**robot.choose(whole), **answers}
    body = {"answers": robot.fill(whole["form"], {key: one for key, one in given.items() if one is not None})}
    if answers.get("beslutsfattare", "") is None:
        body["answers"].pop("beslutsfattare", None)
    return robot.client.post(f"/api/v1/tasks/{task['id']}/complete", json=body, headers=robot.people[who])


def _ids(robot: Robot, *people: str) -> list[UUID]:
    return [UUID(robot.get("/me", who)["id"]) for who in people]


def test_a_delegate_decides_by_the_delegated_mandate_and_the_decision_says_so(robot: Robot) -> None:
    lent = delegate(robot, CHAIR, OUTSIDER, "arende.hantering")
    case = robot.start(demo.LEAD, demo.START)

    (task,) = _decision(robot, OUTSIDER, case)
    done = _complete(robot, OUTSIDER, task, beslutsfattare=None)

    assert done.status_code == 200, done.json
    assert (task["mine"], task["by"], task["on_behalf_of"]) == (True, "delegation", "Maria Lindqvist")
    (decision,) = robot.get(f"/cases/{case['id']}/decisions", OUTSIDER)["items"]
    assert (decision["decider"], decision["on_behalf_of"]) == ("Emma Rydberg", "Maria Lindqvist")
    assert decision["by_right"]["by"] == "delegation"
    assert decision["by_right"]["id"] == lent
    line = next(
        one
        for one in robot.get(f"/cases/{case['id']}/trail", OUTSIDER)["items"]
        if one["kind"] == "task-completed"
    )
    assert line["by_right"] == decision["by_right"]


def test_a_delegate_does_not_get_the_other_tasks_of_the_role(robot: Robot) -> None:
    delegate(robot, CHAIR, OUTSIDER, "arende.storre_beslut")
    case = robot.start(demo.LEAD, demo.START)

    assert _decision(robot, OUTSIDER, case) == []
    (task,) = _decision(robot, CHAIR, case)
    refused = _complete(robot, OUTSIDER, task)
    assert refused.status_code == 403
    assert "Förvaltningsledningen" in refused.json["detail"]
    assert "RH-ROLE-FVL-01" in refused.json["detail"]


def test_a_mandate_that_the_role_does_not_have_can_not_be_delegated(robot: Robot) -> None:
    body = {
        "assignment": role_of(robot, demo.LEAD, "lokalt_utvecklingsansvarig"),
        "person": robot.get("/me", OUTSIDER)["id"],
        "mandates": ["arende.hantering"],
    }

    assert "Förvaltningsledningen" in post(robot, demo.LEAD, "/me/delegations", body, 403)["detail"]


def test_what_is_another_s_can_not_be_delegated(robot: Robot) -> None:
    body = {
        "assignment": role_of(robot, CHAIR, "forvaltningsledning"),
        "person": robot.get("/me", OUTSIDER)["id"],
        "mandates": ["arende.hantering"],
    }

    post(robot, demo.LEAD, "/me/delegations", body, 403)
    post(robot, "stefan-aberg", "/me/delegations", body, 201)


def test_a_deputy_does_what_the_absent_one_has_to_do_also_in_a_secret_case(robot: Robot) -> None:
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})
    address = f"/api/v1/cases/{case['id']}"
    assert robot.client.get(address, headers=robot.people[OUTSIDER]).status_code == 404
    lent = substitute(robot, CHAIR, OUTSIDER)

    (task,) = _decision(robot, OUTSIDER, case)
    assert robot.client.get(address, headers=robot.people[OUTSIDER]).status_code == 200
    done = _complete(robot, OUTSIDER, task, beslutsfattare=None)

    assert done.status_code == 200, done.json
    assert robot.client.get(address, headers=robot.people[OUTSIDER]).status_code == 200
    (decision,) = robot.get(f"/cases/{case['id']}/decisions", OUTSIDER)["items"]
    assert (decision["decider"], decision["on_behalf_of"]) == ("Emma Rydberg", "Maria Lindqvist")
    assert (decision["by_right"]["by"], decision["by_right"]["id"]) == ("substitution", lent)


def test_the_roles_of_the_reader_say_by_which_right_for_whom_and_until_when(robot: Robot) -> None:
    substitute(robot, CHAIR, OUTSIDER)
    delegate(robot, "johan-bergstrom", OUTSIDER, "arende.hantering", to="2030-01-31")

    roles = robot.get("/me", OUTSIDER)["roles"]

    found = {(one["by"], one["for"], (one["until"] or "")[:4]) for one in roles}
    assert ("delegation", "Johan Bergström", "2030") in found
    assert any(by == "substitution" and name == "Maria Lindqvist" and until for by, name, until in found)
    assert ("assignment", None, "") in found


def test_what_is_lent_is_never_lent_on(robot: Robot, engine: Engine) -> None:
    substitute(robot, CHAIR, OUTSIDER)
    substitute(robot, OUTSIDER, "eva-lundgren")
    delegate(robot, CHAIR, "ahmed-hassan", "arende.hantering")
    substitute(robot, "ahmed-hassan", "carlos-morales")

    for who in ("eva-lundgren", "carlos-morales"):
        assert {one["role"] for one in robot.get("/me", who)["roles"]} & {"forvaltningsledning"} == set()
    lent = next(one for one in robot.get("/me", OUTSIDER)["roles"] if one["by"] == "substitution")
    body = {"assignment": lent["id"], "person": robot.get("/me", "eva-lundgren")["id"], "mandates": ["x"]}
    post(robot, OUTSIDER, "/me/delegations", body, 403)


def test_nobody_stands_in_as_to_their_own_request(robot: Robot) -> None:
    substitute(robot, CHAIR, demo.LEAD)
    case = robot.start(demo.LEAD, demo.START)
    (task,) = _decision(robot, CHAIR, case)

    refused = _complete(robot, demo.LEAD, task, beslutsfattare=None)
    assert refused.status_code == 403
    assert "själv har startat" in refused.json["detail"]
    # Nor does it help that a colleague records it.
    named = _complete(robot, "johan-bergstrom", task, beslutsfattare="Hanna Virtanen")
    assert named.status_code == 422
    assert "Hanna Virtanen" not in named.json["detail"]


def test_a_deputy_who_wrote_what_is_decided_does_not_decide_it(robot: Robot, engine: Engine) -> None:
    lent = substitute(robot, CHAIR, OUTSIDER)
    case = robot.start(demo.LEAD, demo.START)
    (task,) = _decision(robot, CHAIR, case)
    with engine.database.transaction() as connection:
        connection.exec_driver_sql(
            "INSERT INTO submission (id, case_id, element, answers, person_id, submitted_at)"
            " SELECT gen_random_uuid(), %s, 'ut_skriv', '{}', %s, now()",
            (case["id"], str(_ids(robot, OUTSIDER)[0])),
        )

    refused = _complete(robot, OUTSIDER, task, beslutsfattare=None)

    assert refused.status_code == 403
    assert "skrivit underlag" in refused.json["detail"]
    post(robot, CHAIR, f"/me/substitutions/{lent}/revoke", code=204)


def test_what_is_taken_back_is_gone_at_once(robot: Robot) -> None:
    lent = delegate(robot, CHAIR, OUTSIDER, "arende.hantering")
    deputy = substitute(robot, CHAIR, OUTSIDER)
    case = robot.start(demo.LEAD, demo.START)
    assert len(_decision(robot, OUTSIDER, case)) == 1

    post(robot, OUTSIDER, f"/me/delegations/{lent}/revoke", code=403)
    post(robot, CHAIR, f"/me/delegations/{lent}/revoke", code=204)
    post(robot, CHAIR, f"/me/substitutions/{deputy}/revoke", code=204)

    assert _decision(robot, OUTSIDER, case) == []
    post(robot, CHAIR, f"/me/delegations/{lent}/revoke", code=409)
    (kept,) = robot.get("/me/delegations", OUTSIDER)["items"]
    assert (kept["in_force"], kept["mine"], kept["from_person"]) == (False, False, "Maria Lindqvist")


def test_a_delegation_holds_from_the_first_to_the_last_instant_of_its_swedish_days(
    robot: Robot, engine: Engine
) -> None:
    chair, other = _ids(robot, CHAIR, OUTSIDER)
    # Summer time ends in the night to the 25th of October 2026, so the last day has 25 hours.
    first = datetime(2026, 10, 24, tzinfo=STOCKHOLM)
    last = datetime(2026, 10, 26, tzinfo=STOCKHOLM)
    with engine.database.engine.connect() as connection, connection.begin() as begun:
        me = actor_at(connection, chair, first)
        row = {
            "id": uuid4(),
            "organisation_id": me.organisation_id,
            "assignment_id": me.held[0].assignment_id,
            "delegate_id": other,
            "mandates": ["arende.hantering"],
            "valid_from": first.date(),
            "valid_to": last.date() - timedelta(days=1),
            "granted_at": first,
        }
        lending.lend(connection, delegation, row)

        def lent(instant: datetime) -> bool:
            return any(held.by == "delegation" for held in actor_at(connection, other, instant).held)

        assert [lent(first - INSTANT), lent(first), lent(last - INSTANT), lent(last)] == [
            False,
            True,
            True,
            False,
        ]
        begun.rollback()


def test_a_substitution_holds_from_its_first_instant_up_to_its_last(robot: Robot, engine: Engine) -> None:
    chair, other = _ids(robot, CHAIR, OUTSIDER)
    starts, ends = (datetime(2027, 3, 28, hour, 30, tzinfo=STOCKHOLM) for hour in (1, 4))
    with engine.database.engine.connect() as connection, connection.begin() as begun:
        me = actor_at(connection, chair, starts)
        row = {
            "id": uuid4(),
            "organisation_id": me.organisation_id,
            "absent_id": chair,
            "deputy_id": other,
            "starts_at": starts,
            "ends_at": ends,
            "granted_at": starts,
        }
        lending.lend(connection, substitution, row)

        def lent(instant: datetime) -> bool:
            return any(held.by == "substitution" for held in actor_at(connection, other, instant).held)

        at = [lent(starts - INSTANT), lent(starts), lent(ends - INSTANT), lent(ends)]
        assert at == [False, True, True, False]
        begun.rollback()
