"""Webhooks: a real receiver verifies the signatures of what it is told, also when it was away."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any

import demo
import pytest
import receivers
from flask.testing import FlaskClient
from lending import CHAIR, post
from receivers import HttpReceiver, Received, an_hour_passes, hours_later, work_off
from robot import Robot

from engine import sending
from engine.door import Engine
from engine.outgoing.addresses import RefusedError, refusal, resolve
from engine.settings import Outgoing
from engine.store.webhooks import EVENTS

ADMINISTRATOR = "stefan-aberg"
INSIDE = (ip_network("127.0.0.1/32"),)


@pytest.fixture
def receiver() -> Iterator[HttpReceiver]:
    with receivers.http_receiver() as running:
        yield running


@pytest.fixture
def robot(engine: Engine, client: FlaskClient) -> Robot:
    engine.outgoing = Outgoing(networks=INSIDE)
    return demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})


def _register(robot: Robot, receiver: HttpReceiver, *events: str) -> dict[str, Any]:
    body = {"url": receiver.url, "events": list(events or EVENTS)}
    made: dict[str, Any] = post(robot, ADMINISTRATOR, "/webhooks", body)
    return made


def _verified(call: Received, secret: str) -> Any:
    """Verify a call as Standard Webhooks says, written from its specification and not from our code."""
    key = base64.b64decode(secret.split("_", 1)[1])
    content = f"{call.headers['webhook-id']}.{call.headers['webhook-timestamp']}.".encode() + call.body
    expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    assert f"v1,{expected}" in call.headers["webhook-signature"].split(" ")
    return json.loads(call.body)


def test_a_system_is_told_what_happens_and_verifies_who_says_it(
    robot: Robot, engine: Engine, receiver: HttpReceiver
) -> None:
    secret = _register(robot, receiver)["secret"]
    case = robot.start(demo.LEAD, demo.START)
    robot.round(case["id"], leave=lambda task: task["element_id"] != "ut_besluta_hantering")

    work_off(engine)

    told = [_verified(call, secret) for call in receiver.calls]
    assert {one["type"] for one in told} == set(EVENTS) - {"case.ended"}
    assert {one["data"]["case"]["title"] for one in told} == {case["title"]}
    (decided,) = [one["data"]["decision"] for one in told if one["type"] == "decision.made"]
    assert decided["outcome"] == "bereda"
    created = [one["data"]["task"]["element"] for one in told if one["type"] == "task.created"]
    assert created.count("ut_besluta_hantering") == 1
    assert len({call.headers["webhook-id"] for call in receiver.calls}) == len(receiver.calls)
    assert receiver.calls[0].headers["host"] == f"127.0.0.1:{receiver.port}"


def test_a_case_that_ends_is_told(robot: Robot, engine: Engine, receiver: HttpReceiver) -> None:
    secret = _register(robot, receiver, "case.ended")["secret"]
    robot.choose = demo.answers({"ut_besluta_hantering": {"utfall": "avsluta"}})
    case = demo.run_to_end(engine, robot, robot.start(demo.LEAD, demo.START)["id"])

    work_off(engine)

    (told,) = [_verified(call, secret) for call in receiver.calls]
    assert told["data"]["case"]["number"] == case["number"]


def test_of_a_secret_case_no_name_and_no_outcome_is_told(
    robot: Robot, engine: Engine, receiver: HttpReceiver
) -> None:
    _register(robot, receiver)
    case = robot.start(demo.LEAD, {**demo.START, "rubrik": "Dold rubrik", "sekretess": True})
    robot.round(case["id"], leave=lambda task: task["element_id"] != "ut_besluta_hantering")

    work_off(engine)

    assert receiver.calls
    for call in receiver.calls:
        told = json.loads(call.body)["data"]
        assert (told["case"]["secret"], told["case"]["number"]) == (True, case["number"])
        assert "title" not in told["case"]
        assert {"name", "name_en", "item", "outcome"} & set(
            told.get("task", told.get("decision", {}))
        ) == set()


def test_a_receiver_that_is_away_for_an_hour_is_told_everything_once(
    robot: Robot, engine: Engine, receiver: HttpReceiver
) -> None:
    secret = _register(robot, receiver, "task.created", "case.started")["secret"]
    receiver.go()
    robot.start(demo.LEAD, demo.START)
    work_off(engine)
    an_hour_passes(engine)
    assert receiver.calls == []
    receiver.come()
    receiver.status = 503
    hours_later(engine, 1)
    work_off(engine)
    refused = {call.headers["webhook-id"] for call in receiver.calls}
    receiver.calls.clear()
    receiver.status = 200

    for _ in range(2):
        hours_later(engine, 24)
        work_off(engine)

    assert sorted(_verified(call, secret)["type"] for call in receiver.calls) == [
        "case.started",
        "task.created",
    ]
    assert {call.headers["webhook-id"] for call in receiver.calls} == refused


def test_a_receiver_that_says_no_for_days_makes_dead_letters(
    robot: Robot, engine: Engine, receiver: HttpReceiver
) -> None:
    _register(robot, receiver, "case.started")
    receiver.status = 302
    robot.start(demo.LEAD, demo.START)

    for _ in range(len(sending.WAITS) + 1):
        work_off(engine)
        hours_later(engine, 24)

    (dead,) = robot.get("/dispatches", ADMINISTRATOR)["items"]
    assert (dead["kind"], dead["receiver"], dead["trouble"]) == (
        "webhook",
        receiver.url,
        "CallError: HTTP 302",
    )
    assert dead["tries"] == len(receiver.calls) == len(sending.WAITS) + 1


def test_a_webhook_that_has_ended_is_not_called_even_for_what_was_on_its_way(
    robot: Robot, engine: Engine, receiver: HttpReceiver
) -> None:
    made = _register(robot, receiver)
    robot.start(demo.LEAD, demo.START)
    sending.tell_all(engine)
    post(robot, ADMINISTRATOR, f"/webhooks/{made['id']}/end", code=204)
    robot.start(demo.LEAD, demo.START)

    work_off(engine)

    assert receiver.calls == []
    assert robot.get("/webhooks", ADMINISTRATOR)["items"] == []
    post(robot, ADMINISTRATOR, f"/webhooks/{made['id']}/end", code=404)


def test_only_administrators_register_and_see_webhooks(robot: Robot, receiver: HttpReceiver) -> None:
    body = {"url": receiver.url, "events": ["case.started"]}

    post(robot, CHAIR, "/webhooks", body, 403)
    assert robot.client.get("/api/v1/webhooks", headers=robot.people[CHAIR]).status_code == 403
    made = _register(robot, receiver)
    listed = robot.client.get("/api/v1/webhooks", headers=robot.people[ADMINISTRATOR]).get_data(as_text=True)
    assert made["id"] in listed
    assert made["secret"] not in listed


def test_an_address_inside_the_house_is_refused_unless_its_network_is_allowed(
    robot: Robot, engine: Engine, receiver: HttpReceiver
) -> None:
    _register(robot, receiver, "case.started")
    engine.outgoing = Outgoing()
    body = {"url": receiver.url, "events": ["case.started"]}
    refused = post(robot, ADMINISTRATOR, "/webhooks", body, 422)
    assert "RALS_WEBHOOK_NETWORKS" in refused["detail"]
    robot.start(demo.LEAD, demo.START)

    work_off(engine)

    # What was allowed once is judged again at each call, and given up at once.
    assert receiver.calls == []
    (dead,) = robot.get("/dispatches", ADMINISTRATOR)["items"]
    assert dead["trouble"].startswith("RefusedError")
    assert dead["why"] == "Adressen får inte anropas."


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/in",
        "https://10.1.2.3/in",
        "https://[::1]/in",
        "https://[::ffff:10.0.0.1]/in",
        "https://169.254.169.254/latest/meta-data",
        "https://192.168.0.1:8443/",
        "https://0.0.0.0/",
        "http://93.184.215.14/in",
        "https://user:word@example.org/",
        "https:///in",
        "https://example.org:99999/",
        "https://example.org/a b",
        "ftp://example.org/",
        "file:///etc/passwd",
        "//example.org",
        "",
    ],
)
def test_an_address_that_must_not_be_called_is_refused(url: str) -> None:
    assert refusal(url, ()) is not None


def test_a_name_that_leads_inside_is_refused_when_it_is_called() -> None:
    assert refusal("https://localhost/in", ()) is None
    with pytest.raises(RefusedError, match="inside the own network"):
        resolve("https://localhost/in", ())
    assert str(resolve("https://localhost/in", (*INSIDE, ip_network("::1")))[1]) == "127.0.0.1"
