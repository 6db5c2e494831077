"""The second wall between organisations: PostgreSQL itself, also where a query has forgotten whose it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import demo
import neighbour
import pytest
from flask.testing import FlaskClient
from server import Server
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import ProgrammingError

from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.store import actors, schema, wall
from engine.store.probe import probe
from engine.store.work import Database

# What people are, write, decide and do. The rest says nothing of that by itself and is left to the queries: to wall it
# all in costs a twentieth of a completion and more (docs/adr/0011).
WALLED = {
    *(
        "case",
        "comment",
        "competence",
        "decision",
        "document",
        "document_link",
        "document_version",
        "file",
        "follower",
        "goal",
        "goal_history",
        "licence",
        "measurement",
        "migration",
        "migration_case",
        "model_draft",
        "model_draft_file",
        "notice",
        "person",
        "position",
    ),
    *("budget", "escalation", "escalation_level", "milestone", "risk", "rollout", "status_report"),
    *("read_receipt", "saved_filter", "start_draft", "submission", "trail"),
}
PERSON = "agneta-hallberg"
# What a query that has forgotten whose it is finds, and everything that there is of it.
TOLD = ("case", "person", "submission", "trail")
ORGANISATION = text("SELECT id FROM organisation WHERE key = :key")
RENAMED = text("UPDATE person SET name = 'X' WHERE key = :key")
SUBMITTED = text(
    "INSERT INTO submission (id, case_id, element, answers, person_id, submitted_at, organisation_id)"
    " SELECT :id, case_id, element, '{}', person_id, now(), :organisation FROM submission LIMIT 1"
)


@pytest.fixture
def two(engine: Engine, client: FlaskClient) -> Engine:
    """Two organisations, with a case in each."""
    neighbour.settle(engine)
    for lead in (demo.LEAD, demo.LEAD + neighbour.SUFFIX):
        robot = demo.robot(engine, client, {})
        robot.start(lead, demo.START)
    return engine


@contextmanager
def _as(engine: Engine, identity: Identity) -> Iterator[Connection]:
    """What a command of theirs would hold."""
    with engine.database.transaction() as connection:
        actors.find(connection, identity)
        yield connection


def _person(engine: Engine, key: str = PERSON) -> Identity:
    with engine.database.snapshot() as connection:
        found: UUID = connection.execute(
            text("SELECT id FROM person WHERE key = :key"), {"key": key}
        ).scalar_one()
    return Identity(person_id=found)


def _organisation(engine: Engine, key: str) -> UUID:
    with engine.database.snapshot() as connection:
        found: UUID = connection.execute(ORGANISATION, {"key": key}).scalar_one()
    return found


def _whose(connection: Connection, table: str) -> set[UUID]:
    return set(connection.execute(text(f'SELECT organisation_id FROM "{table}"')).scalars())  # noqa: S608


@pytest.mark.parametrize("table", TOLD)
def test_a_query_that_forgot_whose_it_is_finds_only_the_person_s_own(two: Engine, table: str) -> None:
    own = _organisation(two, "regionhalsan")

    with _as(two, _person(two)) as connection:
        found = _whose(connection, table)
    with _as(two, RALS) as connection:
        whole = _whose(connection, table)

    assert found == {own}
    assert whole == {own, _organisation(two, neighbour.KEY)}


def test_what_is_seldom_read_is_kept_apart_through_what_it_belongs_to(two: Engine) -> None:
    count = text("SELECT count(*) FROM position")
    with _as(two, RALS) as connection:
        whole = connection.execute(count).scalar_one()
    with _as(two, _person(two)) as connection:
        found = connection.execute(count).scalar_one()

    assert 0 < found < whole


def test_nothing_is_put_into_another_organisation(two: Engine) -> None:
    there = {"id": uuid4(), "organisation": _organisation(two, neighbour.KEY)}

    with pytest.raises(ProgrammingError, match="row-level security"), _as(two, _person(two)) as connection:
        connection.execute(SUBMITTED, there)


def test_nothing_is_changed_in_another_organisation(two: Engine) -> None:
    with _as(two, _person(two)) as connection:
        assert connection.execute(RENAMED, {"key": PERSON}).rowcount == 1
        assert connection.execute(RENAMED, {"key": PERSON + neighbour.SUFFIX}).rowcount == 0


def test_the_wall_is_gone_with_the_transaction(demo_url: str) -> None:
    one = Engine(Database(demo_url, pool=1))
    asked = text("SELECT pg_backend_pid(), current_user, current_setting('rals.organisation', true)")
    with _as(one, _person(one)) as connection:
        person = connection.execute(asked).one()
    with _as(one, RALS) as connection:
        rals = connection.execute(asked).one()
    one.database.close()

    assert person[0] == rals[0]
    assert person[1] == wall.MEMBER != rals[1]
    assert not rals[2]


def test_what_rals_writes_by_itself_gets_the_organisation_of_its_case(two: Engine) -> None:
    with _as(two, RALS) as connection:
        connection.execute(SUBMITTED, {"id": uuid4(), "organisation": None})
        wrong = connection.execute(
            text(
                'SELECT count(*) FROM submission t JOIN "case" c ON c.id = t.case_id'
                " WHERE t.organisation_id <> c.organisation_id"
            )
        ).scalar_one()

    assert wrong == 0


def test_what_people_are_write_decide_and_do_has_a_wall(engine: Engine) -> None:
    with engine.database.snapshot() as connection:
        found = connection.execute(text("SELECT relname FROM pg_class WHERE relrowsecurity")).scalars()

        assert set(found) == WALLED


@pytest.fixture
def plain(server: Server) -> Iterator[str]:
    """The address of a database whose owner may neither make roles nor use ours."""
    server.execute("CREATE ROLE plain LOGIN")
    server.execute("CREATE DATABASE plain OWNER plain")
    url = make_url(server.embedded.url("plain")).set(username="plain")
    yield url.render_as_string(hide_password=False)
    server.drop(server.embedded.url("plain"))
    server.execute("DROP ROLE plain")


def test_where_no_role_may_be_made_the_queries_stand_alone_until_the_role_is_lent(
    server: Server, empty_url: str, plain: str
) -> None:
    database = Database(plain)
    engine = Engine(database)
    schema.upgrade(database)
    assert not probe(plain).walled
    neighbour.settle(engine)
    identity = _person(engine, PERSON + neighbour.SUFFIX)

    with _as(engine, identity) as connection:
        assert connection.execute(text("SELECT current_user")).scalar_one() == "plain"

    server.execute(f"GRANT {wall.MEMBER} TO plain")
    schema.upgrade(database)
    with _as(engine, identity) as connection:
        assert connection.execute(text("SELECT current_user")).scalar_one() == wall.MEMBER
        assert connection.execute(text("SELECT count(*) FROM person")).scalar_one() > 0
    assert probe(plain).walled
    database.close()
