"""Räls itself starts the case that appoints: about a seat that nobody holds, and before a term ends. Once for each."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from appointments import Played, run_through
from sqlalchemy import text

from engine import worker
from engine.commands.access.advance_clock import AdvanceClock
from engine.commands.cases.raise_appointment import RaiseAppointment
from engine.commands.profiles.publish import PublishProfile
from engine.door import Engine
from engine.errors import ForbiddenError
from engine.governance.actor import RALS, Identity
from engine.queries.operations.to_fill import SeatsToFill

LEAD = "lokalt_utvecklingsansvarig"
ENTERED = "P31D"


@pytest.fixture
def played(empty: Engine) -> Played:
    """An organisation where nobody has been development lead, entered a while ago."""
    played = Played(empty, "vgr")
    empty.do(AdvanceClock(ENTERED), RALS)
    return played


def swept(played: Played, role: str = LEAD) -> list[dict[str, Any]]:
    """Let the worker look once, and return the cases about a role, the first one first."""
    worker.raise_all(played.engine)
    return about(played, role)


def about(played: Played, role: str = LEAD) -> list[dict[str, Any]]:
    with played.engine.database.snapshot() as connection:
        rows = connection.execute(
            text("""SELECT c.id, c.number, c.state, c.ended_in, c.started_by, w.answers, t.person_id, t.details
                      FROM "case" c JOIN seat s ON s.id = c.fills_id AND s.role = :role
                      JOIN submission w ON w.case_id = c.id AND w.task_id IS NULL
                      JOIN trail t ON t.case_id = c.id AND t.kind = 'case-started' ORDER BY c.number"""),
            {"role": role},
        )
        return [dict(row._mapping) for row in rows]


def hold(played: Played, start: date, to: date | None, person: str = "lisa", role: str = LEAD) -> None:
    played.sql(
        """INSERT INTO role_assignment (id, seat_id, person_id, valid_from, valid_to, recorded_at)
           SELECT gen_random_uuid(), s.id, p.id, :start, :end, now() FROM seat s, person p
            WHERE s.role = :role AND p.key = :person""",
        role=role,
        person=person,
        start=start,
        end=to,
    )


def rule(played: Played, yaml: str) -> None:
    """Let the organisation's own profile build on vgr, with something else in it."""
    head = "key: sjoland\nname: {sv: Sjöland, en: Sjöland}\nextends: vgr\n"
    with played.engine.database.snapshot() as connection:
        organisation = connection.execute(text("SELECT id FROM organisation")).scalar_one()
    played.engine.do(PublishProfile((head + yaml).encode(), organisation), RALS)


def test_a_seat_that_must_be_held_starts_a_case_that_says_why_and_lies_with_the_appointer(
    played: Played,
) -> None:
    (case,) = swept(played)

    assert case["started_by"] is None
    assert case["person_id"] is None
    assert case["details"]["why"] == "vacant"
    assert case["answers"]["anledning"] == "vakans"
    assert played.lies_with(str(case["id"])) == {"ut_foresla_innehavare": {"rita"}}
    shown = played.robot.get(f"/cases/{case['id']}", "rita")
    assert (shown["started_by"], shown["title"]) == ("Räls", "Lokalt utvecklingsansvarig, Område Norr")


def test_it_can_be_taken_to_its_end_like_any_other(played: Played) -> None:
    (case,) = swept(played)

    run_through(played, str(case["id"]), ("rita", "lisa", "rita"))

    assert [one["person"] for one in played.holders(LEAD)] == ["Lisa Ledare"]
    assert len(swept(played)) == 1


def test_the_sweep_starts_one_case_however_often_it_comes(played: Played) -> None:
    first = swept(played)

    assert swept(played) == first
    assert len(first) == 1


def test_a_seat_that_was_left_says_since_when(played: Played) -> None:
    today = played.robot.today()
    hold(played, today - timedelta(days=90), today - timedelta(days=3))

    (case,) = swept(played)

    assert case["answers"]["vakant_sedan"] == (today - timedelta(days=2)).isoformat()
    assert case["details"]["since"] == (today - timedelta(days=2)).isoformat()


@pytest.mark.parametrize(("left", "raised"), [(61, 0), (60, 1), (0, 1)])
def test_a_term_starts_a_case_as_long_before_its_end_as_the_profile_says(
    played: Played, left: int, raised: int
) -> None:
    ends = played.robot.today() + timedelta(days=left)
    hold(played, date(2020, 1, 1), ends)

    found = swept(played)

    assert len(found) == raised
    assert [one["answers"]["slutar"] for one in found] == [ends.isoformat()] * raised
    assert [one["details"]["why"] for one in found] == ["term-ends"] * raised


