"""From tables as they stand in files to decisions that can be made."""

from collections.abc import Iterable, Mapping

from lxml import etree

import feel
from engine.runtime.decisions import flaws
from engine.runtime.decisions.decision import SORTS, Decision, Input, Output, Rule, listed
from engine.runtime.decisions.reading import tables
from engine.runtime.decisions.table import Column, Flaw, Table


def compiled(roots: Iterable[etree._Element]) -> tuple[dict[str, Decision], list[Flaw]]:
    """Compile the decisions of DMN files, by id; none of them if anything is wrong, and then what it is."""
    read: list[Table] = []
    wrong: list[Flaw] = []
    for root in roots:
        found, unread = tables(root)
        read += found
        wrong += unread
    wrong += flaws.requirements(read)
    for table in read:
        for rule in (flaws.policy, flaws.shape, flaws.unreadable, flaws.types):
            wrong += rule(table)
    by_id = {table.id: table for table in read}
    return ({} if wrong else {name: _decision(table, by_id) for name, table in by_id.items()}), wrong


def _decision(table: Table, by_id: Mapping[str, Table]) -> Decision:
    return Decision(
        id=table.id,
        name=table.name,
        variable=table.variable,
        policy=table.policy,
        inputs=tuple(_input(column, table) for column in table.inputs),
        outputs=tuple(_output(column, table) for column in table.outputs),
        rules=tuple(
            Rule(
                number,
                tuple(_test(text, table) for text in rule.tests),
                tuple(_expression(text, table) for text in rule.results),
            )
            for number, rule in enumerate(table.rules, start=1)
        ),
        requires=table.requires,
        before=flaws.before(table, by_id),
    )


def _input(column: Column, table: Table) -> Input:
    value = feel.parse(column.text, names=table.names)
    return Input(column.label, value, SORTS[column.sort], _test(column.values, table))


def _output(column: Column, table: Table) -> Output:
    return Output(
        label=column.label,
        name=column.name,
        sort=SORTS[column.sort],
        allowed=_test(column.values, table),
        order=listed(column.values),
        default=_expression(column.default, table),
    )


def _test(text: str, table: Table) -> feel.Expression | None:
    return feel.parse_unary(text, names=table.names) if text else None


def _expression(text: str, table: Table) -> feel.Expression | None:
    return feel.parse(text, names=table.names) if text else None
