"""A person without a mouse: Tab until what is wanted has the focus, then Space, Enter, arrows and letters."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page

MOST = 90
_SHOWN = re.compile(r"""- '?(?P<role>[\w-]+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?""")
# Null when nothing of ours has the focus, but something in the browser's own bars; else whether the focus shows, and
# the words around it: only where they fit is the accessibility tree asked, which takes longer.
_HERE = """() => {
    const here = document.activeElement;
    if (here === document.body) return null;
    const style = getComputedStyle(here), box = here.getBoundingClientRect();
    const shows = here.matches(":focus-visible") && style.outlineStyle !== "none"
        && parseFloat(style.outlineWidth) >= 2 && box.width > 0
        && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const words = [...here.labels ?? [], here].map(one => one.textContent).concat(here.ariaLabel ?? "");
    return [shows, words.join(" ")];
}"""


@dataclass(frozen=True)
class Keyboard:
    """Presses keys on a page, and never anything else."""

    page: Page

    def to(self, role: str, name: str, *, back: bool = False) -> None:
        """Tab until something of this role, whose name begins so, has the focus; every stop on the way is visible."""
        seen = []
        for _ in range(MOST):
            self.press("Shift+Tab" if back else "Tab")
            here = self.page.evaluate(_HERE)
            if here is None:
                continue
            shows, words = here
            seen.append(words.strip()[:40])
            assert shows, f"the focus does not show on {words}"
            if name in words and self._is(role, name):
                return
        raise AssertionError(f"no {role} {name} within {MOST} tabs, but {seen}")

    def _is(self, role: str, name: str) -> bool:
        found = _SHOWN.match(self.page.locator(":focus").first.aria_snapshot())
        return found is not None and found["role"] == role and (found["name"] or "").startswith(name)

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, field: str, text: str) -> None:
        """Write in the text field of this name."""
        self.to("textbox", field)
        self.page.keyboard.type(text)

    def choose(self, field: str, letters: str) -> None:
        """Choose in a list by the first letters of an option."""
        self.to("combobox", field)
        self.page.keyboard.type(letters)

    def tick(self, name: str) -> None:
        """Tick a box."""
        self.to("checkbox", name)
        self.press("Space")

    def use(self, role: str, name: str) -> None:
        """Go to a button that does something on this page, and press Enter."""
        self.to(role, name)
        self.press("Enter")

    def follow(self, role: str, name: str) -> None:
        """Go to a link or button that leads to another page, press Enter and wait for that page."""
        self.to(role, name)
        with self.page.expect_navigation():
            self.press("Enter")
