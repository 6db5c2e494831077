"""Who has done the one task of a case does not do the other that is kept separate from it."""

from typing import Any

import demo
import pytest
from flask.testing import FlaskClient
from lending import post
from robot import Robot

from engine.commands.models.publish import PublishModel
from engine.commands.profiles.publish import PublishProfile
from engine.door import Engine
from engine.governance.actor import RALS
from engine.library import PRODUCT
from engine.queries.people.organisations import Organisations

FORMS = PRODUCT / "forms/definitions/implementering"
TEAM = 'rals:role="forvaltningsledning" rals:praxis="true"'
MODEL = f"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:rals="urn:rals:bpmn:1">
<process id="skilda" name="Skilda" isExecutable="true">
<startEvent id="se"/><endEvent id="end"/>
<userTask id="ut_skriv" name="Skriv" rals:form="f_kompetens" {TEAM}/>
<userTask id="ut_las" name="Läs" rals:form="f_kompetens" rals:separate-from="ut_skriv" {TEAM}/>
<userTask id="ut_besluta" name="Besluta" rals:form="f_hantering" rals:mandate="arende.hantering"
 rals:separate-from="ut_skriv" {TEAM}/>
<sequenceFlow id="f1" sourceRef="se" targetRef="ut_skriv"/><sequenceFlow id="f2" sourceRef="ut_skriv" targetRef="ut_las"/>
<sequenceFlow id="f3" sourceRef="ut_las" targetRef="ut_besluta"/><sequenceFlow id="f4" sourceRef="ut_besluta" targetRef="end"/>
</process></definitions>"""


OWN_DOCUMENT = b"""
key: egen
name: {sv: Egen, en: Own}
extends: vgr
documents:
  forslag: {name: {sv: Forslag, en: Proposal}, required: [titel], mandate: arende.hantering, praxis: true}
"""


def published(engine: Engine, model: str) -> None:
    organisation = engine.ask(Organisations(), RALS)[0]
    forms = {
        f"forms/{key}.form.json": (FORMS / f"{key}.form.json").read_bytes()
        for key in ("f_kompetens", "f_hantering")
    }
    engine.do(PublishModel({"skilda.bpmn": model.encode(), **forms}, organisation.id), RALS)


@pytest.fixture
def robot(engine: Engine, client: FlaskClient) -> Robot:
    """People of the demo, with the model above published in their organisation."""
    published(engine, MODEL)
    return demo.robot(engine, client, {})


def started(robot: Robot) -> str:
    body = {"process": "skilda", "answers": {}}
    answer = robot.client.post("/api/v1/cases", json=body, headers=robot.people["maria-lindqvist"])
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return str(answer.json["case"]["id"])


def open_task(robot: Robot, case: str, who: str) -> dict[str, Any]:
    (task,) = robot.get("/tasks", who, case=case)["items"]
    return dict(robot.get(f"/tasks/{task['id']}", who))


def hand_in(robot: Robot, case: str, who: str) -> Any:
    task = open_task(robot, case, who)
    answers = robot.fill(task["form"], robot.choose(task))
    path = f"/api/v1/tasks/{task['id']}/complete"
    return robot.client.post(path, json={"answers": answers}, headers=robot.people[who])


def claim(robot: Robot, case: str, who: str) -> Any:
    task = open_task(robot, case, who)
    return robot.client.post(f"/api/v1/tasks/{task['id']}/claim", headers=robot.people[who])


def test_who_wrote_neither_takes_nor_does_the_task_that_is_kept_apart(robot: Robot) -> None:
    case = started(robot)
    assert hand_in(robot, case, "johan-bergstrom").status_code == 200

    assert claim(robot, case, "johan-bergstrom").status_code == 403
    refused = hand_in(robot, case, "johan-bergstrom")
    assert refused.status_code == 403
    assert "”Skriv”" in refused.get_data(as_text=True)
    assert hand_in(robot, case, "amira-haddad").status_code == 200


def test_who_wrote_does_not_hand_in_the_decision_even_in_the_name_of_another(robot: Robot) -> None:
    case = started(robot)
    for who in ("johan-bergstrom", "amira-haddad"):
        assert hand_in(robot, case, who).status_code == 200

    assert hand_in(robot, case, "johan-bergstrom").status_code == 403
    assert hand_in(robot, case, "amira-haddad").status_code == 200


def test_who_wrote_is_not_named_as_the_one_who_decided(robot: Robot) -> None:
    case = started(robot)
    for who in ("maria-lindqvist", "amira-haddad"):
        assert hand_in(robot, case, who).status_code == 200

    assert hand_in(robot, case, "amira-haddad").status_code == 403


def test_another_case_is_another_matter(robot: Robot) -> None:
    first, second = started(robot), started(robot)
    assert hand_in(robot, first, "johan-bergstrom").status_code == 200
    assert hand_in(robot, second, "amira-haddad").status_code == 200

    assert hand_in(robot, second, "johan-bergstrom").status_code == 200


@pytest.mark.parametrize(("documents", "code"), [(OWN_DOCUMENT, 403), (b"", 200)])
def test_who_wrote_a_document_does_not_approve_it_though_the_model_does_not_say_so(
    engine: Engine, robot: Robot, documents: bytes, code: int
) -> None:
    organisation = engine.ask(Organisations(), RALS)[0].id
    engine.do(PublishProfile(documents or OWN_DOCUMENT.partition(b"documents")[0], organisation), RALS)
    published(engine, MODEL.replace(' rals:separate-from="ut_skriv"', ""))
    case = started(robot)
    for who in ("johan-bergstrom", "johan-bergstrom"):
        assert hand_in(robot, case, who).status_code == 200

    assert hand_in(robot, case, "johan-bergstrom").status_code == code


def test_in_a_group_whoever_declared_a_conflict_of_interest_is_not_named_as_the_one_who_decided(
    robot: Robot,
) -> None:
    case = started(robot)
    for who in ("johan-bergstrom", "amira-haddad"):
        assert hand_in(robot, case, who).status_code == 200
    task = open_task(robot, case, "maria-lindqvist")
    post(robot, "maria-lindqvist", f"/tasks/{task['id']}/conflict", {"reason": "Min bror leder det."}, 204)

    refused = hand_in(robot, case, "per-nystrom")

    assert refused.status_code == 422
    assert "Maria Lindqvist" not in refused.json["detail"]
    assert robot.get("/tasks", "maria-lindqvist", case=case)["items"] == []
