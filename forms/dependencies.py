"""Which fields the expressions of a form read: sources for the engine, order for the computation, and circles."""

from collections.abc import Iterable

from forms.fields import Field, Item, Path, Rows
from forms.tree import Node, all_formulas, deciding_formulas, walk

SOURCES = frozenset(
    {"personer", "enheter", "regionomraden", "stabsfunktioner", "processer", "forum", "effektmal"}
)
RESERVED = frozenset({"arende", "organisation", "idag"})


class CircleError(ValueError):
    """An answer depends on itself. `address` is that answer."""

    def __init__(self, address: Path) -> None:
        self.address = address
        super().__init__(".".join(address))


class Dependencies:
    """What reads what. Addresses are paths without row numbers."""

    def __init__(self, items: tuple[Item, ...]) -> None:
        self._nodes = tuple(walk(items))
        self._valued = {node.address: node for node in self._nodes if isinstance(node.item, Field | Rows)}
        self._ranks: dict[Path, int] = {}

    def rounds(self) -> int:
        """Return how many passes make every computed thing right; raise CircleError when none would."""
        ranks = [self._rank(address, ()) for address in self._valued]
        if all(formula.constant for node in self._nodes for formula in all_formulas(node.item)):
            return 1
        return max(ranks, default=0) + 2

    def _rank(self, address: Path, trail: tuple[Path, ...]) -> int:
        if address in trail:
            raise CircleError(address)
        if address not in self._ranks:
            around = (*trail, address)
            surely, perhaps = self._read_by(self._valued[address])
            # A name in a filter is mostly an entry of the elements, so it alone closes no circle.
            read = surely | {other for other in perhaps if other not in around}
            self._ranks[address] = 1 + max((self._rank(other, around) for other in sorted(read)), default=-1)
        return self._ranks[address]

    def _read_by(self, node: Node) -> tuple[set[Path], set[Path]]:
        surely: set[Path] = set()
        perhaps: set[Path] = set()
        for holder in (*node.above, node):
            for formula in deciding_formulas(holder.item):
                expression = formula.expression
                for path in expression.paths:
                    (perhaps if path in expression.maybe_paths else surely).update(self._meant(path, holder))
        return surely, perhaps

    def _meant(self, path: Path, holder: Node) -> set[Path]:
        levels = ((), *holder.rows)
        if path[:1] in {("this",), ("parent",)}:
            level = levels[-1] if path[0] == "this" else levels[max(len(levels) - 2, 0)]
            return self._touching(level + path[1:])
        for level in reversed(levels):
            if found := self._touching(level + path) if self._known(level + path[:1]) else set():
                return found
        return set()

    def _known(self, start: Path) -> bool:
        return any(address[: len(start)] == start for address in self._valued)

    def _touching(self, path: Path) -> set[Path]:
        return {
            address
            for address in self._valued
            if address[: len(path)] == path
            or (path[: len(address)] == address and isinstance(self._valued[address].item, Field))
        }


def sources(items: tuple[Item, ...], names: Iterable[str]) -> frozenset[str]:
    """Return the dotted names that the expressions read from outside the form.

    Names in filters are there too, since they may be names of the context: `typ` in `enheter[typ = "enhet"]`.
    """
    own = {*names, "this", "parent", "i"}
    paths = {
        path
        for node in walk(items)
        for formula in all_formulas(node.item)
        for path in formula.expression.paths
    }
    return frozenset(".".join(path) for path in paths if path and path[0] not in own)


def shadowed(items: tuple[Item, ...], names: Iterable[str]) -> frozenset[str]:
    """Return field names that hide a source which some expression reads under the same name."""
    read = {
        path[0]
        for node in walk(items)
        for formula in all_formulas(node.item)
        for path in formula.expression.paths
        if path
    }
    return frozenset(names) & (SOURCES | RESERVED) & read
