"""Keep a way of looking at the inbox under a name, and forget it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from engine.desk import Desk
from engine.errors import ConflictError, InvalidError, NotFoundError
from engine.governance.permissions import Permission, require
from engine.store import filters

MOST: Final = 20
LONGEST: Final = 60


@dataclass(frozen=True)
class SaveFilter:
    """Keep `query`, what the inbox is asked with, under a name; one's own of the same name is replaced.

    `shared_with`: a role of one's own, whose holders see it too. A way of looking is not the trail's business. Raises
    InvalidError (no name, too long, a role that one does not hold) and ConflictError (too many).
    """

    name: str
    query: Mapping[str, str | int | list[str]]
    shared_with: str | None = None

    def run(self, desk: Desk) -> UUID:
        """Return the id of the filter."""
        require(desk.actor, Permission.TASK_READ)
        _check(self, desk)
        row = {
            "id": uuid4(),
            "organisation_id": desk.organisation_id,
            "person_id": desk.person_id,
            "name": self.name.strip(),
            "query": dict(self.query),
            "shared_with": self.shared_with,
            "saved_at": desk.now,
        }
        saved = filters.save(desk.connection, row)
        if filters.count(desk.connection, desk.person_id) > MOST:
            raise ConflictError(
                f"Du har redan {MOST} sparade filter. Ta bort ett först.",
                f"There may be at most {MOST} saved filters, and you have as many. Remove one first.",
            )
        return saved


@dataclass(frozen=True)
class RemoveFilter:
    """Forget a filter of one's own. Raises NotFoundError."""

    filter_id: UUID

    def run(self, desk: Desk) -> None:
        """Remove it for everybody who has seen it."""
        require(desk.actor, Permission.TASK_READ)
        if not filters.remove(desk.connection, self.filter_id, desk.person_id):
            raise NotFoundError(
                "Filtret finns inte, eller så är det någon annans.",
                "There is no such filter, or it is somebody else's.",
            )


def _check(asked: SaveFilter, desk: Desk) -> None:
    if not 0 < len(asked.name.strip()) <= LONGEST:
        raise InvalidError.at(
            "/name",
            f"Ge filtret ett namn med högst {LONGEST} tecken.",
            f"Give the filter a name of at most {LONGEST} characters.",
        )
    if asked.shared_with is not None and not desk.actor.holds(asked.shared_with):
        raise InvalidError.at(
            "/shared_with",
            "Dela filtret med en roll som du själv har i dag.",
            "Share the filter with a role that you hold today.",
        )
