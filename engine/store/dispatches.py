"""Mails and calls on their way: made with what they tell of, sent by jobs, kept until they have arrived."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, delete, select, text, true, update

from engine.store import jobs, rows
from engine.store.rows import as_json
from engine.store.tables import dispatch, notification, preference
from engine.store.telling import Told

# How a person wants to be told of a kind: at_once, digest or nothing.
How = Mapping[str, str]

_WISHES = text("""
SELECT p.id, p.organisation_id, coalesce(f.how, '{}') AS how
  FROM person p LEFT JOIN preference f ON f.person_id = p.id
 WHERE p.id = ANY (:people) AND p.active AND p.email <> ''
""")
_KEEP = text("""
INSERT INTO notification (id, person_id, case_id, kind, task_id, decision_id, notice_id, key, at)
SELECT id, person_id, case_id, kind, task_id, decision_id, notice_id, key, at
  FROM jsonb_populate_recordset(CAST(NULL AS notification), CAST(:rows AS jsonb))
ON CONFLICT DO NOTHING RETURNING id
""")
_WAITING = text("""
SELECT n.person_id, p.organisation_id, array_agg(n.id) AS ids
  FROM notification n JOIN person p ON p.id = n.person_id
 WHERE n.dispatch_id IS NULL AND n.at < :before GROUP BY 1, 2
""")
_NOTE = text("""
UPDATE dispatch SET tries = tries + 1, trouble = :trouble, sent_at = CASE WHEN :sent THEN :at END,
       failed_at = CASE WHEN :failed THEN :at END
 WHERE id = :id AND sent_at IS NULL
""")


def tell(connection: Connection, told: Sequence[Told], usual: How, at: datetime) -> None:
    """Let people be told as each has chosen, else as is usual: by a mail at once, or by the day's digest."""
    asked = connection.execute(_WISHES, {"people": list({one.person_id for one in told})})
    wishes = {row.id: ({**usual, **row.how}, row.organisation_id) for row in asked}
    asked_for = [
        one for one in told if one.person_id in wishes and wishes[one.person_id][0][one.kind] != "nothing"
    ]
    wanted = [{**vars(one), "id": uuid4(), "at": at} for one in _once(asked_for)]
    if not wanted:
        return
    kept = set(connection.execute(_KEEP, {"rows": as_json(wanted)}).scalars())
    for row in wanted:
        how, organisation_id = wishes[row["person_id"]]
        if row["id"] in kept and how[row["kind"]] == "at_once":
            mail(connection, row["person_id"], organisation_id, [row["id"]], at)


def _once(told: Sequence[Told]) -> list[Told]:
    """Leave out decisions of which the step itself has sent the person information: that is enough."""
    informed = {(one.person_id, one.case_id, one.step) for one in told if one.kind == "information"}
    return [
        one
        for one in told
        if one.kind != "decision" or (one.person_id, one.case_id, one.step) not in informed
    ]


def digests(connection: Connection, before: datetime, at: datetime) -> None:
    """Let what has waited since before a time go out, in one mail for each person."""
    for row in connection.execute(_WAITING, {"before": before}).all():
        mail(connection, row.person_id, row.organisation_id, row.ids, at)


def mail(
    connection: Connection,
    person_id: UUID,
    organisation_id: UUID,
    notifications: Collection[UUID],
    at: datetime,
) -> None:
    """Make one mail of the notifications, and the job that sends it."""
    row = {"id": uuid4(), "person_id": person_id, "organisation_id": organisation_id}
    send(connection, [row], at)
    connection.execute(
        update(notification).where(notification.c.id.in_(notifications)).values(dispatch_id=row["id"])
    )


def send(connection: Connection, made: Sequence[Mapping[str, Any]], at: datetime) -> None:
    """Keep dispatches, and put in the jobs that send them."""
    rows.add(connection, dispatch, [{**row, "made_at": at, "tries": 0} for row in made])
    jobs.send(connection, [row["id"] for row in made])


def note(
    connection: Connection, dispatch_id: UUID, trouble: str | None, at: datetime, *, final: bool
) -> None:
    """Keep how a try went: sent when there was no trouble; given up when it was the final one."""
    values = {"id": dispatch_id, "trouble": trouble, "at": at, "sent": trouble is None}
    connection.execute(_NOTE, {**values, "failed": trouble is not None and final})


def drop(connection: Connection, dispatch_id: UUID) -> None:
    """Forget what has nothing to say any more, with its notifications; what has been sent stays."""
    connection.execute(delete(dispatch).where(dispatch.c.id == dispatch_id, dispatch.c.sent_at.is_(None)))


def forget(connection: Connection, before: datetime) -> None:
    """Forget what was sent before a time, with its notifications."""
    connection.execute(delete(dispatch).where(dispatch.c.sent_at < before))


def revive(connection: Connection, dispatch_id: UUID, organisation_id: UUID | None) -> bool:
    """Send again what was given up; return whether there was such a dispatch of the organisation."""
    mine = true() if organisation_id is None else dispatch.c.organisation_id == organisation_id
    found = connection.execute(
        update(dispatch)
        .where(dispatch.c.id == dispatch_id, dispatch.c.failed_at.is_not(None), mine)
        .values(failed_at=None, tries=0)
        .returning(dispatch.c.id)
    ).first()
    if found is not None:
        jobs.send(connection, [dispatch_id])
    return found is not None


def prefer(connection: Connection, person_id: UUID, values: Mapping[str, Any]) -> None:
    """Keep what a person has chosen."""
    rows.add(connection, preference, [{"person_id": person_id, "language": "sv", "how": {}}], once=True)
    connection.execute(update(preference).where(preference.c.person_id == person_id).values(**values))


def preferred(connection: Connection, person_id: UUID) -> "Row[*tuple[Any, ...]] | None":
    """Return (language, how, calendar_hash) as a person has chosen; None for who has chosen nothing."""
    asked = select(preference.c.language, preference.c.how, preference.c.calendar_hash)
    return connection.execute(asked.where(preference.c.person_id == person_id)).one_or_none()
