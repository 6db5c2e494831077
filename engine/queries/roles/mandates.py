"""Who may decide what: the mandates of the profile that governs, role by role."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.governance.profile import Mandate, Profile
from engine.library import Statement
from engine.queries.rows import Why
from forms.text import Text

# Who decides what is read from one table, by level.
LEVELS: Final = ("P", "S", "T", "O")
KINDS: Final = ("decides", "proposes", "consults", "denied")


@dataclass(frozen=True)
class MandateCell:
    """What one role may do with a mandate: decides, proposes, consults or denied, and by what (nothing: practice)."""

    role: str
    role_name: Text
    kind: str
    why: tuple[Why, ...]


@dataclass(frozen=True)
class MandateRow:
    """A mandate with the roles that have anything to do with it. `home`: process (how) or linje (that)."""

    key: str
    name: Text
    level: tuple[str, ...]
    home: str
    praxis: bool
    cells: tuple[MandateCell, ...]


@dataclass(frozen=True)
class Mandates:
    """The mandates in the order of the profile; of one level (P, S, T or O), or those that concern one role."""

    level: str | None = None
    role: str | None = None

    def run(self, view: View) -> tuple[MandateRow, ...]:
        """Return a row for each mandate."""
        require(view.actor, Permission.PROFILE_READ)
        rows = (_row(view, one) for one in view.profile.mandates.values())
        return tuple(row for row in rows if self._wants(row))

    def _wants(self, row: MandateRow) -> bool:
        concerned = self.role is None or any(cell.role == self.role for cell in row.cells)
        return concerned and (self.level is None or self.level in row.level)


def _row(view: View, mandate: Mandate) -> MandateRow:
    cells = tuple(_cells(view.profile, mandate, view.library.statements))
    return MandateRow(mandate.key, mandate.name, mandate.level, mandate.home, mandate.praxis, cells)


def _cells(profile: Profile, mandate: Mandate, statements: Mapping[str, Statement]) -> Iterator[MandateCell]:
    """Yield one cell for each role, by the most that it may do."""
    seen: set[str] = set()
    for kind in KINDS:
        for role in getattr(mandate, kind):
            if role not in seen:
                seen.add(role)
                why = _why(profile, mandate, (role, kind), statements)
                yield MandateCell(role, profile.role_name(role), kind, why)


def _why(
    profile: Profile, mandate: Mandate, cell: tuple[str, str], statements: Mapping[str, Statement]
) -> tuple[Why, ...]:
    """Return the statements behind a cell, those that speak of the role first."""
    role, kind = cell
    krav = mandate.krav
    if kind == "denied":
        krav = mandate.denied_krav or profile.roles[role].never_decides or ()
    found = sorted((statements[one] for one in krav), key=lambda one: role not in one.roles)
    return tuple(Why(one.id, one.source, one.text_sv, Text(one.text_sv, one.summary_en)) for one in found)
