"""Attaches the files that a form refers to, and refuses references to other people's."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from engine.desk import Desk
from engine.errors import InvalidError
from engine.store import files

REFERENCE = {"id", "namn", "storlek", "typ"}


def attach_files(desk: Desk, clean: Mapping[str, Any], person_id: UUID, case_id: UUID) -> None:
    """Attach every file in the answers to the case; one that is not the person's own, or is said to be another, is refused."""
    wanted = {_uuid(one["id"]): (one["namn"], one["storlek"], one["typ"]) for one in references(clean)}
    if wanted and files.attach(desk.connection, wanted.keys(), person_id, case_id) != wanted:
        raise InvalidError(
            "En bilaga finns inte längre eller är inte din. Lägg till filen på nytt.",
            "An attachment no longer exists or is not yours. Add the file again.",
        )


def references(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every reference to a file in answers, however deep."""
    if isinstance(value, Mapping):
        if value.keys() == REFERENCE:
            yield value
        for below in value.values():
            yield from references(below)
    elif isinstance(value, list):
        for below in value:
            yield from references(below)


def _uuid(named: Any) -> UUID:
    try:
        return UUID(str(named))
    except ValueError as error:
        raise InvalidError(
            "En bilaga har fel id. Lägg till filen på nytt.",
            "An attachment has a wrong id. Add the file again.",
        ) from error
