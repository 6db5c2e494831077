"""The parts that BPMN files of random models are put together from."""

from typing import Any

from tests.fuzz.blocks import Many, Test

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:rals="urn:rals:bpmn:1"'
    ' id="definitions" targetNamespace="urn:fuzz">'
)
DMN_HEAD = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/">'
Ends = tuple[str, str | None]  # where a block is entered, and where it goes on from (None: nowhere)


def tag(name: str, inside: str = "", /, **attributes: Any) -> str:
    """Return an element; an underscore in an attribute name stands for a colon."""
    given = "".join(
        f' {key.replace("_", ":")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<bpmn:{name}{given}>{inside}</bpmn:{name}>"


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def decision(name: str, value: str) -> str:
    """Return a decision that gives one more than a value, from one of two rules."""
    rules = "".join(
        f"<rule><inputEntry><text>{escape(test)}</text></inputEntry>"
        f"<outputEntry><text>{value} + 1</text></outputEntry></rule>"
        for test in ("< 5", ">= 5")
    )
    return (
        f'<decision id="{name}"><decisionTable><input><inputExpression><text>{value}</text></inputExpression></input>'
        f"<output/>{rules}</decisionTable></decision>"
    )


def condition(test: Test) -> str:
    """Return a test as FEEL."""
    name, operator, number = test
    return f"{name}.v {operator} {number}"


class Parts:
    """Gathers the elements of one process and its declarations."""

    def __init__(self) -> None:
        self.results: list[str] = []
        self.declared: dict[str, str] = {}
        self.flows = 0
        self.out: list[str] = []

    def add(self, kind: str, inside: str = "", **attributes: Any) -> str:
        self.out.append(tag(kind, inside, **attributes))
        return str(attributes["id"])

    def flow(self, source: str | None, target: str, test: Test | None = None) -> str:
        self.flows += 1
        name = f"f{self.flows}"
        if source is not None:
            inside = tag("conditionExpression", escape(condition(test))) if test else ""
            self.add("sequenceFlow", inside, id=name, sourceRef=source, targetRef=target)
        return name

    def result(self, kind: str, inside: str, **attributes: Any) -> Ends:
        self.results.append(attributes["id"])
        name = self.add(kind, inside, **attributes)
        return name, name

    def many(self, many: Many | None) -> str:
        if many is None:
            return ""
        inside = "" if many.path else tag("loopCardinality", str(many.count))
        if many.enough:
            inside += tag("completionCondition", escape(f"numberOfCompletedInstances >= {many.enough}"))
        return tag(
            "multiInstanceLoopCharacteristics", inside, isSequential=str(many.sequential).lower(),
            rals_collection=".".join(many.path) if many.path else None, rals_item=many.item,
        )  # fmt: skip

    def event(self, kind: str, name: str, seconds: int, times: int) -> str:
        if kind == "d":
            return tag("timerEventDefinition", tag("timeDuration", f"PT{seconds}S"))
        if kind == "c":
            count = "" if times < 0 else str(times)
            return tag("timerEventDefinition", tag("timeCycle", f"R{count}/PT{seconds}S"))
        reference = {f"{kind}Ref": self.declare(kind, name)} if name else {}
        return tag(f"{kind}EventDefinition", **reference)

    def declare(self, kind: str, name: str) -> str:
        code = {f"{kind}Code": name} if kind in {"error", "escalation"} else {}
        reference = f"{kind}_{name}"
        self.declared[reference] = tag(kind, id=reference, name=name, **code)
        return reference
