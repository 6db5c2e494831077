"""A decision table is published, stored and versioned with its model, and decides in real cases."""

import re
from dataclasses import replace
from typing import Any

import demo
import pytest
from flask.testing import FlaskClient
from robot import Robot

from api.app import create_app
from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.errors import ModelRefusedError
from engine.governance.actor import RALS
from engine.queries.people.organisations import Organisations
from engine.store.work import Database
from tests.engine.runtime.decisions.written import decision, file, table
from web.cli import data, models

RULE = """<bpmn:businessRuleTask id="brt_vag" name="Väg" rals:name-en="Way" rals:decision="vag" rals:krav="RH-IMP-02">
  <bpmn:extensionElements><rals:parameter name="rubrik" value="arende.rubrik"/></bpmn:extensionElements></bpmn:businessRuleTask>
  <bpmn:sequenceFlow id="fl_brt" sourceRef="brt_vag" targetRef="onwards"/>"""


def vag(*rules: str) -> bytes:
    return file(decision("vag", table("U", ["rubrik : string"], ["vag : string"], rules), name="Väg"))


FIRST = vag('"Fråga", "Krock" => "fraga"', '"Krock" => "annat"', 'not("Fråga", "Krock") => "arende"')


def with_table(dmn: bytes, after: str) -> dict[str, bytes]:
    """The files of implementering with a table that is asked after an element of its first phase."""
    files = models.files_of(data.PRODUCT / "bpmn" / "implementering")
    xml = files["implementering.bpmn"].decode()
    onwards = re.search(rf'sourceRef="{after}" targetRef="(\w+)"', xml)
    assert onwards
    xml = xml.replace(onwards[0], f'sourceRef="{after}" targetRef="brt_vag"', 1)
    gateway = '<bpmn:exclusiveGateway id="gw_fraga_forst"'
    xml = xml.replace(gateway, RULE.replace("onwards", onwards[1]) + gateway, 1)
    asked = r'(id="fl_gw_fraga_forst__ut_ta_emot_fraga".*?<bpmn:conditionExpression[^>]*>)[^<]*'
    xml = re.sub(asked, r'\1brt_vag = "fraga"', xml, count=1, flags=re.DOTALL)
    return {**files, "implementering.bpmn": xml.encode(), "decisions/vag.dmn": dmn}


def publish(engine: Engine, dmn: bytes, after: str = "se_ta_emot") -> dict[str, Any]:
    organisation = engine.ask(Organisations(), RALS)[0]
    version: dict[str, Any] = engine.do(PublishModel(with_table(dmn, after), organisation.id), RALS)
    return version


def opened(robot: Robot, title: str) -> list[str]:
    case = robot.start(demo.LEAD, {**demo.START, "rubrik": title})
    return [task["element_id"] for task in robot.get(f"/cases/{case['id']}/tasks", demo.LEAD)["items"]]


def test_a_published_table_decides_and_a_new_version_of_it_is_a_new_version_of_the_model(
    engine: Engine, client: FlaskClient
) -> None:
    robot = demo.robot(engine, client, {})
    first = publish(engine, FIRST)
    assert opened(robot, "Fråga") == ["ut_ta_emot_fraga"]
    assert opened(robot, "Gemensam provtagning") == ["ut_besluta_hantering"]

    second = publish(engine, vag('- => "arende"'))
    assert second["hash"] != first["hash"]
    assert opened(robot, "Fråga") == ["ut_besluta_hantering"]


def test_another_process_reads_the_table_from_the_store(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {})
    publish(engine, FIRST)
    other = Engine(Database(engine.database.url), demo=True)

    assert opened(replace(robot, client=create_app(other).test_client()), "Fråga") == ["ut_ta_emot_fraga"]
    other.database.close()


def test_a_table_that_cannot_decide_is_an_incident_that_names_it(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    publish(engine, FIRST, after="ut_besluta_hantering")
    case = robot.start(demo.LEAD, {**demo.START, "rubrik": "Krock"})
    (task,) = robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"]
    whole = robot.get(f"/tasks/{task['id']}", "maria-lindqvist")
    answers = robot.fill(whole["form"], robot.choose(whole))
    path, headers = f"/api/v1/tasks/{task['id']}/complete", robot.people["maria-lindqvist"]
    client.post(path, json={"answers": answers}, headers=headers)

    (incident,) = robot.get("/operations", "stefan-aberg")["incidents"]
    assert incident["element_id"] == "brt_vag"
    assert "Beslutstabellen ”Väg” är unik (U), men både regel 1 och regel 2 gäller." in str(incident)


def test_a_table_with_a_fault_keeps_the_model_from_being_published(engine: Engine) -> None:
    with pytest.raises(ModelRefusedError) as refused:
        publish(engine, vag('rubrik + => "x"', "1 => 2"))

    assert {finding.check for finding in refused.value.findings} == {"decision_expression", "decision_type"}
