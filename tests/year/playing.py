"""Plays the year: the clock goes from hour to hour that matters, what is due wakes, and people do what they have come to."""

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import text
from templates import COMPILED

from engine.commands.access.advance_clock import AdvanceClock
from engine.commands.access.issue_token import IssueToken
from engine.commands.cases.wake import WakeInstance
from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.operations.due import DueInstances
from engine.queries.operations.open_work import OpenWork
from engine.queries.people.me import DemoPeople
from engine.sending import tell_all
from engine.settings import Outgoing, Settings
from engine.store.work import Database
from forms.example import example
from tests.year import days, people, posting
from tests.year.people import CHAIR, Plan
from tests.year.reading import Seen, look
from web.app import create_app

MAIL = Outgoing("smtp://127.0.0.1:9", "rals@example.org", "https://rals.example.org")
# Who holds the level above the management team, to which few questions are lifted.
TOP = text("""
WITH top AS (INSERT INTO seat (id, organisation_id, role, scope_kind, scope_id)
             SELECT gen_random_uuid(), id, 'koncernledningsgrupp', 'organisation', id FROM organisation
             ON CONFLICT DO NOTHING RETURNING id)
INSERT INTO role_assignment (id, seat_id, person_id, valid_from, recorded_at, decides)
SELECT gen_random_uuid(), top.id, p.id, DATE '2025-01-01', now(), true FROM top, person p WHERE p.key = 'ingrid-sandell'
""")
_CASES_OF = text("SELECT DISTINCT case_id FROM instance WHERE id = ANY (:instances)")
_RAISED = text("SELECT case_id, about_id FROM escalation WHERE NOT case_id = ANY (:known)")


