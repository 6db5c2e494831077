"""The demo organisation fits its profile: every role, scope, unit and position in it is one that exists."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from engine.governance.routing import ORGANISATION_KINDS
from engine.library import product_profile

BPMN = Path(__file__).parents[2] / "bpmn"
HSA_ID = re.compile(r"SE[0-9]{10}-[A-Za-z0-9]{1,18}")


@pytest.fixture(scope="module")
def demo():
    return yaml.safe_load((BPMN / "demo" / "regionhalsan.yaml").read_bytes())


@pytest.fixture(scope="module")
def profile():
    return product_profile("vgr")


@pytest.fixture(scope="module")
def kinds(demo):
    """What each code is: the kind of a unit, or `processnod`."""
    nodes = {node["code"]: "processnod" for node in demo["processes"]}
    return nodes | {unit["code"]: unit["kind"] for unit in demo["units"]}


def roles_of(demo):
    return [(person["key"], item) for person in demo["people"] for item in person.get("roles", ())]


def holders(demo, role):
    return [(key, item.get("scope")) for key, item in roles_of(demo) if item["role"] == role]


def test_every_role_is_held_in_a_scope_of_the_kind_that_the_profile_says(demo, profile, kinds):
    for key, item in roles_of(demo):
        role = profile.roles[item["role"]]
        if role.scope in ORGANISATION_KINDS:
            assert "scope" not in item, (key, item)
        else:
            assert kinds[item["scope"]] == role.scope, (key, item)


def test_nobody_holds_a_role_that_only_a_case_can_give(demo, profile):
    assert [item for _, item in roles_of(demo) if profile.roles[item["role"]].scope == "arende"] == []


def test_no_seat_has_more_holders_than_it_can_have_unless_it_is_a_group(demo, profile):
    shared = {"administrator", "registrator", "modellerare"}
    seats = Counter(
        (item["role"], item.get("scope"))
        for _, item in roles_of(demo)
        if not profile.roles[item["role"]].is_group and item["role"] not in shared
    )
    assert [seat for seat, holding in seats.items() if holding > 1] == []


def test_every_group_has_one_member_who_decides(demo, profile):
    groups = {
        (item["role"], item.get("scope"))
        for _, item in roles_of(demo)
        if profile.roles[item["role"]].is_group
    }
    deciding = Counter((item["role"], item.get("scope")) for _, item in roles_of(demo) if item.get("decides"))

    assert deciding == Counter(groups)


def test_every_area_has_a_manager_a_development_lead_and_two_units_with_managers(demo):
    areas = {unit["code"] for unit in demo["units"] if unit["kind"] == "regionomrade"}
    below = Counter(unit["parent"] for unit in demo["units"] if unit["kind"] == "enhet")

    assert len(areas) == 5
    assert below == dict.fromkeys(areas, 2)
    for role in ("regionomradeschef", "lokalt_utvecklingsansvarig"):
        assert {scope for _, scope in holders(demo, role)} == areas
    units = {unit["code"] for unit in demo["units"] if unit["kind"] == "enhet"}
    assert {scope for _, scope in holders(demo, "chef")} == units


def test_every_staff_function_has_a_head_and_a_group(demo):
    staff = {unit["code"] for unit in demo["units"] if unit["kind"] == "stabsfunktion"}
    assert {scope for _, scope in holders(demo, "stabschef")} == staff
    assert {scope for _, scope in holders(demo, "stab")} == staff


def test_positions_are_held_where_they_belong(demo, kinds):
    place = {
        "forvaltningschef": "forvaltning",
        "regionomradeschef": "regionomrade",
        "stabschef": "stabsfunktion",
        "utvecklingschef": "stabsfunktion",
        "chef": "enhet",
    }
    held = [item for person in demo["people"] for item in person.get("positions", ())]
    assert {item["kind"] for item in held} == place.keys()
    for item in held:
        assert kinds[item["unit"]] == place[item["kind"]], item


def test_a_line_role_goes_with_the_position_in_the_same_unit(demo):
    for person in demo["people"]:
        roles = {(item["role"], item.get("scope")) for item in person.get("roles", ())}
        for item in person.get("positions", ()):
            if item["kind"] in ("chef", "regionomradeschef", "stabschef"):
                assert (item["kind"], item["unit"]) in roles, person["key"]


def test_some_members_of_the_management_team_can_own_a_case_and_some_cannot(demo, profile):
    allowed = set(profile.rules["regionomradeschef_eller_stabschef"].positions)
    team = {key for key, _ in holders(demo, "forvaltningsledning")}
    eligible = {
        person["key"]
        for person in demo["people"]
        if person["key"] in team and allowed & {item["kind"] for item in person.get("positions", ())}
    }
    assert len(eligible) >= 3
    assert team - eligible


def test_every_unit_hangs_in_one_tree(demo):
    parents = {unit["code"]: unit.get("parent") for unit in demo["units"]}
    assert [code for code, parent in parents.items() if parent is None] == ["rh"]
    assert all(parent in parents for parent in parents.values() if parent)


@pytest.mark.parametrize("name", ["key", "name", "email", "hsa_id"])
def test_no_two_people_share_what_identifies_them(demo, name):
    assert max(Counter(person[name] for person in demo["people"]).values()) == 1


def test_no_code_names_two_things(demo):
    codes = [one["code"] for one in (*demo["units"], *demo["processes"])]
    assert len(codes) == len(set(codes))


def test_people_are_reachable_only_at_addresses_that_nobody_has(demo):
    for person in demo["people"]:
        assert person["email"] == person["key"].replace("-", ".") + "@example.org"
        assert HSA_ID.fullmatch(person["hsa_id"])


def test_every_appointment_and_position_begins_on_a_day_and_holds_today(demo):
    for person in demo["people"]:
        for item in (*person.get("roles", ()), *person.get("positions", ())):
            assert type(item["from"]) is date, person["key"]
            assert "to" not in item, person["key"]


def test_only_the_keys_that_are_read_are_written(demo):
    person_keys = {"key", "name", "title", "email", "hsa_id", "positions", "roles"}
    assert {key for person in demo["people"] for key in person} == person_keys
    assert {key for unit in demo["units"] for key in unit} == {"code", "name", "kind", "parent"}
    assert {key for node in demo["processes"] for key in node} == {
        *("code", "name", "kind", "parent", "purpose", "classes")
    }
    assert {key for _, item in roles_of(demo) for key in item} == {"role", "scope", "decides", "from"}
