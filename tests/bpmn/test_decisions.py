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
CRITERIA = ("samverkansformaga", "beslutsformaga", "helhetssyn", "kunskap_forbattringsledning")


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
    ("wide", "category", "delegate", "appointer", "owner"),
    [
        *((True, category, None, None, "regiondirektor") for category in CATEGORIES),
        *((True, category, "direktor", "regiondirektor", "direktor") for category in CATEGORIES),
        (False, "karnverksamhet", None, "halso_sjukvardsdirektor", None),
        (False, "karnverksamhet", "omradeschef", "omradeschef", None),
        *(
            (False, category, delegate, "koncerndirektor", None)
            for category, delegate in itertools.product(CATEGORIES[1:], (None, "direktor"))
        ),
    ],
)
def test_who_appoints_an_owner_follows_category_reach_and_delegation(
    wide, category, delegate, appointer, owner
):
    found = made("brt_bestam_agare", regionovergripande=wide, processkategori=category, delegering=delegate)

    assert (found["utses_av"], found["innehavare"]) == (appointer, owner)


def test_everything_that_is_missing_is_listed_and_says_whether_it_refuses():
    whole = dict.fromkeys(CRITERIA, True)
    asked = {"behorighet": whole, "visat_intresse": True, "chefniva": 2}
    assert made("brt_kontrollera_behorighet", **asked) is None

    (soft,) = made("brt_kontrollera_behorighet", **{**asked, "chefniva": 3})
    assert (soft["hard"], soft["krav"]) == (False, "UPP-SYS-01")
    nothing = made("brt_kontrollera_behorighet", behorighet={}, visat_intresse=None, chefniva=None)
    assert [(each["hard"], each["krav"]) for each in nothing] == [
        *((True, f"UPP-KVAL-0{number}") for number in range(1, 6)),
        (False, "UPP-SYS-01"),
    ]
    for at, name in enumerate(CRITERIA, start=1):
        (only,) = made("brt_kontrollera_behorighet", **{**asked, "behorighet": {**whole, name: False}})
        assert only["krav"] == f"UPP-KVAL-0{at}"
