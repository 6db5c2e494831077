"""Profiles are published, govern from then on, also what is running, and can be gone back to."""

from collections.abc import Callable
from pathlib import Path

import demo
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from robot import Robot
from sqlalchemy import select

from engine.commands.access.issue_token import IssueToken
from engine.commands.profiles.activate import ActivateProfile
from engine.commands.profiles.publish import PublishProfile
from engine.door import Engine
from engine.errors import ForbiddenError, ModelRefusedError, NotFoundError
from engine.governance.actor import RALS, Identity
from engine.library import PRODUCT
from engine.queries.people.me import DemoPeople
from engine.queries.people.organisations import Organisations
from engine.queries.profiles.versions import ProfileVersions
from engine.store import tables
from web.cli import rals

VGR = (PRODUCT / "bpmn" / "profiles" / "vgr.yaml").read_bytes()
FIRST_DECISION = b"decides: [forvaltningsledning]\n    krav: [RH-ROLE-FVL-01"

Bearer = Callable[[str], dict[str, str]]


def edition(old: bytes, new: bytes) -> bytes:
    assert old in VGR
    return VGR.replace(old, new, 1)


OTHER_DECIDER = edition(FIRST_DECISION, FIRST_DECISION.replace(b"forvaltningsledning", b"utvecklingschef"))
OTHER_SUPERIOR = edition(
    b"superior: {role: regionomradeschef, scope: same, praxis: true}",
    b"superior: {role: utvecklingschef, scope: organisation, praxis: true}",
)


def organisation(engine: Engine):
    return engine.ask(Organisations(), RALS)[0].id


def publish(engine: Engine, data: bytes) -> dict[str, object]:
    return engine.do(PublishProfile(data, organisation(engine)), RALS)


def versions(engine: Engine) -> list[tuple[int, bool]]:
    found = engine.ask(ProfileVersions("vgr", organisation(engine)), RALS)
    return [(one.number, one.active) for one in found]


def inboxes(worker: Robot, case: str, element: str) -> set[str]:
    return {
        who
        for who in worker.people
        for task in worker.get("/tasks", who, case=case, limit=200)["items"]
        if task["element_id"] == element
    }


def test_an_organisation_begins_with_version_one(engine: Engine) -> None:
    assert versions(engine) == [(1, True)]


def test_the_newest_version_governs_and_an_earlier_one_can_govern_again(engine: Engine) -> None:
    assert publish(engine, OTHER_DECIDER)["number"] == 2
    assert versions(engine) == [(2, True), (1, False)]

    engine.do(ActivateProfile("vgr", 1, organisation(engine)), RALS)

    assert versions(engine) == [(2, False), (1, True)]


@pytest.mark.krav("VGR-PRI-07")
def test_an_open_decision_goes_to_the_role_that_has_the_mandate_now_and_back(
    engine: Engine, client: FlaskClient
) -> None:
    worker = demo.robot(engine, client, {})
    case = worker.start(demo.LEAD, demo.START)["id"]
    assert "maria-lindqvist" in inboxes(worker, case, "ut_besluta_hantering")

    assert publish(engine, OTHER_DECIDER)["moved"] == 1
    assert inboxes(worker, case, "ut_besluta_hantering") == {"camilla-holm"}
    task = worker.get(f"/cases/{case}/tasks", demo.LEAD)["items"][0]
    refused = client.post(
        f"/api/v1/tasks/{task['id']}/complete", json={"answers": {}}, headers=worker.people["maria-lindqvist"]
    )
    assert refused.status_code == 403
    assert worker.complete("camilla-holm", task)

    engine.do(ActivateProfile("vgr", 1, organisation(engine)), RALS)
    assert inboxes(worker, case, "ut_utse_uppdragsagare") >= {"maria-lindqvist"}


def test_the_chain_above_a_vacant_seat_follows_the_profile(engine: Engine) -> None:
    def superiors() -> set[str]:
        below, upper = tables.seat.alias(), tables.seat.alias()
        with engine.database.snapshot() as connection:
            found = connection.execute(
                select(upper.c.role)
                .join(below, below.c.superior_id == upper.c.id)
                .where(below.c.role == "lokalt_utvecklingsansvarig")
            )
            return set(found.scalars())

    assert superiors() == {"regionomradeschef"}
    publish(engine, OTHER_SUPERIOR)
    assert superiors() == {"utvecklingschef"}


