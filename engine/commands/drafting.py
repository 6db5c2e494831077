"""What commands on drafts share: which files a draft may have, and the draft held while it is changed."""

import json
import re
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from engine.desk import Desk
from engine.errors import ChangedError, ConflictError, InvalidError, NotFoundError
from engine.runtime import xml
from engine.store import drafts
from engine.store.drafts import Draft

MOST_FILES: Final = 100
_NAME: Final = re.compile(
    r"(?:called/)?[a-z][a-z0-9_]{0,62}\.bpmn|decisions/[a-z][a-z0-9_]{0,62}\.dmn|forms/[a-z][a-z0-9_]{0,62}\.form\.json"
)


def held(desk: Desk, draft_id: UUID, *, discarded: bool = False) -> Draft:
    """Return a draft of the organisation, held; raises NotFoundError, also when it is not as `discarded` says."""
    found = drafts.of(desk.connection, desk.organisation_id, draft_id, hold=True)
    if found is None or (found.discarded_at is not None) != discarded:
        raise NotFoundError(
            "Utkastet finns inte eller har kastats. Se listan över modeller.",
            "There is no such draft, or it has been discarded. See the list of models.",
        )
    return found


def to_change(desk: Desk, draft_id: UUID, revision: int) -> Draft:
    """Return a draft, held, that may be changed from this revision; raises NotFoundError, ConflictError, ChangedError."""
    found = held(desk, draft_id)
    if found.sent:
        raise ConflictError(
            "Utkastet är skickat för godkännande och går inte att ändra. Börja ett nytt utkast.",
            "The draft has been sent for approval and cannot be changed. Begin a new draft.",
        )
    if found.revision != revision:
        raise ChangedError(
            f"{found.saver} har sparat utkastet sedan du hämtade det. Hämta det på nytt.",
            f"{found.saver} has saved the draft since you got it. Get it again.",
        )
    return found


def readable(files: Mapping[str, bytes | None]) -> None:
    """Refuse names that a model has not, and what is not XML or JSON; what it says is left to the checks.

    Raises InvalidError and ModelRefusedError (XML that is broken, too large or dangerous).
    """
    if len(files) > MOST_FILES:
        raise InvalidError(f"Högst {MOST_FILES} filer åt gången.", f"At most {MOST_FILES} files at a time.")
    for name, data in files.items():
        if not _NAME.fullmatch(name):
            raise InvalidError.at(
                f"/files/{name}",
                f"Filen {name[:100]} kan inte vara med. Döp den till exempel till min_process.bpmn eller forms/beslut.form.json.",
                f"The file {name[:100]} cannot be kept. Name it for example min_process.bpmn or forms/beslut.form.json.",
            )
        if data is not None:
            _read(name, data)


def _read(name: str, data: bytes) -> None:
    if not name.endswith(".json"):
        xml.read(data)
        return
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise InvalidError.at(
            f"/files/{name}", f"Formuläret {name} är inte JSON.", f"The form {name} is not JSON."
        )
