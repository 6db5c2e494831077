"""What a table may not have, rule by rule: asked by the compiler, and by the checks that tell of all of it at once."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import feel
from engine.runtime.decisions.decision import SORTS, is_of, listed
from engine.runtime.decisions.table import Cell, Column, Flaw, Table, cells, place
from forms.text import Text

POLICIES: Final = ("U", "A", "F", "P", "R", "O", "C", "C+", "C<", "C>", "C#")
_BY_PRIORITY: Final = ("P", "O")


def policy(table: Table) -> Iterator[Flaw]:
    """Yield what is wrong with the hit policy, and with what it asks of the outputs."""
    if table.policy not in POLICIES:
        yield _flaw(
            table,
            f"har träffpolicyn {table.policy}, som inte finns",
            f"has the hit policy {table.policy}, which does not exist",
            Text(f"Välj en av {', '.join(POLICIES)}.", f"Choose one of {', '.join(POLICIES)}."),
        )
    if table.policy.startswith("C") and len(table.policy) > 1 and len(table.outputs) > 1:
        yield _flaw(
            table,
            f"räknar samman ({table.policy}) men har flera utkolumner",
            f"aggregates ({table.policy}) but has several outputs",
            Text("Ta bort tecknet, eller behåll en utkolumn.", "Remove the sign, or keep one output."),
        )
    lists = [listed(column.values) for column in table.outputs if column.values]
    if table.policy in _BY_PRIORITY and not (lists and all(lists)):
        yield _flaw(
            table,
            f"går efter prioritet ({table.policy}) men ingen utkolumn har en ren lista med värden",
            f"goes by priority ({table.policy}) but no output has a plain list of values",
            Text(
                "Lista utkolumnens värden, det viktigaste först.",
                "List the output's values, the first first.",
            ),
        )


def shape(table: Table) -> Iterator[Flaw]:
    """Yield what is wrong with the number of cells, and with the names of the outputs."""
    wide = len(table.inputs), len(table.outputs)
    for number, rule in enumerate(table.rules, start=1):
        have = len(rule.tests), len(rule.results)
        if have != wide:
            yield _flaw(
                table,
                f"har {have[0]} + {have[1]} celler i regel {number}, men {wide[0]} + {wide[1]} kolumner",
                f"has {have[0]} + {have[1]} cells in rule {number}, but {wide[0]} + {wide[1]} columns",
                Text("Ge varje regel en cell för varje kolumn.", "Give each rule one cell for each column."),
            )
    names = [column.name for column in table.outputs]
    if not names or (len(names) > 1 and (len(set(names)) < len(names) or "" in names)):
        yield _flaw(
            table,
            "saknar utkolumn, eller har flera utan egna namn",
            "has no output, or several without names of their own",
            Text("Ge varje utkolumn ett eget namn.", "Give each output a name of its own."),
        )


def unreadable(table: Table) -> Iterator[Flaw]:
    """Yield each text that is not FEEL, with its rule and column."""
    for cell in cells(table):
        try:
            read(cell, table.names)
        except feel.FeelError as error:
            yield Flaw(
                table.id,
                Text(f"{cell.place.sv}: {error.sv}", f"{cell.place.en}: {error}"),
                Text(
                    "Rätta cellen. Vad som kan stå i FEEL finns i docs/feel.md.",
                    "Correct the cell. What FEEL has is in docs/feel.md.",
                ),
            )


def read(cell: Cell, names: Iterable[str]) -> feel.Expression:
    """Return a cell compiled; FeelError when it is not FEEL."""
    parse = feel.parse_unary if cell.unary else feel.parse
    return parse(cell.text, names=frozenset(names))


def types(table: Table) -> Iterator[Flaw]:
    """Yield types that do not exist, and fixed results that are not of their column's type or values."""
    for column in (*table.inputs, *table.outputs):
        if column.sort not in SORTS:
            yield Flaw(
                table.id,
                _about(
                    table, column, None, f"typen {column.sort} finns inte", f"there is no type {column.sort}"
                ),
                Text("Välj en typ i FEEL, eller ingen.", "Choose a type of FEEL, or none."),
            )
    for number, rule in enumerate(table.rules, start=1):
        for column, text in zip(table.outputs, rule.results, strict=False):
            yield from _result(table, column, text or "null", number)
    for column in table.outputs:
        if column.default:
            yield from _result(table, column, column.default, None)


def _result(table: Table, column: Column, text: str, rule: int | None) -> Iterator[Flaw]:
    try:
        expression = feel.parse(text, names=table.names)
        value = expression.evaluate({})
        allowed = column.values and feel.parse_unary(column.values, names=table.names)
        permitted = not allowed or allowed.evaluate({}, input=value)
    except feel.FeelError:
        return  # it reads the time, or is told of as unreadable
    if expression.paths:
        return
    if not is_of(SORTS.get(column.sort, ""), value):
        wrong = f"{text} är inte av typen {column.sort}", f"{text} is not of the type {column.sort}"
    elif not permitted:
        wrong = f"{text} är inte ett av {column.values}", f"{text} is not one of {column.values}"
    else:
        return
    yield Flaw(table.id, _about(table, column, rule, *wrong), Text("Rätta cellen.", "Correct the cell."))


def requirements(tables: Iterable[Table]) -> Iterator[Flaw]:
    """Yield ids used twice, required decisions that are not there, and decisions that require themselves."""
    by_id: dict[str, Table] = {}
    for table in tables:
        if table.id in by_id:
            yield _flaw(
                table,
                f"har samma id ({table.id}) som en annan",
                f"has the same id ({table.id}) as another",
                Text("Ge ett av besluten ett annat id.", "Give one of the decisions another id."),
            )
        by_id[table.id] = table
    for table in by_id.values():
        for missing in (name for name in table.requires if name not in by_id):
            yield _flaw(
                table,
                f"behöver beslutet {missing}, som inte finns",
                f"requires the decision {missing}, which does not exist",
                Text(
                    "Lägg till tabellen, eller ta bort beroendet.",
                    "Add the table, or remove the requirement.",
                ),
            )
        if table.id in before(table, by_id):
            yield _flaw(
                table,
                "behöver till slut sig själv",
                "requires itself in the end",
                Text("Bryt cirkeln mellan besluten.", "Break the circle between the decisions."),
            )


def before(table: Table, by_id: Mapping[str, Table]) -> tuple[str, ...]:
    """Return the decisions that a table needs, directly or not, each after those that it needs itself."""
    done: dict[str, None] = {}
    started: set[str] = set()
    todo = list(reversed(table.requires))
    while todo:
        name = todo[-1]
        needed = by_id[name].requires if name in by_id else ()
        if name in started or not needed:
            started.add(name)
            done.setdefault(todo.pop())
        else:
            started.add(name)
            todo += [each for each in reversed(needed) if each not in started]
    return tuple(done)


def _flaw(table: Table, sv: str, en: str, remedy: Text) -> Flaw:
    return Flaw(table.id, Text(f"{table.called.sv} {sv}.", f"{table.called.en} {en}."), remedy)


def _about(table: Table, column: Column, rule: int | None, sv: str, en: str) -> Text:
    where = place(table.name, column.label, rule)
    return Text(f"{where.sv}: {sv}.", f"{where.en}: {en}.")
