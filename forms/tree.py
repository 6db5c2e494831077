"""Walks the items of a compiled form."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.fields import (
    ChoiceRules,
    ComputedRules,
    Field,
    FileRules,
    Formula,
    Group,
    Item,
    MomentRules,
    NumberRules,
    Path,
    Prose,
    Rows,
    TextRules,
)


@dataclass(frozen=True)
class Node:
    """An item and where it is: `address` without row numbers, `rows` the enclosing rows from the outside in."""

    item: Item
    address: Path
    rows: tuple[Path, ...]
    above: "tuple[Node, ...]"


def walk(items: tuple[Item, ...], above: tuple[Node, ...] = ()) -> Iterator[Node]:
    """Yield every item, parents before children."""
    rows = tuple(node.address for node in above if isinstance(node.item, Rows))
    base = rows[-1] if rows else ()
    for item in items:
        address = base + item.path if isinstance(item, Field | Rows) else base
        node = Node(item, address, rows, above)
        yield node
        if isinstance(item, Group | Rows):
            yield from walk(item.children, (*above, node))


def deciding_formulas(item: Item) -> Iterator[Formula]:
    """Yield the formulas that decide whether the item is there and what its value is."""
    if item.hide:
        yield item.hide
    if isinstance(item, Field):
        rules = item.rules
        options = rules.options if isinstance(rules, ChoiceRules) else None
        computed = rules.formula if isinstance(rules, ComputedRules) else None
        yield from (
            part for part in (item.readonly, item.disabled, options, computed) if isinstance(part, Formula)
        )


def all_formulas(item: Item) -> Iterator[Formula]:
    """Yield every formula of the item, those of its limits and words too."""
    yield from deciding_formulas(item)
    if isinstance(item, Prose):
        yield from (part for part in (*item.sv, *item.en) if isinstance(part, Formula))
    if isinstance(item, Field):
        yield from (part for part in limits_of(item).values() if isinstance(part, Formula))


def limits_of(field: Field) -> dict[str, object]:
    """Return the rules of a field that may be formulas, by name."""
    rules = field.rules
    if isinstance(rules, TextRules):
        return {"min_length": rules.min_length, "max_length": rules.max_length}
    if isinstance(rules, NumberRules):
        return {"minimum": rules.minimum, "maximum": rules.maximum}
    if isinstance(rules, MomentRules):
        return {"latest": rules.latest}
    if isinstance(rules, FileRules):
        return {"accept": rules.accept, "many": rules.many}
    return {}
