"""What has changed from one version of a document to another."""

from dataclasses import dataclass
from uuid import UUID

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries.documents import differing, sql
from engine.queries.documents.differing import Line
from engine.queries.documents.get import DocumentById, VersionById
from engine.queries.documents.rows import DocumentWhole, FactValue, VersionRow, VersionWhole
from forms.text import Text


@dataclass(frozen=True)
class FactChange:
    """A piece of metadata that is not the same in both versions."""

    key: str
    name: Text
    before: tuple[FactValue, ...]
    after: tuple[FactValue, ...]


@dataclass(frozen=True)
class Compared:
    """Two versions: what the metadata and the texts say differently. `lines` is None where either has no text of its own."""

    document: DocumentWhole
    before: VersionRow
    after: VersionRow
    same_content: bool
    facts: tuple[FactChange, ...]
    lines: tuple[Line, ...] | None


@dataclass(frozen=True)
class Comparison:
    """Compare two versions of a document, by their numbers: without them the latest that the reader may read with the one before.

    Raises NotFoundError for what the reader may not read.
    """

    document: UUID | str
    before: int | None = None
    after: int | None = None

    def run(self, view: View) -> Compared:
        """Return what differs."""
        require(view.actor, Permission.DOCUMENT_READ)
        numbers = {one.number: one.id for one in DocumentById(self.document).run(view).versions}
        after = max(numbers) if self.after is None else self.after
        earlier = [number for number in numbers if number < after]
        before = max(earlier, default=after) if self.before is None else self.before
        if not {before, after} <= numbers.keys():
            raise sql.missing()
        left, right = (VersionById(numbers[one]).run(view) for one in (before, after))
        return Compared(
            document=right.document,
            before=left.version,
            after=right.version,
            same_content=left.version.hash == right.version.hash,
            facts=_facts(left, right),
            lines=differing.lines(left.text, right.text) if left.text or right.text else None,
        )


def _facts(left: VersionWhole, right: VersionWhole) -> tuple[FactChange, ...]:
    before = {one.key: one for one in left.facts}
    after = {one.key: one for one in right.facts}
    both = {**before, **after}
    found = [
        FactChange(
            key,
            both[key].name,
            before[key].values if key in before else (),
            after[key].values if key in after else (),
        )
        for key in both
    ]
    title = FactChange(
        "titel",
        Text("Titel", "Title"),
        (FactValue(left.version.title),),
        (FactValue(right.version.title),),
    )
    return tuple(one for one in (title, *found) if one.key != "version" and one.before != one.after)
