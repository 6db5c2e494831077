"""Documents of a played organisation: written, taken through their process, and read by many."""

from typing import Any
from uuid import UUID

from appointments import Played
from lending import post
from sqlalchemy import text

from engine.commands.access.advance_clock import AdvanceClock
from engine.commands.cases.deliver import DeliverMessage
from engine.commands.cases.wake import WakeInstance
from engine.commands.document_drafts import Content, Draft, Made
from engine.commands.documents.add_version import AddVersion
from engine.commands.documents.create import CreateDocument
from engine.commands.documents.save_version import SaveVersion
from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.queries.operations.due import DueInstances
from forms.example import example

PROCESS = "dokumentgodkannande"
# Where people work in each of the organisations, and the process that the document is about.
WHERE = {
    "vgr": ("sj", "planera"),
    "region": ("gl", "remiss"),
    "eskilstuna": ("ak", "hemtjanst-p"),
    "pop": ("verket", "arenden"),
}
KIND = {
    "vgr": "rutin",
    "region": "processdokument",
    "eskilstuna": "processdokument",
    "pop": "processdokument",
}


class Papers(Played):
    """An organisation that has the process of documents."""

    def __init__(self, engine: Engine, profile: str) -> None:
        super().__init__(engine, profile, PROCESS)
        self.profile = profile

    def who(self, key: str) -> Identity:
        """Return a person as the engine knows one."""
        return Identity(person_id=UUID(self.robot.get("/me", key)["id"]))

    def id_of(self, key: str) -> str:
        """Return a person's id."""
        return str(self.robot.get("/me", key)["id"])

    def one(self, statement: str, **values: Any) -> Any:
        """Return the only value that a statement gives."""
        with self.engine.database.snapshot() as connection:
            return connection.execute(text(statement), values).scalar_one()

    def write(
        self,
        who: str,
        kind: str | None = None,
        *,
        linked: bool = True,
        content: Content | None = None,
        **given: Any,
    ) -> Made:
        """Let somebody write a document that applies to the whole organisation, from today."""
        unit, node = WHERE[self.profile]
        metadata: dict[str, Any] = {
            "titel": "Ta prover",
            "giltig_fran": self.robot.today().isoformat(),
            **self._usual(kind or KIND[self.profile], unit),
            **given,
        }
        metadata = {key: value for key, value in metadata.items() if value is not None}
        links = ((UUID(self.node(node)), ""),) if linked else ()
        draft = Draft(metadata, content or Content.of_text("# Ta prover\n\nSå här gör du."), links=links)
        return self.engine.do(CreateDocument(kind or KIND[self.profile], draft), self.who(who))

    def _usual(self, kind: str, unit: str) -> dict[str, Any]:
        if kind == "processmodell":
            return {}
        return {
            "galler_for": [self.unit(unit)],
            **({"upphov": "Staben"} if self.profile == "eskilstuna" else {}),
        }

    def change(self, who: str, made: Made, words: str, **more: str) -> None:
        """Let somebody change the words of a draft."""
        asked = "SELECT jsonb_build_array(revision, valid_from) FROM document_version WHERE id = :id"
        revision, start = self.one(asked, id=made.version_id)
        unit = WHERE[self.profile][0]
        given = {"titel": "Ta prover", "giltig_fran": start, **self._usual(KIND[self.profile], unit), **more}
        self.engine.do(
            SaveVersion(made.version_id, revision, Draft(given, Content.of_text(words))), self.who(who)
        )

    def next_version(self, who: str, made: Made) -> UUID:
        """Let somebody write the next version of a document, valid from today, and return its id."""
        start = self.robot.today().isoformat()
        given = {
            "titel": "Ta prover",
            "giltig_fran": start,
            **self._usual(KIND[self.profile], WHERE[self.profile][0]),
        }
        draft = Draft(given, Content.of_text("# Ta prover\n\nPå ett nytt sätt."), change="Nytt sätt.")
        return self.engine.do(AddVersion(made.document_id, draft), self.who(who)).version_id

    def declare(self, case: str, who: str, element: str) -> None:
        """Let somebody declare a conflict of interest in a task."""
        found = self.robot.get("/tasks", who, case=case)["items"]
        task = next(one for one in found if one["element_id"] == element)
        post(self.robot, who, f"/tasks/{task['id']}/conflict", {"reason": "Jag har skrivit det."}, 204)

    def send(self, who: str, version: Any, **more: Any) -> str:
        """Start the case that approves a version, as its writer does, and return its id."""
        return self.start(who, PROCESS, dokumentversion=str(version), granskare=[], **more)

    def submit(self, who: str, made: Made) -> str:
        """Send a draft for approval from its page, and return the id of the case."""
        answer = self.robot.client.post(
            f"/api/v1/document-versions/{made.version_id}/submit", headers=self.robot.people[who]
        )
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return str(answer.json["case"]["id"])

    def facts(self, who: str, made: Made) -> dict[str, str]:
        """Return the metadata of a version as somebody reads them."""
        found = self.robot.get(f"/document-versions/{made.version_id}", who)["facts"]
        return {one["key"]: ", ".join(value["text"] for value in one["values"]) for one in found}

    def receipts(self, who: str, made: Made) -> list[dict[str, Any]]:
        """Return who was asked to read a version."""
        found: list[dict[str, Any]] = self.robot.get(f"/document-versions/{made.version_id}/receipts", who)[
            "items"
        ]
        return found

    def notices(self, beginning: str) -> int:
        """Return how many notices begin so."""
        return int(
            self.one("SELECT count(*) FROM notice WHERE starts_with(subject, :words)", words=beginning)
        )

    def task(self, case: str, who: str, element: str, **wanted: Any) -> Any:
        """Hand in a task of the case, of several the first."""
        return self.tried(case, who, element, 200, **wanted)

    def tried(self, case: str, who: str, element: str, code: int, **wanted: Any) -> Any:
        """Hand in a task of the case and expect a status."""
        found = self.robot.get("/tasks", who, case=case, limit=200)["items"]
        task = next(one for one in found if one["element_id"] == element)
        whole = self.robot.get(f"/tasks/{task['id']}", who)
        answers = example(whole["form"], {"jav": False, **wanted}, self.robot.today())
        answer = self.robot.client.post(
            f"/api/v1/tasks/{task['id']}/complete", json={"answers": answers}, headers=self.robot.people[who]
        )
        assert answer.status_code == code, (element, answer.get_data(as_text=True)[:3000])
        assert code != 200 or answer.json["incident"] is None, answer.json
        return answer.json

    def pass_by(self, time: str) -> None:
        """Let time pass, and do what the worker would."""
        self.engine.do(AdvanceClock(time), RALS)
        self.work()

    def work(self) -> None:
        """Wake what is due, and deliver what has been sent."""
        while waiting := self.engine.ask(DueInstances(), RALS):
            for instance in waiting:
                self.engine.do(WakeInstance(instance), RALS)
        with self.engine.database.transaction() as connection:
            taken = connection.execute(
                text("DELETE FROM procrastinate_jobs WHERE task_name = 'deliver' RETURNING args")
            ).scalars()
            jobs = list(taken)
        for args in jobs:
            self.engine.do(DeliverMessage(UUID(args["case_id"]), args["message"]), RALS)

    def state(self, version: Any) -> str:
        """Return the state of a version."""
        return str(self.one("SELECT state FROM document_version WHERE id = :id", id=version))

    def ended(self, case: str) -> str | None:
        """Return the end that a case has reached."""
        return self.robot.get(f"/cases/{case}", "adam")["ended_in"]

    def read(self, version: Any, count: int) -> None:
        """Let so many of those who have been asked read a version."""
        self.sql(
            "UPDATE read_receipt SET read_at = now() WHERE (version_id, person_id) IN (SELECT version_id, person_id"
            " FROM read_receipt WHERE version_id = :version AND read_at IS NULL ORDER BY person_id LIMIT :count)",
            version=version,
            count=count,
        )

    def approve(self, case: str, writer: str, approver: str, element: str = "ut_godkann") -> None:
        """Let the writer go on to the approval when all remarks are in, and the approver approve."""
        self.task(case, writer, "ut_ta_stallning", fortsattning="godkannande")
        self.task(case, approver, element, utfall="godkand")

    def crowd(self, unit: str, count: int) -> None:
        """Let so many people without a role work in a unit."""
        self.sql(
            "INSERT INTO person (id, organisation_id, key, name, unit_id) SELECT gen_random_uuid(), u.organisation_id,"
            " 'lasare-' || n, 'Läsare ' || n, u.id FROM unit u, generate_series(1, :count) n WHERE u.code = :unit",
            unit=unit,
            count=count,
        )
