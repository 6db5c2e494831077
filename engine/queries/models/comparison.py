"""How two versions of a model differ: in words, in both drawings, and what it means for cases that run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.queries.documents.get import VersionById
from engine.queries.models.versions import VersionRow, Versions, chosen
from engine.runtime import drawing
from engine.runtime.comparing import Comparison, compare
from engine.store.tables import case, task
from forms.text import Language, Text


@dataclass(frozen=True)
class Waiting:
    """A step that the newer version does not have, and how many tasks of running cases are open in it."""

    name: Text
    tasks: int


@dataclass(frozen=True)
class Compared:
    """Two versions of a process and what differs between them.

    `running` is how many cases run on the older one; they stay there until somebody moves them. `waiting` are those of their
    steps that are gone in the newer one. `others` are all versions, to choose from; `drawings` both as SVG, where asked for.
    """

    old: VersionRow
    new: VersionRow
    comparison: Comparison
    running: int
    waiting: tuple[Waiting, ...]
    others: tuple[VersionRow, ...]
    names: Mapping[str, Text]
    drawings: tuple[bytes, ...]


@dataclass(frozen=True)
class CompareVersions:
    """Compare two versions of a process, each by id or number; by default the one in force with the one before.

    `new` may also be the id of a version of the model's document that the reader may read, which is not in force yet.
    They are drawn with marks when a `language` is given, `scale` times as large as text is. Raises NotFoundError without the process, InvalidError without the version.
    """

    key: str
    old: str | None = None
    new: str | None = None
    language: Language | None = None
    scale: float = 1.0

    def run(self, view: View) -> Compared:
        """Return what differs."""
        require(view.actor, Permission.MODEL_READ)
        all_ = Versions(self.key).run(view)
        new = _proposed(view, self.key, self.new) or chosen(all_, self.new, "/to") or all_[0]
        old = chosen(all_, self.old, "/from") or _before(all_, new)
        names = called(view)
        comparison = compare(_files(view, old), _files(view, new), names)
        return Compared(
            old=old,
            new=new,
            comparison=comparison,
            running=_running(view, old),
            waiting=tuple(_waiting(view, old, comparison.removed)),
            others=all_,
            names=names,
            drawings=tuple(self._drawn(view, comparison, old, new)),
        )

    def _drawn(self, view: View, comparison: Comparison, old: VersionRow, new: VersionRow) -> Iterator[bytes]:
        spoken, file = self.language, f"{self.key}.bpmn"
        for version in (old, new) if spoken else ():
            marks = drawing.Marks(
                differs=comparison.marks(file, after=version is new),
                role_names={key: name.to(spoken or "sv") for key, name in view.profile.names().items()},
            )
            yield drawing.svg(_files(view, version)[file], marks, spoken or "sv", scale=self.scale)


def called(view: View) -> Mapping[str, Text]:
    """Return what the profile calls roles and mandates, by key."""
    mandates = {key: mandate.name for key, mandate in view.profile.mandates.items()}
    return {**mandates, **view.profile.names()}


def _proposed(view: View, key: str, wanted: str | None) -> VersionRow | None:
    """Return a version of the model's document as one to compare with, None when nothing such is asked for."""
    try:
        row = VersionById(UUID(wanted or "")).run(view)
    except (ValueError, NotFoundError):
        return None  # a number, or a published version
    version = row.version
    if row.document.model_key != key or not version.hash:
        return None
    name = view.library.model(version.hash).name
    return VersionRow(
        version.id, key, version.number, version.hash, name, version.saved_at, in_force=False, proposed=True
    )


def _before(all_: tuple[VersionRow, ...], new: VersionRow) -> VersionRow:
    if new.proposed:
        return all_[0]
    return next((one for one in all_ if one.number < new.number), new)


def _files(view: View, version: VersionRow) -> Mapping[str, bytes]:
    return view.library.model(version.hash).files


def _running(view: View, version: VersionRow) -> int:
    found = select(func.count()).select_from(case).where(*_open_cases(view, version))
    return view.connection.execute(found).scalar_one()


def _open_cases(view: View, version: VersionRow) -> tuple[ColumnElement[bool], ...]:
    mine = case.c.organisation_id == view.organisation_id
    return mine, case.c.process == version.key, case.c.model_hash == version.hash, case.c.ended_at.is_(None)


def _waiting(view: View, version: VersionRow, gone: frozenset[str]) -> list[Waiting]:
    found = (
        select(task.c.element, func.count())
        .join(case, case.c.id == task.c.case_id)
        .where(*_open_cases(view, version), task.c.state == "open", task.c.element.in_(gone))
        .group_by(task.c.element)
        .order_by(task.c.element)
    )
    elements = view.library.model(version.hash).model.elements
    return [Waiting(elements[key].label, count) for key, count in view.connection.execute(found)]
