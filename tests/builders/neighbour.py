"""A second organisation beside the demo's, with a case, an incident and something in every register."""

import re
from typing import Any
from uuid import uuid4

import lending
import reporting
import yaml
from robot import Robot
from sqlalchemy import text

from engine.commands.models.publish import PublishModel
from engine.commands.organisations.load import LoadOrganisation
from engine.door import Engine
from engine.governance.actor import RALS
from web.cli import data, models

SUFFIX = "-b"
KEY = "grannen"


def settle(engine: Engine) -> None:
    """Load the neighbour: the demo organisation under other names, with the same models."""
    written = re.sub(
        r"(key: [a-z]+-[a-z]+)$", rf"\1{SUFFIX}", data.ORGANISATION.read_text("utf-8"), flags=re.MULTILINE
    )
    raw = yaml.load(written.replace("-TEST", "-GRANNE"), Loader=yaml.CSafeLoader)
    raw |= {"key": KEY, "name": "Grannen"}
    organisation_id = engine.do(LoadOrganisation(raw, data.PROFILE.read_bytes()), RALS)
    for folder in data.processes():
        engine.do(PublishModel(models.files_of(folder), organisation_id), RALS)


def migration(engine: Engine, case_id: str) -> None:
    """Put in a change of version that has been stopped before it took the case."""
    with engine.database.transaction() as connection:
        found = connection.execute(
            text(
                "INSERT INTO migration (id, organisation_id, process, from_id, to_id, mapping, reason, state, person_id, held,"
                " started_by, started_at) SELECT :id, c.organisation_id, c.process, v.id, v.id, '{}', 'GRANNE', 'stopped',"
                " c.started_by, '{}', c.started_by, now() FROM \"case\" c JOIN model_version v ON v.hash = c.model_hash"
                " AND v.organisation_id = c.organisation_id WHERE c.id = :case RETURNING id"
            ),
            {"id": uuid4(), "case": case_id},
        )
        values = {"migration": found.scalar_one(), "case": case_id}
        connection.execute(text("INSERT INTO migration_case VALUES (:migration, :case, 'waiting')"), values)


def report(engine: Engine, robot: Robot, case_id: str) -> None:
    """Let the assignment owner of a case hand in a status report."""
    reporting.staff(engine, case_id, f"{reporting.LEADER}{SUFFIX}", f"{reporting.OWNER}{SUFFIX}")
    sent = {"answers": reporting.answers()}
    lending.post(robot, reporting.OWNER, f"/cases/{case_id}/status-reports", sent)


# What a route's argument is called, and where there is one of the neighbour's.
_IDS = {
    "task_id": "SELECT t.id FROM task t JOIN \"case\" c ON c.id = t.case_id WHERE c.organisation_id = :o AND t.state = 'open'",
    "case_id": 'SELECT id FROM "case" WHERE organisation_id = :o',
    "file_id": "SELECT id FROM file WHERE organisation_id = :o",
    "filter_id": "SELECT id FROM saved_filter WHERE organisation_id = :o",
    "incident_id": 'SELECT n.id FROM incident n JOIN instance i ON i.id = n.instance_id JOIN "case" c ON c.id = i.case_id'
    " WHERE c.organisation_id = :o",
    "migration_id": "SELECT id FROM migration WHERE organisation_id = :o",
    "report_id": "SELECT id FROM status_report WHERE organisation_id = :o",
    "comment_id": 'SELECT k.id FROM comment k JOIN "case" c ON c.id = k.case_id WHERE c.organisation_id = :o',
    "version_id": "SELECT id FROM model_version WHERE organisation_id = :o",
    "document_id": "SELECT id FROM document WHERE organisation_id = :o",
    "diagram_id": "SELECT id FROM document WHERE organisation_id = :o AND kind = 'processdiagram'",
    "document_version_id": "SELECT id FROM document_version WHERE organisation_id = :o",
    "person_id": "SELECT id FROM person WHERE organisation_id = :o",
    "node_id": "SELECT id FROM process_node WHERE organisation_id = :o",
    "class_id": "SELECT id FROM process_class WHERE organisation_id = :o",
    "unit_id": "SELECT id FROM unit WHERE organisation_id = :o AND kind = 'regionomrade'",
    "delivery_id": "SELECT d.id FROM delivery d JOIN process_node n ON n.id = d.from_id WHERE n.organisation_id = :o",
    "assignment_id": "SELECT a.id FROM role_assignment a JOIN seat s ON s.id = a.seat_id WHERE s.organisation_id = :o",
    "licence_id": "SELECT l.id FROM licence l JOIN person p ON p.id = l.person_id WHERE p.organisation_id = :o",
    "delegation_id": "SELECT id FROM delegation WHERE organisation_id = :o",
    "webhook_id": "SELECT id FROM webhook WHERE organisation_id = :o",
    "dispatch_id": "SELECT id FROM dispatch WHERE organisation_id = :o",
    "draft_id": "SELECT id FROM model_draft WHERE organisation_id = :o",
    "substitution_id": "SELECT id FROM substitution WHERE organisation_id = :o",
}


