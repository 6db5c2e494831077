"""Drafts of models and their files; a revision counts the changes, so that two who edit do not overwrite each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from engine.store.tables import document_version, model_draft, model_draft_file, model_version, person


@dataclass(frozen=True)
class Draft:
    """A draft as its row says; `saver` is the name of the one who saved it last."""

    id: UUID
    key: str
    name: str
    revision: int
    based_on_id: UUID | None
    # The version of a document that it was sent for approval as.
    version_id: UUID | None
    discarded_at: datetime | None
    saved_at: datetime
    saver_id: UUID
    saver: str
    # The state of that version; a draft that has come back from its case is a draft again.
    state: str | None = None
    # The case that it came back from, and that it goes on in.
    case_id: UUID | None = None

    @property
    def sent(self) -> bool:
        """Whether it has been sent for approval and has not come back."""
        return self.state not in (None, "utkast")


def create(connection: Connection, row: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    """Insert a draft with its files."""
    connection.execute(insert(model_draft).values(**row))
    _put(connection, row["id"], files)


def of(connection: Connection, organisation_id: UUID, draft_id: UUID, *, hold: bool = False) -> Draft | None:
    """Return a draft of the organisation, discarded or not; with `hold` nobody else changes it in the meantime."""
    others = ("saver_id", "saver", "state", "case_id")
    own = [column for column in Draft.__dataclass_fields__ if column not in others]
    asked = (
        select(
            *(model_draft.c[column] for column in own),
            model_draft.c.saved_by.label("saver_id"),
            person.c.name.label("saver"),
            document_version.c.state,
            document_version.c.case_id,
        )
        .join(person, person.c.id == model_draft.c.saved_by)
        .outerjoin(document_version, document_version.c.id == model_draft.c.version_id)
        .where(model_draft.c.id == draft_id, model_draft.c.organisation_id == organisation_id)
    )
    row = connection.execute(asked.with_for_update(of=model_draft) if hold else asked).one_or_none()
    return None if row is None else Draft(**row._mapping)  # noqa: SLF001  public in SQLAlchemy


def files_of(connection: Connection, draft_id: UUID) -> dict[str, bytes]:
    """Return the files of a draft by name."""
    table = model_draft_file
    rows = connection.execute(
        select(table.c.name, table.c.data).where(table.c.draft_id == draft_id).order_by(table.c.name)
    )
    return {row.name: row.data for row in rows}


def save(
    connection: Connection, draft_id: UUID, files: Mapping[str, bytes | None], changed: Mapping[str, Any]
) -> int:
    """Write files (None removes one) and new values of the draft, and return its new revision."""
    gone = [name for name, data in files.items() if data is None]
    if gone:
        table = model_draft_file
        connection.execute(delete(table).where(table.c.draft_id == draft_id, table.c.name.in_(gone)))
    _put(connection, draft_id, {name: data for name, data in files.items() if data is not None})
    done = (
        update(model_draft)
        .where(model_draft.c.id == draft_id)
        .values(revision=model_draft.c.revision + 1, **changed)
        .returning(model_draft.c.revision)
    )
    return int(connection.execute(done).scalar_one())


def published(connection: Connection, organisation_id: UUID, version_id: UUID) -> Any:
    """Return key, name and hash of a published version of the organisation, None if it has none such."""
    asked = select(model_version.c.key, model_version.c.name, model_version.c.hash).where(
        model_version.c.id == version_id, model_version.c.organisation_id == organisation_id
    )
    return connection.execute(asked).one_or_none()


def _put(connection: Connection, draft_id: UUID, files: Mapping[str, bytes]) -> None:
    if not files:
        return
    rows = [{"draft_id": draft_id, "name": name, "data": data} for name, data in files.items()]
    made = insert(model_draft_file).values(rows)
    connection.execute(
        made.on_conflict_do_update(index_elements=["draft_id", "name"], set_={"data": made.excluded.data})
    )
