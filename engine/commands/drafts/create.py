"""Begin a draft of a model: from nothing, from a published version, or from files that somebody has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from string import Template
from typing import Any, Final
from uuid import UUID, uuid4

from engine.commands.drafting import readable
from engine.desk import Desk
from engine.errors import InvalidError, NotFoundError
from engine.governance.permissions import Permission, require
from engine.runtime.diagram import KEY, beginning
from engine.store import content, drafts
from engine.store.work import Event

MAX_NAME: Final = 200
# A pool with one lane and a start: what every process has.
_BLANK: Final = Template("""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
  xmlns:rals="urn:rals:bpmn:1" id="definitioner" targetNamespace="urn:rals:models">
  <bpmn:collaboration id="samarbete">
    <bpmn:participant id="pool" name="$name" processRef="$key"/>
  </bpmn:collaboration>
  <bpmn:process id="$key" name="$name" isExecutable="true">
    <bpmn:laneSet id="banor">
      <bpmn:lane id="bana_1"><bpmn:flowNodeRef>es_start</bpmn:flowNodeRef></bpmn:lane>
    </bpmn:laneSet>
    <bpmn:startEvent id="es_start"/>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="bild">
    <bpmndi:BPMNPlane id="yta" bpmnElement="samarbete">
      <bpmndi:BPMNShape id="pool_di" bpmnElement="pool" isHorizontal="true">
        <dc:Bounds x="160" y="80" width="1000" height="200"/></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="bana_1_di" bpmnElement="bana_1" isHorizontal="true">
        <dc:Bounds x="190" y="80" width="970" height="200"/></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="es_start_di" bpmnElement="es_start">
        <dc:Bounds x="240" y="162" width="36" height="36"/></bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
""")


@dataclass(frozen=True)
class CreateDraft:
    """Begin a draft from nothing: a pool with a lane and a start. Raises InvalidError for a key that cannot be one."""

    key: str
    name: str

    def run(self, desk: Desk) -> UUID:
        """Return the id of the draft."""
        require(desk.actor, Permission.MODEL_DRAFT)
        key = _key(self.key)
        text = _BLANK.substitute(key=key, name=escape(_name(self.name)))
        return _kept(desk, key, _name(self.name), {f"{key}.bpmn": text.encode()})


@dataclass(frozen=True)
class CreateDraftFrom:
    """Begin a draft from a published version, with all its files. Raises NotFoundError."""

    version_id: UUID

    def run(self, desk: Desk) -> UUID:
        """Return the id of the draft."""
        require(desk.actor, Permission.MODEL_DRAFT)
        row = drafts.published(desk.connection, desk.organisation_id, self.version_id)
        if row is None:
            raise NotFoundError(
                "Versionen finns inte. Se listan över modeller.",
                "There is no such version. See the list of models.",
            )
        files = content.files_of(desk.connection, row.hash)
        return _kept(desk, row.key, row.name, files, based_on_id=self.version_id)


@dataclass(frozen=True)
class ImportDraft:
    """Begin a draft from the BPMN file that somebody has drawn elsewhere; the process in it gives the key.

    A process whose id cannot be a key gets another, made from its name. What the checks say of it does not matter here. Raises InvalidError and ModelRefusedError (not BPMN 2.0, or dangerous).
    """

    data: bytes = field(repr=False)
    name: str

    def run(self, desk: Desk) -> UUID:
        """Return the id of the draft."""
        require(desk.actor, Permission.MODEL_DRAFT)
        key, file = beginning(self.data, self.name)
        return _kept(desk, key, _name(self.name), {f"{key}.bpmn": file})


def _kept(desk: Desk, key: str, name: str, files: Mapping[str, bytes], **more: Any) -> UUID:
    readable(files)
    draft_id = uuid4()
    by = desk.person_id
    row = {"id": draft_id, "organisation_id": desk.organisation_id, "key": key, "name": name, **more}
    when = {"created_by": by, "created_at": desk.now, "saved_by": by, "saved_at": desk.now}
    drafts.create(desk.connection, {**row, **when}, files)
    desk.work.record(Event("model-draft-created", details={"draft": str(draft_id), "key": key}))
    return draft_id


def _key(key: str) -> str:
    if not KEY.fullmatch(key.strip()):
        raise InvalidError.at(
            "/key",
            f"Processens id kan inte vara ”{key[:100]}”. Skriv små bokstäver a-z, siffror och _, till exempel min_process.",
            f'The id of the process cannot be "{key[:100]}". Write small letters a-z, digits and _, e.g. min_process.',
        )
    return key.strip()


def _name(name: str) -> str:
    said = " ".join(name.split())
    if not 0 < len(said) <= MAX_NAME:
        raise InvalidError.at(
            "/name",
            f"Skriv ett namn på processen, högst {MAX_NAME} tecken.",
            f"Write a name of the process, at most {MAX_NAME} characters.",
        )
    return said
