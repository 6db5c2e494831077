"""Published processes and their versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import distinct_on

from engine.desk import View
from engine.errors import InvalidError, NotFoundError
from engine.governance.permissions import Permission, require
from engine.library import Published
from engine.store import choices, document_choices
from engine.store.tables import model_version, start_draft
from forms import Form
from forms.text import Text


@dataclass(frozen=True)
class VersionRow:
    """A version of a process. The highest number is in force for new cases."""

    id: UUID
    key: str
    number: int
    hash: str
    name: Text
    published_at: datetime
    in_force: bool
    # A version of the model's document that has not been published: its number is the document's.
    proposed: bool = False


@dataclass(frozen=True)
class StartForm:
    """The form that starts a case, None when the process asks for nothing; and the lists it chooses from.

    `answers` is what the reader has written and not handed in, kept at `draft_at`.
    """

    process: str
    name: Text
    form: Any
    context: dict[str, Any]
    answers: Mapping[str, Any]
    draft_at: datetime | None
    now: datetime


@dataclass(frozen=True)
class ProcessDefinitions:
    """The processes that are in force."""

    def run(self, view: View) -> tuple[VersionRow, ...]:
        """Return the newest version of each."""
        require(view.actor, Permission.MODEL_READ)
        rows = view.connection.execute(
            select(model_version)
            .where(model_version.c.organisation_id == view.organisation_id)
            .ext(distinct_on(model_version.c.key))
            .order_by(model_version.c.key, model_version.c.number.desc())
        )
        return tuple(_version(row, in_force=True) for row in rows)


@dataclass(frozen=True)
class Versions:
    """Every version of a process, newest first. Raises NotFoundError."""

    key: str

    def run(self, view: View) -> tuple[VersionRow, ...]:
        """Return the versions."""
        require(view.actor, Permission.MODEL_READ)
        rows = view.connection.execute(
            select(model_version)
            .where(model_version.c.organisation_id == view.organisation_id, model_version.c.key == self.key)
            .order_by(model_version.c.number.desc())
        ).all()
        if not rows:
            raise _missing(self.key)
        return tuple(_version(row, in_force=index == 0) for index, row in enumerate(rows))


@dataclass(frozen=True)
class VersionFiles:
    """The files of one version, by its id. Raises NotFoundError."""

    id: UUID

    def run(self, view: View) -> tuple[VersionRow, Published]:
        """Return the version and its content."""
        require(view.actor, Permission.MODEL_READ)
        row = view.connection.execute(
            select(model_version).where(
                model_version.c.id == self.id, model_version.c.organisation_id == view.organisation_id
            )
        ).one_or_none()
        if row is None:
            raise _missing(str(self.id))
        return _version(row, in_force=False), view.library.model(row.hash)


@dataclass(frozen=True)
class StartFormOf:
    """The start form of a process in force. Raises NotFoundError."""

    key: str

    def run(self, view: View) -> StartForm:
        """Return the form with what it chooses from."""
        require(view.actor, Permission.MODEL_READ)
        version = Versions(self.key).run(view)[0]
        published = view.library.model(version.hash)
        form = published.forms.get(published.start.form or "")
        lists = _lists(view, form) if form else {}
        return StartForm(self.key, version.name, form, lists, *_draft(view, self.key), view.now)


def chosen(all_: tuple[VersionRow, ...], wanted: str | None, pointer: str) -> VersionRow | None:
    """Return the version with this id or number, None when none is asked for. Raises InvalidError without it."""
    if not wanted:
        return None
    found = next((one for one in all_ if wanted in (str(one.id), str(one.number))), None)
    if found is None:
        raise InvalidError.at(
            pointer,
            f"Processen har ingen version {wanted}. Välj en från 1 till {all_[0].number}.",
            f"The process has no version {wanted}. Choose one from 1 to {all_[0].number}.",
        )
    return found


def _lists(view: View, form: Form) -> dict[str, Any]:
    organisation_id, profile = view.organisation_id, view.profile
    return {
        **choices.lists(view.connection, form.sources, organisation_id, None, view.now, profile),
        **document_choices.lists(view.connection, form.sources, view.actor, view.now),
    }


def _draft(view: View, process: str) -> tuple[Mapping[str, Any], datetime | None]:
    mine = (start_draft.c.process == process, start_draft.c.person_id == view.actor.person_id)
    kept = view.connection.execute(
        select(start_draft.c.answers, start_draft.c.saved_at).where(*mine)
    ).one_or_none()
    return (kept.answers, kept.saved_at) if kept else ({}, None)


def _version(row: Row[Any], *, in_force: bool) -> VersionRow:
    name = Text(row.name, row.name_en)
    return VersionRow(row.id, row.key, row.number, row.hash, name, row.published_at, in_force)


def _missing(named: str) -> NotFoundError:
    return NotFoundError(
        f"Processen {named} finns inte eller är inte publicerad. Se listan över processer.",
        f"There is no published process {named}. See the list of processes.",
    )
