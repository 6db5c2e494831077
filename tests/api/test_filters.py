"""Ways of looking at the inbox, kept under a name and shared with a role."""

from typing import Any

import demo
from robot import Robot
from sqlalchemy import text

from engine.door import Engine

CHAIR, MEMBER, LEAD = "maria-lindqvist", "johan-bergstrom", demo.LEAD
LEADERS = "forvaltningsledning"


def _save(robot: Robot, who: str, name: str, **query: Any) -> Any:
    shared = {"shared_with": query.pop("shared_with")} if "shared_with" in query else {}
    body = {"name": name, "query": query, **shared}
    return robot.client.post("/api/v1/task-filters", json=body, headers=robot.people[who])


def _named(robot: Robot, who: str) -> dict[str, Any]:
    return {one["name"]: one for one in robot.get("/task-filters", who)["items"]}


def test_each_filter_counts_what_its_list_shows(engine: Engine, robot: Robot) -> None:
    for heading in ("Gemensamma provtagningar", "Ny remiss", "Digital kallelse"):
        robot.start(LEAD, {**demo.START, "rubrik": heading})
    with engine.database.transaction() as connection:
        connection.execute(
            text(
                """UPDATE task SET priority = 7 FROM "case" c WHERE c.title = 'Ny remiss' AND case_id = c.id"""
            )
        )
    queries = {
        "Prov": {"whose": "own", "q": "provtagning"},
        "Viktiga": {"priority": 5, "sort": "priority"},
        "Mitt": {"whose": "own", "role": LEADERS, "process": "implementering", "due": "later"},
        "Väntar": {"whose": "others"},
        "Klara": {"state": "completed"},
    }
    for name, query in queries.items():
        assert _save(robot, CHAIR, name, **query).status_code == 201

    found = _named(robot, CHAIR)

    assert list(found) == sorted(queries)
    for name, query in queries.items():
        listed = robot.get("/tasks", CHAIR, **query)["items"]
        assert found[name]["count"] == len(listed), name
        assert found[name]["query"].items() >= query.items()
    assert [found[name]["count"] for name in ("Prov", "Viktiga")] == [1, 1]


def test_a_filter_is_shared_with_those_who_hold_the_role_and_is_theirs_to_use_but_not_to_remove(
    robot: Robot,
) -> None:
    saved = _save(robot, CHAIR, "Våra nya", created="day", shared_with=LEADERS).json["id"]
    _save(robot, CHAIR, "Bara mitt", due="overdue")

    assert _named(robot, MEMBER)["Våra nya"]["owner"] == demo.CHAIR
    assert list(_named(robot, MEMBER)) == ["Våra nya"]
    assert _named(robot, CHAIR)["Våra nya"]["owner"] is None
    assert _named(robot, LEAD) == {}
    address = f"/api/v1/task-filters/{saved}"
    assert robot.client.delete(address, headers=robot.people[MEMBER]).status_code == 404
    assert robot.client.delete(address, headers=robot.people[CHAIR]).status_code == 204
    assert _named(robot, MEMBER) == {}


def test_the_same_name_again_replaces_the_filter(robot: Robot) -> None:
    first = _save(robot, CHAIR, "Nytt", created="day").json["id"]

    assert _save(robot, CHAIR, " Nytt ", created="week").json["id"] == first
    assert _named(robot, CHAIR)["Nytt"]["query"]["created"] == "week"


def test_what_cannot_be_kept_is_refused_with_a_sentence(robot: Robot) -> None:
    for name, query, pointer in (
        (" ", {}, "/name"),
        ("x" * 61, {}, "/name"),
        ("Fel", {"due": "tomorrow"}, "/query/due"),
        ("Fel", {"colour": "red"}, "/query/colour"),
        ("Fel", {"shared_with": "lokalt_utvecklingsansvarig"}, "/shared_with"),
    ):
        refused = _save(robot, CHAIR, name, **query)
        assert refused.status_code == 422, (name, query)
        assert [one["pointer"] for one in refused.json["errors"]] == [pointer]
    for number in range(20):
        assert _save(robot, CHAIR, f"Filter {number}").status_code == 201
    assert _save(robot, CHAIR, "Ett för mycket").status_code == 409
    assert len(_named(robot, CHAIR)) == 20


def test_a_filter_that_no_longer_fits_says_so_and_leaves_the_others_alone(
    engine: Engine, robot: Robot
) -> None:
    _save(robot, CHAIR, "Gammalt", due="week")
    _save(robot, CHAIR, "Nytt")
    with engine.database.transaction() as connection:
        connection.execute(
            text(
                """UPDATE saved_filter SET query = '{"due": "someday", "former": "x"}' WHERE name = 'Gammalt'"""
            )
        )

    found = _named(robot, CHAIR)

    assert found["Gammalt"]["count"] is None
    assert found["Nytt"]["count"] == 0