def test_a_role_that_is_gone_keeps_its_key_its_holders_and_their_open_tasks(
    engine: Engine, client: FlaskClient
) -> None:
    worker = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    case = worker.start(demo.LEAD, demo.START)["id"]
    task = worker.get("/tasks", "maria-lindqvist", case=case)["items"][0]
    without = edition(b"roles:\n", b"roles:\n  registrator: null\n")
    assert b", registrator]" in without
    publish(engine, without.replace(b", registrator]", b"]"))

    assert worker.complete("maria-lindqvist", task)
    registrar = {"Authorization": _token(engine, "agneta-hallberg")}
    roles = client.get("/api/v1/me", headers=registrar).json["roles"]
    assert [(role["role"], role["name"]) for role in roles] == [("registrator", "registrator")]


def _token(engine: Engine, person: str) -> str:
    return f"Bearer {engine.do(IssueToken(person), RALS)}"


def test_a_faulty_profile_is_refused_whole(engine: Engine) -> None:
    with pytest.raises(ModelRefusedError) as refused:
        publish(engine, edition(b"RH-ROLE-FVL-02", b"RH-ROLE-FVL-99"))

    line = VGR[: VGR.index(b"RH-ROLE-FVL-02")].count(b"\n") + 1
    assert f"profile:{line}:" in str(refused.value.findings[0].element)
    assert versions(engine) == [(1, True)]


def test_only_administrators_publish_and_activate(engine: Engine) -> None:
    people = {one.key: Identity(person_id=one.id) for one in engine.ask(DemoPeople(), RALS)}

    for command in (PublishProfile(OTHER_DECIDER), ActivateProfile("vgr", 1)):
        with pytest.raises(ForbiddenError, match="administrator"):
            engine.do(command, people["emma-rydberg"])
    assert engine.do(PublishProfile(OTHER_DECIDER), people["stefan-aberg"])["number"] == 2
    with pytest.raises(NotFoundError, match="no version 7"):
        engine.do(ActivateProfile("vgr", 7), people["stefan-aberg"])


def test_the_api_shows_publishes_and_activates(client: FlaskClient, bearer: Bearer) -> None:
    admin, lead = bearer("stefan-aberg"), bearer(demo.LEAD)
    active = client.get("/api/v1/profiles/active", headers=lead).json
    mandate = next(one for one in active["mandates"] if one["key"] == "arende.hantering")
    assert mandate["decides"] == ["forvaltningsledning"]
    assert "RH-ROLE-FVL-01" in mandate["krav"]

    body = {"yaml": OTHER_DECIDER.decode()}
    assert client.post("/api/v1/profiles", json=body, headers=lead).status_code == 403
    made = client.post("/api/v1/profiles", json=body, headers=admin)
    assert (made.status_code, made.json["number"]) == (201, 2)
    assert client.post("/api/v1/profiles/vgr/versions/1/activate", headers=admin).status_code == 200
    listed = client.get("/api/v1/profiles/vgr/versions", headers=lead).json["items"]
    assert [(one["number"], one["active"]) for one in listed] == [(2, False), (1, True)]
    assert client.get("/api/v1/profiles/other/versions", headers=lead).status_code == 404
    faulty = client.post("/api/v1/profiles", json={"yaml": "key: x"}, headers=admin)
    assert faulty.status_code == 422


def test_the_command_line_says_where_a_fault_is(tmp_path: Path) -> None:
    faulty = tmp_path / "vgr.yaml"
    faulty.write_bytes(edition(b"    archetype: hogsta_ledning\n", b"    arketype: hogsta_ledning\n"))
    line = next(n for n, text in enumerate(faulty.read_text("utf-8").splitlines(), 1) if "arketype" in text)

    with pytest.raises(ModelRefusedError) as refused:
        CliRunner().invoke(rals, ["profiles", "check", str(faulty)], catch_exceptions=False)

    found = refused.value.findings[0]
    assert found.element == f"profile:{line}: roles.forvaltningsledning.arketype"
    assert "Menar du archetype?" in found.text.sv
    good = CliRunner().invoke(rals, ["profiles", "check", str(PRODUCT / "bpmn" / "profiles" / "pop.yaml")])
    assert good.exit_code == 0
