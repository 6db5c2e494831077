"""Who holds what, what stands empty, and who may decide: asked of a real database."""

from datetime import date, timedelta
from uuid import UUID

import demo
import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, text

from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.queries.people.me import DemoPeople
from engine.queries.roles.assignments import Assignments
from engine.queries.roles.chains import Chains, Link
from engine.queries.roles.mandates import MandateRow, Mandates
from engine.queries.roles.vacancies import Vacancies, VacancyRow

_LEAVE = text("""
UPDATE role_assignment a SET valid_to = :day FROM seat s
 WHERE s.id = a.seat_id AND s.role = :role AND s.scope_id = (SELECT id FROM unit WHERE name = :place)
""")
LUA, LEAD = "lokalt_utvecklingsansvarig", "regionomradeschef"
NORTH = "Regionområde Norr"


@pytest.fixture
def people(engine: Engine) -> dict[str, UUID]:
    return {person.key: person.id for person in engine.ask(DemoPeople(), RALS)}


@pytest.fixture
def reader(people: dict[str, UUID]) -> Identity:
    return Identity(person_id=people["olga-ivanova"])


@pytest.fixture
def today(engine: Engine) -> date:
    with engine.database.snapshot() as connection:
        return connection.execute(text("SELECT (now() AT TIME ZONE 'Europe/Stockholm')::date")).scalar_one()


def leave(engine: Engine, role: str, place: str, day: date) -> None:
    with engine.database.transaction() as connection:
        connection.execute(_LEAVE, {"day": day, "role": role, "place": place})


def vacant(engine: Engine, reader: Identity, role: str) -> list[VacancyRow]:
    return list(engine.ask(Vacancies(role), reader).items)


def link(engine: Engine, reader: Identity, role: str) -> Link:
    return next(one for one in engine.ask(Chains(), reader) if one.role == role)


def test_a_seat_that_somebody_has_left_is_vacant_since_the_day_after(
    engine: Engine, reader: Identity, today: date
) -> None:
    assert vacant(engine, reader, LUA) == []
    leave(engine, LUA, NORTH, today - timedelta(days=10))

    (row,) = vacant(engine, reader, LUA)

    assert (row.scope_name, row.since, row.open_tasks) == (NORTH, today - timedelta(days=9), 0)
    assert row.goes_to is not None
    assert (row.goes_to.role, row.goes_to.scope_name) == (LEAD, NORTH)
    assert [person.name for person in row.goes_to.people] == ["Johan Bergström"]
    assert [(by.role, [one.name for one in by.people]) for by in row.appointers] == [
        (LEAD, ["Johan Bergström"])
    ]


def test_tasks_climb_past_a_superior_who_is_not_there_either(
    engine: Engine, reader: Identity, today: date
) -> None:
    for role in (LUA, LEAD):
        leave(engine, role, NORTH, today - timedelta(days=1))

    (row,) = vacant(engine, reader, LUA)

    assert row.goes_to is not None
    assert row.goes_to.role == "forvaltningsledning"
    assert "Maria Lindqvist" in [person.name for person in row.goes_to.people]
    assert [(by.role, by.people) for by in row.appointers] == [(LEAD, ())]


def test_the_last_day_of_a_term_is_not_a_vacancy(engine: Engine, reader: Identity, today: date) -> None:
    leave(engine, LUA, NORTH, today)

    assert vacant(engine, reader, LUA) == []


def test_a_role_that_need_not_be_held_is_vacant_only_where_it_has_been(
    engine: Engine, reader: Identity
) -> None:
    assert vacant(engine, reader, "lokal_processledare") == []
    owners = vacant(engine, reader, "regional_processagare")

    # The areas, and not the processes in them.
    assert [row.scope_name for row in owners] == ["Främja hälsa och ge vård", "Stödja verksamheten"]
    assert {row.since for row in owners} == {None}


def test_open_tasks_of_a_vacant_seat_are_counted(
    engine: Engine, client: FlaskClient, reader: Identity, today: date
) -> None:
    demo.robot(engine, client, {}).start(demo.LEAD, demo.START)
    with engine.database.transaction() as connection:
        connection.execute(
            text(
                "UPDATE role_assignment SET valid_to = :day"
                " WHERE seat_id IN (SELECT id FROM seat WHERE role = 'forvaltningsledning')"
            ),
            {"day": today - timedelta(days=1)},
        )

    (row,) = vacant(engine, reader, "forvaltningsledning")

    assert row.open_tasks == 1


def test_vacancies_come_in_pages(engine: Engine, reader: Identity) -> None:
    whole = engine.ask(Vacancies(), reader).items
    first = engine.ask(Vacancies(limit=3), reader)
    rest = engine.ask(Vacancies(cursor=first.next), reader)

    assert (*first.items, *rest.items) == whole
    assert len(whole) == sum(one.vacant for one in engine.ask(Chains(), reader))


