"""A second organisation beside the demo's, with a case, an incident and something in every register."""

import re
from typing import Any

import yaml
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
    raw = yaml.safe_load(written.replace("-TEST", "-GRANNE"))
    raw |= {"key": KEY, "name": "Grannen"}
    organisation_id = engine.do(LoadOrganisation(raw, data.PROFILE.read_bytes()), RALS)
    for folder in data.processes():
        engine.do(PublishModel(models.files_of(folder), organisation_id), RALS)


# What a route's argument is called, and where there is one of the neighbour's.
_IDS = {
    "task_id": "SELECT t.id FROM task t JOIN \"case\" c ON c.id = t.case_id WHERE c.organisation_id = :o AND t.state = 'open'",
    "case_id": 'SELECT id FROM "case" WHERE organisation_id = :o',
    "file_id": "SELECT id FROM file WHERE organisation_id = :o",
    "filter_id": "SELECT id FROM saved_filter WHERE organisation_id = :o",
    "incident_id": 'SELECT n.id FROM incident n JOIN instance i ON i.id = n.instance_id JOIN "case" c ON c.id = i.case_id'
    " WHERE c.organisation_id = :o",
    "comment_id": 'SELECT k.id FROM comment k JOIN "case" c ON c.id = k.case_id WHERE c.organisation_id = :o',
    "version_id": "SELECT id FROM model_version WHERE organisation_id = :o",
    "person_id": "SELECT id FROM person WHERE organisation_id = :o",
    "node_id": "SELECT id FROM process_node WHERE organisation_id = :o",
    "class_id": "SELECT id FROM process_class WHERE organisation_id = :o",
    "unit_id": "SELECT id FROM unit WHERE organisation_id = :o AND kind = 'regionomrade'",
    "delivery_id": "SELECT d.id FROM delivery d JOIN process_node n ON n.id = d.from_id WHERE n.organisation_id = :o",
    "assignment_id": "SELECT a.id FROM role_assignment a JOIN seat s ON s.id = a.seat_id WHERE s.organisation_id = :o",
    "delegation_id": "SELECT id FROM delegation WHERE organisation_id = :o",
    "webhook_id": "SELECT id FROM webhook WHERE organisation_id = :o",
    "dispatch_id": "SELECT id FROM dispatch WHERE organisation_id = :o",
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
