"""Writes a model as BPMN files."""

import json
from functools import singledispatchmethod
from typing import Any

from tests.fuzz.blocks import (
    And,
    Block,
    Catch,
    Choice,
    Guarded,
    Loop,
    Mesh,
    Race,
    Script,
    Seq,
    Service,
    Sub,
    Test,
    Throw,
    Timer,
    User,
)
from tests.fuzz.parts import DMN_HEAD, HEAD, Ends, Parts, decision, escape, tag


def files(body: Block) -> dict[str, bytes]:
    """Return the files of the model; a form that reads every result makes the engine keep all of them."""
    writer = _Writer()
    writer.process("main", body)
    found = {f"{name}.bpmn": text.encode() for name, text in writer.files.items()}
    found["decisions.dmn"] = f"{DMN_HEAD}{''.join(writer.decisions)}</definitions>".encode()
    found["reads.form.json"] = json.dumps([f"={name}" for name in writer.results]).encode()
    return found


class _Writer(Parts):
    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, str] = {}
        self.decisions: list[str] = []

    def process(self, name: str, body: Block) -> None:
        before, self.out, declared, self.declared = self.out, [], self.declared, {}
        self.scope(name, body)
        inside = "".join(self.out)
        self.files[name] = (
            f"{HEAD}{''.join(self.declared.values())}{tag('process', inside, id=name, isExecutable='true')}"
            "</bpmn:definitions>"
        )
        self.out, self.declared = before, declared

    def scope(
        self, name: str, body: Block, sides: tuple[Block, ...] = (), *, terminate: bool = False
    ) -> None:
        first = self.add("startEvent", id=f"{name}_start")
        if sides:
            split = self.add("parallelGateway", id=f"{name}_split")
            self.flow(first, split)
            first = split
        self.ending(first, body, f"{name}_end", "terminate" if terminate else None)
        for number, side in enumerate(sides):
            self.ending(first, side, f"{name}_end{number}", None)

    def ending(self, first: str, body: Block, name: str, kind: str | None) -> None:
        entry, last = self.block(body)
        self.flow(first, entry)
        self.flow(last, self.add("endEvent", tag(f"{kind}EventDefinition") if kind else "", id=name))

    def branch(self, first: str, last: str, body: Block | None, test: Test | None = None) -> str:
        if body is None:
            return self.flow(first, last, test)
        entry, end = self.block(body)
        self.flow(end, last)
        return self.flow(first, entry, test)

    # --- blocks -----------------------------------------------------------------------------------------------

    @singledispatchmethod
    def block(self, body: Any) -> Ends:
        raise TypeError(body)

    @block.register
    def _(self, body: User) -> Ends:
        inside = self.many(body.many)
        if body.again_while is not None:
            again = tag("loopCondition", escape(f"{body.id}.v >= {body.again_while}"))
            inside = tag("standardLoopCharacteristics", again, loopMaximum=4)
        return self.result("userTask", inside, id=body.id)

    @block.register
    def _(self, body: Script) -> Ends:
        if int(body.id.removeprefix("sk")) % 2:
            return self.result("scriptTask", tag("script", f"{body.reads}.v + 1"), id=body.id)
        # The same sum from a decision table, so that the reference needs no word for it.
        self.decisions.append(decision(f"d_{body.id}", f"{body.reads}.v"))
        return self.result("businessRuleTask", "", id=body.id, rals_decision=f"d_{body.id}")

    @block.register
    def _(self, body: Service) -> Ends:
        parameter = f'<rals:parameter name="p" value="{body.reads}.v * 2"/>'
        return self.result("serviceTask", tag("extensionElements", parameter), id=body.id, rals_connector="c")

    @block.register
    def _(self, body: Timer) -> Ends:
        name = self.add("intermediateCatchEvent", self.event("d", "", body.seconds, 0), id=body.id)
        return name, name

    @block.register
    def _(self, body: Catch) -> Ends:
        self.results.append(body.id)
        if body.kind == "receive":
            name = self.add("receiveTask", id=body.id, messageRef=self.declare("message", body.name))
        else:
            name = self.add("intermediateCatchEvent", self.event(body.kind, body.name, 0, 0), id=body.id)
        return name, name

    @block.register
    def _(self, body: Throw) -> Ends:
        kind = "endEvent" if body.kind == "error" else "intermediateThrowEvent"
        name = self.add(kind, self.event(body.kind, body.name, 0, 0), id=body.id)
        return name, None if body.kind == "error" else name

    @block.register
    def _(self, body: Seq) -> Ends:
        first, last = self.block(body.parts[0])
        for part in body.parts[1:]:
            entry, end = self.block(part)
            self.flow(last, entry)
            last = end
        return first, last

    @block.register
    def _(self, body: Choice) -> Ends:
        last, default = f"{body.id}_join", None
        for test, way in body.branches:
            flow = self.branch(body.id, last, way, test)
            default = flow if test is None else default
        kind = "exclusiveGateway" if body.kind == "xor" else "inclusiveGateway"
        return self.add(kind, id=body.id, default=default), self.add(kind, id=last)

    @block.register
    def _(self, body: And) -> Ends:
        last = self.add("parallelGateway", id=f"{body.id}_join")
        for way in body.branches:
            self.branch(body.id, last, way)
        return self.add("parallelGateway", id=body.id), last

    @block.register
    def _(self, body: Mesh) -> Ends:
        kind = "parallelGateway" if body.kind == "and" else "inclusiveGateway"
        for index, user in enumerate(body.users):
            self.result("userTask", "", id=user)
            if len(body.before[index]) > 1:
                self.flow(self.add(kind, id=f"{user}_in"), user)
            if len(body.after(index)) > 1:
                self.flow(user, f"{user}_out")
                self.add(kind, id=f"{user}_out", default=self.spread(body, index))
            elif body.after(index):
                self.flow(user, self.entry(body, body.after(index)[0]))
        return body.users[0], body.users[-1]

    def entry(self, body: Mesh, index: int) -> str:
        return body.users[index] + ("_in" if len(body.before[index]) > 1 else "")

    def spread(self, body: Mesh, index: int) -> str | None:
        """Write the flows out of a task of a mesh; if none of their tests is true, another goes the first way."""
        user = body.users[index]
        for other in body.after(index):
            test = (user, ">=", body.numbers[index][other]) if body.kind == "or" else None
            self.flow(f"{user}_out", self.entry(body, other), test)
        return self.flow(f"{user}_out", self.entry(body, body.after(index)[0])) if body.kind == "or" else None

    @block.register
    def _(self, body: Loop) -> Ends:
        merge, last = (self.add("exclusiveGateway", id=f"{body.id}_{end}") for end in ("m", "x"))
        first, gate = merge, f"{body.id}_g"
        if body.early:
            entry, end = self.block(body.early[0])
            self.flow(merge, entry)
            first = f"{body.id}_early"
            self.flow(end, first)
            self.flow(first, last, body.early[1])
        entry, end = self.block(body.body)
        onward = self.flow(first, entry)
        if body.early:
            self.add("exclusiveGateway", id=first, default=onward)
        self.flow(end, gate)
        self.flow(gate, merge, body.test)
        self.add("exclusiveGateway", id=gate, default=self.flow(gate, last))
        return merge, last

    @block.register
    def _(self, body: Sub) -> Ends:
        many = self.many(body.many)
        if body.call:
            self.process(f"p_{body.id}", body.body)
            return self.result("callActivity", many, id=body.id, calledElement=f"p_{body.id}")
        before, self.out = self.out, []
        self.scope(body.id, body.body, body.sides, terminate=body.terminate)
        inside, self.out = "".join(self.out), before
        return self.result("subProcess", many + inside, id=body.id)

    @block.register
    def _(self, body: Race) -> Ends:
        last = f"{body.id}_join"
        for event, way in body.ways:
            entry, end = self.block(event)
            self.flow(body.id, entry)
            self.branch(str(end), last, way)
        return self.add("eventBasedGateway", id=body.id), self.add("exclusiveGateway", id=last)

    @block.register
    def _(self, body: Guarded) -> Ends:
        entry, last = self.block(body.host)
        self.results.append(body.id)
        self.add(
            "boundaryEvent", self.event(body.kind, body.name, body.seconds, body.times),
            id=body.id, attachedToRef=entry, cancelActivity="true" if body.interrupting else "false",
        )  # fmt: skip
        first, end = self.block(body.handler)
        self.flow(body.id, first)
        if not body.interrupting:
            self.flow(end, self.add("endEvent", id=f"{body.id}_end"))
            return entry, last
        join = self.add("exclusiveGateway", id=f"{body.id}_join")
        self.flow(last, join)
        self.flow(end, join)
        return entry, join
