"""A process team: whom its owner appoints to it, and the inbox that its members share."""

from collections.abc import Iterator
from typing import Any

import pytest
from appointments import Played, run_through

from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.governance.actor import RALS
from engine.library import PRODUCT
from engine.queries.people.organisations import Organisations
from engine.store.work import Database

MAIN, SUB = "Ge hemtjänst", "Bedriva hemtjänst"
ASKED = "Processteam är oftast någon som kommer från en del av processen (ESK-TEAM-07)."
FORMS = PRODUCT / "forms/definitions"
MODEL = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:rals="urn:rals:bpmn:1">
<process id="lagfraga" name="Fråga till teamet" isExecutable="true">
<startEvent id="se" rals:form="f_rollarende"/><endEvent id="end"/>
<userTask id="ut_svara" name="Svara" rals:form="f_kompetens" rals:role="processteam" rals:scope="arende.processnod"
 rals:praxis="true"/>
<sequenceFlow id="f1" sourceRef="se" targetRef="ut_svara"/><sequenceFlow id="f2" sourceRef="ut_svara" targetRef="end"/>
</process></definitions>"""


@pytest.fixture
def played(empty_url: str) -> Iterator[Played]:
    """A municipality where Uno owns the process of level 2 and Petra the one of level 3 under it."""
    database = Database(empty_url)
    found = Played(Engine(database, demo=True), "eskilstuna")
    found.give("uno", "processagare", "ge-hemtjanst")
    yield found
    database.close()


def members(played: Played, node: str) -> set[str]:
    return {one["person"] for one in played.holders("processteam") if one["scope"] == node}


def ask_the_team(played: Played, node: str) -> str:
    """Start a case of the model above and return its id."""
    files = {
        "lagfraga.bpmn": MODEL.encode(),
        "forms/f_rollarende.form.json": (FORMS / "utse_roll/f_rollarende.form.json").read_bytes(),
        "forms/f_kompetens.form.json": (FORMS / "implementering/f_kompetens.form.json").read_bytes(),
    }
    organisation = played.engine.ask(Organisations(), RALS)[0]
    played.engine.do(PublishModel(files, organisation.id), RALS)
    wanted: dict[str, Any] = {"roll": "Processteam", "processnod": node}
    return played.start("fredrik", process="lagfraga", **wanted)


@pytest.mark.parametrize(("node", "owner"), [(MAIN, "uno"), (SUB, "petra")])
@pytest.mark.krav("ESK-TEAM-05")
def test_the_owner_at_each_level_appoints_the_team_of_that_level(
    played: Played, node: str, owner: str
) -> None:
    case = played.start("fredrik", roll="Processteam", processnod=node)

    run_through(played, case, (owner, "lea", "hilda"), "tvarfunktionell")

    (found,) = played.holders("processteam")
    assert (found["person"], found["scope"]) == ("Lea Uppdragsledare", node)
    assert (found["appointed_by"], found["appointed_as"]) == (played.names[owner], "processagare")


@pytest.mark.krav("ESK-TEAM-07")
def test_whether_a_member_comes_from_a_part_of_the_process_is_for_the_owner_to_weigh(played: Played) -> None:
    for attested in ((), ("tvarfunktionell",)):
        case = played.start("fredrik", roll="Processteam", processnod=SUB)
        played.propose(case, "petra", "lea", *attested)
        played.hand_in(case, "lea")
        played.hand_in(case, "hilda")
        assert (ASKED in played.reads(case, "petra")) is (not attested)

    (first,) = {one["id"] for one in played.robot.get("/cases", "petra")["items"]} - {case}
    played.appoint(first, "petra")

    assert members(played, SUB) == {"Lea Uppdragsledare"}


@pytest.mark.krav("ESK-TEAM-07")
def test_leaders_and_employees_are_in_the_team_and_share_its_inbox(played: Played) -> None:
    for node, owner, people in ((SUB, "petra", ("lea", "hilda")), (MAIN, "uno", ("bo",))):
        for person in people:
            case = played.start("fredrik", roll="Processteam", processnod=node)
            played.propose(case, owner, person, "tvarfunktionell")
            played.hand_in(case, person)
            (manager,) = played.lies_with(case)["ut_avsatt_resurs"]
            played.hand_in(case, manager)
            played.appoint(case, owner, intyg=["tvarfunktionell"])
    assert members(played, SUB) == {"Lea Uppdragsledare", "Hilda Hemtjänst"}

    question = ask_the_team(played, SUB)

    assert played.lies_with(question) == {"ut_svara": {"lea", "hilda"}}
    played.hand_in(question, "hilda")
    assert played.lies_with(question) == {}
