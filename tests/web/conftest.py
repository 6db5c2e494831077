"""Pages of the demo organisation, read by its people."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import demo
import pytest
from flask import Flask
from flask.testing import FlaskClient
from templates import COMPILED

from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.queries.people.me import DemoPeople
from engine.queries.rows import TaskRow
from engine.queries.tasks.inbox import Inbox
from engine.settings import Settings
from web.app import create_app

LEAD = "hanna-virtanen"
CHAIR = "maria-lindqvist"
MEMBER = "amira-haddad"
ADMINISTRATOR = "stefan-aberg"

Browse = Callable[[str], FlaskClient]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, None, "127.0.0.1", 0, 1, demo=True)


@pytest.fixture
def site(engine: Engine, settings: Settings) -> Flask:
    """API and pages; what goes wrong in them goes wrong in the test."""
    app = create_app(engine, settings)
    app.testing = True
    app.jinja_env.bytecode_cache = COMPILED
    return app


@pytest.fixture
def nobody(site: Flask) -> FlaskClient:
    return site.test_client()


@pytest.fixture
def people(engine: Engine) -> dict[str, UUID]:
    """The ids of the demo people by key."""
    return {person.key: person.id for person in engine.ask(DemoPeople(), RALS)}


@pytest.fixture
def browse(site: Flask, people: dict[str, UUID]) -> Browse:
    """A browser in which the person is logged in."""

    def log_in(key: str) -> FlaskClient:
        client = site.test_client()
        assert client.post("/login", data={"_person": str(people[key])}).status_code == 303
        return client

    return log_in


@pytest.fixture
def case(engine: Engine, client: FlaskClient) -> dict[str, Any]:
    """A case that has just been started; the management team is to decide."""
    return demo.robot(engine, client, {}).start(demo.LEAD, demo.START)


@pytest.fixture
def decision(engine: Engine, people: dict[str, UUID], case: dict[str, Any]) -> TaskRow:
    """The first task of the case: the management team decides how to handle it."""
    inbox = engine.ask(Inbox(case=UUID(case["id"])), Identity(person_id=people[CHAIR]))
    task: TaskRow = inbox.items[0]
    assert task.element_id == "ut_besluta_hantering"
    return task
