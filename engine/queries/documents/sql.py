"""What several questions about documents select."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Row

import feel
from engine import clock
from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.document_kinds import DocumentKind, kinds
from engine.queries.documents.rows import Approval, VersionRow
from engine.store import document_sight
from forms.text import Text

# A reminder of what ends, where the profile says nothing.
SOON: Final = "P6M"
CADENCE: Final = "dokument_revidering"

VERSION: Final = """
  v.id, v.document_id, v.number, v.state, v.metadata, v.content_kind, v.hash, v.change, v.valid_from, v.valid_to,
  v.revision, v.created_at, v.saved_at, v.approved_at, v.published_at, v.ended_at, v.case_id, v.metadata ->> 'titel' AS title,
  maker.name AS maker, saver.name AS saver, approver.name AS approver, c.number AS case_number, e.number AS decision
"""
OF_VERSION: Final = """
  LEFT JOIN person maker ON maker.id = v.created_by LEFT JOIN person saver ON saver.id = v.saved_by
  LEFT JOIN person approver ON approver.id = v.approved_by
  LEFT JOIN decision e ON e.id = v.decision_id LEFT JOIN "case" c ON c.id = coalesce(e.case_id, v.case_id)
"""


def reader(view: View) -> dict[str, Any]:
    """Return the parameters that decide what the reader sees."""
    return document_sight.reader(view.actor, view.now)


def version_row(row: Row[Any]) -> VersionRow:
    """Return a version as a row for people."""
    return VersionRow(
        id=row.id,
        number=row.number,
        state=row.state,
        title=row.title,
        change=row.change,
        content_kind=row.content_kind,
        hash=row.hash,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        revision=row.revision,
        created_by=row.maker,
        created_at=row.created_at,
        saved_by=row.saver,
        saved_at=row.saved_at,
        approval=Approval(row.approver, row.approved_at, row.case_id, row.case_number, row.decision),
        published_at=row.published_at,
        ended_at=row.ended_at,
    )


def soon(view: View) -> date:
    """Return the day until which what ends is marked."""
    said: Mapping[str, Any] = view.profile.cadences.get(CADENCE, {"duration": SOON})
    return feel.add(clock.day(view.now), feel.parse_duration(said["duration"]))


def kind_name(known: Mapping[str, DocumentKind], key: str) -> Text:
    """Return what the profile calls a kind; a kind of an older edition keeps its key."""
    return known[key].name if key in known else Text(key, key)


def known_kinds(view: View) -> Mapping[str, DocumentKind]:
    """Return the kinds of the reader's profile."""
    return kinds(view.profile)


def missing() -> NotFoundError:
    """Return the refusal for a document that is not there, or not for this reader."""
    return NotFoundError(
        "Dokumentet finns inte, eller så får du inte se det. Gå till dokumentlistan.",
        "There is no such document, or you may not see it. Go to the list of documents.",
    )
