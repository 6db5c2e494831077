"""Tiny models for the tests of the checks: a few elements, as little XML as says it."""

from itertools import pairwise
from types import ModuleType
from xml.sax.saxutils import quoteattr

from engine.runtime.checks import Known
from engine.runtime.checks.subject.subject import subject

KNOWN = Known(
    roles={"chef": "arende", "ledning": "organisation", "enhetschef": "enhet"},
    mandates={"m_besluta": frozenset({"ledning"}), "m_chef": frozenset({"chef"})},
    forms={
        "f": frozenset({"text", "enheter", "utfall", "motivering"}),
        "f_beslut": frozenset({"text", "utfall", "motivering"}),
        "f_tre": frozenset({"utfall", "motivering"}),
        "f_start": frozenset({"beskrivning"}),
        "f_utan": frozenset({"text"}),
    },
    outcomes={"f_beslut": frozenset({"ja", "nej"}), "f_tre": frozenset({"ja", "nej", "kanske"})},
    connectors={"send": {"to": True, "text": True, "copy": False}, "read": {}},
    krav=frozenset({"K-1", "K-2"}),
)
NS = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:rals="urn:rals:bpmn:1" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
START, END = '<startEvent id="s"/>', '<endEvent id="e"/>'
TASK = {"name": "Gör", "rals_role": "chef", "rals_form": "f", "rals_krav": "K-1"}


def element(kind: str, key: str, *inner: str, **attributes: str) -> str:
    written = {
        name.replace("rals_", "rals:").replace("__", "-"): value
        for name, value in attributes.items()
        if value
    }
    pairs = "".join(f" {name}={quoteattr(value)}" for name, value in {"id": key, **written}.items())
    return f"<{kind}{pairs}>{''.join(inner)}</{kind}>"


def user(key: str, *inner: str, **attributes: str) -> str:
    """A user task without fault; an attribute set to "" is left out."""
    return element("userTask", key, *inner, **{**TASK, **attributes})


def decision(key: str, *inner: str, **attributes: str) -> str:
    """A user task that decides, without fault."""
    asked = {"name": "Besluta", "rals_form": "f_beslut", "rals_mandate": "m_chef"}
    return user(key, *inner, **{**asked, **attributes})


def ways(*lines: str) -> str:
    """Flows along each line: ways("s ut_a e") draws s → ut_a → e; their ids are f_<from>_<to>."""
    found = []
    for line in lines:
        keys = line.split()
        found += [flow(source, target) for source, target in pairwise(keys)]
    return "".join(found)


def flow(source: str, target: str, condition: str | None = None) -> str:
    asked = "" if condition is None else f"<conditionExpression>{_escaped(condition)}</conditionExpression>"
    return element("sequenceFlow", f"f_{source}_{target}", asked, sourceRef=source, targetRef=target)


def each(collection: str = "arende.enheter", item: str = "enhet") -> str:
    return f"<multiInstanceLoopCharacteristics rals:collection={quoteattr(collection)} rals:item={quoteattr(item)}/>"


def timer(text: str, kind: str = "timeDuration") -> str:
    return f"<timerEventDefinition><{kind}>{_escaped(text)}</{kind}></timerEventDefinition>"


def script(key: str, text: str, **attributes: str) -> str:
    return element("scriptTask", key, f"<script>{_escaped(text)}</script>", **{"name": "Räkna", **attributes})


def sub(key: str, *parts: str, **attributes: str) -> str:
    """A subprocess with a start and an end of its own around one task."""
    start, task, end = f"{key}_s", f"{key}_ut", f"{key}_e"
    inner = parts or (
        element("startEvent", start),
        user(task),
        element("endEvent", end),
        ways(f"{start} {task} {end}"),
    )
    return element("subProcess", key, *inner, **{"name": "Del", **attributes})


def rule(key: str, decision: str = "", **parameters: str) -> str:
    """A business rule task with what it gives to its decision."""
    given = "".join(
        f"<rals:parameter name={quoteattr(name)} value={quoteattr(value)}/>"
        for name, value in parameters.items()
    )
    inner = f"<extensionElements>{given}</extensionElements>" if given else ""
    return element("businessRuleTask", key, inner, name="Avgör", rals_decision=decision)


def process(*parts: str, key: str = "p", around: str = "", **attributes: str) -> bytes:
    body = element("process", key, *parts, **{"isExecutable": "true", **attributes})
    return f"<definitions {NS}>{around}{body}</definitions>".encode()


def simple(*parts: str) -> bytes:
    """A process with a start, a task without fault and an end, and what else is given."""
    return process(START, user("ut_a"), END, ways("s ut_a e"), *parts)


def found(
    rule: ModuleType, *models: bytes, known: Known = KNOWN, name: str = "p", dmn: bytes | None = None
) -> list[str | None]:
    """The elements that a check finds fault with; the first model is the file p.bpmn, the next p2.bpmn …; `dmn` is a decision file."""
    names = [f"{name}.bpmn", *(f"{name}{at}.bpmn" for at in range(2, len(models) + 1))]
    files = dict(zip(names, models, strict=True)) | ({} if dmn is None else {"b.dmn": dmn})
    return [fault.element for fault in rule.faults(subject(files, known))]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
