"""Files of at most 250 lines, functions of at most 30 (none over 60), at most 6 arguments."""

import ast
from pathlib import Path

import pytest

from tests.architecture import source

FILE, FUNCTION, NEVER, ARGUMENTS = 250, 30, 60, 6
WRITTEN_BY_HAND = {".py", ".ts", ".mjs", ".js", ".css", ".html", ".sql"}

# What may be larger, and why. A path, or `path:function`.
LARGER: dict[str, str] = {
    "tests/feel/feelin_cases.py:_functions": "a table of expressions, no logic",
    "tests/feel/feelin_cases.py:_generated": "a table of expressions, no logic",
}

FUNCTION_NODES = (ast.FunctionDef, ast.AsyncFunctionDef)

# Generated, one step after another, never changed.
MIGRATIONS = Path("engine/store/migrations/versions")
# A command's options are its arguments.
COMMAND_LINE = Path("web/cli")

FUNCTIONS = [
    pytest.param(f"{path}:{name}", node, id=f"{path}:{name}")
    for path in source.python()
    if not path.is_relative_to(MIGRATIONS)
    for name, node in source.functions(path)
]


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function without its docstring, and without the functions in it, which are counted by themselves."""
    within = [one for one in ast.walk(node) if isinstance(one, FUNCTION_NODES) and one is not node]
    inner = {line for one in within for line in range(first_line(one), last_line(one) + 1)}
    docstring = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
    told = set(range(docstring.lineno, last_line(docstring) + 1)) if docstring else set()
    return len(set(range(node.lineno, last_line(node) + 1)) - inner - told)


def first_line(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return min([node.lineno, *(one.lineno for one in node.decorator_list)])


def last_line(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def arguments_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = node.args
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])


def long_files() -> dict[str, int]:
    counted = {
        str(path): source.text(path).count("\n")
        for path in source.tracked()
        if path.suffix in WRITTEN_BY_HAND and not path.is_relative_to(MIGRATIONS)
    }
    return {name: lines for name, lines in counted.items() if lines > FILE}


def long_functions() -> dict[str, int]:
    counted = {param.values[0]: lines_of(param.values[1]) for param in FUNCTIONS}
    return {name: lines for name, lines in counted.items() if lines > FUNCTION}


def test_no_file_is_longer_than_250_lines():
    assert {name: lines for name, lines in long_files().items() if name not in LARGER} == {}


def test_no_function_is_longer_than_30_lines():
    assert {name: lines for name, lines in long_functions().items() if name not in LARGER} == {}


def test_no_function_is_longer_than_60_lines_whatever_the_reason_and_whatever_is_in_it():
    whole = {param.values[0]: last_line(param.values[1]) - param.values[1].lineno + 1 for param in FUNCTIONS}
    assert {name: lines for name, lines in whole.items() if lines > NEVER} == {}


def test_no_function_takes_more_than_6_arguments():
    found = [(param.values[0], arguments_of(param.values[1])) for param in FUNCTIONS]
    counted = [(name, count) for name, count in found if not Path(name).is_relative_to(COMMAND_LINE)]
    assert [f"{name}: {count} arguments" for name, count in counted if count > ARGUMENTS] == []


def test_every_exception_is_still_needed_and_has_a_reason():
    assert LARGER.keys() <= long_files().keys() | long_functions().keys()
    assert all(reason.strip() for reason in LARGER.values())


def test_neither_the_docstring_nor_an_inner_function_counts():
    text = 'def f(self, a, *, b):\n    """One\n\n    two.\n    """\n    @c\n    def g():\n        pass\n    return g\n'
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.FunctionDef)
    assert lines_of(node) == 2
    assert arguments_of(node) == 2