@dataclass
class Year:
    """The portfolio on one database. `seen` is what the portfolio showed, `posted` what was reported outside of tasks."""

    url: str
    settings: Settings
    seed: int
    seen: list[Seen] = field(default_factory=list)
    posted: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    done: "Counter[str]" = field(default_factory=Counter)
    _agenda: list[tuple[datetime, int, str, str, str, str]] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)
    _order: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.open()
        start = days.at(days.FIRST, 8) - self.engine.now()
        self.engine.do(
            AdvanceClock(f"{'-' if start < timedelta() else ''}PT{abs(int(start.total_seconds()))}S"), RALS
        )
        with self.engine.database.transaction() as connection:
            connection.execute(TOP)
        listed = self.engine.ask(DemoPeople(), RALS)
        self.keys = {one.id: one.key for one in listed}
        self.named = {one.name: one.key for one in listed}
        self.headers = {
            one.key: {"Authorization": f"Bearer {self.engine.do(IssueToken(one.key), RALS)}"}
            for one in listed
        }

    def open(self) -> None:
        """Open the house on the database: nothing that a process keeps in memory is there."""
        self.engine = Engine(Database(self.url), demo=True, outgoing=MAIL)
        app = create_app(self.engine, self.settings)
        app.jinja_env.bytecode_cache = COMPILED
        self.client: FlaskClient = app.test_client()

    def close(self) -> None:
        """Close it."""
        self.engine.database.close()

    def ask(self, who: str, path: str, body: Any = None, code: int = 200) -> Any:
        """Return the JSON of a GET, or of a POST when there is a body; another code is a fault."""
        way = {"headers": self.headers[who]}
        url = f"/api/v1{path}"
        answer = self.client.get(url, **way) if body is None else self.client.post(url, json=body, **way)
        assert answer.status_code == code, (
            path,
            answer.status_code,
            answer.get_data(as_text=True)[:2000],
            body,
        )
        return answer.json if answer.data else None

    def play(self, starting: list[Plan], length: int) -> None:
        """Play so many days. Twice a day people come to work; on the first day of each month somebody reads the portfolio."""
        left = sorted(starting, key=lambda plan: plan.begins, reverse=True)
        for step in range(length):
            day = days.FIRST + timedelta(days=step)
            self._pass(days.at(day, 8, 30))
            while left and left[-1].begins <= day:
                self._begin(left.pop())
            self._work()
            if step % 73 == 40:
                self.close()
                self.open()
            if days.works(day):
                self._pass(days.at(day, 16, 45))
                self._work()
            if day.day == 1 or step % 29 == 17:
                self.seen.append(look(self))

    def _pass(self, to: datetime) -> None:
        """Let the clock go to an instant, and everything that is due be done and told of."""
        seconds = int((to - self.engine.now()).total_seconds()) + 1
        self.ask(CHAIR, "/demo/clock", {"advance": f"PT{max(1, seconds)}S"})
        while due := self.engine.ask(DueInstances(), RALS):
            for instance in due:
                self.engine.do(WakeInstance(instance), RALS)
            with self.engine.database.snapshot() as connection:
                found = connection.execute(_CASES_OF, {"instances": due}).scalars().all()
            for case in found:
                self._note(str(case))
        tell_all(self.engine)

    def _begin(self, plan: Plan) -> None:
        form = self.ask(plan.starter, "/process-definitions/implementering/start-form")["form"]
        answers = example(form, people.beginning(plan), self.today)
        body = {"process": "implementering", "answers": answers}
        case = self.ask(plan.starter, "/cases", body, 201)["case"]["id"]
        self.plans[case] = plan
        self._note(case)

    @property
    def today(self) -> date:
        """The day it is in the year."""
        return days.day_of(self.engine.now())

    def _note(self, case: str) -> None:
        """Put the tasks of a case that are new on the agenda of somebody who may do them."""
        now = self.engine.now()
        for work in self.engine.ask(OpenWork(UUID(case)), RALS):
            if str(work.task_id) in self._known:
                continue
            self._known.add(str(work.task_id))
            number = next(self._order)
            chance = Random(f"{self.seed} {self.plans[case].number} {number} comes")
            when = people.comes(self.plans[case], work.element, now, chance)
            entry = (when, number, case, str(work.task_id), work.element, self.keys[work.person_id])
            heapq.heappush(self._agenda, entry)

    def _work(self) -> None:
        """Do what people have come to, and what follows at once."""
        while self._agenda and self._agenda[0][0] <= self.engine.now():
            _, number, case, task, element, who = heapq.heappop(self._agenda)
            if self._do(case, task, who, Random(f"{self.seed} {self.plans[case].number} {number} does")):
                self.done[element] += 1
                self._raised(element)
                self._note(case)

    def _do(self, case: str, task: str, who: str, chance: Random) -> bool:
        answer = self.client.get(f"/api/v1/tasks/{task}", headers=self.headers[who])
        whole = answer.json
        if answer.status_code == 404 or whole["state"] != "open":
            return False
        plan = self.plans[case]
        if posting.before(self, case, whole, who, chance):
            return False
        if whole["element_id"] == "ut_skriv_statusrapport":
            answers = people.report(self.today, posting.goals_in(whole["form"]), chance)
            if plan.by_program:
                self.ask(who, f"/cases/{case}/status-reports", {"answers": answers}, 201)
                return True
        else:
            wanted = {
                **people.wanted(plan, whole["element_id"], self.today, chance),
                **posting.escalated(whole, chance),
            }
            answers = example(whole["form"], wanted, self.today)
        done = self.ask(who, f"/tasks/{task}/complete", {"answers": answers})
        assert done["incident"] is None, done
        posting.after(self, case, whole["element_id"], who, chance)
        return True

    def put_off(self, case: str, task: str, element: str, who: str, until: datetime) -> None:
        """Let somebody come to a task at another time than was thought."""
        heapq.heappush(self._agenda, (until, next(self._order), case, task, element, who))

    def _raised(self, element: str) -> None:
        if element == "ut_overvag_eskalering":
            with self.engine.database.snapshot() as connection:
                found = connection.execute(_RAISED, {"known": [UUID(one) for one in self.plans]}).all()
            for row in found:
                self.plans[str(row.case_id)] = self.plans[str(row.about_id)]
                self._note(str(row.case_id))