def test_all_vacancies_are_found_in_a_few_statements_however_many_they_are(
    engine: Engine, reader: Identity, today: date
) -> None:
    def statements() -> int:
        counted = 0

        def count(*_: object) -> None:
            nonlocal counted
            counted += 1

        event.listen(engine.database.engine, "before_cursor_execute", count)
        engine.ask(Vacancies(), reader)
        event.remove(engine.database.engine, "before_cursor_execute", count)
        return counted

    few = statements()
    for place in ("Norr", "Söder", "Öster"):
        leave(engine, LUA, f"Regionområde {place}", today - timedelta(days=1))

    assert statements() == few


def test_terms_that_end_before_a_day_come_first_to_end_first(
    engine: Engine, reader: Identity, today: date
) -> None:
    for place, days in (("Norr", 30), ("Söder", 10), ("Öster", 91), ("Mitt", -1)):
        leave(engine, LUA, f"Regionområde {place}", today + timedelta(days=days))
    soon = today + timedelta(days=90)

    found = engine.ask(Assignments(ending_before=soon), reader).items
    first = engine.ask(Assignments(ending_before=soon, limit=1), reader)
    rest = engine.ask(Assignments(ending_before=soon, cursor=first.next), reader)

    assert [row.scope_name for row in found] == ["Regionområde Söder", NORTH]
    assert (*first.items, *rest.items) == found


def test_assignments_are_told_apart_by_status(engine: Engine, reader: Identity, today: date) -> None:
    leave(engine, LUA, NORTH, today - timedelta(days=1))

    def places(status: str) -> set[str]:
        return {row.scope_name for row in engine.ask(Assignments(LUA, status=status), reader).items}

    assert places("ended") == {NORTH}
    assert len(places("active")) == 4
    assert places("coming") == set()


def test_the_chain_says_who_appoints_whom_and_how_many_there_are(
    engine: Engine, reader: Identity, today: date
) -> None:
    leave(engine, LUA, NORTH, today - timedelta(days=1))
    lua = link(engine, reader, LUA)

    assert lua.appointers == (LEAD,)
    assert (lua.people, lua.places, lua.vacant) == (4, 4, 1)
    assert link(engine, reader, "regional_processledare").only == "Katarina Berglund"
    assert link(engine, reader, "uppdragsagare").appointers == ("forvaltningsledning",)


@pytest.mark.krav("VGR-RPA-06", "VGR-PMA-18")
def test_each_link_of_the_process_chain_appoints_the_next(engine: Engine, reader: Identity) -> None:
    assert link(engine, reader, "processomradesansvarig").appointers == ("regional_processagare",)
    assert link(engine, reader, "regional_processledare").appointers == ("processomradesansvarig",)


def test_who_works_in_a_secret_case_is_not_told(
    engine: Engine, client: FlaskClient, reader: Identity, people: dict[str, UUID]
) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})
    for _ in range(2):
        robot.round(case["id"])
    owner = Identity(person_id=people["johan-bergstrom"])
    assert [row.scope_name for row in engine.ask(Assignments("uppdragsagare"), owner).items] == [
        case["number"]
    ]

    assert link(engine, reader, "uppdragsagare").people == 0
    assert {row.scope_kind for row in engine.ask(Vacancies(), reader).items} == {"processnod"}
    assert engine.ask(Assignments("uppdragsagare"), reader).items == ()


def rows(engine: Engine, reader: Identity, **wanted: str) -> dict[str, MandateRow]:
    return {row.key: row for row in engine.ask(Mandates(**wanted), reader)}


def test_the_matrix_says_who_decides_and_by_which_statement(engine: Engine, reader: Identity) -> None:
    row = rows(engine, reader)["arende.genomforande"]
    cells = {cell.role: cell for cell in row.cells}

    assert {role: cell.kind for role, cell in cells.items()} == {
        "forvaltningsledning": "decides",
        "beredningsgrupp": "proposes",
    }
    assert "RH-ROLE-FVL-03" in [why.id for why in cells["forvaltningsledning"].why]


def test_what_is_denied_is_quoted_by_the_statement_that_denies_it(engine: Engine, reader: Identity) -> None:
    cells = {cell.role: cell for cell in rows(engine, reader)["linje.bemanning"].cells}

    assert cells["chef"].kind == "decides"
    assert cells["regional_processledare"].kind == "denied"
    assert {why.id for why in cells["regional_processledare"].why} == {"VGR-EXK-02", "VGR-RPL-06"}


def test_the_matrix_can_be_of_one_level_or_one_role(engine: Engine, reader: Identity) -> None:
    assert {"S" in row.level for row in rows(engine, reader, level="S").values()} == {True}
    assert "arende.hantering" not in rows(engine, reader, role="uppdragsagare")
    assert "arende.beslut_inom_ram" in rows(engine, reader, role="uppdragsagare")
    assert rows(engine, reader, role="finns_inte") == {}
