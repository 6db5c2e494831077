"""Enters the demo's governing documents, with the real commands."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from engine import clock
from engine.commands.document_drafts import Content, Draft, Links
from engine.commands.documents.create import CreateDocument
from engine.commands.documents.record import RecordDocument
from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.queries.people.me import DemoPeople
from engine.queries.processes.structure import Nodes
from engine.queries.registers.units import Units

MOST = 1_000


def enter(engine: Engine, told: Mapping[str, Any]) -> None:
    """Enter every document as bpmn/demo/documents.yaml tells it."""
    people = {one.key: one.id for one in engine.ask(DemoPeople(), RALS)}
    recorder = Identity(person_id=people[told["recorded_by"]])
    units = {one.code: one.id for one in engine.ask(Units(limit=MOST), recorder).items}
    nodes = {one.code: one.id for one in engine.ask(Nodes(limit=MOST), recorder).items}
    today = clock.day(engine.now())
    for one in told["documents"]:
        days = {"giltig_fran": one["from"], "giltig_till": one.get("to")}
        given = {
            "titel": one["title"],
            "innehallsansvar": str(people[one["responsible"]]),
            "galler_for": [str(units[code]) for code in one["applies_to"]],
            **{key: today + timedelta(days=count) for key, count in days.items() if count is not None},
        }
        draft = Draft(given, Content.of_text(one["text"]), links=_links(nodes, one["processes"]))
        if "by" in one:
            engine.do(CreateDocument(one["kind"], draft), Identity(person_id=people[one["by"]]))
        else:
            engine.do(RecordDocument(one["kind"], draft), recorder)


def _links(nodes: Mapping[str, UUID], about: list[Any]) -> Links:
    named = [one if isinstance(one, Mapping) else {"process": one, "element": ""} for one in about]
    return tuple((nodes[one["process"]], one["element"]) for one in named)