def test_another_profile_says_another_time(played: Played) -> None:
    rule(
        played,
        "cadences:\n  forordnande_slut: {duration: P10D, praxis: true, name: {sv: Före, en: Before}}\n",
    )
    hold(played, date(2020, 1, 1), played.robot.today() + timedelta(days=11))
    assert swept(played) == []

    played.engine.do(AdvanceClock("P1D"), RALS)

    assert len(swept(played)) == 1


def test_the_next_term_of_the_same_person_starts_a_case_of_its_own(played: Played) -> None:
    hold(played, date(2020, 1, 1), played.robot.today() + timedelta(days=30))
    (case,) = swept(played)
    run_through(played, str(case["id"]), ("rita", "lisa", "rita"))
    played.sql(
        """UPDATE role_assignment SET valid_to = CAST(:today AS date) + 400
            WHERE seat_id IN (SELECT id FROM seat WHERE role = :role)""",
        today=played.robot.today(),
        role=LEAD,
    )
    assert len(swept(played)) == 1

    played.engine.do(AdvanceClock("P1Y"), RALS)

    assert len(swept(played)) == 2


def test_somebody_who_comes_after_is_enough(played: Played) -> None:
    today = played.robot.today()
    hold(played, date(2020, 1, 1), today + timedelta(days=10))
    hold(played, today + timedelta(days=11), None, "adam")

    assert swept(played) == []


def test_a_case_that_somebody_has_started_is_enough_and_a_second_one_is_refused(played: Played) -> None:
    case = played.start("rita", roll="Lokalt utvecklingsansvarig", enhet=played.unit("norr"))
    assert [str(one["id"]) for one in swept(played)] == [case]

    with pytest.raises(AssertionError, match="handlar redan om"):
        played.start("rita", roll="Lokalt utvecklingsansvarig", enhet=played.unit("norr"))


def test_two_who_look_at_once_start_one(played: Played) -> None:
    organisation, place = next(one for one in played.engine.ask(SeatsToFill(), RALS) if one[1].role == LEAD)
    command = RaiseAppointment(organisation, place)

    assert played.engine.do(command, RALS) is not None
    assert played.engine.do(command, RALS) is None
    assert len(about(played)) == 1


def test_who_decided_to_leave_it_empty_is_not_asked_again_until_somebody_has_held_it(played: Played) -> None:
    (case,) = swept(played)
    played.hand_in(str(case["id"]), "rita", forslag="ingen", motivering="Området läggs ned.")
    assert [one["ended_in"] for one in swept(played)] == ["end_vakant"]
    today = played.robot.today()
    hold(played, today, today)

    played.engine.do(AdvanceClock("P1D"), RALS)

    assert len(swept(played)) == 2


def test_the_switch_of_the_profile_turns_it_off(played: Played) -> None:
    rule(
        played,
        "switches:\n  vakanser_startar_arenden: {value: false, praxis: true, name: {sv: Nej, en: Not}}\n",
    )

    assert swept(played) == []


def test_a_new_organisation_gets_its_holders_entered_first_but_what_falls_vacant_counts(
    empty: Engine,
) -> None:
    played = Played(empty, "vgr")
    assert swept(played) == []
    today = played.robot.today()
    hold(played, today - timedelta(days=9), today - timedelta(days=1))

    assert len(swept(played)) == 1


def test_so_many_at_once_as_the_profile_says_and_the_next_when_one_is_done(played: Played) -> None:
    rule(
        played,
        "switches:\n  vakansarenden_samtidigt: {value: 3, praxis: true, name: {sv: Tre, en: Three}}\n",
    )
    played.sql(
        """INSERT INTO unit (id, organisation_id, code, name, kind, parent_id)
           SELECT gen_random_uuid(), u.organisation_id, 'o' || n, 'Område ' || n, 'regionomrade', u.id
             FROM unit u, generate_series(1, 500) n WHERE u.code = 'sj'"""
    )
    swept(played)
    swept(played)
    running = played.robot.get("/cases", "adam", limit=200)["items"]
    assert len(running) == 3

    with played.engine.database.transaction() as connection:
        connection.execute(text("UPDATE \"case\" SET state = 'ended' WHERE number LIKE '%1'"))
    swept(played)

    assert len(played.robot.get("/cases", "adam", limit=200)["items"]) == 4


def test_only_raels_itself_starts_them(played: Played) -> None:
    organisation, place = played.engine.ask(SeatsToFill(), RALS)[0]
    adam = Identity(person_id=UUID(played.robot.get("/me", "adam")["id"]))

    with pytest.raises(ForbiddenError):
        played.engine.do(RaiseAppointment(organisation, place), adam)
