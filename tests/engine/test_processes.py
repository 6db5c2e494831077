"""The process structure and the classification are two things; decisions can be found across cases."""

from typing import Any

import demo
import pytest
from lending import CHAIR, post
from robot import Robot

ADMINISTRATOR = "stefan-aberg"


@pytest.fixture
def outcomes() -> demo.Outcomes:
    return demo.PREPARE


def _node(robot: Robot, code: str, status: int = 201, **more: Any) -> Any:
    body = {"code": code, "name": code.upper(), "kind": "process", **more}
    return post(robot, ADMINISTRATOR, "/process-nodes", body, status)


def test_a_process_never_lies_under_itself(robot: Robot) -> None:
    top = _node(robot, "a")["id"]
    middle = _node(robot, "b", parent_id=top)["id"]
    _node(robot, "c", parent_id=middle)

    refused = _node(robot, "a", 409, parent_id=middle)

    assert "a - b - a" in refused["detail"]
    assert _node(robot, "b", parent_id=None)["id"] == middle
    assert robot.get(f"/process-nodes/{middle}", CHAIR)["node"]["parent"] is None


def test_a_variant_is_of_a_process_and_not_of_another_variant(robot: Robot) -> None:
    base = _node(robot, "a")["id"]
    kept = _node(robot, "b", kind="variant", variant="Norr", variant_of_id=base)["id"]

    _node(robot, "c", 422, kind="variant", variant="Söder", variant_of_id=kept)
    _node(robot, "d", 422, kind="variant")
    assert robot.get(f"/process-nodes/{kept}", CHAIR)["node"]["variant"] == "Norr"


@pytest.mark.krav("VGR-STR-08")
def test_the_classification_has_at_most_fifteen_levels_and_a_process_any_class(robot: Robot) -> None:
    above = None
    for level in range(1, 16):
        body = {"code": f"{level:02}", "name": "Klass", "parent_id": above}
        above = post(robot, ADMINISTRATOR, "/process-classes", body)["id"]
    body = {"code": "16", "name": "För djupt", "parent_id": above}
    assert "15 nivåer" in post(robot, ADMINISTRATOR, "/process-classes", body, 422)["detail"]

    node = _node(robot, "a")["id"]
    for _ in range(2):
        post(robot, ADMINISTRATOR, f"/process-nodes/{node}/classes", {"class": above}, 204)

    assert robot.get(f"/process-nodes/{node}", CHAIR)["node"]["classes"] == ["15"]
    levels = {one["code"]: one["level"] for one in robot.get("/process-classes", CHAIR)["items"]}
    assert (levels["01"], levels["15"]) == (1, 15)


def test_a_delivery_is_ended_and_stays(robot: Robot) -> None:
    one, two = _node(robot, "a")["id"], _node(robot, "b")["id"]
    body = {"to_id": two, "kind": "inleverans", "object": "Remiss"}
    made = post(robot, ADMINISTRATOR, f"/process-nodes/{one}/deliveries", body)["id"]

    post(robot, ADMINISTRATOR, f"/deliveries/{made}/end", code=204)
    post(robot, ADMINISTRATOR, f"/deliveries/{made}/end", code=404)

    (kept,) = robot.get(f"/process-nodes/{two}", CHAIR)["deliveries"]
    assert (kept["object"], kept["from_name"], kept["ended_on"] is not None) == ("Remiss", "A", True)


def test_decisions_are_found_by_what_they_are_and_secret_ones_only_by_those_who_may(robot: Robot) -> None:
    for secret in (False, True):
        case = robot.start(demo.LEAD, {**demo.START, "sekretess": secret})
        (task,) = robot.get("/tasks", CHAIR, case=case["id"], role="forvaltningsledning")["items"][:1]
        assert robot.complete(CHAIR, task)

    def count(who: str, **query: str) -> int:
        return len(robot.get("/decisions", who, **query)["items"])

    assert (count(CHAIR), count("emma-rydberg")) == (2, 1)
    assert count(CHAIR, mandate="arende.hantering", outcome="bereda") == 2
    assert count(CHAIR, mandate="arende.avslut_effekt") == 0
    assert count(CHAIR, case=case["id"]) == 1
    assert count(CHAIR, to="2000-01-01") == 0
    page = robot.get("/decisions", CHAIR, limit="1")
    assert len(robot.get("/decisions", CHAIR, cursor=page["next"])["items"]) == 1


def test_competences_and_licences_are_kept_with_the_person(robot: Robot) -> None:
    person = robot.get("/persons", CHAIR, q="rydberg")["items"][0]["id"]
    body = {"key": "processledning", "level": 3, "attained_on": "2026-01-01", "valid_to": "2025-01-01"}
    post(robot, ADMINISTRATOR, f"/persons/{person}/competences", body, 422)
    body["valid_to"] = "2028-01-01"
    post(robot, ADMINISTRATOR, f"/persons/{person}/competences", body, 204)
    post(robot, ADMINISTRATOR, f"/persons/{person}/competences", {**body, "level": 5}, 422)
    licence = {"system": "2c8", "kind": "full", "from": "2026-01-01"}
    post(robot, ADMINISTRATOR, f"/persons/{person}/licences", licence, 204)

    whole = robot.get(f"/persons/{person}", CHAIR)

    assert [(one["key"], one["level"]) for one in whole["competences"]] == [("processledning", 3)]
    post(robot, ADMINISTRATOR, f"/persons/{person}/competences", {**body, "level": 4}, 204)
    whole = robot.get(f"/persons/{person}", ADMINISTRATOR)
    assert [(one["key"], one["level"]) for one in whole["competences"]] == [("processledning", 4)]
    assert [one["system"] for one in whole["licences"]] == ["2c8"]
