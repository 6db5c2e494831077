"""Asks feelin, once per test session, and puts our values in the same shape as its."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import feel

ROOT = Path(__file__).resolve().parents[2]
MENDING = "run `make setup`"


def ask(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return feelin's answers; AssertionError with the command that mends it when it cannot be asked."""
    library = ROOT / "web/modeller/node_modules/feelin/dist/index.js"
    node = ROOT / ".venv/bin/node"
    program = str(node) if node.exists() else shutil.which("node")
    assert program, f"node is missing: {MENDING}"
    assert library.exists(), f"feelin is missing: {MENDING}"
    script = Path(__file__).with_name("feelin.mjs")
    done = subprocess.run(
        [program, str(script), str(library)],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, f"feelin could not be asked: {MENDING}\n{done.stderr}"
    return json.loads(done.stdout)


def plain(value: Any) -> Any:
    """Return one of our values as feelin.mjs writes its own."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, feel.Range):
        return {"$range": [plain(value.start), plain(value.end), value.start_included, value.end_included]}
    sort = _SORTS.get(type(value))
    if sort:
        return {sort: feel.write_moment(value)}
    return float(value) if isinstance(value, Decimal) else value


_SORTS = {
    dt.datetime: "$datetime",
    dt.date: "$date",
    dt.time: "$time",
    dt.timedelta: "$duration",
    feel.Months: "$duration",
}
