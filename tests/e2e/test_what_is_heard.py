"""What a screen reader is told on the main pages: roles, names and states, held against a snapshot of each.

A snapshot that changed on purpose is written anew: remove its file and run the test, which then fails once and keeps
what it found.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SNAPSHOTS = Path(__file__).parents[1] / "golden" / "heard"
# What differs from run to run: days, times and how far off they are.
_CHANGING = (
    (re.compile(r"(mån|tis|ons|tor|fre|lör|sön)\w*\s+\d+\s+\w+"), "DAG"),
    (re.compile(r"\b\d{1,2}\s+(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*(\s+\d{4})?"), "DAG"),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}\b"), "DAG"),
    (re.compile(r"\b\d{2}\.\d{2}\b"), "TID"),
    (re.compile(r"(om|för) \d+ dag\w*"), "AVSTÅND"),
    (re.compile(r"ARB-\d{4}-"), "ARB-ÅR-"),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}"), "ID"),
)


def heard(page: Page) -> str:
    """Return the main part of a page as a screen reader has it, without what changes from day to day."""
    text = page.get_by_role("main").aria_snapshot()
    for changing, word in _CHANGING:
        text = changing.sub(word, text)
    return text + "\n"


@pytest.mark.parametrize("name", ["inkorg", "uppgift", "arende", "starta", "roller", "jag"])
def test_a_main_page_is_heard_as_it_was(
    page: Page, log_in: Callable[[str], None], case: dict[str, Any], task_path: Callable[[], str], name: str
) -> None:
    log_in("Maria Lindqvist")
    paths = {
        "inkorg": lambda: "/inkorg",
        "uppgift": task_path,
        "arende": lambda: f"/arenden/{UUID(case['id'])}",
        "starta": lambda: "/arenden/starta/implementering",
        "roller": lambda: "/roller/forvaltningsledning",
        "jag": lambda: "/jag",
    }
    page.goto(paths[name]())
    found, kept = heard(page), SNAPSHOTS / f"{name}.yaml"

    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(found, encoding="utf-8")
        pytest.fail(f"There was no snapshot of {name}; it has been written. Read it, then keep it.")
    assert found == kept.read_text(encoding="utf-8")
