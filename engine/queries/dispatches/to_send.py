"""What a dispatch is to send, as it is true now."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.outgoing.calls import Call
from engine.outgoing.mail import Item, Letter
from engine.queries import names
from engine.store import telling
from forms.text import Text

_DISPATCH = text("""
SELECT d.*, w.url, w.secret, w.ended_at, p.email, p.active, coalesce(f.language, 'sv') AS language
  FROM dispatch d
  LEFT JOIN webhook w ON w.id = d.webhook_id
  LEFT JOIN person p ON p.id = d.person_id
  LEFT JOIN preference f ON f.person_id = d.person_id
 WHERE d.id = :id AND d.sent_at IS NULL
""")
_NOTIFICATIONS = text("""
SELECT n.kind, n.task_id, n.decision_id, n.notice_id, n.case_id, c.number, c.title, c.secret, c.model_hash, o.profile_hash,
       t.name, t.name_en, t.item, t.due_at, s.role, d.element, d.outcome,
       m.subject, m.body, coalesce(m.subject_en, m.subject) AS subject_en, coalesce(m.body_en, m.body) AS body_en
  FROM notification n
  JOIN "case" c ON c.id = n.case_id
  JOIN organisation o ON o.id = c.organisation_id
  LEFT JOIN task t ON t.id = n.task_id
  LEFT JOIN seat s ON s.id = t.seat_id
  LEFT JOIN decision d ON d.id = n.decision_id
  LEFT JOIN notice m ON m.id = n.notice_id
 WHERE n.dispatch_id = :id
   AND NOT (m.kind IS NOT DISTINCT FROM 'mention' AND EXISTS (
     SELECT 1 FROM comment k WHERE k.case_id = m.case_id AND k.written_at = m.sent_at AND k.withdrawn_at IS NOT NULL))
 ORDER BY t.due_at NULLS LAST, n.at, n.id
""")


COMMENTS: Final = "#kommentarer"


@dataclass(frozen=True)
class ToSend:
    """What does a dispatch send now? None: it has been sent, or there is nothing to say any more."""

    dispatch_id: UUID

    def run(self, view: View) -> Letter | Call | None:
        """Return the mail or the call.

        A task that is done, or not the person's any more, is left out, and so is a comment that was withdrawn.
        """
        require(view.actor, Permission.DISPATCH_SEND)
        row = view.connection.execute(_DISPATCH, {"id": self.dispatch_id}).one_or_none()
        if row is None:
            return None
        if row.webhook_id is not None:
            return None if row.ended_at else Call(row.id, row.url, row.secret, row.body)
        items = _items(view, row) if row.active and row.email else ()
        return Letter(row.id, row.person_id, row.email, row.language, items) if items else None


def _items(view: View, dispatch: Row[Any]) -> tuple[Item, ...]:
    found = view.connection.execute(_NOTIFICATIONS, {"id": dispatch.id}).all()
    asked = {row.task_id for row in found if row.task_id}
    who = telling.having(view.connection, asked, view.now)
    mine = {task_id for task_id, _, person_id in who if person_id == dispatch.person_id}
    # Of a task that is near its day and then passes it before the mail goes, the last line is enough.
    items = {
        row.task_id or row.decision_id or row.notice_id: row for row in found if row.task_id in {*mine, None}
    }
    return tuple(_item(view, row) for row in items.values())


def _item(view: View, row: Row[Any]) -> Item:
    same = {"kind": row.kind, "number": row.number, "title": row.title, "secret": row.secret}
    if row.decision_id is not None:
        said = names.element(view, row.model_hash, row.element) or Text(row.element, row.element)
        outcome = names.outcome(view, row.model_hash, row.element, row.outcome)
        return Item(name=said, path=f"/arenden/{row.case_id}", outcome=outcome, **same)
    if row.notice_id is not None:
        said = Text(row.subject, row.subject_en)
        at = COMMENTS if row.kind == "mention" else ""
        return Item(name=said, path=f"/arenden/{row.case_id}{at}", body=Text(row.body, row.body_en), **same)
    return Item(
        name=Text(row.name, row.name_en),
        path=f"/uppgifter/{row.task_id}",
        part=row.item,
        role=view.library.profile(row.profile_hash).role_name(row.role),
        due_at=row.due_at,
        **same,
    )
