"""How soon the modeller can be drawn in on a slow computer: python -m tests.modeller_speed."""
# ruff: noqa: T201  a program that reports by printing

import gzip
import sys
from statistics import median
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks import house
from web.assets import STATIC

CHROMIUM: Final = "/usr/bin/chromium"
ARGUMENTS: Final = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
SLOWER: Final = 4
ROUNDS: Final = 5
AIM_MS: Final = 2_000
FILES: Final = ("dist/modeller.js", "dist/modeller.css", "dist/bpmn.woff2")
READY: Final = "[data-modeller=ready]"
TIME: Final = "performance.getEntriesByName('modeller-ready')[0].startTime"


def main() -> int:
    """Print the median for an empty draft and for a large model, nothing in the cache; return 1 if the first is too slow."""
    with house.opened() as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        address = f"http://127.0.0.1:{running.settings.port}"
        cookies, empty, large = _drafts(browser, address)
        times = {name: _median(browser, cookies, path) for name, path in (("empty", empty), ("large", large))}
        browser.close()
    for name, took in times.items():
        print(f"{name}: {took:.0f} ms until it can be drawn in, CPU {SLOWER} times slower, nothing cached")
    for name in FILES:
        print(f"{name}: {len(gzip.compress((STATIC / name).read_bytes())) / 1000:.0f} kB gz")
    return 0 if times["empty"] <= AIM_MS else 1


def _drafts(browser: Browser, address: str) -> tuple[Any, str, str]:
    """Begin a draft from nothing and one from the largest process; return the session and their addresses."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/login")
    page.get_by_role("button", name="Emma Rydberg").first.click()
    page.goto("/modeller")
    page.get_by_role("button", name="Nytt utkast").first.click()
    page.locator(READY).wait_for()
    large = page.url
    page.goto("/modeller")
    page.get_by_label("Namn").fill("Ny")
    page.get_by_label("Id", exact=True).fill("ny")
    page.get_by_role("button", name="Börja rita").click()
    page.locator(READY).wait_for()
    found = context.cookies(), page.url, large
    context.close()
    return found


def _median(browser: Browser, cookies: Any, address: str) -> float:
    times = []
    for _ in range(ROUNDS):
        context = browser.new_context()
        context.add_cookies(cookies)
        page = context.new_page()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(address)
        page.locator(READY).wait_for()
        times.append(page.evaluate(TIME))
        context.close()
    return median(times)


if __name__ == "__main__":
    sys.exit(main())
