"""Mandates, chains, vacancies and what is lent, over the wire."""

from collections.abc import Callable

import demo
import lending
import pytest
from flask.testing import FlaskClient

from engine.door import Engine

Bearer = Callable[[str], dict[str, str]]


def test_the_matrix_is_read_as_rows(client: FlaskClient, bearer: Bearer) -> None:
    answer = client.get("/api/v1/mandates?level=S&role=uppdragsagare", headers=bearer("olga-ivanova"))

    rows = {row["key"]: row for row in answer.json["items"]}
    assert "arende.hantering" not in rows
    cells = {cell["role"]: cell for cell in rows["arende.storre_beslut"]["cells"]}
    assert cells["uppdragsagare"]["kind"] == "proposes"
    assert cells["forvaltningsledning"]["role_name"] == "Förvaltningsledningen"
    assert {why["id"] for why in cells["uppdragsagare"]["why"]} == {"RH-ROLE-UA-08", "RH-ROLE-FVL-08"}


def test_vacancies_say_where_tasks_go_and_who_shall_appoint(client: FlaskClient, bearer: Bearer) -> None:
    answer = client.get("/api/v1/vacancies?role=processomradesansvarig", headers=bearer("olga-ivanova"))

    # Not the processes in them: the role is held for areas.
    assert [row["scope"] for row in answer.json["items"]] == [
        "Främja hälsa och ge vård",
        "Stödja verksamheten",
    ]
    first = answer.json["items"][0]
    assert (first["since"], first["open_tasks"]) == (None, 0)
    assert first["goes_to"]["people"][0]["name"] == "Stefan Åberg"
    assert [(by["role"], by["people"]) for by in first["appointers"]] == [("regional_processagare", [])]


def test_chains_say_who_appoints_whom(client: FlaskClient, bearer: Bearer) -> None:
    answer = client.get("/api/v1/appointment-chains", headers=bearer("olga-ivanova"))

    links = {link["role"]: link for link in answer.json["items"]}
    assert links["projektledare"]["appointers"] == ["forvaltningsledning"]
    assert links["forvaltningsledning"]["people"] == 10


@pytest.mark.parametrize(
    "query", ["mandates?level=X", "vacancies?limit=0", "role-assignments?ending_before=snart"]
)
def test_what_cannot_be_asked_is_refused(client: FlaskClient, bearer: Bearer, query: str) -> None:
    assert client.get(f"/api/v1/{query}", headers=bearer("olga-ivanova")).status_code == 422


def test_what_is_lent_to_and_by_a_person_is_told_while_it_is_in_force(
    engine: Engine, client: FlaskClient
) -> None:
    robot = demo.robot(engine, client, {})
    absent = robot.get("/me", lending.CHAIR)["id"]
    lending.substitute(robot, lending.CHAIR, "johan-bergstrom")
    lent = lending.delegate(robot, lending.CHAIR, "hanna-virtanen", "arende.hantering")

    found = robot.get(f"/persons/{absent}/rights", "olga-ivanova")
    assert [(one["absent"], one["deputy"]) for one in found["substitutions"]] == [
        ("Maria Lindqvist", "Johan Bergström")
    ]
    assert [(one["to_person"], one["mandates"], one["scope"]) for one in found["delegations"]] == [
        ("Hanna Virtanen", ["arende.hantering"], "Regionhälsan")
    ]

    lending.post(robot, lending.CHAIR, f"/me/delegations/{lent}/revoke", code=204)
    assert robot.get(f"/persons/{absent}/rights", "olga-ivanova")["delegations"] == []