def ids(engine: Engine) -> dict[str, Any]:
    """Return an id of the neighbour's for every argument that a route can have."""
    with engine.database.snapshot() as connection:
        organisation = connection.execute(
            text("SELECT id FROM organisation WHERE key = :key"), {"key": KEY}
        ).scalar_one()
        return {
            name: str(connection.execute(text(f"{sql} LIMIT 1"), {"o": organisation}).scalar_one())
            for name, sql in _IDS.items()
        }


def plain_bodies(other: dict[str, Any]) -> dict[str, Any]:
    """Return what is sent to the routes that take no more than the neighbour's ids."""
    node = {"code": "ny", "name": "Ny", "kind": "process"}
    return {
        "/process-nodes": {**node, "parent_id": other["node_id"]},
        "/process-nodes ": {**node, "kind": "variant", "variant": "B", "variant_of_id": other["node_id"]},
        "/process-classes": {"code": "1", "name": "Klass", "parent_id": other["class_id"]},
        "/process-nodes/<uuid:node_id>/classes": {"class": other["class_id"]},
        "/process-nodes/<uuid:node_id>/deliveries": {
            "to_id": other["node_id"],
            "kind": "inleverans",
            "object": "Remiss",
        },
        **_people(),
        **_documents(other),
        "/cases/<uuid:case_id>/comments": {"text": "Hej"},
        "/cases/<uuid:case_id>/follow": {"follows": True},
        **{f"/cases/<uuid:case_id>/{what}": {"reason": "Hej"} for what in ("suspend", "resume", "cancel")},
        "/cases/<uuid:case_id>/tasks/<uuid:task_id>/due": {"reason": "Hej", "due_at": "2040-01-01T12:00:00Z"},
        "/cases/<uuid:case_id>/tasks/<uuid:task_id>/move": {"reason": "Hej", "to": "ut_bereda"},
        "/tasks/<uuid:task_id>/assign": {"person": other["person_id"]},
        "/tasks/<uuid:task_id>/complete": {"answers": {}},
        **{f"/tasks/<uuid:task_id>/conflict{what}": {"reason": "Skäl."} for what in ("", "/withdraw")},
        "/tasks/<uuid:task_id>/help": {"person": other["person_id"]},
        "/tasks/<uuid:task_id>/send-back": {"reason": "Därför."},
        "/tasks/<uuid:task_id>/follow-up": {"on": None},
        "/tasks/<uuid:task_id>/draft": {"answers": {}},
        **_drafts(other),
    }


def _people() -> dict[str, Any]:
    return {
        "/persons/<uuid:person_id>/competences": {"key": "puff", "level": 3, "attained_on": "2026-01-01"},
        "/persons/<uuid:person_id>/licences": {"system": "2c8", "kind": "full", "from": "2026-01-01"},
        "/role-assignments/<uuid:assignment_id>/end": {},
        "/licences/<uuid:licence_id>/end": {},
    }


def _drafts(other: dict[str, Any]) -> dict[str, Any]:
    return {
        "/model-drafts": {"version_id": other["version_id"]},
        "/model-drafts/<uuid:draft_id>": {"name": "Hej"},
        "/model-drafts/<uuid:draft_id>/files/<path:name>": {"text": "<a/>"},
    }


def _progress(other: dict[str, Any]) -> dict[str, Any]:
    rows = {
        "milestones": {"name": "Start", "planned_on": "2026-01-01"},
        "risks": {"description": "Brand", "likelihood": 1, "consequence": 5},
        "rollout": {"unit": other["unit_id"], "status": "pagar"},
        "budget": {"planned": "1"},
        "measurements": {"goal": other["case_id"], "value": "1"},
    }
    written = {f"/cases/<uuid:case_id>/{kind}": {"items": [row]} for kind, row in rows.items()}
    path = "/cases/<uuid:case_id>/status-reports"
    return {**written, path: {"answers": reporting.answers()}, f"{path}/request": {"why": "Hej"}}


def _documents(other: dict[str, Any]) -> dict[str, Any]:
    new = {"kind": "processdokument", "metadata": {"titel": "Ny"}}
    return {
        **_progress(other),
        "/documents": {**new, "file": other["file_id"]},
        "/documents/<uuid:document_id>": {"responsible": other["person_id"]},
        "/documents/<uuid:document_id>/versions": {},
        "/diagrams/<uuid:diagram_id>/draft": {"key": "ny"},
        "/document-versions/<uuid:document_version_id>": {"revision": 1, "text": "Kapad"},
        "/document-versions/<uuid:document_version_id>/withdraw": {"reason": "Kapad"},
    }
