"""A matrix of who may do what, arranged for a page: columns of roles, rows of mandates in groups by level."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from engine.governance.profile import Profile
from engine.queries.roles.mandates import LEVELS, MandateCell, MandateRow
from forms.text import Text
from web.words import Say

_SHY: Final = "\N{SOFT HYPHEN}"
# Where long Swedish names of roles may be divided.
_DIVIDES: Final = re.compile(
    r"(?<=\w{4})(?=ägare|grupp|ledare|ledning|ansvarig|områdes|utveckling|chef|direktör|styrelse|registrator)"
)
NAMES: Final = {
    "P": Text("Politisk nivå", "Political level"),
    "S": Text("Strategisk nivå", "Strategic level"),
    "T": Text("Taktisk nivå", "Tactical level"),
    "O": Text("Operativ nivå", "Operative level"),
}
_NO_LEVEL: Final = Text("Utan angiven nivå", "No level stated")
_VERBS: Final = {
    "decides": Text("beslutar", "decides"),
    "proposes": Text("föreslår", "proposes"),
    "consults": Text("samråder", "is consulted"),
    "denied": Text("får inte besluta", "may not decide"),
}


@dataclass(frozen=True)
class Column:
    """A role; `own` when it is the reader's, `shown` when a phone shows it: there is room for one."""

    name: str
    own: bool = False
    shown: bool = False
    address: str = ""


@dataclass(frozen=True)
class Quote:
    """A statement: its id, and what it says."""

    id: str
    text: str


@dataclass(frozen=True)
class Cell:
    """What a role may do, said in words. `kind`: decides, proposes, consults or denied; `use`: by what, without a text."""

    kind: str
    title: str
    about: str
    quotes: tuple[Quote, ...] = ()
    use: str = ""


@dataclass(frozen=True)
class Row:
    """A mandate and what each role may do with it; `bare` when a phone has nothing to show of it."""

    name: str
    key: str
    cells: tuple[Cell | None, ...]
    bare: bool = False


@dataclass(frozen=True)
class Group:
    """The mandates of one level."""

    name: str
    rows: tuple[Row, ...]

    @property
    def bare(self) -> bool:
        """Whether a phone has nothing to show of it."""
        return all(row.bare for row in self.rows)


@dataclass(frozen=True)
class Matrix:
    """Who may do what."""

    corner: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Order:
    """The roles from left to right: the chosen one, the reader's own, then those of the profile, level by level."""

    roles: tuple[str, ...]
    own: frozenset[str]

    @property
    def shown(self) -> str | None:
        """The role that a phone shows."""
        return self.roles[0] if self.roles else None


def ordered(rows: Sequence[MandateRow], profile: Profile, own: Collection[str], chosen: str) -> Order:
    """Return the order of the roles that have a cell."""
    there = {cell.role for row in rows for cell in row.cells}
    levels = {
        key: min((LEVELS.index(one) for one in role.level), default=len(LEVELS))
        for key, role in profile.roles.items()
        if key in there
    }
    found = sorted(levels, key=lambda key: (key != chosen, key not in own, levels[key]))
    return Order(tuple(found), frozenset(own))


def matrix(rows: Sequence[MandateRow], order: Order, profile: Text, level: str, say: Say) -> Matrix:
    """Return the mandates as a matrix; with a level, all of them stand under that one."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(level or _highest(row), []).append(_row(row, order, profile, say))
    names = {cell.role: say.text(cell.role_name) for row in rows for cell in row.cells}
    columns = (
        Column(divided(names[key]), key in order.own, key == order.shown, f"/roller/{key}")
        for key in order.roles
    )
    return Matrix(
        say("Beslut och mandat", "Decision and mandate"),
        tuple(columns),
        tuple(
            Group(say.text(NAMES.get(key, _NO_LEVEL)), tuple(groups[key]))
            for key in (*LEVELS, "")
            if key in groups
        ),
    )


def divided(name: str) -> str:
    """Return the name of a role with soft hyphens where it may be divided."""
    return _DIVIDES.sub(_SHY, name)


def _highest(row: MandateRow) -> str:
    return min(row.level, key=LEVELS.index, default="")


def _row(row: MandateRow, order: Order, profile: Text, say: Say) -> Row:
    cells = {cell.role: _cell(row, cell, profile, say) for cell in row.cells}
    placed = tuple(cells.get(role) for role in order.roles)
    return Row(say.text(row.name), row.key, placed, bare=not placed or placed[0] is None)


def _cell(row: MandateRow, cell: MandateCell, profile: Text, say: Say) -> Cell:
    practice = say("Praxis i profilen {name}.", "Practice of the profile {name}.", name=say.text(profile))
    return Cell(
        cell.kind,
        f"{say.text(cell.role_name)} {say.text(_VERBS[cell.kind])}",
        say.text(row.name),
        tuple(Quote(one.id, say.text(one.summary)) for one in cell.why),
        "" if cell.why else practice,
    )
