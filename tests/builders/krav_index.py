"""Which test shows which governing statement, from the marks `krav` on the tests."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


def written(items: Iterable[pytest.Item]) -> bytes:
    """Return the index as it is kept: statement to the ids of the tests that carry its mark, both in order."""
    found: dict[str, set[str]] = {}
    for item in items:
        for mark in item.iter_markers("krav"):
            for statement in mark.args:
                found.setdefault(statement, set()).add(item.nodeid)
    index = {statement: sorted(found[statement]) for statement in sorted(found)}
    return f"{json.dumps(index, ensure_ascii=False, indent=1)}\n".encode()


def collect(path: Path) -> None:
    """Write the index of all tests. Only files that speak of the mark are collected, which is what makes it cheap."""
    files = [str(file) for file in sorted(TESTS.rglob("test_*.py")) if _marks(file)]
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, f"--krav={path}", *files], cwd=TESTS.parent, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def _marks(file: Path) -> bool:
    text = file.read_text("utf-8")
    return "mark.krav" in text or "shown(" in text


if __name__ == "__main__":
    collect(Path(sys.argv[1]).resolve())
