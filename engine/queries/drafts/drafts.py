"""Drafts of models: all of them, and one with its files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.store import drafts
from engine.store.drafts import Draft
from engine.store.tables import document_version, model_draft, model_version, person


@dataclass(frozen=True)
class DraftRow:
    """A draft in the list. `based_on` is the number of the version that it was begun from."""

    id: UUID
    key: str
    name: str
    based_on: int | None
    revision: int
    saved_by: str
    saved_at: datetime
    # The state of the version that it was sent for approval as, None before.
    state: str | None
    discarded: bool

    @property
    def sent(self) -> bool:
        """Whether it has been sent for approval and has not come back."""
        return self.state not in (None, "utkast")


@dataclass(frozen=True)
class DraftWhole:
    """A draft with its files by name."""

    draft: Draft
    files: Mapping[str, bytes] = field(repr=False)

    @property
    def main(self) -> bytes:
        """The BPMN file of the process itself."""
        return self.files[f"{self.draft.key}.bpmn"]


@dataclass(frozen=True)
class Drafts:
    """The drafts of the organisation; with a key those of one process."""

    key: str | None = None

    def run(self, view: View) -> tuple[DraftRow, ...]:
        """Return them, the last saved first; those that were thrown away come too, and say so."""
        require(view.actor, Permission.MODEL_DRAFT)
        asked = (
            select(
                *(model_draft.c[name] for name in ("id", "key", "name", "revision", "saved_at")),
                model_version.c.number.label("based_on"),
                person.c.name.label("saved_by"),
                document_version.c.state,
                model_draft.c.discarded_at.is_not(None).label("discarded"),
            )
            .join(person, person.c.id == model_draft.c.saved_by)
            .outerjoin(model_version, model_version.c.id == model_draft.c.based_on_id)
            .outerjoin(document_version, document_version.c.id == model_draft.c.version_id)
            .where(model_draft.c.organisation_id == view.organisation_id)
            .order_by(model_draft.c.saved_at.desc(), model_draft.c.id)
        )
        if self.key is not None:
            asked = asked.where(model_draft.c.key == self.key)
        return tuple(DraftRow(**row._mapping) for row in view.connection.execute(asked))  # noqa: SLF001  public


@dataclass(frozen=True)
class DraftById:
    """One draft with its files. Raises NotFoundError, also when it was thrown away."""

    id: UUID

    def run(self, view: View) -> DraftWhole:
        """Return it as it was saved last."""
        require(view.actor, Permission.MODEL_DRAFT)
        found = drafts.of(view.connection, view.organisation_id, self.id)
        if found is None or found.discarded_at is not None:
            raise NotFoundError(
                "Utkastet finns inte eller har kastats. Se listan över modeller.",
                "There is no such draft, or it has been discarded. See the list of models.",
            )
        return DraftWhole(found, drafts.files_of(view.connection, self.id))
