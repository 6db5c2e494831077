"""What people call their cases fits, also when it cannot be divided at a space."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from sqlalchemy import text

from engine.door import Engine

pytestmark = pytest.mark.browser

ENDLESS = "Gemensamvårdplaneringsdokumentationsrutin" * 3
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_title_of_one_endless_word_makes_no_page_wider(
    page: Page, engine: Engine, log_in: Callable[[str], None], task_path: Callable[[], str]
) -> None:
    log_in("Maria Lindqvist")
    task = task_path()
    case = page.url
    with engine.database.transaction() as connection:
        connection.execute(text('UPDATE "case" SET title = :title'), {"title": ENDLESS[:120]})

    for path in ("/inkorg", "/arenden", case, f"{case}/spar", f"{case}/ritning", task):
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            assert "Gemensamvård" in page.content()
            assert page.evaluate(WIDER) <= 0, (path, width)
