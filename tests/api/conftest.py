"""Cases that have been played for a while, for what is measured of them."""

from collections.abc import Iterator
from datetime import timedelta

import demo
import pytest
import timed
from server import Server
from sqlalchemy import make_url

from api.app import create_app
from engine.door import Engine
from engine.store.work import Database


@pytest.fixture(scope="session")
def played(server: Server, demo_template: str) -> Iterator[str]:
    """Three cases on their way, each begun some days after the one before, and a fourth that nobody has touched."""
    url = server.copy(demo_template)
    database = Database(url)
    engine = Engine(database, demo=True)
    robot = demo.robot(engine, create_app(engine).test_client(), demo.PREPARE)
    cases = [robot.start(demo.LEAD, {**demo.START, "rubrik": title})["id"] for title in ("Ett", "Två", "Tre")]
    timed.play(robot, cases, 4, timedelta(hours=50))
    robot.start(demo.LEAD, {**demo.START, "rubrik": "Fyra"})
    robot.advance("PT5H")
    database.close()
    yield str(make_url(url).database)
    server.drop(url)
