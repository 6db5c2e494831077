"""One line for each command and each request, as JSON, with who and how, and never what somebody answered."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import demo
import pytest
import structlog
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from engine import watch
from engine.commands.access.advance_clock import AdvanceClock
from engine.commands.access.issue_token import IssueToken
from engine.door import Engine
from engine.governance.actor import RALS


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root, ours = logging.getLogger(), [logging.getLogger(name) for name in watch.logs.OURS]
    handlers, levels = list(root.handlers), [one.level for one in ours]
    yield
    root.handlers[:] = handlers
    for one, level in zip(ours, levels, strict=True):
        one.setLevel(level)


@pytest.fixture
def stream() -> io.StringIO:
    out = io.StringIO()
    watch.show(out)
    return out


def _lines(stream: io.StringIO, event: str) -> list[dict[str, Any]]:
    return [line for line in map(json.loads, stream.getvalue().splitlines()) if line["event"] == event]


def test_a_command_is_one_line_with_who_what_where_and_how_long(
    engine: Engine, client: FlaskClient, stream: io.StringIO
) -> None:
    robot = demo.robot(engine, client, {})
    me = robot.get("/me", demo.LEAD)["id"]

    case = robot.start(demo.LEAD, demo.START)

    (line,) = [one for one in _lines(stream, "command") if one["command"] == "StartCase"]
    assert (line["outcome"], line["error"], line["level"]) == ("done", None, "info")
    assert (line["actor"], line["case"]) == (me, case["id"])
    assert line["organisation"]
    assert line["ms"] > 0
    assert line["timestamp"].endswith("Z")


def test_a_command_has_the_number_of_its_request(client: FlaskClient, stream: io.StringIO) -> None:
    headers = {"X-Request-ID": "abc-1", "Authorization": "Bearer rals_wrong"}

    answer = client.post("/api/v1/demo/clock", json={"advance": "P1D"}, headers=headers)

    (request,) = _lines(stream, "request")
    assert answer.headers["X-Request-ID"] == request["request"] == "abc-1"
    assert (request["method"], request["route"], request["status"]) == ("POST", "/api/v1/demo/clock", 401)
    assert [line["request"] for line in _lines(stream, "command")] == ["abc-1"]


@pytest.mark.parametrize("given", ["", "two words", "x" * 65, "å"])
def test_a_number_that_could_spoil_the_log_is_replaced(client: FlaskClient, given: str) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": given.encode().decode("latin-1")})

    assert answer.headers["X-Request-ID"] != given
    assert len(answer.headers["X-Request-ID"]) == 32


def test_the_number_ends_with_its_request(client: FlaskClient, stream: io.StringIO) -> None:
    client.get("/healthz", headers={"X-Request-ID": "abc-1"})

    assert structlog.contextvars.get_contextvars() == {}


def test_a_refusal_says_which(engine: Engine, client: FlaskClient, stream: io.StringIO) -> None:
    robot = demo.robot(engine, client, {})
    body = {"process": "implementering", "answers": {}}

    client.post("/api/v1/cases", json=body, headers=robot.people["emma-rydberg"])

    (line,) = [one for one in _lines(stream, "command") if one["command"] == "StartCase"]
    assert (line["outcome"], line["error"]) == ("refused", "forbidden")
    assert line["actor"]


def test_what_broke_is_an_error_with_the_kind_of_the_fault(
    engine: Engine, stream: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(AdvanceClock, "run", broken)
    with pytest.raises(ZeroDivisionError):
        engine.do(AdvanceClock("P1D"), RALS)

    (line,) = _lines(stream, "command")
    assert (line["outcome"], line["error"], line["level"]) == ("failed", "ZeroDivisionError", "error")


def test_neither_answers_nor_searches_nor_tokens_are_logged(
    engine: Engine, client: FlaskClient, stream: io.StringIO
) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    case = robot.start(demo.LEAD, {**demo.START, "rubrik": "Sparsamt ord"})
    robot.get("/tasks", demo.LEAD, q="hemligsökt")
    robot.round(case["id"])
    token = engine.do(IssueToken(demo.LEAD), RALS)

    said = stream.getvalue()
    tokens = [headers["Authorization"].split()[1] for headers in robot.people.values()]
    assert len(_lines(stream, "command")) > 3
    assert [word for word in ("Sparsamt", "hemligs", "bereda", token, *tokens) if word in said] == []


def test_the_values_of_a_statement_that_failed_are_not_in_its_error(engine: Engine) -> None:
    with pytest.raises(DBAPIError) as raised, engine.database.transaction() as connection:
        connection.execute(text("SELECT nowhere FROM person WHERE title = :answer"), {"answer": "4711"})

    assert "nowhere" in str(raised.value)
    assert "4711" not in str(raised.value)


def test_a_fault_is_logged_without_the_values_of_its_variables(stream: io.StringIO) -> None:
    answer = "Sparsamt ord"
    try:
        len(answer) / 0
    except ZeroDivisionError:
        logging.getLogger("rals").exception("Exception on %s", "/x")

    (line,) = _lines(stream, "Exception on /x")
    assert "ZeroDivisionError" in line["exception"]
    assert answer not in stream.getvalue()


def test_at_a_terminal_the_log_is_for_people() -> None:
    out = Terminal()
    watch.show(out)

    structlog.get_logger("engine.test").info("command", command="StartCase")

    assert "StartCase" in out.getvalue()
    with pytest.raises(json.JSONDecodeError):
        json.loads(out.getvalue())


def test_nothing_is_said_until_it_is_asked_for(engine: Engine, capfd: pytest.CaptureFixture[str]) -> None:
    engine.do(AdvanceClock("P1D"), RALS)

    assert capfd.readouterr() == ("", "")
