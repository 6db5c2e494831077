"""A model is checked with the people of today: a vacancy is a warning, in the command, the question and the API."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete

from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.errors import Finding
from engine.governance.actor import RALS
from engine.queries.models.checks import ChecksOfFiles
from engine.queries.people.organisations import Organisations
from engine.store import tables
from web.cli import data, models

FILES = models.files_of(data.PRODUCT / "bpmn" / "implementering")


@pytest.fixture
def organisation(engine: Engine) -> object:
    return engine.ask(Organisations(), RALS)[0].id


def vacancies(findings: tuple[Finding, ...]) -> dict[str | None, str]:
    assert {one.check for one in findings} <= {"seat_held"}
    assert {one.severity for one in findings} <= {"warning"}
    return {one.element: one.text.sv for one in findings}


def test_the_vacancy_of_the_demo_is_shown_at_publication(engine: Engine, organisation) -> None:
    warned = vacancies(engine.do(PublishModel(FILES, organisation), RALS)["warnings"])

    assert "Implementera förändringar" in warned["ut_stod_lokalt"]
    assert "Barnhälsovård" not in warned["ut_stod_lokalt"]
    assert "ut_besluta_hantering" not in warned


def test_a_group_without_members_is_held_by_who_acts_for_it(engine: Engine, organisation) -> None:
    assert "ut_forvalta" not in vacancies(engine.ask(ChecksOfFiles(FILES, organisation), RALS))


def test_a_seat_that_everybody_has_left_is_shown(engine: Engine, organisation) -> None:
    with engine.database.transaction() as connection:
        connection.execute(delete(tables.role_assignment))

    warned = vacancies(engine.ask(ChecksOfFiles(FILES, organisation), RALS))
    assert "Regionhälsan" in warned["ut_besluta_hantering"]
    assert "och 5 till" in warned["ut_forbered_verksamhet"]


def test_the_api_gives_the_same_with_file_line_and_name(
    engine: Engine, organisation, client: FlaskClient, bearer: Callable[[str], dict[str, str]]
) -> None:
    headers = bearer("maria-lindqvist")
    listed = client.get("/api/v1/process-definitions", headers=headers).json["items"]
    version = next(one for one in listed if one["key"] == "implementering")
    answer = client.get(f"/api/v1/process-definitions/{version['id']}/checks", headers=headers)

    found = {one["element"]: one for one in answer.json["items"]}
    expected = engine.ask(ChecksOfFiles(FILES, organisation), RALS)
    assert {(one["check"], key) for key, one in found.items()} == {
        (one.check, one.element) for one in expected
    }
    one = found["ut_stod_lokalt"]
    assert (one["file"], one["name"]) == ("implementering.bpmn", "Stöd linjen lokalt")
    assert b'id="ut_stod_lokalt"' in FILES["implementering.bpmn"].splitlines()[one["line"] - 1]
