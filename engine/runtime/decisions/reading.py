"""Reads a DMN file into tables. Five editions of the standard write decision tables alike, in namespaces of their own."""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from engine.errors import ModelRefusedError
from engine.runtime import xml
from engine.runtime.decisions.table import Column, Flaw, Rule, Table
from engine.runtime.names import local
from forms.text import Text

NAMESPACES: Final = frozenset(
    {
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    }
)
MAX_CELLS: Final = 20_000
MAX_DECISIONS: Final = 200
_POLICIES: Final = {
    "UNIQUE": "U", "ANY": "A", "FIRST": "F", "PRIORITY": "P", "RULE ORDER": "R", "OUTPUT ORDER": "O", "COLLECT": "C",
}  # fmt: skip
_AGGREGATIONS: Final = {"SUM": "+", "MIN": "<", "MAX": ">", "COUNT": "#"}
_NODE = etree._Element  # noqa: SLF001  lxml's own name for its elements


def tables(root: _NODE) -> tuple[list[Table], list[Flaw]]:
    """Return the decision tables of one file, and what keeps the rest of it from being read."""
    flaws = list(_of_file(root))
    if flaws:
        return [], flaws
    found: list[Table] = []
    types, names = _Types(root), _names(root)
    for node in _all(root, "decision"):
        flaws += _of_decision(node)
        found += [_table(node, table, types, names) for table in _children(node, "decisionTable")]
    return found, flaws


def listed(data: bytes) -> list[tuple[str, str]]:
    """Return id and name of each decision table of a file; none of one that cannot be read."""
    try:
        found, _ = tables(xml.read(data))
    except ModelRefusedError:
        return []
    return [(table.id, table.name) for table in found]


def _of_file(root: _NODE) -> Iterator[Flaw]:
    namespace = etree.QName(root).namespace
    if local(root) != "definitions" or namespace not in NAMESPACES:
        yield Flaw(
            None,
            Text("Filen är inte DMN 1.1 till 1.5.", "The file is not DMN 1.1 to 1.5."),
            Text("Exportera tabellen som DMN 1.3.", "Export the table as DMN 1.3."),
        )
    elif sum(1 for _ in root.iter(f"{{{namespace}}}inputEntry", f"{{{namespace}}}outputEntry")) > MAX_CELLS:
        yield Flaw(
            None,
            Text(f"Filen har mer än {MAX_CELLS} celler.", f"The file has more than {MAX_CELLS} cells."),
            Text("Dela upp tabellen.", "Divide the table."),
        )
    elif sum(1 for _ in _all(root, "decision")) > MAX_DECISIONS:
        yield Flaw(
            None,
            Text(
                f"Filen har mer än {MAX_DECISIONS} beslut.",
                f"The file has more than {MAX_DECISIONS} decisions.",
            ),
            Text("Dela upp filen.", "Divide the file."),
        )


def _of_decision(node: _NODE) -> Iterator[Flaw]:
    key = node.get("id")
    name = node.get("name") or key or ""
    languages = [part.get("expressionLanguage") or "feel" for part in _from_root(node)]
    foreign = next((each for each in languages if "feel" not in each.lower()), None)
    table = Text(
        "Skriv beslutet som en tabell utan kunskapsmodeller.",
        "Write the decision as a table without knowledge models.",
    )
    if not key:
        yield _flaw(None, name, "saknar id", "has no id", Text("Ge beslutet ett id.", "Give it an id."))
    if len(_children(node, "decisionTable")) != 1 or _children(node, "knowledgeRequirement"):
        yield _flaw(key, name, "är inte en beslutstabell", "is not a decision table", table)
    if foreign is not None:
        feel = Text("Skriv cellerna i FEEL.", "Write the cells in FEEL.")
        yield _flaw(key, name, f"är skrivet i {foreign}", f"is written in {foreign}", feel)


def _from_root(node: _NODE) -> Iterator[_NODE]:
    yield node.getroottree().getroot()
    yield from node.iter("{*}*")


