"""The product's decision tables, tried on every kind of input."""

import itertools
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from engine.runtime import xml
from engine.runtime.checks import decision_gap, decision_overlap
from engine.runtime.checks.subject.known import Known
from engine.runtime.checks.subject.subject import subject
from engine.runtime.decisions.compiling import compiled
from engine.runtime.decisions.deciding import decide
from tests.bpmn.player import ROOT
from web.cli.data import processes

FILES = sorted((ROOT / "bpmn").glob("*/*.dmn"))
NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
CATEGORIES = ("karnverksamhet", "styrning_ledning", "stod")
DIRECTORS = (("styrning_ledning", "UPP-UTSE-04"), ("stod", "UPP-UTSE-05"))
APPOINTS = {"av": "halso_sjukvardsdirektor", "mandat": "roll.utse", "till": None, "person": "Vera Lind"}
OWNS = {
    "av": "regiondirektor",
    "mandat": "process.godkannande",
    "till": "koncerndirektor",
    "person": "Kent Alm",
}


def made(key, **seen):
    path = ROOT / "bpmn" / "utse_roll" / f"{key}.dmn"
    decisions, flaws = compiled([xml.read(path.read_bytes())])
    assert flaws == []
    return decide(decisions, key, seen, NOW)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_table_answers_once_for_every_input(path: Path):
    read = subject({path.name: path.read_bytes()}, Known())

    assert read.sound_tables
    assert [*decision_gap.faults(read), *decision_overlap.faults(read)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_statement_that_a_table_names_is_in_the_catalogue(path: Path):
    known = {each["id"] for each in yaml.load((ROOT / "bpmn/krav.yaml").read_bytes(), yaml.CSafeLoader)}
    named = {
        text.strip('"')
        for table in subject({path.name: path.read_bytes()}, Known()).tables
        for rule in table.rules
        for text in rule.results
        if text.startswith('"UPP-')
    }
    assert named
    assert named <= known


def test_a_folder_with_a_model_is_a_process_and_one_with_profiles_or_a_demo_is_none():
    named = [folder.name for folder in processes()]

    assert {"implementering", "utse_roll"} <= {*named}
    assert not {"demo", "profiles"} & {*named}


@pytest.mark.parametrize(
    ("wide", "category", "delegated", "expected"),
    [
        *((True, one, [APPOINTS], (None, "regiondirektor", "UPP-SYS-04")) for one in CATEGORIES),
        *((True, one, [OWNS], ("regiondirektor", "koncerndirektor", "UPP-SYS-05")) for one in CATEGORIES),
        (False, "karnverksamhet", [OWNS], ("halso_sjukvardsdirektor", None, "UPP-UTSE-02")),
        (False, "karnverksamhet", [APPOINTS], ("halso_sjukvardsdirektor", None, "UPP-UTSE-03")),
        *(
            (False, one, delegated, ("koncerndirektor", None, krav))
            for (one, krav), delegated in itertools.product(DIRECTORS, ([], [APPOINTS, OWNS]))
        ),
    ],
)
def test_who_appoints_an_owner_follows_category_reach_and_delegation(wide, category, delegated, expected):
    asked = {"regionovergripande": wide, "processkategori": category, "delegeringar": delegated}
    found = made("brt_bestam_agare", **asked)

    assert (found["utses_av"], found["innehavare"], found["krav"]) == expected
