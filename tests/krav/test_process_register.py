"""What the texts say of processes and how they hang together, through the register of an organisation that runs."""

from typing import Any

import pytest
from lending import CHAIR, post
from robot import Robot

from engine.governance.process_kinds import COMMON

ADMINISTRATOR = "stefan-aberg"


def kept(robot: Robot, code: str, status: int = 201, **more: Any) -> Any:
    body = {"code": code, "name": code, "kind": "process", **more}
    return post(robot, ADMINISTRATOR, "/process-nodes", body, status)


def below(robot: Robot, node: str) -> set[str]:
    return {one["code"] for one in robot.get("/process-nodes", CHAIR, below=node)["items"]}


def deliver(robot: Robot, node: str, status: int = 201, **more: Any) -> Any:
    return post(robot, ADMINISTRATOR, f"/process-nodes/{node}/deliveries", more, status)


@pytest.mark.krav("VGR-STR-05", "VGR-STR-12", "ESK-TEAM-03")
def test_a_process_is_made_of_processes_and_the_whole_has_an_order(robot: Robot) -> None:
    area = kept(robot, "a", kind="processomrade")["id"]
    part = kept(robot, "b", parent_id=area)["id"]
    kept(robot, "c", parent_id=area)
    kept(robot, "d", parent_id=part)

    assert below(robot, area) == {"b", "c"}
    assert below(robot, part) == {"d"}
    kept(robot, "a", 409, kind="processomrade", parent_id=part)


@pytest.mark.krav("VGR-STR-03", "VGR-STR-06")
def test_what_one_process_delivers_is_what_the_other_gets(robot: Robot) -> None:
    one, two = kept(robot, "ett")["id"], kept(robot, "tva")["id"]
    deliver(robot, one, to_id=two, kind="inleverans", object="Remiss", quality="Komplett")

    for seen in (one, two):
        (delivery,) = robot.get(f"/process-nodes/{seen}", CHAIR)["deliveries"]
        assert (delivery["from_name"], delivery["to_name"]) == ("ett", "tva")
        assert (delivery["kind"], delivery["object"]) == ("inleverans", "Remiss")


@pytest.mark.parametrize("kind", ["inleverans", "styrande_forutsattning", "stodjande_forutsattning"])
@pytest.mark.krav("VGR-STR-04")
def test_a_delivery_is_input_or_what_steers_or_supports_the_other(robot: Robot, kind: str) -> None:
    one, two = kept(robot, "ett")["id"], kept(robot, "tva")["id"]
    deliver(robot, one, to_id=two, kind=kind, object="Riktlinje")
    deliver(robot, one, 422, to_id=two, kind="annat", object="Riktlinje")

    (delivery,) = robot.get(f"/process-nodes/{two}", CHAIR)["deliveries"]
    assert delivery["kind"] == kind


@pytest.mark.krav("VGR-STR-09")
def test_several_variants_of_a_process_are_on_the_same_level(robot: Robot) -> None:
    area = kept(robot, "a", kind="processomrade")["id"]
    base = kept(robot, "b", parent_id=area)["id"]
    for name in ("norr", "soder"):
        kept(robot, name, kind="variant", parent_id=area, variant_of_id=base, variant=name)

    assert below(robot, area) == {"b", "norr", "soder"}


@pytest.mark.krav("VGR-STR-07", "VGR-STR-10")
def test_processes_at_different_depths_have_the_same_class_and_it_changes_no_place(robot: Robot) -> None:
    area = kept(robot, "a", kind="processomrade")["id"]
    shallow = kept(robot, "b", parent_id=area)["id"]
    group = kept(robot, "c", kind="processgrupp", parent_id=area)["id"]
    deep = kept(robot, "d", parent_id=group)["id"]
    found = post(robot, ADMINISTRATOR, "/process-classes", {"code": "9", "name": "Vård"})["id"]
    for node in (shallow, deep):
        post(robot, ADMINISTRATOR, f"/process-nodes/{node}/classes", {"class": found}, 204)

    nodes = {one["code"]: one for one in robot.get("/process-nodes", CHAIR)["items"]}
    assert {code for code, one in nodes.items() if one["classes"] == ["9"]} == {"b", "d"}
    assert (nodes["b"]["parent"], nodes["d"]["parent"]) == ("a", "c")


def test_a_kind_that_the_profile_has_not_is_refused_with_those_that_it_has(robot: Robot) -> None:
    refused = kept(robot, "a", 422, kind="karnprocess")

    assert "karnprocess" not in COMMON
    assert "overgripande_process" in refused["detail"]


@pytest.mark.krav("ESK-PS-07")
def test_a_person_has_a_full_licence_or_a_light_one(robot: Robot) -> None:
    person = robot.get("/persons", CHAIR, q="rydberg")["items"][0]["id"]
    for kind, since, status in (
        ("full", "2026-01-01", 204),
        ("light", "2026-02-01", 204),
        ("halv", "2026-03-01", 422),
    ):
        body = {"system": "2c8", "kind": kind, "from": since}
        post(robot, ADMINISTRATOR, f"/persons/{person}/licences", body, status)

    kinds = {one["kind"] for one in robot.get(f"/persons/{person}", CHAIR)["licences"]}
    assert kinds == {"full", "light"}
