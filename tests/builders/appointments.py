"""An organisation of a profile, its people, and appointments that they take through."""

from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from lending import post
from robot import Robot
from sqlalchemy import text

from api.app import create_app
from engine.commands.access.issue_token import IssueToken
from engine.commands.models.publish import PublishModel
from engine.commands.organisations.load import LoadOrganisation
from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.library import PRODUCT
from engine.queries.tasks.detail import TaskById
from engine.runtime import running
from forms.example import example
from forms.text import Language
from web.cli import data, models

FOLDER = Path(__file__).parents[1] / "bpmn" / "organisations"
WHOLE = ("samverkansformaga", "beslutsformaga", "helhetssyn", "forbattringsledning", "visat_intresse")
CHAIN = [
    "ut_foresla_innehavare",
    "ut_bekrafta_intresse",
    "ut_avsatt_resurs",
    "ut_utse",
    "ut_bekrafta_uppdrag",
]


class Played:
    """An organisation of a profile, and everybody in it."""

    def __init__(self, engine: Engine, profile: str, *processes: str) -> None:
        read: dict[str, Any] = yaml.safe_load((FOLDER / f"{profile}.yaml").read_bytes())
        told = {**read, "people": [{"title": "", **one} for one in read["people"]]}
        source = (PRODUCT / "bpmn" / "profiles" / f"{profile}.yaml").read_bytes()
        organisation_id = engine.do(LoadOrganisation(told, source), RALS)
        for folder in data.processes():
            if folder.name in (processes or ("utse_roll",)):
                engine.do(PublishModel(models.files_of(folder), organisation_id), RALS)
        people = {
            one["key"]: {"Authorization": f"Bearer {engine.do(IssueToken(one['key']), RALS)}"}
            for one in told["people"]
        }
        self.engine = engine
        self.names = {one["key"]: one["name"] for one in told["people"]}
        self.robot = Robot(create_app(engine).test_client(), people, lambda _: {})

    def start(self, who: str, process: str = "utse_roll", **wanted: Any) -> str:
        """Start a case and return its id."""
        form = self.robot.get(f"/process-definitions/{process}/start-form", who)["form"]
        asked = {"rubrik": "Ny innehavare", "anledning": "vakans", **wanted}
        body = {"process": process, "answers": example(form, asked, self.robot.today())}
        answer = self.robot.client.post("/api/v1/cases", json=body, headers=self.robot.people[who])
        assert answer.status_code == 201, answer.get_data(as_text=True)[:3000]
        case: str = answer.json["case"]["id"]
        return case

    def lies_with(self, case: str) -> dict[str, set[str]]:
        """Return who has which task of the case in the inbox."""
        found: dict[str, set[str]] = {}
        for who in self.robot.people:
            for task in self.robot.get("/tasks", who, case=case)["items"]:
                found.setdefault(task["element_id"], set()).add(who)
        return found

    def hand_in(self, case: str, who: str, code: int = 200, **wanted: Any) -> Any:
        """Hand in the only open task of the case, and return the answer."""
        (task,) = self.robot.get("/tasks", who, case=case)["items"]
        whole = self.robot.get(f"/tasks/{task['id']}", who)
        answer = self.robot.client.post(
            f"/api/v1/tasks/{task['id']}/complete",
            json={"answers": example(whole["form"], wanted, self.robot.today())},
            headers=self.robot.people[who],
        )
        assert answer.status_code == code, (whole["element_id"], answer.get_data(as_text=True)[:3000])
        assert code != 200 or answer.json["incident"] is None, answer.json
        return answer.json

    def propose(self, case: str, who: str, person: str, *attested: str) -> None:
        """Propose a person."""
        given: dict[str, Any] = {"forslag": "person", "person": self.names[person], "motivering": "Kan det."}
        self.hand_in(case, who, **given, **({"intyg": list(attested)} if attested else {}))

    def appoint(self, case: str, who: str, code: int = 200, **more: Any) -> Any:
        """Appoint from today."""
        today = self.robot.today().isoformat()
        return self.hand_in(
            case, who, code, utfall="utsedd", fran=today, jav=False, beslutsfattare=self.names[who], **more
        )

    def answer_of(self, case: str, element: str) -> Any:
        """Return what an element of the case gave to the process."""
        with self.engine.database.snapshot() as connection:
            state, named = connection.execute(
                text("SELECT state, model_hash FROM instance WHERE case_id = :case"), {"case": case}
            ).one()
        run = running.restore(self.engine.library.model(named).model, bytes(state), self.engine.now())
        return run.waiting[0].context[element]

    def holders(self, role: str) -> list[dict[str, Any]]:
        """Return the assignments to a role that are not of a case."""
        listed = self.robot.get("/role-assignments", next(iter(self.robot.people)), role=role)["items"]
        return [one for one in listed if one["status"] == "active"]

    def unit(self, code: str) -> str:
        """Return the id of a unit: what the form offers depends on the role that was chosen."""
        with self.engine.database.transaction() as connection:
            return str(
                connection.execute(
                    text("SELECT id FROM unit WHERE code = :code"), {"code": code}
                ).scalar_one()
            )

    def sql(self, statement: str, **values: Any) -> None:
        """Write in the registers."""
        with self.engine.database.transaction() as connection:
            connection.execute(text(statement), values)

    def level(self, person: str, level: int) -> None:
        """Let the administrator enter a level of competence in the register."""
        who = self.robot.get("/me", person)["id"]
        body = {"key": "niva", "level": level, "attained_on": f"2020-01-{level:02}"}
        post(self.robot, "adam", f"/persons/{who}/competences", body, 204)

    def node(self, code: str) -> str:
        """Return the id of a process node."""
        found = self.robot.get("/process-nodes", "adam", q=code)["items"]
        return str(next(one["id"] for one in found if one["code"] == code))

    def give(self, person: str, role: str, node: str | None = None) -> None:
        """Let the administrator enter a holder of a role in a process node, or in the organisation."""
        who = self.robot.get("/me", person)["id"]
        body = {"role": role, "person": who, **({"scope": self.node(node)} if node else {})}
        post(self.robot, "adam", "/role-assignments", body, 204)

    def reads(self, case: str, who: str, language: Language = "sv") -> str:
        """Return what stands in the form of the person's only open task of the case, in a language."""
        (task,) = self.robot.get("/tasks", who, case=case)["items"]
        me = Identity(person_id=UUID(self.robot.get("/me", who)["id"]))
        shown = self.engine.ask(TaskById(UUID(task["id"])), me)
        assert shown.form is not None
        return str(shown.form.view({}, shown.context, shown.now, language=language))


def run_through(played: Played, case: str, people: tuple[str, str, str], *attested: str) -> None:
    """Take a case from the proposal to its end: the appointer (who proposes too), the nominee and the manager."""
    appointer, nominee, manager = people
    did = []
    wanted: dict[str, Any] = {"intyg": list(attested)} if attested else {}
    for element in CHAIN:
        did.append(played.lies_with(case))
        if element == "ut_foresla_innehavare":
            played.propose(case, appointer, nominee, *attested)
        elif element == "ut_utse":
            played.appoint(case, appointer, **wanted)
        else:
            played.hand_in(case, manager if element == "ut_avsatt_resurs" else nominee)
    whose = [appointer, nominee, manager, appointer, nominee]
    assert did == [{element: {who}} for element, who in zip(CHAIN, whose, strict=True)]
    assert played.robot.get(f"/cases/{case}", appointer)["ended_in"] == "end_utsedd"
