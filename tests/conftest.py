"""What tests share: a real PostgreSQL for the run, and a fresh copy of a prepared database for each test."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import demo
import krav_index
import pytest
import receivers
import yaml
from flask.testing import FlaskClient
from receivers import MailServer
from robot import Robot
from server import Server

from api.app import create_app
from engine import library
from engine.commands.access.issue_token import IssueToken
from engine.commands.models.publish import PublishModel
from engine.commands.organisations.load import LoadOrganisation
from engine.door import Engine
from engine.governance.actor import RALS
from engine.store import schema
from engine.store.embedded import Embedded
from engine.store.work import Database
from web.cli import data, models


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--krav", metavar="FILE", help="write which statements the collected tests show")


def pytest_collection_finish(session: pytest.Session) -> None:
    path = session.config.getoption("--krav")
    if path:
        Path(path).write_bytes(krav_index.written(session.items))


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """What is published never changes, so a run compiles each model and profile once and not for every database."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("assemble", "read_profile"):
            patch.setattr(library, name, _once(getattr(library, name)))
        yield


def _once(compile_files: Callable[..., Any]) -> Callable[..., Any]:
    kept = lru_cache(64)(lambda files, **how: compile_files(dict(files), **how))
    return lambda files, **how: kept(tuple(files.items()), **how)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="rals-test-"))
    embedded = Embedded(folder)
    embedded.start()
    running = Server(embedded)
    # What is thrown away after the run need not survive a power cut; the crash tests start servers of their own.
    for setting in ("fsync", "full_page_writes"):
        running.execute(f"ALTER SYSTEM SET {setting} = off")
    running.execute("SELECT pg_reload_conf()")
    yield running
    running.admin.close()
    embedded.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def empty_template(server: Server) -> str:
    """A migrated database with nothing in it."""
    server.execute("CREATE DATABASE template_empty")
    database = Database(server.embedded.url("template_empty"))
    schema.upgrade(database)
    database.close()
    return "template_empty"


@pytest.fixture(scope="session")
def demo_template(server: Server, empty_template: str) -> str:
    """The demo organisation, with the product's models published."""
    server.execute(f"CREATE DATABASE template_demo TEMPLATE {empty_template} STRATEGY wal_log")
    database = Database(server.embedded.url("template_demo"))
    engine = Engine(database, demo=True)
    raw = yaml.load(data.ORGANISATION.read_bytes(), Loader=yaml.CSafeLoader)
    organisation_id = engine.do(LoadOrganisation(raw, data.PROFILE.read_bytes()), RALS)
    for folder in data.processes():
        engine.do(PublishModel(models.files_of(folder), organisation_id), RALS)
    database.close()
    return "template_demo"


@pytest.fixture
def empty_url(server: Server, empty_template: str) -> Iterator[str]:
    url = server.copy(empty_template)
    yield url
    server.drop(url)


@pytest.fixture
def demo_url(server: Server, demo_template: str) -> Iterator[str]:
    url = server.copy(demo_template)
    yield url
    server.drop(url)


@pytest.fixture
def engine(demo_url: str) -> Iterator[Engine]:
    """An engine on the demo organisation, in demo mode."""
    database = Database(demo_url)
    yield Engine(database, demo=True)
    database.close()


@pytest.fixture
def empty(empty_url: str) -> Iterator[Engine]:
    """An engine on a database with nothing in it, in demo mode."""
    database = Database(empty_url)
    yield Engine(database, demo=True)
    database.close()


@pytest.fixture
def client(engine: Engine) -> FlaskClient:
    """The API without pages."""
    return create_app(engine).test_client()


@pytest.fixture
def outcomes() -> demo.Outcomes:
    """What people answer in the robot's tasks where that is not the first choice; a file of tests may have its own."""
    return {}


@pytest.fixture
def robot(engine: Engine, client: FlaskClient, outcomes: demo.Outcomes) -> Robot:
    """Somebody who works over the API as any demo person."""
    return demo.robot(engine, client, outcomes)


@pytest.fixture
def smtp(engine: Engine) -> Iterator[MailServer]:
    """A mail server, and an engine that sends there."""
    with receivers.mail_server() as running:
        engine.outgoing = running.outgoing()
        yield running


@pytest.fixture
def bearer(engine: Engine) -> Callable[[str], dict[str, str]]:
    """Headers of a person, by key."""

    def headers(person: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {engine.do(IssueToken(person), RALS)}"}

    return headers


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("RALS_")]:
        monkeypatch.delenv(name)
