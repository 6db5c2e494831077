"""Say something about a case."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from engine import clock
from engine.desk import Desk
from engine.errors import InvalidError, NotFoundError
from engine.governance.permissions import Permission, require
from engine.store import comments, records, sight, telling
from engine.store.comments import Person
from engine.store.sight import Seen
from engine.store.work import Event

MOST: Final = 5_000
_EXCERPT: Final = 300


@dataclass(frozen=True)
class WriteComment:
    """Comment on a case, or on one of its tasks. `mentioned` are told, and so are those named with @ in the text.

    A comment stands as it was written; it can be withdrawn. Raises NotFoundError (case, task) and InvalidError (no
    text, or somebody who may not be mentioned here).
    """

    case_id: UUID
    text: str
    mentioned: tuple[UUID, ...] = ()
    task_id: UUID | None = None

    def run(self, desk: Desk) -> UUID:
        """Store the comment, tell the mentioned, and return its id."""
        require(desk.actor, Permission.CASE_COMMENT)
        case = sight.case_of(desk.connection, desk.actor, desk.now, self.case_id)
        said = self._text()
        about = self._task(desk)
        people = self._people(desk, said)
        row = self._row(desk, said, [person.id for person in people])
        comments.add(desk.connection, row)
        told = [person for person in people if person.id != desk.person_id]
        records.notify(desk.connection, _notices(desk, case, said, told), desk.now)
        if told:
            telling.later(desk.connection, case.id, desk.now, desk.person_id)
        names = [{"id": str(person.id), "namn": person.name} for person in people]
        details = {"comment": str(row["id"]), "mentioned": names} | (
            {"task": str(self.task_id), "name": about[0]} if about else {}
        )
        desk.work.record(Event("comment-written", case.id, about[1] if about else None, details))
        comment_id: UUID = row["id"]
        return comment_id

    def _text(self) -> str:
        said = self.text.strip()
        if 0 < len(said) <= MOST:
            return said
        raise InvalidError.at(
            "/text",
            f"Skriv en kommentar på högst {MOST} tecken.",
            f"Write a comment of at most {MOST} characters.",
        )

    def _task(self, desk: Desk) -> tuple[str, str] | None:
        found = comments.task_of(desk.connection, self.case_id, self.task_id) if self.task_id else None
        if self.task_id and found is None:
            raise NotFoundError("Uppgiften finns inte i ärendet.", "There is no such task in the case.")
        return found

    def _people(self, desk: Desk, said: str) -> list[Person]:
        asked = {"ids": list(self.mentioned), "text": said, "today": clock.day(desk.now)}
        found = comments.mentionable(desk.connection, self.case_id, asked)
        if not set(self.mentioned) <= {person.id for person in found}:
            raise InvalidError.at(
                "/mentioned",
                "Du kan bara nämna den som finns i organisationen och får se ärendet.",
                "You can mention only people of the organisation who may see the case.",
            )
        return [person for person in found if person.id in self.mentioned or _named(person.name, said, found)]

    def _row(self, desk: Desk, said: str, mentioned: Collection[UUID]) -> dict[str, Any]:
        acting = desk.actor.acting
        return {
            "id": uuid4(),
            "case_id": self.case_id,
            "task_id": self.task_id,
            "person_id": desk.person_id,
            "role": acting.role if acting else None,
            "by_right": acting.as_data() if acting else None,
            "text": said,
            "mentioned": list(mentioned),
            "written_at": desk.now,
        }


def _named(name: str, said: str, found: list[Person]) -> bool:
    """Say whether the text has @ and this name, not as the beginning of a longer name that is meant."""
    longer = [one.name for one in found if one.name != name and one.name.lower().startswith(name.lower())]
    for one in sorted(longer, key=len, reverse=True):
        said = re.sub(f"@{re.escape(one)}", "", said, flags=re.IGNORECASE)
    return re.search(rf"@{re.escape(name)}(?!\w)", said, re.IGNORECASE) is not None


def _notices(desk: Desk, case: Seen, said: str, told: list[Person]) -> list[dict[str, Any]]:
    who, where = desk.actor.name, f"{case.number} {case.title}"
    row = {
        "kind": "mention",
        "case_id": case.id,
        "subject": f"{who} nämner dig i {where}",
        "subject_en": f"{who} mentions you in {where}",
        "body": said if len(said) <= _EXCERPT else f"{said[:_EXCERPT]}…",
    }
    return [{**row, "person_id": one.id} for one in told]
