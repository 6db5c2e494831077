"""Who is asked to read a version of a document, and who is reminded."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from engine import clock
from forms.text import Text

# Those who work in the units, or hold a role or a position there; and those who hold one of the roles in the processes
# or in what lies under them.
_READERS = text("""
WITH RECURSIVE down AS (
  SELECT unnest(CAST(:processes AS uuid[])) AS id, 0 AS depth
  UNION SELECT n.id, down.depth + 1 FROM process_node n JOIN down ON n.parent_id = down.id OR n.variant_of_id = down.id
   WHERE down.depth < 20 AND n.active_to IS NULL)
SELECT p.id FROM person p
 WHERE p.organisation_id = :organisation AND p.active AND (
   p.unit_id = ANY (:units)
   OR EXISTS (SELECT 1 FROM position o WHERE o.person_id = p.id AND o.unit_id = ANY (:units)
                 AND o.valid_from <= :today AND (o.valid_to IS NULL OR o.valid_to >= :today))
   OR EXISTS (SELECT 1 FROM role_assignment a JOIN seat s ON s.id = a.seat_id
               WHERE a.person_id = p.id AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today)
                 AND (s.scope_id = ANY (:units) OR (s.role = ANY (:roles) AND s.scope_id IN (SELECT id FROM down)))))
""")
_ASK = text("""
WITH asked AS (
  INSERT INTO read_receipt (version_id, person_id, asked_at, due)
  SELECT :version, unnest(CAST(:people AS uuid[])), :now, :due ON CONFLICT DO NOTHING RETURNING person_id)
INSERT INTO notice (id, person_id, case_id, kind, subject, subject_en, body, body_en, sent_at)
SELECT gen_random_uuid(), person_id, :case, 'information', :subject, :subject_en, :body, :body_en, :now FROM asked
""")
_REMIND = text("""
WITH reminded AS (
  UPDATE read_receipt r SET reminded_at = :now FROM person p
   WHERE r.version_id = :version AND r.read_at IS NULL AND p.id = r.person_id AND p.active RETURNING r.person_id)
INSERT INTO notice (id, person_id, case_id, kind, subject, subject_en, body, body_en, sent_at)
SELECT gen_random_uuid(), person_id, :case, 'information', :subject, :subject_en, :body, :body_en, :now FROM reminded
""")


@dataclass(frozen=True)
class Audience:
    """Whom a version concerns: everybody in some units, and the holders of some roles in some processes."""

    organisation_id: UUID
    units: Collection[UUID]
    roles: Collection[str]
    processes: Collection[UUID]


def readers(connection: Connection, audience: Audience, now: datetime) -> list[UUID]:
    """Return the people of an audience today."""
    asked = {
        "organisation": audience.organisation_id,
        "units": list(audience.units),
        "roles": list(audience.roles),
        "processes": list(audience.processes),
        "today": clock.day(now),
    }
    return list(connection.execute(_READERS, asked).scalars())


@dataclass(frozen=True)
class Telling:
    """What readers are told, and in which case."""

    version_id: UUID
    case_id: UUID
    subject: Text
    body: Text
    at: datetime


def ask(connection: Connection, telling: Telling, people: Collection[UUID], due: date) -> int:
    """Ask people to read a version, with a notice each, in one statement; who has been asked is not asked again."""
    values = {**_told(telling), "people": list(people), "due": due}
    return connection.execute(_ASK, values).rowcount


def remind(connection: Connection, telling: Telling) -> int:
    """Remind those who have not read, with a notice each, and return how many they are."""
    return connection.execute(_REMIND, _told(telling)).rowcount


def _told(telling: Telling) -> dict[str, Any]:
    return {
        "version": telling.version_id,
        "case": telling.case_id,
        "subject": telling.subject.sv,
        "subject_en": telling.subject.en,
        "body": telling.body.sv,
        "body_en": telling.body.en,
        "now": telling.at,
    }
