"""The same process under each profile: a whole case is played over HTTP, and the tasks lie with the right people."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import demo
import pytest
import yaml
from robot import Robot, swedish_day

from api.app import create_app
from engine.commands.access.issue_token import IssueToken
from engine.commands.models.publish import PublishModel
from engine.commands.organisations.load import LoadOrganisation
from engine.door import Engine
from engine.governance.actor import RALS
from engine.library import PRODUCT
from engine.store.work import Database
from web.cli import data, models

FOLDER = Path(__file__).parent / "organisations"

# Who does what. The owner and the leader are appointed in the case.
PLAYED: Mapping[str, Mapping[str, Any]] = {
    "region": {
        "lead": "olle",
        "start": {
            "berorda_regionomraden": ["Nära vård", "Sjukhusvård"],
            "berorda_enheter": ["Vårdcentralen Aspen", "Kirurgkliniken"],
            "berorda_processer": ["Hantera remisser"],
        },
        "owner": "Paula Sten",
        "leader": "Ulf Uppdragstagare",
        "team": "Leo Rask",
        "tasks": {
            "ut_besluta_hantering": {"kent"},
            "ut_granska_underlag": {"paula"},
            "ut_analysera": {"leo"},
            "ut_inhamta_regionomraden": {"olle", "stina"},
            "ut_besluta_genomforande": {"kent"},
            "ut_planera_inforande": {"ulf"},
            "ut_planera_forandring": {"vera", "karl"},
            "ut_stod_stab": {"kent"},
            "ut_stod_lokalt": {"leo"},
            "ut_ta_emot_forvaltning": {"karl"},
            "ut_avsluta_arende": {"kent"},
        },
    },
    "eskilstuna": {
        "lead": "fredrik",
        "start": {
            "berorda_regionomraden": ["Vård- och omsorgsförvaltningen", "Almköpings bostäder"],
            "berorda_enheter": ["Hemtjänst öst", "Uthyrningen"],
            "berorda_processer": ["Tillgodose behovet av vård"],
        },
        "owner": "Petra Ägare",
        "leader": "Lea Uppdragsledare",
        "team": "Hilda Hemtjänst",
        "tasks": {
            "ut_besluta_hantering": {"pia"},
            "ut_identifiera_kompetens": {"kim"},
            "ut_analysera": {"hilda"},
            "ut_granska_underlag": {"petra"},
            "ut_inhamta_regionomraden": {"fredrik", "bo"},
            "ut_besluta_genomforande": {"pia"},
            "ut_planera_inforande": {"lea"},
            "ut_planera_forandring": {"hilda", "uno"},
            "ut_stod_stab": {"kim"},
            "ut_avsluta_arende": {"klara"},
        },
    },
    "pop": {
        "lead": "nora",
        "start": {
            "berorda_regionomraden": ["Norra avdelningen", "Södra avdelningen"],
            "berorda_enheter": ["Enhet ett", "Enhet två"],
            "berorda_processer": ["Handlägga ärenden"],
        },
        "owner": "Ove Beställare",
        "leader": "Mia Mottagare",
        "team": "Etta Chef",
        "tasks": {
            "ut_besluta_hantering": {"gd"},
            "ut_analysera": {"etta"},
            "ut_granska_underlag": {"ove"},
            "ut_inhamta_regionomraden": {"nora", "sven"},
            "ut_besluta_genomforande": {"gd"},
            "ut_planera_inforande": {"mia"},
            "ut_planera_forandring": {"etta", "tva"},
            "ut_stod_stab": {"ove"},
            "ut_stod_lokalt": {"pelle"},
            "ut_avsluta_arende": {"gd"},
        },
    },
}
OUTCOMES = {
    "ut_besluta_hantering": {"utfall": "bereda"},
    "ut_folj_upp_effektmal": {"bedomning": "uppnatt"},
}
AREA, SUPPORT = "Tillgodose behovet av vård", "Tillgodose behovet av ekonomi"


@pytest.fixture
def empty(empty_url: str) -> Iterator[Engine]:
    database = Database(empty_url)
    yield Engine(database, demo=True)
    database.close()


def raw(profile: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((FOLDER / f"{profile}.yaml").read_bytes())
    return {**read, "people": [{"title": "", **one} for one in read["people"]]}


def robot(engine: Engine, profile: str, outcomes: Mapping[str, Mapping[str, Any]]) -> Robot:
    """Load the organisation of a profile with the product's models, and give everybody a robot."""
    told, played = raw(profile), PLAYED[profile]
    profile_file = (PRODUCT / "bpmn" / "profiles" / f"{profile}.yaml").read_bytes()
    organisation_id = engine.do(LoadOrganisation(told, profile_file), RALS)
    for folder in data.processes():
        engine.do(PublishModel(models.files_of(folder), organisation_id), RALS)
    people = {
        one["key"]: {"Authorization": f"Bearer {engine.do(IssueToken(one['key']), RALS)}"}
        for one in told["people"]
    }
    names = {"ut_utse_uppdragsagare": played["owner"], "ut_utse_projektledare": played["leader"]}
    team = {
        name: [played["team"]] for name in ("lokalt_utvecklingsansvariga", "stab_medlemmar", "sakkunniga")
    }

    def choose(task: dict[str, Any]) -> Mapping[str, Any]:
        today, element = str(swedish_day(task["created_at"])), task["element_id"]
        usual = {"jav": False, "beslutsdatum": today, "fran": today}
        # Of a group that decides, each has one member here, who decides.
        named = {"person": names[element]} if element in names else {}
        if element == "ut_satt_samman_beredningsgrupp":
            named = team
        holder = task["holders"][0] if task["holders"] else None
        return {
            **usual,
            **({"beslutsfattare": holder} if holder else {}),
            **named,
            **outcomes.get(element, {}),
        }

    return Robot(create_app(engine).test_client(), people, choose)


