"""What the kinds of processes and deliveries are called, and the process structure as nested branches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from engine.governance.process_kinds import kinds
from engine.governance.profile import Profile
from forms.text import Text

KINDS: Final[Mapping[str, Text]] = {
    "ledningsprocess": Text("Ledningsprocess", "Management process"),
    "overgripande_process": Text("Övergripande process", "Overall process"),
    "processomrade": Text("Processområde", "Process area"),
    "stodprocessomrade": Text("Stödprocessområde", "Support process area"),
    "processgrupp": Text("Processgrupp", "Process group"),
    "process": Text("Process", "Process"),
    "verksamhetsprocess": Text("Verksamhetsprocess", "Operating process"),
    "stodprocess": Text("Stödprocess", "Support process"),
    "delprocess": Text("Delprocess", "Subprocess"),
    "delprocessflode": Text("Delprocessflöde", "Subprocess flow"),
    "variant": Text("Variant", "Variant"),
}
DELIVERIES: Final[Mapping[str, Text]] = {
    "inleverans": Text("Inleverans", "Input"),
    "styrande_forutsattning": Text("Styrande förutsättning", "Governing condition"),
    "stodjande_forutsattning": Text("Stödjande förutsättning", "Supporting condition"),
}


def called(profile: Profile) -> Mapping[str, Text]:
    """Return what each kind of process is called in a profile."""
    return {**KINDS, **{kind.key: kind.name for kind in kinds(profile).values()}}


@dataclass(frozen=True)
class Nested:
    """Something with what lies right under it."""

    row: Any
    under: "tuple[Nested, ...]"


def nested(rows: Iterable[Any], parent: UUID | None = None) -> tuple[Nested, ...]:
    """Return rows that have `id` and `parent_id` as branches, in the order they come."""
    under: dict[UUID | None, list[Any]] = {}
    for row in rows:
        under.setdefault(row.parent_id, []).append(row)
    return _branches(under, parent)


def _branches(under: Mapping[UUID | None, list[Any]], parent: UUID | None) -> tuple[Nested, ...]:
    return tuple(Nested(row, _branches(under, row.id)) for row in under.get(parent, ()))
