"""Whoever declares a conflict of interest in a decision does not make it: another who can does, and the refusal says who."""

from typing import Any

import pytest
from appointments import WHOLE, Played
from lending import delegate, post, substitute

from engine.door import Engine

WHY = {"reason": "Den föreslagna är min syster."}


@pytest.fixture
def decision(empty: Engine) -> tuple[Played, str, str]:
    """A case of the region whose decision lies with the director Kent alone, and the task."""
    played = Played(empty, "region")
    case = played.start("olle", roll="Processägare", processnod="Köpa in")
    played.hand_in(case, "greta", foreslagare="Vera Lind")
    played.propose(case, "vera", "paula", *WHOLE)
    played.hand_in(case, "paula")
    played.hand_in(case, "olle")
    (task,) = played.robot.get("/tasks", "kent", case=case)["items"]
    return played, case, task["id"]


def declare(played: Played, task: str, who: str, code: int = 204) -> Any:
    return post(played.robot, who, f"/tasks/{task}/conflict", WHY, code)


def refused(played: Played, task: str, who: str) -> str:
    return str(post(played.robot, who, f"/tasks/{task}/complete", {"answers": {}}, 403)["detail"])


def test_the_task_goes_to_the_one_above_who_decides_by_the_same_mandate(decision) -> None:
    played, case, task = decision
    declare(played, task, "kent")

    assert played.lies_with(case) == {"ut_utse": {"greta"}}
    said = refused(played, task, "kent")
    assert "anmält jäv" in said
    assert "Greta Ek" in said
    played.appoint(case, "greta", intyg=list(WHOLE))
    (made,) = played.robot.get(f"/cases/{case}/decisions", "greta")["items"]
    assert (made["decider"], made["role"], made["mandate"]) == ("Greta Ek", "utseende", "roll.utse")


def test_it_stays_with_whoever_stands_in(decision) -> None:
    played, case, task = decision
    substitute(played.robot, "kent", "stina")

    declare(played, task, "kent")

    assert played.lies_with(case) == {"ut_utse": {"stina"}}
    assert "Stina Modig" in refused(played, task, "kent")


def test_it_stays_with_whoever_has_the_mandate_by_delegation(decision) -> None:
    played, case, task = decision
    delegate(played.robot, "kent", "karl", "roll.utse", role="koncerndirektor")

    declare(played, task, "kent")

    assert played.lies_with(case) == {"ut_utse": {"karl"}}


def test_a_second_conflict_sends_it_further_up_and_neither_decides(decision) -> None:
    played, case, task = decision
    declare(played, task, "kent")
    declare(played, task, "greta")

    assert "anmält jäv" in refused(played, task, "greta")
    assert {"kent", "greta"}.isdisjoint(played.lies_with(case).get("ut_utse", set()))


def test_the_trail_tells_of_it(decision) -> None:
    played, case, task = decision
    declare(played, task, "kent")

    kinds = [one["kind"] for one in played.robot.get(f"/cases/{case}/trail", "greta")["items"]]
    assert "conflict-declared" in kinds


def test_it_is_declared_once_by_whoever_has_the_task_and_only_where_something_is_decided(decision) -> None:
    played, _, task = decision
    declare(played, task, "vera", 403)
    declare(played, task, "kent")
    declare(played, task, "kent", 403)
    other = played.start("olle", roll="Processägare", processnod="Planera verksamheten")
    (see,) = played.robot.get("/tasks", "greta", case=other)["items"]
    declare(played, see["id"], "greta", 422)


def test_another_decision_of_the_same_person_is_another_matter(decision) -> None:
    played, _, task = decision
    declare(played, task, "kent")
    case = played.start("olle", roll="Processägare", processnod="Planera verksamheten")
    played.hand_in(case, "greta", foreslagare="Vera Lind")
    played.propose(case, "vera", "ulf", *WHOLE)
    played.hand_in(case, "ulf")
    played.hand_in(case, "kent")

    assert played.lies_with(case) == {"ut_utse": {"kent"}}
    played.appoint(case, "kent", intyg=list(WHOLE))


def take_back(played: Played, task: str, who: str, code: int = 204) -> Any:
    return post(
        played.robot, who, f"/tasks/{task}/conflict/withdraw", {"reason": "Det var en annan Vera."}, code
    )


def test_it_is_taken_back_by_whoever_declared_it_and_the_trail_keeps_both(decision) -> None:
    played, case, task = decision
    take_back(played, task, "kent", 403)
    declare(played, task, "kent")
    take_back(played, task, "greta", 403)

    take_back(played, task, "kent")

    assert played.lies_with(case) == {"ut_utse": {"kent"}}
    trail = played.robot.get(f"/cases/{case}/trail", "greta")["items"]
    told = {one["kind"]: one["details"] for one in trail}
    assert "conflict-declared" in told
    assert told["conflict-withdrawn"]["reason"] == "Det var en annan Vera."
    take_back(played, task, "kent", 403)
    declare(played, task, "kent")
    assert played.lies_with(case) == {"ut_utse": {"greta"}}
    take_back(played, task, "kent")
    played.appoint(case, "kent", intyg=list(WHOLE))
    (made,) = played.robot.get(f"/cases/{case}/decisions", "greta")["items"]
    assert made["decider"].startswith("Kent")


def test_of_two_conflicts_the_task_goes_back_past_the_one_that_stands(decision) -> None:
    played, case, task = decision
    substitute(played.robot, "kent", "stina")
    declare(played, task, "kent")
    declare(played, task, "stina")
    assert played.lies_with(case) == {"ut_utse": {"greta"}}

    take_back(played, task, "stina")

    assert played.lies_with(case) == {"ut_utse": {"stina"}}


@pytest.mark.parametrize("begun", ["claim", "draft"])
def test_it_stands_once_another_has_taken_the_task_or_begun_with_it(decision, begun: str) -> None:
    played, case, task = decision
    declare(played, task, "kent")
    if begun == "claim":
        post(played.robot, "greta", f"/tasks/{task}/claim", {}, 200)
    else:
        kept = played.robot.client.put(
            f"/api/v1/tasks/{task}/draft",
            json={"answers": {"motivering": "Därför"}},
            headers=played.robot.people["greta"],
        )
        assert kept.status_code in {200, 204}

    assert "Någon annan har tagit" in take_back(played, task, "kent", 409)["detail"]
    assert played.lies_with(case) == {"ut_utse": {"greta"}}
