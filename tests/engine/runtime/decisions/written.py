"""Writes decision tables for tests: columns and rules as text, one rule a line."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from engine.runtime import xml
from engine.runtime.decisions import deciding
from engine.runtime.decisions.compiling import compiled
from engine.runtime.decisions.decision import Decision

DMN13 = "https://www.omg.org/spec/DMN/20191111/MODEL/"
NOW = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
POLICIES = {
    "U": "UNIQUE", "A": "ANY", "F": "FIRST", "P": "PRIORITY", "R": "RULE ORDER", "O": "OUTPUT ORDER", "C": "COLLECT",
    "+": "SUM", "<": "MIN", ">": "MAX", "#": "COUNT",
}  # fmt: skip


def text(tag: str, inside: str) -> str:
    return f"<{tag}><text>{escape(inside)}</text></{tag}>" if inside else ""


def table(
    policy: str, inputs: Sequence[str], outputs: Sequence[str], rules: Sequence[str], **more: Any
) -> str:
    """A decision table. A column is "name : type | values | default", a rule "test ; test > result ; result"."""
    sign = f' aggregation="{POLICIES[policy[1]]}"' if len(policy) > 1 else ""
    columns = "".join(_input(*_parts(each)) for each in inputs) + "".join(
        _output(*_parts(each)) for each in outputs
    )
    return (
        f"<decisionTable hitPolicy={quoteattr(POLICIES[policy[0]])}{sign}>{columns}"
        f"{''.join(map(_rule, rules))}</decisionTable>"
    )


def decision(key: str, inside: str, requires: Sequence[str] = (), **attributes: str) -> str:
    needed = "".join(
        f'<informationRequirement><requiredDecision href="#{each}"/></informationRequirement>'
        for each in requires
    )
    given = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f'<decision id="{key}"{given}>{needed}{inside}</decision>'


def file(*decisions: str, namespace: str = DMN13, around: str = "") -> bytes:
    return f'<definitions xmlns="{namespace}" name="d">{around}{"".join(decisions)}</definitions>'.encode()


def made(*decisions: str, **more: Any) -> dict[str, Decision]:
    """Compile decisions; whatever is wrong with them fails the test."""
    found, wrong = compiled([xml.read(file(*decisions, **more))])
    assert wrong == []
    return found


def decide(inside: str, /, **seen: Any) -> Any:
    """What one table answers."""
    return deciding.decide(made(decision("b", inside, name="Beslutet")), "b", seen, NOW)


def _parts(column: str) -> list[str]:
    head, *more = (part.strip() for part in column.split("|"))
    name, _, sort = head.partition(" : ")
    return [name, sort, *more, *[""] * (2 - len(more))]


def _input(name: str, sort: str, values: str, _default: str) -> str:
    kind = f" typeRef={quoteattr(sort)}" if sort else ""
    return (
        f"<input><inputExpression{kind}><text>{escape(name)}</text></inputExpression>"
        f"{text('inputValues', values)}</input>"
    )


def _output(name: str, sort: str, values: str, default: str) -> str:
    kind = f" typeRef={quoteattr(sort)}" if sort else ""
    inside = text("outputValues", values) + text("defaultOutputEntry", default)
    return f"<output name={quoteattr(name)}{kind}>{inside}</output>"


def _rule(line: str) -> str:
    tests, _, results = line.partition(" => ")
    cells = [
        f"<inputEntry><text>{escape(one.strip())}</text></inputEntry>"
        for one in tests.split(";")
        if one.strip()
    ]
    cells += [f"<outputEntry><text>{escape(one.strip())}</text></outputEntry>" for one in results.split(";")]
    return f"<rule>{''.join(cells)}</rule>"
