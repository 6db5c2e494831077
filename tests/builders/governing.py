"""What follows when a model has been drawn: it is sent, approved, in force, run, changed, and its case goes over."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import demo
import migrating
from drawing import Drawer
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from sqlalchemy import text

from engine.door import Engine
from engine.queries.models.migrations import Migrations

PROCESS = "Mödrahälsovård"
APPROVAL = "ut_godkann_process"
_NEWEST = 'SELECT number FROM "case" WHERE process = :key ORDER BY started_at DESC LIMIT 1'
_ON_NEWEST = """SELECT count(*) FROM "case" c WHERE c.process = :key AND c.model_hash =
  (SELECT hash FROM model_version WHERE key = :key ORDER BY number DESC LIMIT 1)"""


@dataclass(frozen=True)
class Governing:
    """The people around a drawn model, at the pages that each of them uses; `colleagues` do the rest over the API."""

    page: Page
    log_in: Callable[[str], None]
    engine: Engine
    client: FlaskClient

    def send(self, change: str | None = None) -> str:
        """Send the draft that is open for approval, by keyboard, and return the case."""
        self.page.get_by_role("link", name="Skicka för godkännande").press("Enter")
        if change is None:
            self.page.get_by_label("Process", exact=True).focus()
            self.page.keyboard.type(PROCESS)
        else:
            self.page.get_by_label("Vad har ändrats?").fill(change)
        self.page.get_by_role("button", name="Skicka", exact=True).press("Enter")
        self.page.wait_for_url(re.compile("/arenden/[0-9a-f-]{36}$"))
        expect(self.page.get_by_text("Utkastet är skickat.")).to_be_visible()
        return self.page.url.rpartition("/")[2]

    def prepare(self, case: str) -> str:
        """Let the colleagues do what comes before the approval; return who approves."""
        colleagues = demo.robot(
            self.engine, self.client, {"ut_ta_stallning": {"fortsattning": "godkannande"}}
        )
        for _ in range(4):
            colleagues.round(case, lambda task: task["element_id"] == APPROVAL)
            for who in colleagues.people:
                for task in colleagues.get("/tasks", who, case=case, limit=50)["items"]:
                    if task["element_id"] == APPROVAL:
                        return str(colleagues.get("/me", who)["name"])
        raise AssertionError("Nobody is asked to approve.")

    def approve(self, name: str, compared: str | None = None) -> None:
        """Let the owner read what is proposed, compare it with what is in force, and approve it on the page of the task."""
        self.log_in(name)
        self.page.get_by_role("link", name=re.compile("Godkänn processen|Godkänn")).first.click()
        task = self.page.url
        if compared:
            self.page.locator("main a[href^='/dokument/']").first.click()
            self.page.get_by_role("link", name="Vad skiljer från modellen som gäller?").click()
            expect(self.page.locator(".differences")).to_contain_text(compared)
            self.page.goto(task)
        self.page.get_by_label("Godkänn", exact=False).first.check()
        self.page.get_by_role("button", name=re.compile("Fatta beslutet")).click()
        expect(self.page.get_by_role("status").first).to_contain_text("Klart: Godkänn processen")

    def run(self, key: str) -> str:
        """Start a case on what is in force, and return its number."""
        self.page.goto(f"/arenden/starta/{key}")
        self.page.get_by_role("button", name="Starta ärendet").click()
        self.page.wait_for_url(re.compile("/(arenden|uppgifter)/[0-9a-f-]{36}"))
        with self.engine.database.snapshot() as connection:
            return str(connection.execute(text(_NEWEST), {"key": key}).scalar_one())

    def draw_on(self, drawer: Drawer, key: str, old: str, new: str) -> None:
        """Begin the next version from the one in force, and give a task another name by keyboard."""
        self.page.goto(f"/modeller/{key}")
        self.page.get_by_role("button", name="Nytt utkast från den här versionen").press("Enter")
        drawer.ready()
        drawer.choose(f"Användaruppgift: {old}")
        # It is saved by itself.
        with self.page.expect_response(lambda answer: answer.request.method == "PUT"):
            drawer.write("Namn", new)

    def move(self, key: str) -> int:
        """Let the running cases go over to the newest version, and return how many are there then."""
        self.page.goto(f"/modeller/{key}/arenden")
        self.page.get_by_label("Skäl").fill("Namnet är tydligare.")
        self.page.get_by_role("button", name="Byt version").click()
        expect(self.page.get_by_text("0 av 1 ärenden är klara.")).to_be_visible()
        (ordered,) = self.engine.ask(Migrations(key), migrating.person(self.engine, migrating.ADMIN))
        migrating.work_off(self.engine, ordered.id)
        expect(self.page.get_by_text("1 av 1 ärenden är klara.")).to_be_visible()
        with self.engine.database.snapshot() as connection:
            return int(connection.execute(text(_ON_NEWEST), {"key": key}).scalar_one())
