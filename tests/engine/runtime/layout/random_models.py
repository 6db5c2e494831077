"""Random block-structured models: sequences, gateways, loops, subprocesses, boundary events, lanes, roles."""

import random
from collections.abc import Callable

ROLES = ("forvaltningsledning", "uppdragsagare", "projektledare", "chef")
WORDS = (
    "Besluta",
    "hantering",
    "Utse uppdragsägare",
    "Inhämta",
    "verksamhetsuppföljning",
    "Planera",
    "per enhet",
)
NS = (
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:rals="urn:rals:bpmn:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


class Builder:
    """Writes one model; the same seed gives the same model."""

    def __init__(self, seed: int, *, lanes: int = 0, roles: int = 1) -> None:
        self.random = random.Random(seed)
        self.lanes, self.roles = lanes, roles
        self.count = 0
        self.members: list[list[str]] = [[] for _ in range(lanes)]

    def model(self, size: int = 8) -> bytes:
        body = "".join(self.scope("p", size, top=True))
        lanes = "".join(
            f'<bpmn:lane id="lane_{at}" name="{ROLES[at].title()}" rals:role="{ROLES[at]}">'
            + "".join(f"<bpmn:flowNodeRef>{key}</bpmn:flowNodeRef>" for key in members)
            + "</bpmn:lane>"
            for at, members in enumerate(self.members)
        )
        lanes = f'<bpmn:laneSet id="lanes">{lanes}</bpmn:laneSet>' if lanes else ""
        process = f'<bpmn:process id="p" isExecutable="true">{lanes}{body}</bpmn:process>'
        return f'<bpmn:definitions {NS} targetNamespace="urn:x">{process}</bpmn:definitions>'.encode()

    def scope(self, key: str, size: int, *, top: bool = False) -> list[str]:
        start, end = f"{key}_start", f"{key}_end"
        first, last, body = self.block(size, top=top)
        return [
            self.element("startEvent", start, top=top, name=""),
            *body,
            self.element("endEvent", end, top=top),
            self.flow(start, first),
            self.flow(last, end),
        ]

    def key(self, kind: str) -> str:
        self.count += 1
        return f"{kind}_{self.count}"

    def name(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(1, 3)))

    def element(self, kind: str, key: str, inner: str = "", *, top: bool, name: str | None = None) -> str:
        if top and self.lanes:
            self.members[self.random.randrange(self.lanes)].append(key)
        role = f' rals:role="{self.random.choice(ROLES[: self.roles])}"' if kind == "userTask" else ""
        label = self.name() if name is None else name
        return f'<bpmn:{kind} id="{key}" name="{label}"{role}>{inner}</bpmn:{kind}>'

    def flow(self, source: str, target: str, name: str = "") -> str:
        return f'<bpmn:sequenceFlow id="{self.key("f")}" name="{name}" sourceRef="{source}" targetRef="{target}"/>'

    def block(self, size: int, *, top: bool) -> tuple[str, str, list[str]]:
        if size <= 1:
            key = self.key("t")
            return key, key, [self.element(self.random.choice(["userTask", "serviceTask"]), key, top=top)]
        kinds: list[Callable[..., tuple[str, str, list[str]]]] = [self.sequence, self.sequence, self.split]
        kinds += [self.loop, self.boundary, self.split]
        if size > 2:
            kinds.append(self.subprocess)
        return self.random.choice(kinds)(size, top=top)

    def sequence(self, size: int, *, top: bool) -> tuple[str, str, list[str]]:
        half = max(1, size // 2)
        first, middle, one = self.block(half, top=top)
        onwards, last, other = self.block(size - half, top=top)
        return first, last, [*one, *other, self.flow(middle, onwards)]

    def split(self, size: int, *, top: bool) -> tuple[str, str, list[str]]:
        kind = self.random.choice(["exclusiveGateway", "parallelGateway", "inclusiveGateway"])
        split, join = self.key("g"), self.key("g")
        out = [self.element(kind, split, top=top), self.element(kind, join, top=top, name="")]
        ways = self.random.randint(2, 4)
        for at in range(ways):
            if at == 1 and self.random.random() < 0.25:
                out.append(self.flow(split, join, "Annars"))
                continue
            first, last, body = self.block(max(1, size // ways), top=top)
            out += [*body, self.flow(split, first, self.random.choice(["", "Ja", "Komplettera"]))]
            out.append(self.flow(last, join))
        return split, join, out

    def loop(self, size: int, *, top: bool) -> tuple[str, str, list[str]]:
        merge, test = self.key("g"), self.key("g")
        first, last, body = self.block(size - 1, top=top)
        out = [self.element("exclusiveGateway", key, top=top) for key in (merge, test)]
        out += [self.flow(merge, first), self.flow(last, test), self.flow(test, merge, "Komplettera")]
        return merge, test, [*out, *body]

    def subprocess(self, size: int, *, top: bool) -> tuple[str, str, list[str]]:
        key = self.key("sp")
        inner = "".join(self.scope(key, size - 1))
        return key, key, [self.element("subProcess", key, inner, top=top)]

    def boundary(self, size: int, *, top: bool) -> tuple[str, str, list[str]]:
        first, last, body = self.block(size - 1, top=top)
        host, key, end = last, self.key("es"), self.key("end")
        if host.startswith(("g_", "es_")):
            return first, last, body
        handler, onwards, handling = self.block(1, top=top)
        event = f'<bpmn:boundaryEvent id="{key}" name="{self.name()}" attachedToRef="{host}" cancelActivity="false">'
        event += "<bpmn:timerEventDefinition/></bpmn:boundaryEvent>"
        out = [*body, event, *handling, self.element("endEvent", end, top=top)]
        return first, last, [*out, self.flow(key, handler), self.flow(onwards, end)]


def random_model(seed: int) -> bytes:
    """Return one of many models: with and without lanes, with one or several roles, small and large."""
    chosen = random.Random(seed)
    return Builder(seed, lanes=chosen.choice([0, 0, 2, 4]), roles=chosen.choice([1, 3, 4])).model(
        chosen.randint(2, 14)
    )


def tangled_model(seed: int) -> bytes:
    """Return elements with flows between any two of them, to and fro and to themselves."""
    chosen = random.Random(seed)
    keys = [f"n{at}" for at in range(chosen.randint(3, 14))]
    kinds = ("userTask", "exclusiveGateway", "parallelGateway", "intermediateCatchEvent", "endEvent")
    nodes = [f'<bpmn:{chosen.choice(kinds)} id="{key}" name="{chosen.choice(WORDS)}"/>' for key in keys]
    flows = [
        f'<bpmn:sequenceFlow id="f{at}" name="{chosen.choice(["", "Komplettera"])}" '
        f'sourceRef="{chosen.choice(keys)}" targetRef="{chosen.choice(keys)}"/>'
        for at in range(len(keys) * 3 // 2)
    ]
    process = f'<bpmn:process id="p">{"".join(nodes + flows)}</bpmn:process>'
    return f'<bpmn:definitions {NS} targetNamespace="urn:x">{process}</bpmn:definitions>'.encode()
