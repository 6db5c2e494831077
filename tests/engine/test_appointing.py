"""The register of roles: terms that meet each other, people who cannot be appointed, and two who appoint at once."""

from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import demo
from lending import post
from robot import Robot
from sqlalchemy import text

from engine.commands.roles.appoint import AppointRole
from engine.door import Engine
from engine.errors import EngineError
from engine.governance.actor import Identity

ADMINISTRATOR = "stefan-aberg"
LEAD = "lokalt_utvecklingsansvarig"


def _scalar(engine: Engine, sql: str, **values: Any) -> Any:
    with engine.database.transaction() as connection:
        found = connection.execute(text(sql), values)
        return found.scalar() if found.returns_rows else None


def _area(engine: Engine, code: str) -> UUID:
    found: UUID = _scalar(engine, "SELECT id FROM unit WHERE code = :code", code=code)
    return found


def _holders(robot: Robot, area: UUID) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = robot.get("/role-assignments", ADMINISTRATOR, role=LEAD, scope=str(area))[
        "items"
    ]
    return found


def _appoint(robot: Robot, who: str, area: UUID, code: int = 204, **term: Any) -> Any:
    body = {"role": LEAD, "scope": str(area), "person": robot.get("/me", who)["id"], **term}
    return post(robot, ADMINISTRATOR, "/role-assignments", body, code)


def test_a_successor_is_appointed_from_a_later_day_and_then_prolonged(robot: Robot, engine: Engine) -> None:
    area = _area(engine, "soder")

    _appoint(robot, "emma-rydberg", area, **{"from": "2099-03-01", "to": "2099-12-31"})
    _appoint(robot, "emma-rydberg", area, **{"from": "2100-01-01", "to": "2100-12-31"})

    coming, now = _holders(robot, area)
    assert (coming["from"], coming["to"], coming["status"]) == ("2099-03-01", "2100-12-31", "coming")
    assert (now["person"], now["to"], now["status"]) == ("Hanna Virtanen", "2099-02-28", "active")
    assert coming["appointed_by"] == "Stefan Åberg"


def test_an_end_before_the_beginning_is_refused_with_a_sentence(robot: Robot, engine: Engine) -> None:
    area = _area(engine, "soder")

    refused = _appoint(robot, "emma-rydberg", area, 422, **{"from": "2099-03-01", "to": "2099-02-28"})

    assert "slutar 2099-02-28 men börjar 2099-03-01" in refused["detail"]
    assert len(_holders(robot, area)) == 1


def test_people_who_are_not_active_or_not_ours_are_no_candidates(robot: Robot, engine: Engine) -> None:
    area = _area(engine, "soder")
    emma = UUID(robot.get("/me", "emma-rydberg")["id"])
    _scalar(engine, "UPDATE person SET active = false WHERE id = :id", id=emma)
    body = {"role": LEAD, "scope": str(area), "person": str(emma)}
    assert "aktiv" in post(robot, ADMINISTRATOR, "/role-assignments", body, 404)["detail"]

    other = _scalar(
        engine,
        "INSERT INTO organisation (id, key, name, profile_hash) SELECT gen_random_uuid(), 'annan', 'Annan', profile_hash"
        " FROM organisation RETURNING id",
    )
    _scalar(engine, "UPDATE person SET active = true, organisation_id = :o WHERE id = :id", o=other, id=emma)
    post(robot, ADMINISTRATOR, "/role-assignments", body, 404)


def test_only_an_administrator_appoints_outside_a_case_and_nobody_appoints_himself(
    robot: Robot, engine: Engine
) -> None:
    area = str(_area(engine, "soder"))
    body = {"role": LEAD, "scope": area, "person": robot.get("/me", "emma-rydberg")["id"]}
    post(robot, demo.LEAD, "/role-assignments", body, 403)
    body["person"] = robot.get("/me", ADMINISTRATOR)["id"]
    assert "sig själv" in post(robot, ADMINISTRATOR, "/role-assignments", body, 403)["detail"]


def test_an_assignment_is_ended_and_the_past_does_not_change(robot: Robot, engine: Engine) -> None:
    area = _area(engine, "soder")
    (now,) = _holders(robot, area)

    post(robot, ADMINISTRATOR, f"/role-assignments/{now['id']}/end", {"last_day": "2020-01-01"}, 422)
    post(robot, ADMINISTRATOR, f"/role-assignments/{now['id']}/end", {"last_day": "2099-01-01"}, 204)
    post(robot, ADMINISTRATOR, f"/role-assignments/{now['id']}/end", {"last_day": "2099-01-01"}, 409)

    assert _holders(robot, area)[0]["to"] == "2099-01-01"


def test_an_assignment_is_ended_before_its_term_and_the_trail_says_by_whom_and_why(
    robot: Robot, engine: Engine
) -> None:
    area = _area(engine, "soder")
    (now,) = _holders(robot, area)

    post(robot, ADMINISTRATOR, f"/role-assignments/{now['id']}/end", {"reason": "Byter tjänst."}, 204)

    told = (
        "SELECT t.details || jsonb_build_object('by', p.name) FROM trail t JOIN person p ON p.id = t.person_id"
        " WHERE t.kind = 'role-ended'"
    )
    kept = _scalar(engine, told)
    assert (kept["reason"], kept["by"]) == ("Byter tjänst.", "Stefan Åberg")
    assert (kept["assignment"], kept["person"]) == (now["id"], now["person_id"])


def test_two_who_appoint_at_once_never_make_two_holders_of_a_seat_for_one(
    robot: Robot, engine: Engine
) -> None:
    area, administrator = (
        _area(engine, "soder"),
        Identity(person_id=UUID(robot.get("/me", ADMINISTRATOR)["id"])),
    )
    people = [UUID(robot.get("/me", who)["id"]) for who in ("emma-rydberg", "eva-lundgren", "ahmed-hassan")]
    together, refused = Barrier(len(people)), []

    def appoint(person: UUID) -> None:
        together.wait()
        try:
            engine.do(AppointRole(LEAD, area, person), administrator)
        except EngineError as error:
            refused.append(error)

    threads = [Thread(target=appoint, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    today = robot.today().isoformat()
    held = robot.get("/role-assignments", ADMINISTRATOR, role=LEAD, scope=str(area), on=today)["items"]
    assert len(held) == 1
    assert len({one["id"] for one in _holders(robot, area)}) + len(refused) == 4