def _flaw(key: str | None, name: str, sv: str, en: str, remedy: Text) -> Flaw:
    return Flaw(key, Text(f"Beslutet ”{name}” {sv}.", f'The decision "{name}" {en}.'), remedy)


def _table(node: _NODE, table: _NODE, types: "_Types", names: frozenset[str]) -> Table:
    policy = table.get("hitPolicy", "UNIQUE")
    sign = table.get("aggregation")
    name = node.get("name") or node.get("id") or ""
    variables = _children(node, "variable")
    return Table(
        id=node.get("id", ""),
        name=" ".join(name.split()),
        variable=_words(variables[0].get("name")) if variables else _words(name),
        policy=_POLICIES.get(policy, policy) + ("" if sign is None else _AGGREGATIONS.get(sign, sign)),
        inputs=tuple(_input(column, types) for column in _children(table, "input")),
        outputs=tuple(_output(column, name, types) for column in _children(table, "output")),
        rules=tuple(
            Rule(
                tuple("" if text == "-" else text for text in map(_text, _children(rule, "inputEntry"))),
                tuple(map(_text, _children(rule, "outputEntry"))),
            )
            for rule in _children(table, "rule")
        ),
        requires=tuple(
            needed.get("href", "").rpartition("#")[2]
            for requirement in _children(node, "informationRequirement")
            for needed in _children(requirement, "requiredDecision")
        ),
        names=names,
    )


def _input(column: _NODE, types: "_Types") -> Column:
    expression = _children(column, "inputExpression")
    text = _text(expression[0]) if expression else ""
    sort, values = types.of(expression[0].get("typeRef") if expression else None)
    return Column(
        label=_words(column.get("label")) or text,
        text=text,
        sort=sort,
        values=_text_in(column, "inputValues") or values,
    )


def _output(column: _NODE, table: str, types: "_Types") -> Column:
    sort, values = types.of(column.get("typeRef"))
    name = _words(column.get("name"))
    return Column(
        label=_words(column.get("label")) or name or table,
        name=name,
        sort=sort,
        values=_text_in(column, "outputValues") or values,
        default=_text_in(column, "defaultOutputEntry"),
    )


class _Types:
    """The type names that a file defines itself, each led back to a type of FEEL and its allowed values."""

    def __init__(self, root: _NODE) -> None:
        self._defined: Mapping[str, _NODE] = {
            node.get("name", ""): node for node in _children(root, "itemDefinition")
        }

    def of(self, written: str | None) -> tuple[str, str]:
        """Return the type of FEEL ("" when none is given, "Any" for lists and contexts) and the allowed values."""
        sort, values, seen = (written or "").rpartition(":")[2], "", set[str]()
        while sort in self._defined and sort not in seen:
            seen.add(sort)
            node = self._defined[sort]
            values = values or _text_in(node, "allowedValues")
            below = _children(node, "typeRef")
            if node.get("isCollection") == "true" or not below:
                return "Any", ""
            sort = (below[0].text or "").strip().rpartition(":")[2]
        return sort, values


def _names(root: _NODE) -> frozenset[str]:
    """The names with spaces: of the decisions, of the input data, of their variables."""
    found = (
        _words(node.get("name"))
        for kind in ("decision", "inputData", "variable")
        for node in _all(root, kind)
    )
    return frozenset(name for name in found if " " in name)


def _all(root: _NODE, name: str) -> Iterator[_NODE]:
    return root.iter(f"{{{etree.QName(root).namespace}}}{name}")


def _children(node: _NODE, name: str) -> list[_NODE]:
    return node.findall(f"{{{etree.QName(node).namespace}}}{name}")


def _text_in(node: _NODE, name: str) -> str:
    found = _children(node, name)
    return _text(found[0]) if found else ""


def _text(node: _NODE) -> str:
    found = _children(node, "text")
    return "".join(str(part) for part in found[0].itertext()).strip() if found else ""


def _words(text: str | None) -> str:
    return " ".join((text or "").split())
