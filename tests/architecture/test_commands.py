"""Every command and every question asks for permission, and no command calls another."""

import ast
from pathlib import Path

import pytest

from engine.governance import permissions
from engine.governance.permissions import POLICY, Permission
from tests.architecture import source

# What may be asked without a permission, and why.
OPEN = {
    "engine.queries.operations.status.Ready": "says only which parts answer; a load balancer has no account",
    "engine.queries.people.me.DemoPeople": "is what one logs in with in demo mode, and refused outside it",
}
DESKS = {"commands": "desk", "queries": "view"}


def verbs(room: str) -> list[tuple[Path, ast.ClassDef, ast.FunctionDef]]:
    """The commands or questions: classes with a `run` that is given a desk or a view."""
    return [
        (path, node, method)
        for path in source.python("engine")
        if path.is_relative_to(Path("engine") / room)
        for node in source.tree(path).body
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef) and method.name == "run"
    ]


VERBS = [
    pytest.param(room, node, method, id=f"{source.module(path)}.{node.name}")
    for room in DESKS
    for path, node, method in verbs(room)
]
ASKING = [param for param in VERBS if param.id not in OPEN]
COMMANDS = {source.module(path): path for path, _, _ in verbs("commands")}


def permissions_asked(method: ast.FunctionDef, desk: str) -> list[str]:
    return [
        source.dotted(call.args[1]).removeprefix("Permission.")
        for name, call in source.called(method)
        if name == "require" and len(call.args) == 2 and source.dotted(call.args[0]) == f"{desk}.actor"
    ]


@pytest.mark.parametrize(("room", "node", "method"), ASKING)
def test_it_asks_for_a_permission_before_anything_else(room, node, method):
    first = next(one for one in method.body if not _is_docstring(one))

    assert permissions_asked(method, DESKS[room])
    assert "require" in {name for name, _ in source.called(first)}, "ask before anything else is done"


@pytest.mark.parametrize(("room", "node", "method"), VERBS)
def test_it_is_a_frozen_dataclass_that_says_what_it_does(room, node, method):
    assert [ast.unparse(one) for one in node.decorator_list] == ["dataclass(frozen=True)"]
    assert ast.get_docstring(node)
    assert [one.arg for one in method.args.args] == ["self", DESKS[room]]


@pytest.mark.parametrize("path", COMMANDS.values(), ids=str)
def test_a_command_does_not_import_another_command(path):
    others = COMMANDS.keys() - {source.module(path)}
    assert source.imported(path) & others == set()


def test_a_command_stands_in_the_folder_of_its_noun():
    assert COMMANDS
    assert [str(path) for path in COMMANDS.values() if len(path.parts) != 4] == []


def test_what_is_open_to_all_exists_and_asks_for_nothing():
    found = {param.id: param.values for param in VERBS}
    assert OPEN.keys() <= found.keys()
    assert [name for name in OPEN if permissions_asked(found[name][2], "view")] == []


def test_every_permission_is_asked_for_somewhere():
    asked = {
        name
        for room, desk in DESKS.items()
        for _, _, run in verbs(room)
        for name in permissions_asked(run, desk)
    }
    assert {one.name for one in Permission} == asked


def test_every_permission_has_a_policy_that_can_be_put_in_words():
    assert set(POLICY) == set(Permission)
    for permission, predicates in POLICY.items():
        assert predicates, permission
        assert set(predicates) <= set(permissions._WHO), permission


def test_permissions_stand_in_order_of_the_alphabet():
    names = [one.name for one in Permission]
    assert names == sorted(names)
    assert list(POLICY) == list(Permission)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
