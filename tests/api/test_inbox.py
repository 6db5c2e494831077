"""The inbox over HTTP."""

from datetime import UTC, date, datetime, timedelta

import demo
from flask.testing import FlaskClient
from robot import Robot
from sqlalchemy import text

from engine.door import Engine


def test_a_task_without_a_due_date_stands_last_and_pages_go_past_it(
    engine: Engine, client: FlaskClient
) -> None:
    robot = demo.robot(engine, client, {})
    cases = [robot.start(demo.LEAD, demo.START)["id"] for _ in range(3)]
    with engine.database.transaction() as connection:
        endless = text("UPDATE task SET due_at = NULL WHERE case_id <> :case")
        connection.execute(endless, {"case": cases[1]})

    found, cursor = [], None
    for _ in cases:
        page = robot.get("/tasks", "maria-lindqvist", limit=1, **({"cursor": cursor} if cursor else {}))
        found += [one["case"]["id"] for one in page["items"]]
        cursor = page["next"]

    assert cursor is None
    assert found == [cases[1], cases[0], cases[2]]


def _set(engine: Engine, case: str, **values: object) -> None:
    """Give the open task of a case other values than it got."""
    given = ", ".join(f"{name} = :{name}" for name in values)
    with engine.database.transaction() as connection:
        connection.execute(text(f"UPDATE task SET {given} WHERE case_id = :case"), {**values, "case": case})  # noqa: S608  names of ours


def _numbers(robot: Robot, who: str = "maria-lindqvist", **query: object) -> list[str]:
    """Return the numbers of the cases in the inbox, in its order, read a page of one task at a time."""
    found, cursor = [], None
    while True:
        page = robot.get("/tasks", who, limit=1, **query, **({"cursor": cursor} if cursor else {}))
        found += [one["case"]["number"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            return found


def test_the_list_is_sorted_as_asked_page_by_page(engine: Engine, robot: Robot) -> None:
    first, second, third = (robot.start(demo.LEAD, demo.START) for _ in range(3))
    _set(
        engine,
        first["id"],
        due_at=datetime(2026, 3, 1, tzinfo=UTC),
        priority=0,
        follow_up_on=date(2026, 2, 2),
    )
    _set(engine, second["id"], due_at=datetime(2026, 3, 1, tzinfo=UTC), priority=5, follow_up_on=None)
    _set(
        engine,
        third["id"],
        due_at=datetime(2026, 2, 1, tzinfo=UTC),
        priority=1,
        follow_up_on=date(2026, 2, 1),
    )
    one, two, three = (case["number"] for case in (first, second, third))

    assert _numbers(robot) == [three, two, one]
    assert _numbers(robot, sort="priority") == [two, three, one]
    assert _numbers(robot, sort="follow_up") == [three, one, two]
    assert _numbers(robot, sort="oldest") == _numbers(robot, sort="case") == [one, two, three]
    assert _numbers(robot, sort="newest") == [three, two, one]


def test_filters_let_through_what_fits(engine: Engine, robot: Robot) -> None:
    old, new = (robot.start(demo.LEAD, demo.START) for _ in range(2))
    _set(
        engine,
        old["id"],
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        priority=3,
        follow_up_on=date(2026, 2, 2),
    )
    task = robot.get("/tasks", "maria-lindqvist", case=new["id"])["items"][0]
    robot.client.post(f"/api/v1/tasks/{task['id']}/claim", headers=robot.people["maria-lindqvist"])

    assert _numbers(robot, created="older") == _numbers(robot, priority=3) == [old["number"]]
    assert _numbers(robot, follow_up="now") == _numbers(robot, assigned="no") == [old["number"]]
    assert _numbers(robot, created="day") == _numbers(robot, follow_up="none") == [new["number"]]
    assert _numbers(robot, assigned="yes") == [new["number"]]
    assert _numbers(robot, follow_up="later") == _numbers(robot, priority=4) == []


def test_a_filter_for_the_unit_that_a_role_is_held_for(robot: Robot) -> None:
    case = robot.start(demo.LEAD, demo.START)
    me = robot.get("/me", "maria-lindqvist")
    administration = next(one for one in me["roles"] if one["role"] == "forvaltningsledning")["scope_id"]

    assert _numbers(robot, scope=administration) == [case["number"]]
    assert _numbers(robot, scope=case["id"]) == []


def test_words_are_found_by_their_swedish_stem_and_by_any_part(robot: Robot) -> None:
    case = robot.start(demo.LEAD, {**demo.START, "rubrik": "Gemensamma provtagningar"})
    robot.start(demo.LEAD, {**demo.START, "rubrik": "Ny remiss"})

    for words in (
        "provtagning",
        "gemensamma provtagningarna",
        "tagningar",
        case["number"],
        case["number"][-3:],
    ):
        assert _numbers(robot, q=words) == [case["number"]], words
    assert _numbers(robot, q="provtagning remiss") == []


def test_the_counts_are_those_of_the_lists(engine: Engine, robot: Robot) -> None:
    before = datetime.now(UTC)
    late, soon, later = (robot.start(demo.LEAD, demo.START) for _ in range(3))
    _set(engine, late["id"], due_at=before - timedelta(minutes=1))
    _set(engine, soon["id"], due_at=before + timedelta(days=6))
    _set(engine, later["id"], due_at=before + timedelta(days=8), created_at=before - timedelta(days=1))
    task = robot.get("/tasks", "maria-lindqvist", case=late["id"])["items"][0]

    for who in ("maria-lindqvist", "johan-bergstrom", demo.LEAD):
        counts = robot.get("/tasks/counts", who)
        lists = {whose: len(_numbers(robot, who, whose=whose)) for whose in ("own", "groups", "others")}
        assert {whose: counts[whose] for whose in lists} == lists, who
        assert len(_numbers(robot, who)) == lists["own"] + lists["groups"], who

    chair = robot.get("/tasks/counts", "maria-lindqvist", since=before.isoformat())
    assert (chair["own"], chair["late"], chair["soon"], chair["fresh"]) == (3, 1, 1, 2)
    assert robot.get("/tasks/counts", demo.LEAD)["others"] == 3
    assert task["follow_up_on"] is None


def test_what_is_done_stands_with_the_latest_first(robot: Robot) -> None:
    cases = [robot.start(demo.LEAD, demo.START) for _ in range(2)]
    for case in cases:
        task = robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"][0]
        whole = robot.get(f"/tasks/{task['id']}", "maria-lindqvist")
        body = {"answers": robot.fill(whole["form"], robot.choose(whole))}
        robot.client.post(
            f"/api/v1/tasks/{task['id']}/complete", json=body, headers=robot.people["maria-lindqvist"]
        )

    assert _numbers(robot, state="completed") == [case["number"] for case in reversed(cases)]


def test_what_hangs_under_a_seat_is_forgotten_when_its_case_is_over(
    engine: Engine, client: FlaskClient
) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "handlagga_annat_satt"}})
    ended, running = (robot.start(demo.LEAD, demo.START)["id"] for _ in range(2))

    while robot.round(ended):
        continue

    below = text("SELECT count(*) FROM seat WHERE superior_id IS NOT NULL AND scope_id = :case")
    with engine.database.snapshot() as connection:
        assert connection.execute(below, {"case": running}).scalar_one() > 0
        assert connection.execute(below, {"case": ended}).scalar_one() == 0
