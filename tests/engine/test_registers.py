"""Registers are brought up to date from files: what would change is said, nothing is half done, nothing disappears."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from engine.commands.registers.import_register import ImportRegister, counts
from engine.door import Engine
from engine.errors import InvalidError
from engine.governance.actor import RALS
from engine.governance.register_diff import Plan

NEW_UNITS = "Kod;Namn;Typ;Överordnad\ngranvik;Mottagning å;enhet;nytt\nnytt;Område nytt;regionomrade;rh\n"


def do(engine: Engine, kind: str, data: str | bytes, **more: Any) -> Plan:
    raw = data if isinstance(data, bytes) else data.encode()
    return engine.do(ImportRegister(kind, raw, **more), RALS)


def rows(engine: Engine, sql: str) -> list[Any]:
    with engine.database.snapshot() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def faults(engine: Engine, kind: str, data: str) -> list[str]:
    with pytest.raises(InvalidError) as refused:
        do(engine, kind, data)
    return [fault.text.sv for fault in refused.value.errors] or [refused.value.text.sv]


def test_a_dry_run_says_what_would_change_and_changes_nothing(engine: Engine) -> None:
    before = rows(engine, "SELECT * FROM unit ORDER BY code")

    plan = do(engine, "units", NEW_UNITS + "norr;Norra området;regionomrade;rh\n", dry_run=True)

    assert counts(plan) == {"new": 2, "changed": 1, "ended": 0, "unchanged": 0}
    assert plan.changed[0].fields == {"name": ("Regionområde Norr", "Norra området")}
    assert rows(engine, "SELECT * FROM unit ORDER BY code") == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_files_are_read_as_spreadsheets_write_them(engine: Engine, encoding: str, delimiter: str) -> None:
    data = NEW_UNITS.replace(";", delimiter).replace("\n", "\r\n").encode(encoding)

    assert counts(do(engine, "units", data))["new"] == 2
    assert rows(engine, "SELECT name FROM unit WHERE code IN ('granvik', 'nytt') ORDER BY code") == [
        ("Mottagning å",),
        ("Område nytt",),
    ]
    assert counts(do(engine, "units", data)) == {"new": 0, "changed": 0, "ended": 0, "unchanged": 2}


def test_a_new_unit_has_its_seats_and_a_unit_that_moves_has_them_under_the_new_one(engine: Engine) -> None:
    do(engine, "units", NEW_UNITS)
    above = """
    SELECT upper.role, unit.code FROM seat JOIN unit own ON own.id = seat.scope_id AND own.code = 'granvik'
      JOIN seat upper ON upper.id = seat.superior_id JOIN unit ON unit.id = upper.scope_id WHERE seat.role = 'chef'
    """
    assert rows(engine, above) == [("regionomradeschef", "nytt")]

    do(engine, "units", "kod;namn;typ;overordnad\ngranvik;Mottagning å;enhet;norr\n")

    assert rows(engine, above) == [("regionomradeschef", "norr")]


def test_every_fault_is_told_with_its_line_and_nothing_is_stored(engine: Engine) -> None:
    told = faults(engine, "units", "kod;namn;typ;overordnad\na;A;enhet;norr\nb;;enhet;norr\nc;C;slott;norr\n")
    assert [one[:6] for one in told] == ["Rad 3:", "Rad 4:"]

    told = faults(engine, "units", "kod;namn;typ;overordnad\na;A;enhet;finns-inte\na;A;enhet;norr\n")
    assert told == ["Rad 2: finns-inte finns inte i registret.", "Rad 3: a står redan på rad 2."]
    assert (
        "ring: a - b - a" in faults(engine, "units", "kod;namn;typ;overordnad\na;A;enhet;b\nb;B;enhet;a\n")[0]
    )
    assert rows(engine, "SELECT 1 FROM unit WHERE code IN ('a', 'b', 'c')") == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "rubrik"),
        ("kod;kod\n", "rubrik"),
        ("kod;namn\n", "Saknas: typ"),
        ("kod;namn;typ;farg\n", "Okända: farg"),
        ("kod;namn;typ\na;b\n", "Rad 2 har 2 kolumner"),
        ('kod;namn;typ\na;"b;c\n', "Rad 2 går inte att läsa"),
    ],
)
def test_a_file_that_is_not_such_a_table_is_refused(engine: Engine, data: str, said: str) -> None:
    assert said in faults(engine, "units", data)[0]


def test_personal_numbers_are_never_kept(engine: Engine) -> None:
    digits = "8112189876"
    for written in (
        digits,
        f"19{digits}",
        f"{digits[:6]}-{digits[6:]}",
        f"{digits[:4]}78{digits[6:]}".join(("20", "")),
    ):
        assert "personnummer" in faults(engine, "persons", f"nyckel;namn\n{written};Någon\n")[0], written
    do(engine, "persons", "nyckel;namn;hsa_id\nnagon;Någon;SE2321000000-A1\n")


def test_people_change_ids_with_each_other_and_nobody_gets_another_s(engine: Engine) -> None:
    do(engine, "persons", "nyckel;namn;hsa_id;anvandar_id\na;A;SE2321000000-A1;aa\nb;B;SE2321000000-B1;bb\n")

    do(engine, "persons", "nyckel;namn;hsa_id\na;A;SE2321000000-B1\nb;B;SE2321000000-A1\n")

    assert rows(engine, "SELECT key, hsa_id, user_id FROM person WHERE key IN ('a', 'b') ORDER BY key") == [
        ("a", "SE2321000000-B1", "aa"),
        ("b", "SE2321000000-A1", "bb"),
    ]
    assert "Rad 2" in faults(engine, "persons", "nyckel;namn;hsa_id\nc;C;SE2321000000-A1\n")[0]
    assert "HSA-id" in faults(engine, "persons", "nyckel;namn;hsa_id\nc;C;SE232100-A1\n")[0]
    assert "båda eller ingen" in faults(engine, "persons", "nyckel;namn;utfardare\nc;C;https://idp\n")[0]


def test_what_the_file_lacks_stays_unless_it_is_asked_to_end_and_then_it_is_still_there(
    engine: Engine,
) -> None:
    only = "nyckel;namn\nmaria-lindqvist;Maria Lindqvist\n"
    people = len(rows(engine, "SELECT 1 FROM person"))

    assert do(engine, "persons", only).ended == []
    plan = do(engine, "persons", only, end_missing=True)

    assert len(plan.ended) == people - 1
    assert rows(engine, "SELECT key FROM person WHERE active") == [("maria-lindqvist",)]
    assert len(rows(engine, "SELECT 1 FROM person")) == people
    assert do(engine, "persons", only, end_missing=True).ended == []


def test_positions_are_begun_changed_and_ended(engine: Engine) -> None:
    head = "person;befattning;enhet;fran;till\n"
    row = "eva-lundgren;verksamhetschef;granvik-bmm;2026-01-01;"
    assert counts(do(engine, "positions", head + row + "\n"))["new"] == 1
    (changed,) = do(engine, "positions", head + row + "2026-12-31\n").changed
    assert str(changed.fields["valid_to"][1]) == "2026-12-31"
    assert "är före" in faults(engine, "positions", head + row + "2025-12-31\n")[0]


def test_fifty_thousand_people_come_in_one_file(engine: Engine) -> None:
    data = "nyckel;namn;hsa_id;enhet\n" + "".join(
        f"p{number};Person {number};SE2321000000-P{number};norr\n" for number in range(50_000)
    )

    assert counts(do(engine, "persons", data))["new"] == 50_000
    assert counts(do(engine, "persons", data))["unchanged"] == 50_000
    assert (
        rows(engine, "SELECT count(*) FROM person WHERE key LIKE 'p%' AND unit_id IS NOT NULL")[0][0]
        >= 50_000
    )


def test_the_database_itself_refuses_a_unit_under_itself(engine: Engine) -> None:
    cut = "UPDATE unit SET parent_id = (SELECT id FROM unit WHERE code = 'granvik-bmm') WHERE code = 'rh'"
    with pytest.raises(IntegrityError, match="under itself"), engine.database.transaction() as connection:
        connection.execute(text(cut))
