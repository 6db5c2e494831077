"""A real server, and a real Chromium that reads its pages."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import demo
import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from templates import COMPILED
from werkzeug.serving import make_server

from engine.door import Engine
from engine.settings import Settings
from web.app import create_app

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parents[2] / "web" / "modeller" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Text that does not fit where it is hidden beyond the edge. What only readers of the screen hear is meant to be hidden,
# and the acting role is told whole in its menu.
CUT = """() => [...document.querySelectorAll('body *')].filter(element =>
    element.textContent.trim() && !element.closest('.unseen, .acting, svg') &&
    ['hidden', 'clip'].some(one => getComputedStyle(element).overflow.includes(one)) &&
    (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
).map(element => element.outerHTML.slice(0, 120))"""


# Patience for a machine that does other things beside; what comes is not waited for longer.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def address(engine: Engine, tmp_path: Path) -> Iterator[str]:
    """The address of a server with the demo organisation."""
    app = create_app(engine, Settings(tmp_path, None, "127.0.0.1", 0, 1, demo=True))
    app.jinja_env.bytecode_cache = COMPILED
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    opened = chromium.new_context(base_url=address, locale="sv-SE", viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab in which no script may fail and nothing may break the content policy."""
    troubles: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda message: _note(message, troubles))
    yield opened
    assert troubles == []


@pytest.fixture
def check_at(page: Page) -> Callable[[str, int], None]:
    """Hold the page against the accessibility rules at one width of the window."""

    def checked(state: str, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page) == [], (state, width)
        assert sideways(page) <= 0, (state, width)

    return checked


@pytest.fixture
def check(page: Page, check_at: Callable[[str, int], None]) -> Callable[[str], None]:
    """Hold the page against the accessibility rules on a phone and a desktop."""

    def checked(state: str) -> None:
        check_at(state, 390)
        check_at(state, 1280)

    return checked


@pytest.fixture
def check_large(page: Page) -> Callable[[str], None]:
    """Hold a page with text of twice the size: nothing sticks out of the window, nothing is cut."""

    def checked(path: str) -> None:
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert sideways(page) <= 0, (path, width)
            assert page.evaluate(CUT) == [], (path, width)

    return checked


@pytest.fixture
def case(engine: Engine, client: FlaskClient) -> dict[str, Any]:
    """A case that has just been started; the management team is to decide."""
    return demo.robot(engine, client, {}).start(demo.LEAD, demo.START)


@pytest.fixture
def log_in(page: Page) -> Callable[[str], None]:
    def entered(name: str) -> None:
        page.goto("/login")
        page.get_by_role("button", name=name).first.click()
        page.wait_for_url("**/inkorg")

    return entered


@pytest.fixture
def task_path(page: Page, case: dict[str, Any]) -> Callable[[], str]:
    """The path of the case's open task, read on the page of the case."""

    def found() -> str:
        page.goto(f"/arenden/{UUID(case['id'])}")
        return page.locator("a[href^='/uppgifter/']").first.get_attribute("href") or ""

    return found


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds: the rule, and the elements that break it, once the page that was asked for is there."""
    page.wait_for_load_state()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found["violations"]]


def sideways(page: Page) -> int:
    """Return by how much the page is wider than its window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide


def _note(message: ConsoleMessage, troubles: list[str]) -> None:
    # The browser writes every answer that is a refusal to the console too; those are what the tests provoke.
    if message.type == "error" and "Failed to load resource" not in message.text:
        troubles.append(message.text)
