"""A region records its own kinds of processes, and reads them in the tree."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from appointments import Played
from flask.testing import FlaskClient

from engine.door import Engine
from engine.settings import Settings
from engine.store.work import Database
from web.app import create_app


@pytest.fixture
def empty(empty_url: str) -> Iterator[Engine]:
    database = Database(empty_url)
    yield Engine(database, demo=True)
    database.close()


def browser(engine: Engine, profile: str, folder: Path) -> FlaskClient:
    """Let the administrator of an organisation of the profile log in."""
    played = Played(engine, profile)
    app = create_app(engine, Settings(folder, None, "127.0.0.1", 0, 1, demo=True))
    app.testing = True
    client = app.test_client()
    person = played.robot.get("/me", "adam")["id"]
    assert client.post("/login", data={"_person": person}).status_code == 303
    return client


@pytest.mark.krav("UPP-STR-01")
def test_a_region_records_and_reads_core_steering_and_support_processes(
    empty: Engine, tmp_path: Path
) -> None:
    client = browser(empty, "region", tmp_path)
    form = client.get("/processer/ny").text

    for key in ("karnprocess", "styr_och_ledningsprocess", "stodprocess"):
        assert f'value="{key}"' in form
        given = {"kod": f"ny-{key}", "namn": f"Ny {key}", "typ": key}
        assert client.post("/processer/ny", data={"_action": "do", **given}).status_code == 303
    tree = client.get("/processer").text
    assert tree.count("Kärnprocess, nivå 1") == 3
    assert tree.count("Styr- och ledningsprocess, nivå 1") == 2
