"""What the wrong models are built of."""

from typing import Final, NamedTuple

from engine.runtime.checks import Known
from tests.engine.runtime.checks.tiny import (
    END,
    KNOWN,
    START,
    decision,
    element,
    flow,
    process,
    timer,
    user,
    ways,
)

A, B = user("ut_a"), user("ut_b")
TERMINATE: Final = "<terminateEventDefinition/>"


class Wrong(NamedTuple):
    """A model (further files come after the first, `dmn` are its tables), and the one check that finds fault with it."""

    check: str
    what: str
    files: tuple[bytes, ...]
    known: Known = KNOWN
    name: str = "p"
    dmn: bytes = b""


def wrong(check: str, what: str, *files: bytes, known: Known = KNOWN, name: str = "p") -> Wrong:
    return Wrong(check, what, files, known, name)


def inserted(*parts: str, key: str = "x") -> bytes:
    """Start, a task without fault, the element `key`, end."""
    return process(START, A, *parts, END, ways(f"s ut_a {key} e"))


def task(**attributes: str) -> bytes:
    return inserted(user("x", **attributes))


def decided(**attributes: str) -> bytes:
    """Start, end, and between them a decision by the management."""
    chosen = {"rals_role": "ledning", "rals_mandate": "m_besluta", **attributes}
    return inserted(decision("x", **chosen))


def xor(key: str, *ways_out: str, default: str = "") -> str:
    """An exclusive gateway; the first way is the default, the others are taken by a condition."""
    first, *others = ways_out
    chosen = default or f"f_{key}_{first}"
    conditions = "".join(flow(key, other, f'arende.val = "{other}"') for other in others)
    return (
        element("exclusiveGateway", key, name="Vilken?", default=chosen) + ways(f"{key} {first}") + conditions
    )


def gate(kind: str, key: str) -> str:
    return element(f"{kind}Gateway", key, name="Hur?" if kind == "inclusive" else "")


def event(kind: str, key: str, *inner: str, **attributes: str) -> str:
    return element(kind, key, *inner, **{"name": "Händelse", **attributes})


def edge(key: str, on: str, *inner: str, **attributes: str) -> str:
    return event("boundaryEvent", key, *(inner or (timer("P1D"),)), attachedToRef=on, **attributes)


def waiting(text: str, kind: str = "timeDuration") -> bytes:
    return inserted(event("intermediateCatchEvent", "x", timer(text, kind)))


def chosen(condition: str) -> bytes:
    """A gateway with a default flow to the end and a condition for going back."""
    gateway = element("exclusiveGateway", "x", name="Vilken?", default="f_x_e")
    return process(START, A, gateway, END, ways("s ut_a x e"), flow("x", "ut_a", condition))


def lanes(*inner: str) -> str:
    return element("laneSet", "ls", *inner)


def lane(key: str, *refs: str, role: str = "") -> str:
    listed = "".join(f"<flowNodeRef>{ref}</flowNodeRef>" for ref in refs)
    return element("lane", key, listed, name="Bana", rals_role=role)


def repeated(*inner: str) -> bytes:
    return inserted(user("x", *inner))
