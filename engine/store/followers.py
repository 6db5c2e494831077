"""Who follows a case, and what followers are told."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.dialects.postgresql import insert as upsert

from engine import clock
from engine.store import telling
from engine.store.comments import PART
from engine.store.instances import Locked
from engine.store.tables import follower
from engine.store.work import Work
from forms.text import Text

# Who started the case follows it unless having said otherwise. Of a secret case only those are told who have a part in it.
TELL: Final = f"""
INSERT INTO notice (id, person_id, case_id, kind, subject, subject_en, body, sent_at)
SELECT gen_random_uuid(), p.id, c.id, 'followed', :subject, :subject_en, :body, :at
  FROM "case" c JOIN person p ON p.organisation_id = c.organisation_id AND p.active
  LEFT JOIN follower f ON f.case_id = c.id AND f.person_id = p.id
 WHERE c.id = :case AND coalesce(f.follows, p.id = c.started_by) AND p.id IS DISTINCT FROM :but
   AND (NOT c.secret OR p.id IN ({PART}))
"""  # noqa: S608  constants


def tell(work: Work, locked: Locked, what: Text, why: str = "") -> None:
    """Give a notice to everybody who follows the case, but not to the one who acts."""
    values = {
        "case": locked.case_id,
        **subject(locked, what),
        "body": why,
        "at": work.now,
        "today": clock.day(work.now),
        "but": work.actor.person_id,
    }
    work.connection.execute(text(TELL), values)
    telling.later(work.connection, locked.case_id, work.now, work.actor.person_id)


def subject(locked: Locked, what: Text) -> dict[str, str]:
    """Return what a notice is called, as TELL takes it: what has happened, and in which case."""
    case = f"{locked.number} {locked.title}"
    return {"subject": f"{what.sv}: {case}", "subject_en": f"{what.en}: {case}"}


def follow(connection: Connection, case_id: UUID, person_id: UUID, follows: bool, at: datetime) -> None:  # noqa: FBT001  a value to keep
    """Keep whether a person follows a case."""
    values = {"follows": follows, "since": at}
    connection.execute(
        upsert(follower)
        .values(case_id=case_id, person_id=person_id, **values)
        .on_conflict_do_update(index_elements=[follower.c.case_id, follower.c.person_id], set_=values)
    )
