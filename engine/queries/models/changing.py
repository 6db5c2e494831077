"""What the questions about a change of version share: the change itself, and who has a task in either version."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance import routing
from engine.queries import names
from engine.runtime.migrating import Change
from engine.runtime.migrating.mapping import require_clear
from engine.runtime.model import Element
from engine.runtime.names import WORKED_BY_PEOPLE
from engine.store import content
from forms.fitting import fits
from forms.text import Text

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
# The running cases (c, i) of a process on a version.
ON: Final = """FROM instance i JOIN "case" c ON c.id = i.case_id
 WHERE c.organisation_id = :organisation AND c.process = :process AND i.model_hash = :hash AND i.status <> 'ended'"""


def change_of(view: View, process: str, numbers: tuple[int, int], mapping: Mapping[str, str]) -> Change:
    """Return the change; raise NotFoundError for a version that is not there, InvalidError for the mapping."""
    versions = content.versions(view.connection, view.organisation_id, process)
    missing = [number for number in numbers if number not in versions]
    if missing:
        raise NotFoundError(
            f"Processen {process} har ingen version {missing[0]}.",
            f"The process {process} has no version {missing[0]}.",
        )
    change = view.library.change(versions[numbers[0]][1], versions[numbers[1]][1], mapping)
    require_clear(change)
    return change


def role(view: View, element: Element) -> Text | None:
    """Return the name of the role that gets a task; None where nobody is to do anything."""
    if not element.role or element.kind not in WORKED_BY_PEOPLE:
        return None
    able = routing.candidates(view.profile, element.role, element.mandate)
    return able[0].name if able else names.role(view, element.role)


def keeps_draft(view: View, change: Change, before: Element, after: Element) -> bool:
    """Say whether what has been written in the one form can go on in the other."""
    forms = (view.library.model(change.old.hash).forms, view.library.model(change.new.hash).forms)
    return fits(forms[0].get(before.form or ""), forms[1].get(after.form or ""))
