"""What the pages weigh, whom they ask, what they are allowed, and that nothing on them moves while they load."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Response, Route

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]
INBOX, TASK, AGAIN = 60_000, 80_000, 10_000
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
    for (const one of list.getEntries()) {
        if (!one.hadRecentInput) shifts.push([one.value, ...one.sources.map(source => source.node?.outerHTML?.slice(0, 120))]);
    }
}).observe({type: "layout-shift", buffered: true});
"""
PAINTED = """new Promise(done => new PerformanceObserver(list =>
    list.getEntriesByName("first-contentful-paint").length && done()).observe({type: "paint", buffered: true}))"""
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass
class Wire:
    """Listens to everything that a page asks for."""

    page: Page
    hosts: set[str] = field(default_factory=set)
    policies: set[str] = field(default_factory=set)
    weight: float = 0

    def __post_init__(self) -> None:
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)
        devtools = self.page.context.new_cdp_session(self.page)
        devtools.send("Network.enable")
        devtools.on("Network.loadingFinished", self._weigh)

    def visit(self, path: str) -> float:
        """Go to a page and return how many bytes came over the wire until all of it was there."""
        self.weight = 0
        self.page.goto(path, wait_until="networkidle")
        return self.weight

    def _weigh(self, loaded: dict[str, Any]) -> None:
        self.weight += loaded["encodedDataLength"]

    def _asked(self, request: Request) -> None:
        self.hosts.add(urlsplit(request.url).netloc)

    def _answered(self, response: Response) -> None:
        self.policies.add(response.headers.get("content-security-policy", ""))


@pytest.fixture
def paths(page: Page, log_in: LogIn, task_path: Callable[[], str]) -> list[str]:
    """The address of every kind of page, for somebody who has something to do."""
    log_in("Maria Lindqvist")
    task = task_path()
    case = urlsplit(page.url).path
    return ["/inkorg", task, case, "/arenden", "/arenden/starta", "/arenden/starta/implementering", "/drift"]


def test_pages_are_light_and_ask_nobody_else(
    page: Page, chromium: Browser, address: str, paths: list[str]
) -> None:
    cookies = page.context.cookies()
    for path, limit in (("/inkorg", INBOX), (paths[1], TASK)):
        fresh = chromium.new_context(base_url=address)
        fresh.add_cookies(cookies)
        wire = Wire(fresh.new_page())

        first, second = wire.visit(path), wire.visit(path)

        assert 10_000 < first <= limit
        assert second <= AGAIN
        assert wire.hosts == {urlsplit(address).netloc}
        fresh.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_moves_while_it_loads_and_all_keep_the_policy(
    page: Page, paths: list[str], width: int
) -> None:
    wire = Wire(page)
    page.add_init_script(SHIFTS)
    page.set_viewport_size({"width": width, "height": 900})
    # The letters come late, as over a slow line: after the page has been painted with others.
    held: list[Route] = []
    page.route("**/*.woff2*", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks its handlers
    for path in paths:
        page.goto(path, wait_until="domcontentloaded")
        page.evaluate(PAINTED)
        while held:
            held.pop().continue_()
        page.evaluate("document.fonts.ready")
        page.evaluate(SETTLED)

        assert page.evaluate("shifts") == [], path

    (policy,) = wire.policies
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
