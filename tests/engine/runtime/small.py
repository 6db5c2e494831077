"""Writes small models for tests: elements as XML, flows as lines."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from engine.governance.calendar import ORDINARY, Calendar
from engine.runtime import running
from engine.runtime.catalogue import compile_model
from engine.runtime.model import Model

NOW = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
_HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:rals="urn:rals:bpmn:1"'
    ' id="d" targetNamespace="urn:test">'
)


def flows(lines: str) -> str:
    """Write flows: "a > b > c" is two of them; "a > b : x = 1" has a condition."""
    found = []
    for line in filter(None, (line.strip() for line in lines.splitlines())):
        way, _, condition = line.partition(" : ")
        names = [name.strip() for name in way.split(" > ")]
        for source, target in pairwise(names):
            inside = (
                f"<bpmn:conditionExpression><![CDATA[{condition}]]></bpmn:conditionExpression>"
                if condition
                else ""
            )
            found.append(
                f'<bpmn:sequenceFlow id="{source}__{target}" sourceRef="{source}" targetRef="{target}">'
                f"{inside}</bpmn:sequenceFlow>"
            )
    return "".join(found)


def process(elements: str, lines: str, key: str = "p", before: str = "") -> bytes:
    """Write a file with one process; prefixes are added to element names."""
    inside = tags(elements) + flows(lines)
    return f'{_HEAD}{tags(before)}<bpmn:process id="{key}" isExecutable="true">{inside}</bpmn:process></bpmn:definitions>'.encode()


def tags(text: str) -> str:
    """Put the BPMN prefix on tags that have none."""
    for opening in ("</", "<"):
        parts = text.split(opening)
        text = parts[0] + "".join(opening + _prefixed(part, opening) for part in parts[1:])
    return text


def _prefixed(part: str, opening: str) -> str:
    name = part.split(">", maxsplit=1)[0].split(" ", maxsplit=1)[0].rstrip("/")
    if opening == "<" and part.startswith("/"):
        return part
    return part if ":" in name or part.startswith("!") else f"bpmn:{part}"


def model(elements: str, lines: str, before: str = "", more: Mapping[str, bytes] | None = None) -> Model:
    """Compile a small model."""
    return compile_model("p", {"p.bpmn": process(elements, lines, before=before), **(more or {})})


class Case:
    """A case that is saved and restored before every act."""

    def __init__(
        self, model: Model, data: Mapping[str, Any] | None = None, calendar: Calendar = ORDINARY
    ) -> None:
        self.model = model
        self.calendar = calendar
        self.now = NOW
        self.run = running.start(model, data or {}, NOW, calendar)
        self.state = self.run.save()

    def again(self) -> running.Run:
        self.run = running.restore(self.model, self.state, self.now, self.calendar)
        return self.run

    def open(self) -> list[str]:
        return sorted(each.element for each in self.run.waiting)

    def complete(self, element: str, answers: Mapping[str, Any] | None = None, item: Any = None) -> list[str]:
        run = self.again()
        found = [each for each in run.waiting if each.element == element]
        run.complete(
            next(each.id for each in found if item is None or each.items[-1][1] == item), answers or {}
        )
        return self.kept()

    def receive(self, name: str, payload: Any = None) -> bool:
        caught = self.again().receive(name, payload)
        self.kept()
        return caught

    def answer(self, element: str, result: Any) -> list[str]:
        run = self.again()
        run.answer(next(each.id for each in run.calls if each.element == element), result)
        return self.kept()

    def wait(self, **how_long: float) -> list[str]:
        self.now += timedelta(**how_long)
        self.again().wake()
        return self.kept()

    def kept(self) -> list[str]:
        self.state = self.run.save()
        return self.open()
