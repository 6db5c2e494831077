"""Webhooks: systems that are told what happens, and what they are told."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, text, update

from engine.store.rows import as_json
from engine.store.tables import webhook
from engine.store.telling import STEPS, Steps, steps_as_json

_CASE: Final = "jsonb_build_object('id', c.id, 'number', c.number, 'process', c.process, 'secret', c.secret, 'title', {open} c.title END)"
_TASK: Final = """jsonb_build_object('id', t.id, 'element', t.element, 'due_at', t.due_at, 'role', s.role,
  'name', {open} t.name END, 'name_en', {open} t.name_en END, 'item', {open} nullif(t.item, '') END)"""
_DECISION: Final = """jsonb_build_object('id', d.id, 'number', d.number, 'element', d.element, 'mandate', d.mandate,
  'role', d.role, 'decided_on', d.decided_on, 'outcome', {open} d.outcome END)"""
_OF_TASKS: Final = "task t ON t.case_id = c.id AND {} JOIN seat s ON s.id = t.seat_id"

# What can be told of: what it is called, where it is found, and under which name it is sent as what.
_SOURCES: Final = (
    ("task.created", _OF_TASKS.format("t.created_at = step.at"), "task", _TASK),
    ("task.completed", _OF_TASKS.format("t.ended_at = step.at AND t.state = 'completed'"), "task", _TASK),
    ("decision.made", "decision d ON d.case_id = c.id AND d.recorded_at = step.at", "decision", _DECISION),
    ("case.started", "(SELECT) x ON c.started_at = step.at", "case", _CASE),
    ("case.ended", "(SELECT) x ON c.ended_at = step.at", "case", _CASE),
)
EVENTS: Final = tuple(name for name, *_ in _SOURCES)


def _told(name: str, found: str, key: str, sent: str) -> str:
    # Of a secret case only ids, numbers and days are sent.
    data = f"jsonb_build_object('case', {_CASE}, '{key}', {sent})".replace(
        "{open}", "CASE WHEN NOT c.secret THEN"
    )
    return f"""
SELECT w.id AS webhook_id, w.organisation_id, '{name}' AS type, step.at, jsonb_strip_nulls({data}) AS data
  FROM {STEPS}
  JOIN "case" c ON c.id = step.case_id
  JOIN webhook w ON w.organisation_id = c.organisation_id AND w.ended_at IS NULL AND '{name}' = ANY (w.events)
  JOIN {found}"""  # noqa: S608  constants


_EVENTS = text(" UNION ALL ".join(_told(*source) for source in _SOURCES))


def add(connection: Connection, row: dict[str, Any]) -> None:
    """Keep a webhook."""
    connection.execute(insert(webhook).values(**row))


def end(connection: Connection, webhook_id: UUID, organisation_id: UUID, at: datetime) -> str | None:
    """Call it no more; return its address, None if there is no such webhook of the organisation."""
    ended = (
        update(webhook)
        .where(
            webhook.c.id == webhook_id,
            webhook.c.organisation_id == organisation_id,
            webhook.c.ended_at.is_(None),
        )
        .values(ended_at=at)
        .returning(webhook.c.url)
    )
    return connection.execute(ended).scalar_one_or_none()


def calls(connection: Connection, steps: Steps) -> Iterator[dict[str, Any]]:
    """Return the calls that tell of these steps, as rows of dispatch."""
    for row in connection.execute(_EVENTS, {"steps": steps_as_json(steps)}):
        body = as_json({"type": row.type, "timestamp": row.at.isoformat(), "data": row.data})
        ids = {"id": uuid4(), "organisation_id": row.organisation_id, "webhook_id": row.webhook_id}
        yield {**ids, "body": body}
