"""Turns the tree of a pattern into instructions for the machine."""

from __future__ import annotations

from dataclasses import dataclass

from feel.errors import Trouble
from feel.limits import MAX_PROGRAM
from feel.patterns.characters import Test
from feel.patterns.tree import Assert, Char, Choice, Group, Repeat, Sequence, Tree


@dataclass(slots=True)
class Step:
    """One instruction. `targets` are where to go on, the preferred first."""

    sort: str  # char, assert, split, save, match
    targets: tuple[int, ...] = ()
    test: Test | None = None
    place: Assert | None = None
    slot: int = 0


Program = list[Step]


def compile_tree(tree: Tree) -> Program:
    """Return the program that finds the tree; slots 0 and 1 hold the whole match."""
    program: Program = []
    _emit(Group(0, tree), program)
    _add(program, Step("match"))
    return program


def _add(program: Program, step: Step) -> Step:
    if len(program) >= MAX_PROGRAM:
        raise Trouble("mönstret är för stort.", "the pattern is too large.")
    program.append(step)
    return step


def _emit(tree: Tree, program: Program) -> None:
    following = len(program) + 1
    if isinstance(tree, Char):
        _add(program, Step("char", (following,), test=tree.test))
    elif isinstance(tree, Assert):
        _add(program, Step("assert", (following,), place=tree))
    elif isinstance(tree, Sequence):
        for part in tree.parts:
            _emit(part, program)
    elif isinstance(tree, Choice):
        _emit_choice(tree, program)
    elif isinstance(tree, Group):
        _add(program, Step("save", (following,), slot=2 * tree.number))
        _emit(tree.part, program)
        _add(program, Step("save", (len(program) + 1,), slot=2 * tree.number + 1))
    else:
        _emit_repeat(tree, program)


def _emit_choice(tree: Choice, program: Program) -> None:
    exits = []
    for part in tree.parts[:-1]:
        split = _add(program, Step("split"))
        first = len(program)
        _emit(part, program)
        exits.append(_add(program, Step("split")))
        split.targets = (first, len(program))
    _emit(tree.parts[-1], program)
    for leave in exits:
        leave.targets = (len(program),)


def _emit_repeat(tree: Repeat, program: Program) -> None:
    for _ in range(tree.least):
        size = len(program)
        _emit(tree.part, program)
        if len(program) == size:
            return  # nothing, any number of times, is nothing
    if tree.most is None:
        split = _add(program, Step("split"))
        body = len(program)
        _emit(tree.part, program)
        _add(program, Step("split", (body - 1,)))
        split.targets = _ordered(body, len(program), greedy=tree.greedy)
        return
    splits = []
    for _ in range(tree.most - tree.least):
        splits.append((_add(program, Step("split")), len(program)))
        _emit(tree.part, program)
    for split, body in splits:
        split.targets = _ordered(body, len(program), greedy=tree.greedy)


def _ordered(body: int, after: int, *, greedy: bool) -> tuple[int, int]:
    return (body, after) if greedy else (after, body)
