"""Writes an edited table back into its DMN file. Only what has been changed is touched: the rest, also what is not ours, stays."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from engine.runtime import xml
from engine.runtime.decisions.grid import Grid, Head, Node, Row, decision_node, grid_of, named

_POLICIES: Final = {
    "U": "UNIQUE", "A": "ANY", "F": "FIRST", "P": "PRIORITY", "R": "RULE ORDER", "O": "OUTPUT ORDER", "C": "COLLECT",
}  # fmt: skip
_AGGREGATIONS: Final = {"+": "SUM", "<": "MIN", ">": "MAX", "#": "COUNT"}


def write(data: bytes, grid: Grid) -> bytes:
    """Return the file with the table as it is in `grid`, whose decision must be in the file."""
    root = xml.read(data)
    _Writer(root, grid_of(data, grid.id), grid).write()
    tree = root.getroottree()
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8") + b"\n"


class _Writer:
    """One table of one file."""

    def __init__(self, root: Node, old: Grid, new: Grid) -> None:
        self._old, self._new = old, new
        self._decision = decision_node(root, new.id)
        self._table = named(self._decision, "decisionTable")[0]
        self._space = etree.QName(root).namespace
        self._ids = {node.get("id") for node in root.iter("{*}*")}

    def write(self) -> None:
        """Write everything that differs."""
        if self._new.name != self._old.name:
            self._decision.set("name", self._new.name)
        if self._new.policy != self._old.policy:
            self._policy()
        inputs, outputs = (
            [self._column(one, kind) for one in heads]
            for kind, heads in (("input", self._new.inputs), ("output", self._new.outputs))
        )
        rules = [self._rule(one) for one in self._new.rows]
        self._order("input", inputs, 0)
        self._order("output", outputs, len(inputs))
        self._order("rule", rules, None)
        parts = (self._new.inputs, self._new.outputs, self._new.rows)
        if None in {one.origin for part in parts for one in part}:
            etree.indent(self._table, space="  ", level=2)

    def _policy(self) -> None:
        letter, sign = self._new.policy[:1], self._new.policy[1:]
        self._table.set("hitPolicy", _POLICIES[letter])
        self._set(self._table, "aggregation", _AGGREGATIONS[sign] if sign else "")

    # --- columns ----------------------------------------------------------------------------------------------

    def _column(self, head: Head, kind: str) -> Node:
        heads = self._old.inputs if kind == "input" else self._old.outputs
        if head.origin is None:
            node, old = self._made(kind), Head(None)
        else:
            node, old = named(self._table, kind)[head.origin], heads[head.origin]
        if head.label != old.label:
            node.set("label", head.label)
        return self._input(node, head, old) if kind == "input" else self._output(node, head, old)

    def _input(self, node: Node, head: Head, old: Head) -> Node:
        found = named(node, "inputExpression")
        expression = found[0] if found else self._made("inputExpression", node)
        if head.text != old.text:
            self._say(expression, head.text)
        if head.sort != old.sort:
            self._set(expression, "typeRef", head.sort)
        if head.values != old.values:
            self._part(node, "inputValues", head.values)
        return node

    def _output(self, node: Node, head: Head, old: Head) -> Node:
        if head.name != old.name:
            self._set(node, "name", head.name)
        if head.sort != old.sort:
            self._set(node, "typeRef", head.sort)
        # The order of the standard: values, then the default.
        if head.values != old.values:
            self._part(node, "outputValues", head.values)
            for default in named(node, "defaultOutputEntry"):
                node.append(default)
        if head.default != old.default:
            self._part(node, "defaultOutputEntry", head.default)
        return node

    # --- rules ------------------------------------------------------------------------------------------------

    def _rule(self, row: Row) -> Node:
        node = self._made("rule") if row.origin is None else named(self._table, "rule")[row.origin]
        old = Row(None, (), ()) if row.origin is None else self._old.rows[row.origin]
        tests = self._entries(node, "inputEntry", (self._new.inputs, row.tests, old.tests))
        results = self._entries(node, "outputEntry", (self._new.outputs, row.results, old.results))
        before = [one for one in node if one not in (*tests, *results) and _is_before(one)]
        after = [one for one in node if one not in (*tests, *results, *before) and not _is_cell(one)]
        node[:] = [*before, *tests, *results, *after]
        if row.note != old.note:
            found = named(node, "annotationEntry")
            self._say(found[0] if found else self._made("annotationEntry", node, named_by_id=False), row.note)
        return node

    def _entries(
        self, node: Node, kind: str, cells: tuple[Sequence[Head], Sequence[str], Sequence[str]]
    ) -> list[Node]:
        heads, texts, before = cells
        entries, found = named(node, kind), []
        for head, text in zip(heads, texts, strict=True):
            known = head.origin is not None and head.origin < len(entries)
            entry = entries[head.origin or 0] if known else self._made(kind)
            if not known or text != before[head.origin or 0]:
                self._say(entry, text)
            found.append(entry)
        return found

    # --- elements ---------------------------------------------------------------------------------------------

    def _order(self, kind: str, wanted: Sequence[Node], at: int | None) -> None:
        """Let the children of a kind be these, where the first of them stood (`at`: when there was none)."""
        old = named(self._table, kind)
        place = self._table.index(old[0]) if old else len(self._table) if at is None else at
        for node in old:
            self._table.remove(node)
        for offset, node in enumerate(wanted):
            self._table.insert(place + offset, node)

    def _part(self, node: Node, name: str, text: str) -> None:
        found = named(node, name)
        if text:
            self._say(found[0] if found else self._made(name, node), text)
        else:
            for one in found:
                node.remove(one)

    def _say(self, node: Node, text: str) -> None:
        found = named(node, "text")
        place = found[0] if found else self._made("text", node, named_by_id=False)
        place.text = text

    def _made(self, name: str, inside: Node | None = None, *, named_by_id: bool = True) -> Node:
        tag = f"{{{self._space}}}{name}"
        node: Node = etree.Element(tag) if inside is None else etree.SubElement(inside, tag)
        if named_by_id:
            number = next(n for n in range(1, 10**6) if f"{self._new.id}_{name}{n}" not in self._ids)
            node.set("id", f"{self._new.id}_{name}{number}")
            self._ids.add(node.get("id"))
        return node

    @staticmethod
    def _set(node: Node, name: str, value: str) -> None:
        if value:
            node.set(name, value)
        elif name in node.attrib:
            del node.attrib[name]


def _is_cell(node: Node) -> bool:
    return etree.QName(node).localname in ("inputEntry", "outputEntry")


def _is_before(node: Node) -> bool:
    """Whether it stands before the cells of a rule: what describes it, and what others have put in."""
    return not isinstance(node.tag, str) or etree.QName(node).localname in (
        "description",
        "extensionElements",
    )
