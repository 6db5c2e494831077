"""What whoever writes a document chooses from: people, units, processes and the steps of their models."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import cursors
from engine.queries.documents.rows import Named
from forms.text import Text

# So many stand in one list; further on people search.
MOST: Final = 200
_PEOPLE = text("""
SELECT id, name || CASE title WHEN '' THEN '' ELSE ', ' || title END AS name FROM person
 WHERE organisation_id = :organisation AND (id = ANY (:chosen)
       OR (active AND (cast(:q AS text) IS NULL OR name || ' ' || title || ' ' || key ILIKE :q)))
 ORDER BY id = ANY (:chosen) DESC, name, id LIMIT :most
""")
_UNITS = text("""
SELECT id, name || CASE WHEN count(*) OVER (PARTITION BY name) > 1 THEN ' (' || code || ')' ELSE '' END AS name FROM unit
 WHERE organisation_id = :organisation AND (id = ANY (:chosen) OR cast(:q AS text) IS NULL OR code || ' ' || name ILIKE :q)
 ORDER BY id = ANY (:chosen) DESC, unit.name, code LIMIT :most
""")
_PROCESSES = text("""
SELECT n.id, n.name || CASE WHEN count(*) OVER (PARTITION BY n.name) > 1 THEN ' (' || n.code || ')' ELSE '' END AS name,
       n.name AS plain,
       (SELECT m.hash FROM model_version m WHERE m.organisation_id = n.organisation_id AND m.key = n.code
         ORDER BY m.number DESC LIMIT 1) AS model_hash
  FROM process_node n WHERE n.organisation_id = :organisation ORDER BY n.name, n.code
""")


@dataclass(frozen=True)
class Step:
    """A step in the diagram of a process."""

    process_id: UUID
    process: str
    element: str
    name: Text

    @property
    def shown(self) -> Text:
        """Its name, and that of the process."""
        return Text(f"{self.name.sv}, {self.process}", f"{self.name.en}, {self.process}")


@dataclass(frozen=True)
class Choices:
    """The lists of the form; `more` says that there are people or units that only a search finds."""

    people: tuple[Named, ...]
    units: tuple[Named, ...]
    processes: tuple[Named, ...]
    steps: tuple[Step, ...]
    more_people: bool
    more_units: bool


@dataclass(frozen=True)
class DraftChoices:
    """What does the form of a draft choose from? `chosen` are ids that stay in the lists whatever is searched for."""

    person_q: str | None = None
    unit_q: str | None = None
    chosen: tuple[UUID, ...] = ()

    def run(self, view: View) -> Choices:
        """Return the lists."""
        require(view.actor, Permission.REGISTER_READ)
        asked = {"organisation": view.organisation_id, "chosen": list(self.chosen), "most": MOST}
        people = view.connection.execute(_PEOPLE, {**asked, "q": cursors.containing(self.person_q)}).all()
        units = view.connection.execute(_UNITS, {**asked, "q": cursors.containing(self.unit_q)}).all()
        processes = view.connection.execute(_PROCESSES, {"organisation": view.organisation_id}).all()
        steps = (one for row in processes if row.model_hash for one in _steps(view, row))
        return Choices(
            people=tuple(Named(row.id, row.name) for row in people),
            units=tuple(Named(row.id, row.name) for row in units),
            processes=tuple(Named(row.id, row.name) for row in processes),
            steps=tuple(steps),
            more_people=bool(self.person_q) or len(people) == MOST,
            more_units=bool(self.unit_q) or len(units) == MOST,
        )


def _steps(view: View, row: Row[Any]) -> Iterator[Step]:
    for element in view.library.model(row.model_hash).model.elements.values():
        if element.name and element.kind.endswith(("Task", "task", "subProcess", "callActivity")):
            yield Step(row.id, row.plain, element.id, element.label)
