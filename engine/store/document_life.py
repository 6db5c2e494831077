"""The life of a version of a document, from submission to repeal."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, select, text, update

from engine import clock
from engine.store.tables import case, document_version

IN_FORCE: Final = "gallande"

_SUBMITTED = text("""
SELECT v.id, v.document_id, v.number, v.state, v.metadata, v.content_kind, v.hash, v.valid_from, v.valid_to, v.case_id, v.ask_readers,
       d.number AS document_number, d.kind, coalesce(v.metadata->>'titel', d.title) AS title, d.model_key,
       d.responsible_id, d.secrecy, c.number AS running_case,
       ARRAY(SELECT DISTINCT l.process_id FROM document_link l WHERE l.document_id = d.id ORDER BY 1) AS processes,
       ARRAY(SELECT v.created_by WHERE v.created_by IS NOT NULL
             UNION SELECT v.saved_by WHERE v.saved_by IS NOT NULL
             UNION SELECT t.person_id FROM trail t
                    WHERE t.organisation_id = v.organisation_id AND t.case_id IS NULL AND t.at >= v.created_at
                      AND t.kind = 'document-version-saved' AND t.person_id IS NOT NULL
                      AND t.details->>'document' = CAST(d.id AS text) AND t.details->>'version' = CAST(v.number AS text)) AS authors
  FROM document_version v
  JOIN document d ON d.id = v.document_id
  LEFT JOIN "case" c ON c.id = v.case_id AND c.state = 'running'
 WHERE v.id = :version AND v.organisation_id = :organisation
   FOR UPDATE OF v
""")
# Whether the last case about the owner of a process ended in that the role follows from another.
_OWNED_FROM_ABOVE = text("""
SELECT c.ended_in = 'end_foljer_av_roll' FROM "case" c JOIN seat s ON s.id = c.fills_id
 WHERE c.organisation_id = :organisation AND c.process = 'utse_roll' AND c.state = 'ended'
   AND s.role = 'processagare' AND s.scope_id = ANY (:processes)
 ORDER BY c.ended_at DESC LIMIT 1
""")
_LOCAL = text("""
WITH RECURSIVE down AS (
  SELECT id, name, kind, 0 AS depth FROM process_node WHERE id = ANY (:processes)
  UNION SELECT n.id, n.name, n.kind, down.depth + 1 FROM process_node n
          JOIN down ON n.parent_id = down.id OR n.variant_of_id = down.id
   WHERE down.depth < 20 AND n.active_to IS NULL)
SELECT DISTINCT down.id, down.name AS namn, down.kind AS typ FROM down JOIN seat s ON s.scope_id = down.id AND s.role = :role
 WHERE EXISTS (SELECT 1 FROM role_assignment a JOIN person p ON p.id = a.person_id AND p.active
                WHERE a.seat_id = s.id AND a.person_id <> ALL (:authors)
                  AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today))
 ORDER BY namn, down.id
""")
_DRAFTS = text("""
SELECT v.id FROM document_version v
 WHERE v.document_id = :document AND v.state IN ('utkast', 'under_granskning', 'for_godkannande', 'godkand') LIMIT 1
""")


@dataclass(frozen=True)
class Submitted:
    """A version that this transaction holds, with its document. `authors` saved it at some time."""

    id: UUID
    document_id: UUID
    number: int
    state: str
    metadata: Mapping[str, Any]
    content_kind: str
    hash: str
    valid_from: date | None
    valid_to: date | None
    case_id: UUID | None
    ask_readers: bool
    document_number: str
    kind: str
    title: str
    model_key: str | None
    responsible_id: UUID | None
    secrecy: str | None
    # The number of the case that it is in, while that runs.
    running_case: str | None
    processes: list[UUID]
    authors: list[UUID]

    @property
    def shown(self) -> str:
        """The number, and the title if that is no secret: what anybody may be told."""
        return self.document_number if self.secrecy else f"{self.document_number} {self.title}"


def held(connection: Connection, organisation_id: UUID, version_id: UUID) -> Submitted | None:
    """Hold a version of the organisation until the transaction has ended, and return it as it is now."""
    asked = {"version": version_id, "organisation": organisation_id}
    row = connection.execute(_SUBMITTED, asked).one_or_none()
    return None if row is None else Submitted(*row)


def put(connection: Connection, version_id: UUID, values: Mapping[str, Any]) -> None:
    """Give a version new values."""
    connection.execute(update(document_version).where(document_version.c.id == version_id).values(**values))


def make_secret(connection: Connection, case_id: UUID) -> None:
    """Let only those who have a part in the case see it."""
    connection.execute(update(case).where(case.c.id == case_id).values(secret=True))


def release(connection: Connection, case_id: UUID) -> None:
    """Give back what a case that has been stopped was about: what is not approved yet is a draft again."""
    waiting = document_version.c.state.in_(("under_granskning", "for_godkannande"))
    connection.execute(
        update(document_version)
        .where(document_version.c.case_id == case_id, waiting)
        .values(state="utkast", case_id=None)
    )


def replace(connection: Connection, document_id: UUID, at: datetime) -> list[UUID]:
    """End what is in force of a document, and return the cases that follow it."""
    ended = (
        update(document_version)
        .where(document_version.c.document_id == document_id, document_version.c.state == IN_FORCE)
        .values(state="ersatt", ended_at=at)
        .returning(document_version.c.case_id)
    )
    return [one for one in connection.execute(ended).scalars() if one]


def draft_from(
    connection: Connection, version_id: UUID, document_id: UUID, by: UUID | None, at: datetime
) -> bool:
    """Begin the next version as a draft with the same content; False when there is one on its way already."""
    if connection.execute(_DRAFTS, {"document": document_id}).first() is not None:
        return False
    columns = document_version.c
    kept = ("organisation_id", "document_id", "metadata", "text", "content_kind", "hash")
    old = connection.execute(select(*(columns[name] for name in kept)).where(columns.id == version_id)).one()
    metadata = {key: value for key, value in old.metadata.items() if key != "godkand_av"}
    latest = select(columns.number).where(columns.document_id == document_id).order_by(columns.number.desc())
    number = connection.execute(latest.limit(1)).scalar_one() + 1
    row = {**old._mapping, "metadata": metadata, "id": uuid4(), "number": number, "state": "utkast"}  # noqa: SLF001  SQLAlchemy's public name
    who = {"created_by": by, "created_at": at, "saved_by": by, "saved_at": at}
    connection.execute(insert(document_version).values(**row, **who))
    return True


def owned_from_above(connection: Connection, organisation_id: UUID, processes: Collection[UUID]) -> bool:
    """Whether it has been settled that the owner of one of the processes follows from another role."""
    asked = {"organisation": organisation_id, "processes": list(processes)}
    return bool(connection.execute(_OWNED_FROM_ABOVE, asked).scalar_one_or_none())


def local(
    connection: Connection, processes: Collection[UUID], role: str, authors: Collection[UUID], now: datetime
) -> list[dict[str, Any]]:
    """Return the processes at or under these where somebody other than the authors holds a role today."""
    asked = {"processes": list(processes), "role": role, "authors": list(authors), "today": clock.day(now)}
    return [
        {"id": str(row.id), "namn": row.namn, "typ": row.typ} for row in connection.execute(_LOCAL, asked)
    ]
