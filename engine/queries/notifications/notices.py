"""What the reader has been told about cases: mentions, information, what happens in cases followed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import cursors
from engine.queries.rows import Page
from engine.store import sight
from engine.store.sight import MY_SEATS, VISIBLE
from forms.text import Text

# A notice of a case that has been shut to the reader since is not shown.
_NOTICES: Final = f"""
WITH RECURSIVE {MY_SEATS}
SELECT n.id, n.kind, n.subject, n.subject_en, n.body, n.body_en, n.sent_at, n.read_at, c.id AS case_id
  FROM notice n JOIN "case" c ON c.id = n.case_id
 WHERE n.person_id = :person AND {VISIBLE} {{after}}
 ORDER BY n.sent_at DESC, n.id DESC LIMIT :limit
"""  # noqa: S608  constants
_AFTER: Final = "AND (n.sent_at, n.id) < (cast(:k1 AS timestamptz), cast(:k2 AS uuid))"


@dataclass(frozen=True)
class NoticeRow:
    """A notice; `kind` is a key of KINDS. `read_at`: None until the reader has marked it as read."""

    id: UUID
    kind: str
    subject: Text
    body: Text
    sent_at: datetime
    read_at: datetime | None
    case_id: UUID


@dataclass(frozen=True)
class Notices:
    """What have I been told, newest first?"""

    limit: int = 50
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of NoticeRow."""
        require(view.actor, Permission.NOTIFICATION_CHOOSE)
        after = cursors.read(self.cursor, 2)
        values = {**sight.reader(view.actor, view.now), "limit": self.limit + 1}
        if after:
            values.update(k1=after[0], k2=after[1])
        question = text(_NOTICES.format(after=_AFTER if after else ""))
        rows = view.connection.execute(question, values).all()
        return cursors.page(rows, self.limit, _notice, lambda row: [row.sent_at, row.id])


def _notice(row: Row[Any]) -> NoticeRow:
    return NoticeRow(
        row.id,
        row.kind,
        Text(row.subject, row.subject_en or row.subject),
        Text(row.body, row.body_en or row.body),
        row.sent_at,
        row.read_at,
        row.case_id,
    )
