"""What a model may refer to, as far as a check has to know it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Known:
    """The governance profile, the forms and the connectors, as keys; of the organisation, who is missing.

    `roles`: the kind of scope of each role (`arende`, `enhet` …); `groups`: those whose holders share an inbox; `unheld`: those
    that nobody can hold or stand in for. `mandates`: the roles that decide by each mandate; `denied`: those that never may.
    `levels`: strategic, tactical, operative, of each role and mandate that has any. `vacant`: the names of the places where nobody holds a role
    today, empty while no organisation is looked at. `forms`: the fields of each form; `outcomes`: the values of its field `utfall`. `connectors`: the parameters
    of each, true when it must be given. `krav`: the ids of the governing statements.
    """

    roles: Mapping[str, str] = field(default_factory=_nothing)
    groups: frozenset[str] = frozenset()
    unheld: frozenset[str] = frozenset()
    mandates: Mapping[str, frozenset[str]] = field(default_factory=_nothing)
    denied: Mapping[str, frozenset[str]] = field(default_factory=_nothing)
    levels: Mapping[str, frozenset[str]] = field(default_factory=_nothing)
    vacant: Mapping[str, tuple[str, ...]] = field(default_factory=_nothing)
    forms: Mapping[str, frozenset[str]] = field(default_factory=_nothing)
    outcomes: Mapping[str, frozenset[str]] = field(default_factory=_nothing)
    connectors: Mapping[str, Mapping[str, bool]] = field(default_factory=_nothing)
    krav: frozenset[str] = frozenset()
