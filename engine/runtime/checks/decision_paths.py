"""What a decision table reads is there where it is used.

An unknown name is null in FEEL, and no test but the dash passes null: a mistyped name makes the table give its default or nothing.
A table reads what its task can read, the task's parameters, and the decisions that it requires.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

import feel
from engine.runtime.checks.expression_paths import leads_nowhere, why_nowhere
from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.readable_names import Names, in_brackets
from engine.runtime.checks.subject.sites import Site, parameters
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.decisions import flaws
from engine.runtime.decisions.table import Table, cells
from forms.text import Text

NAME: Final = Text("Det tabellen läser finns", "What the table reads exists")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each path in a table that leads nowhere from a task that uses it."""
    names = Names(subject)
    by_id = {table.id: table for table in subject.tables}
    for node in subject.of_kind("businessRuleTask"):
        table = by_id.get(subject.elements[node.get("id", "")].decision or "")
        if table is not None:
            for each in (*flaws.before(table, by_id), table.id):
                if each in by_id:
                    yield from _of_table(node, by_id[each], by_id, names)


def _of_table(
    node: etree._Element, table: Table, by_id: Mapping[str, Table], names: Names
) -> Iterator[Fault]:
    given = {*parameters(node), *(by_id[each].variable for each in table.requires if each in by_id)}
    for cell in cells(table):
        site = Site(node, cell.place, cell.text)
        try:
            expression = flaws.read(cell, table.names)
        except feel.FeelError:
            continue  # told of by its own check
        for path in sorted(expression.paths):
            reason = None if path[0] in given else why_nowhere(path, site, names, in_brackets(site.bare))
            if reason is not None:
                yield leads_nowhere(site, path, reason)
