"""Changes of version over the API: the plan, the order, its progress and its cases page by page."""

import lending
import migrating
from migrating import ADMIN, KEY, MAPPING, NEWER
from robot import Robot

from engine.door import Engine

BODY = {"process": KEY, "from": 1, "to": 2, "reason": migrating.WHY, "mapping": MAPPING}


def test_a_change_of_version_is_planned_and_a_wrong_mapping_refused(engine: Engine, robot: Robot) -> None:
    migrating.publish(engine)
    first, _ = map(str, migrating.start(engine, 2))
    migrating.publish(engine, *NEWER)

    plan = robot.get(f"/process-definitions/{KEY}/migration-plan", ADMIN, **{"from": 1, "to": 2})
    assert (plan["cases"], plan["hindered"], [one["element_id"] for one in plan["steps"]]) == (
        2,
        0,
        ["ut_forsta"],
    )
    assert plan["steps"][0]["rerouted"] is True
    preview = robot.get(f"/cases/{first}/migration-preview", ADMIN)
    assert (preview["hindrances"], preview["tasks"][0]["role_after"]) == ([], "Förvaltningsledningen")
    wrong = lending.post(robot, ADMIN, "/migrations", {**BODY, "mapping": {"x": "y"}}, 422)
    assert "/mapping/x" in str(wrong)


def test_a_change_of_version_is_ordered_and_followed_case_by_case(engine: Engine, robot: Robot) -> None:
    migrating.publish(engine)
    first, second = map(str, migrating.start(engine, 2))
    migrating.publish(engine, *NEWER)
    made = lending.post(robot, ADMIN, "/migrations", BODY)
    assert (made["state"], made["total"], made["waiting"], made["from"], made["to"]) == (
        "running",
        2,
        2,
        1,
        2,
    )
    lending.post(robot, ADMIN, "/migrations", BODY, 409)
    migrating.work_off(engine, migrating.UUID(made["id"]))

    assert robot.get(f"/migrations/{made['id']}", ADMIN)["state"] == "done"
    assert [one["id"] for one in robot.get("/migrations", ADMIN, process=KEY)["items"]] == [made["id"]]
    page = robot.get(f"/migrations/{made['id']}/cases", ADMIN, limit=1)
    rest = robot.get(f"/migrations/{made['id']}/cases", ADMIN, limit=1, cursor=page["next"])
    assert {page["items"][0]["case_id"], rest["items"][0]["case_id"]} == {first, second}
    assert rest["next"] is None
    lending.post(robot, ADMIN, f"/migrations/{made['id']}/stop", None, 409)
    lending.post(robot, ADMIN, f"/migrations/{made['id']}/undo", None, 204)
    assert robot.get(f"/migrations/{made['id']}", ADMIN)["undoing"] is True
    lending.post(robot, ADMIN, f"/migrations/{made['id']}/stop", None, 204)
    lending.post(robot, ADMIN, f"/migrations/{made['id']}/resume", None, 204)
    migrating.work_off(engine, migrating.UUID(made["id"]))
    assert robot.get(f"/migrations/{made['id']}", ADMIN)["undone"] == 2
