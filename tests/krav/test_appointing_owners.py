"""Who appoints a process owner in a region, and what a candidate must be, as the tables answer.

Asked alone, the tables show no statement: that an appointment goes by them is for the process to show.
"""

from datetime import UTC, datetime

import pytest

from engine.runtime import xml
from engine.runtime.decisions.compiling import compiled
from engine.runtime.decisions.deciding import decide
from tests.bpmn.player import ROOT

NOW = datetime(2026, 12, 1, tzinfo=UTC)
FIT = {
    "behorighet": {
        "samverkansformaga": True,
        "beslutsformaga": True,
        "helhetssyn": True,
        "kunskap_forbattringsledning": True,
    },
    "visat_intresse": True,
    "chefniva": 2,
}


def asked(table, **seen):
    decisions, flaws = compiled([xml.read((ROOT / "bpmn/utse_roll" / f"{table}.dmn").read_bytes())])
    assert flaws == []
    return decide(decisions, table, seen, NOW)


@pytest.mark.parametrize(
    ("wide", "category", "delegate", "appointer", "owner"),
    [
        (False, "karnverksamhet", None, "halso_sjukvardsdirektor", None),
        (False, "karnverksamhet", "omradeschef", "omradeschef", None),
        (False, "styrning_ledning", None, "koncerndirektor", None),
        (False, "stod", None, "koncerndirektor", None),
        (True, "styrning_ledning", None, None, "regiondirektor"),
        (True, "stod", "koncerndirektor", "regiondirektor", "koncerndirektor"),
    ],
)
def test_the_owner_is_appointed_by_the_right_director(wide, category, delegate, appointer, owner):
    found = asked("brt_bestam_agare", regionovergripande=wide, processkategori=category, delegering=delegate)
    assert (found["utses_av"], found["innehavare"]) == (appointer, owner)


@pytest.mark.parametrize(
    ("path", "lacking", "statement", "hard"),
    [
        ("behorighet/samverkansformaga", False, "UPP-KVAL-01", True),
        ("behorighet/beslutsformaga", False, "UPP-KVAL-02", True),
        ("behorighet/helhetssyn", False, "UPP-KVAL-03", True),
        ("behorighet/kunskap_forbattringsledning", False, "UPP-KVAL-04", True),
        ("visat_intresse", False, "UPP-KVAL-05", True),
        # In most cases, the text says: asked about, not refused.
        ("chefniva", 3, "UPP-SYS-01", False),
    ],
)
def test_a_candidate_is_told_what_is_lacking_and_by_which_statement(path, lacking, statement, hard):
    group, _, key = path.rpartition("/")
    inside = {**FIT[group], key: lacking} if group else lacking
    found = asked("brt_kontrollera_behorighet", **{**FIT, group or key: inside})

    assert asked("brt_kontrollera_behorighet", **FIT) is None
    assert [(one["krav"], one["hard"]) for one in found] == [(statement, hard)]