def who_did(worker: Robot) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for element, person in worker.done:
        found.setdefault(element, set()).add(person)
    return found


@pytest.mark.parametrize("profile", PLAYED)
def test_a_case_is_done_by_the_people_whom_the_profile_names(empty: Engine, profile: str) -> None:
    played = PLAYED[profile]
    worker = robot(empty, profile, OUTCOMES)
    case = worker.start(played["lead"], {"rubrik": "Ny rutin", **played["start"]})

    ended = demo.run_to_end(empty, worker, case["id"], reader=played["lead"])

    assert ended["ended_in"] == "end_effekt_hemtagen"
    did = who_did(worker)
    assert {element: did.get(element) for element in played["tasks"]} == dict(played["tasks"])


@pytest.mark.krav("POP-PA-05")
def test_in_pop_the_owner_of_the_process_is_proposed_to_own_the_implementation(empty: Engine) -> None:
    worker = robot(empty, "pop", OUTCOMES)
    case = worker.start("etta", {"rubrik": "Ny rutin", **PLAYED["pop"]["start"]})
    (task,) = worker.get("/tasks", "gd", case=case["id"])["items"]
    worker.complete("gd", task)

    (appoint,) = (
        one
        for one in worker.get("/tasks", "gd", case=case["id"])["items"]
        if one["element_id"] == "ut_utse_uppdragsagare"
    )

    assert worker.get(f"/tasks/{appoint['id']}", "gd")["draft"]["person"]["namn"] == "Pelle Processägare"


@pytest.mark.parametrize(
    ("processes", "decides"), [([AREA], "pia"), ([SUPPORT], "plato"), ([AREA, SUPPORT], "kim")]
)
def test_the_group_of_the_area_decides_and_the_management_group_across_areas(
    empty: Engine, processes: list[str], decides: str
) -> None:
    worker = robot(empty, "eskilstuna", OUTCOMES)
    start = {**PLAYED["eskilstuna"]["start"], "berorda_processer": processes}
    case = worker.start("fredrik", {"rubrik": "Ny rutin", **start})

    task = worker.get(f"/cases/{case['id']}/tasks", "fredrik")["items"][0]

    assert task["element_id"] == "ut_besluta_hantering"
    assert who_can_see(worker, case["id"]) == {decides}
    assert who_may_not(worker, task["id"], decides)


def who_can_see(worker: Robot, case_id: str) -> set[str]:
    return {who for who in worker.people if worker.get("/tasks", who, case=case_id)["items"]}


def who_may_not(worker: Robot, task_id: str, decides: str) -> bool:
    """Whether everybody else is refused."""
    codes = {
        who: worker.client.post(
            f"/api/v1/tasks/{task_id}/complete", json={"answers": {}}, headers=headers
        ).status_code
        for who, headers in worker.people.items()
        if who != decides
    }
    return set(codes.values()) == {403}
