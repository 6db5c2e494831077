"""Which versions of documents a person reads, and which drafts the person writes."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, text

from engine.governance.actor import DELEGATION, Actor
from engine.governance.document_kinds import DIAGRAM, MODEL
from engine.store import sight
from engine.store.documents import PUBLISHED
from engine.store.sight import MY_SEATS, REACHES

# For the queries below: my seats, and the processes that I lead with everything under them.
MY_DOCUMENTS = f"""{MY_SEATS},
  kept (id) AS (
    SELECT n.id FROM process_node n WHERE n.id = ANY (:nodes)
    UNION SELECT c.id FROM process_node c JOIN kept k ON c.parent_id = k.id)
"""  # noqa: S608  constants

# Whoever wrote a document (d) or a version of it (v), answers for it or leads a process that it is about; of models
# whoever draws them; and whoever has a task in the case that a version is in.
WRITES = f"""(:operator OR d.created_by = :person OR d.responsible_id = :person OR v.created_by = :person
   OR (:draws AND (d.model_key IS NOT NULL OR d.kind IN ('{MODEL}', '{DIAGRAM}')))
   OR EXISTS (SELECT FROM document_link l JOIN kept k ON k.id = l.process_id WHERE l.document_id = d.id)
   OR EXISTS (SELECT FROM task t JOIN "case" c ON c.id = t.case_id JOIN mine m ON m.id = t.seat_id AND {REACHES}
               WHERE t.case_id = v.case_id AND t.state = 'open'))"""  # noqa: S608  constants

# Sent for approval, and nobody has decided: whoever began it, saved it last or answers for it can take it back.
NOT_DECIDED: Final = ("under_granskning", "for_godkannande")
WITHDRAWS = f"""(v.state IN {NOT_DECIDED} AND :person IN (d.responsible_id, v.created_by, v.saved_by))"""

# What is published is for everybody; what is secret, and what is not published yet, for those who write it, who had
# a part in its case or were asked to read it.
READS = f"""((d.secrecy IS NULL AND v.state IN {PUBLISHED}) OR v.approved_by = :person
   OR EXISTS (SELECT FROM submission w WHERE w.case_id = v.case_id AND w.person_id = :person)
   OR EXISTS (SELECT FROM read_receipt r WHERE r.version_id = v.id AND r.person_id = :person)
   OR {WRITES})"""  # noqa: S608  constants

_MAY: Final = {
    name: text(f"""
WITH RECURSIVE {MY_DOCUMENTS}
SELECT 1 FROM document_version v JOIN document d ON d.id = v.document_id
 WHERE v.id = :version AND {rule} AND (cast(:organisation AS uuid) IS NULL OR d.organisation_id = :organisation)
""")  # noqa: S608  constants
    for name, rule in (("read", READS), ("write", WRITES), ("withdraw", WITHDRAWS))
}


def reader(actor: Actor, now: datetime) -> dict[str, Any]:
    """Return the parameters that MY_DOCUMENTS, READS and WRITES need."""
    nodes = [one.scope_id for one in actor.held if one.scope_kind == "processnod" and one.by != DELEGATION]
    draws = any(map(actor.holds, ("modellerare", "administrator")))
    return {**sight.reader(actor, now), "nodes": nodes, "draws": draws}


def may(connection: Connection, actor: Actor, now: datetime, what: str, version_id: UUID) -> bool:
    """Return whether the actor may `read` or `write` a version."""
    asked = {**reader(actor, now), "version": version_id}
    return connection.execute(_MAY[what], asked).first() is not None
