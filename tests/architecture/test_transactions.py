"""Transactions begin at the door and end in one file."""

from pathlib import Path

from tests.architecture import source

ENDS = {"commit", "rollback"}
ENDED_IN = Path("engine/store/work.py")


def ends(path: Path) -> list[str]:
    return [
        f"{path}:{call.lineno} {name}"
        for name, call in source.called(source.tree(path))
        if name.rpartition(".")[2] in ENDS and "." in name
    ]


def test_only_the_unit_of_work_commits_and_rolls_back():
    assert [found for path in source.python(*source.FLOORS) if path != ENDED_IN for found in ends(path)] == []


def test_the_unit_of_work_does_commit():
    assert ends(ENDED_IN)


def test_only_the_door_opens_a_transaction_to_write_in_beside_the_migrations():
    opened = {
        path
        for path in source.python(*source.FLOORS)
        for name, _ in source.called(source.tree(path))
        if name.endswith(".transaction")
    }
    assert opened == {Path("engine/door.py"), Path("engine/store/schema.py")}
