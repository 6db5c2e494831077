"""The drafts of documents that a person can send for approval, for the start form to choose from."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, text

from engine.governance.actor import Actor
from engine.store import document_sight
from engine.store.document_sight import MY_DOCUMENTS, WRITES

NAME: Final = "dokumentversioner"
# One that is just being sent has another state already, but no case yet.
_DRAFTS: Final = text(f"""
WITH RECURSIVE {MY_DOCUMENTS}
SELECT v.id, d.number || ' ' || coalesce(v.metadata->>'titel', d.title) || ', version ' || v.number AS name
  FROM document_version v JOIN document d ON d.id = v.document_id
 WHERE d.organisation_id = :organisation AND v.state IN ('utkast', 'under_granskning') AND {WRITES}
   AND NOT EXISTS (SELECT FROM "case" r WHERE r.id = v.case_id AND r.state = 'running')
 ORDER BY v.saved_at DESC, v.id LIMIT 500
""")  # noqa: S608  constants


def lists(
    connection: Connection, wanted: Collection[str], actor: Actor, now: datetime
) -> dict[str, list[dict[str, Any]]]:
    """Return the list by its name if it is wanted: those that the actor may write, the latest saved first."""
    if NAME not in wanted:
        return {}
    found = connection.execute(_DRAFTS, document_sight.reader(actor, now))
    return {NAME: [{"id": str(row.id), "namn": row.name} for row in found]}
