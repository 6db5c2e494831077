"""The chains of appointments as a drawing: who appoints stands to the left of those who are appointed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from engine.governance.routing import CASE_KIND, ORGANISATION_KINDS
from engine.queries.roles.chains import Link
from forms.text import Text
from web.words import Say

# Five boxes in a row fit the width of the page.
BOX: Final = (216, 56)
STEP: Final = (252, 68)
_HEADING: Final = 30
_GAP: Final = 36
# About as many letters as there is room for in a box, at 14 px.
_LETTERS: Final = 28
_PLACES: Final = {
    CASE_KIND: Text("Ärenden", "Cases"),
    "": Text("Linjen", "The line"),
    "processnod": Text("Processer", "Processes"),
    ORGANISATION_KINDS[0]: Text("Hela organisationen", "The whole organisation"),
}


@dataclass(frozen=True)
class Box:
    """A role in its place; `way` is the line from who appoints to it, `also` the others who appoint."""

    role: str
    name: str
    held: str
    vacant: bool
    x: int
    y: int
    way: str
    also: tuple[str, ...]
    below: tuple["Box", ...] = ()

    @property
    def short(self) -> str:
        """The name, cut to the width of the box."""
        return self.name if len(self.name) <= _LETTERS else f"{self.name[: _LETTERS - 1]}…"

    def walk(self) -> Iterator["Box"]:
        """Yield the box and all that follow from it."""
        yield self
        for one in self.below:
            yield from one.walk()

    @property
    def rows(self) -> int:
        """How many rows the box and what follows from it take."""
        return sum(one.rows for one in self.below) or 1


@dataclass(frozen=True)
class Tree:
    """A chain with its heading."""

    heading: str
    y: int
    root: Box


@dataclass(frozen=True)
class Drawing:
    """All chains, and how large they are together."""

    trees: tuple[Tree, ...]
    width: int
    height: int


def drawing(links: Sequence[Link], say: Say) -> Drawing:
    """Return the chains of the roles; one that several appoint to stands at the first of them."""
    trees: list[Tree] = []
    y = 0
    for place, root in sorted(_roots(links), key=lambda one: list(_PLACES).index(one[0])):
        box = _box(root, links, (0, y + _HEADING), say)
        name = say.text(root.role_name)
        heading = say(
            "{place}: {name} utser", "{place}: {name} appoints", place=say.text(_PLACES[place]), name=name
        )
        trees.append(Tree(heading, y + 16, box))
        y += _HEADING + box.rows * STEP[1] + _GAP - (STEP[1] - BOX[1])
    right = max((box.x for tree in trees for box in tree.root.walk()), default=0)
    return Drawing(tuple(trees), right + BOX[0], max(y - _GAP, 0))


def _roots(links: Sequence[Link]) -> Iterator[tuple[str, Link]]:
    """Yield those whom nobody appoints, each with where the first that they appoint is held."""
    for link in links:
        below = _below(link, links)
        if not link.appointers and below:
            scope = below[0].scope
            whole = ORGANISATION_KINDS[0] if scope in ORGANISATION_KINDS else scope
            yield whole if whole in _PLACES else "", link


def _below(link: Link, links: Sequence[Link]) -> list[Link]:
    return [one for one in links if one.appointers and one.appointers[0] == link.role]


def _box(link: Link, links: Sequence[Link], at: tuple[int, int], say: Say, way: str = "") -> Box:
    x, y = at
    names: Mapping[str, Text] = {one.role: one.role_name for one in links}
    also = tuple(say.text(names[key]) for key in link.appointers[1:] if key in names)
    box = Box(link.role, say.text(link.role_name), held(link, say), link.vacant > 0, x, y, way, also)
    down = y
    for one in _below(link, links):
        child = _box(one, links, (x + STEP[0], down), say, _way(x, y, down))
        box = replace(box, below=(*box.below, child))
        down += child.rows * STEP[1]
    return box


def _way(x: int, y: int, down: int) -> str:
    """Return the line from a box to one in the next column, which may lie further down."""
    start, end, middle = x + BOX[0], x + STEP[0], BOX[1] // 2
    if y == down:
        return f"M{start} {y + middle}H{end}"
    bend = start + 16
    return f"M{start} {y + middle}H{bend - 6}q6 0 6 6V{down + middle - 6}q0 6 6 6H{end}"


def held(link: Link, say: Say) -> str:
    """Return how a role is held today, in a few words."""
    if link.demanded and not link.is_group:
        return _filled(link, say)
    if not link.people:
        return say("Vakans", "Vacancy") if link.vacant else say("Ingen i dag", "Nobody today")
    return _people(link, say) + _lacking(link, say)


def _filled(link: Link, say: Say) -> str:
    whole = link.places + link.vacant
    if link.vacant:
        one = ("{held} av {whole}, {n} vakant", "{held} of {whole}, {n} vacant")
        more = ("{held} av {whole}, {n} vakanta", "{held} of {whole}, {n} vacant")
        return say.many(link.vacant, one, more, held=link.places, whole=whole)
    if whole == 1 and link.only:
        return link.only
    return say("{n} av {n} tillsatta", "{n} of {n} filled", n=whole)


def _people(link: Link, say: Say) -> str:
    if link.only:
        return link.only
    people = say.many(link.people, ("{n} person", "{n} person"), ("{n} personer", "{n} people"))
    if link.scope != CASE_KIND:
        return people
    one, more = (
        ("{people} i {n} ärende", "{people} in {n} case"),
        ("{people} i {n} ärenden", "{people} in {n} cases"),
    )
    return say.many(link.places, one, more, people=people)


def _lacking(link: Link, say: Say) -> str:
    if not link.vacant:
        return ""
    return say.many(link.vacant, (", {n} vakans", ", {n} vacancy"), (", {n} vakanser", ", {n} vacancies"))
