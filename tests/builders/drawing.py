"""Somebody who draws in the modeller without a mouse."""

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True)
class Drawer:
    """Writes in the panel, chooses with letters, presses with Enter, and draws with the keys of the canvas."""

    page: Page

    def begin(self, name: str, key: str) -> None:
        """Begin a draft from nothing."""
        self.page.goto("/modeller")
        self.page.get_by_label("Namn").fill(name)
        self.page.get_by_label("Id", exact=True).fill(key)
        self.page.get_by_label("Id", exact=True).press("Enter")
        self.ready()

    def ready(self) -> None:
        """Wait until the modeller can be drawn in and knows its words."""
        self.page.locator("[data-modeller=ready]").wait_for()
        expect(self.page.locator("#findings-state")).not_to_have_text("Kontrollerar …")

    def choose(self, label: str) -> None:
        """Choose an element by what the list of elements calls it."""
        self.pick(self.page.locator("#chosen"), label)

    def role(self, role: str) -> None:
        """Give the chosen element a role."""
        self.option("Roll", role)

    def option(self, label: str, words: str) -> None:
        """Choose in a list of the panel."""
        self.pick(self.field(label), words)

    def pick(self, box: Locator, words: str) -> None:
        """Choose in a list as one does with letters."""
        expect(box.locator("option", has_text=re.compile(rf"^{re.escape(words)}"))).not_to_have_count(0)
        for _ in range(3):
            box.focus()
            self.page.keyboard.type(words)
            if box.locator("option:checked").inner_text().startswith(words):
                break
            # A slow machine took the letters for several searches.
            self.page.wait_for_timeout(1_100)
        expect(box.locator("option:checked")).to_have_text(re.compile(rf"^{re.escape(words)}"))
        self.page.keyboard.press("Tab")

    def write(self, label: str, text: str) -> None:
        """Write in a field of the panel and go on with Tab."""
        self.field(label).fill(text)
        self.page.keyboard.press("Tab")
        expect(self.field(label)).to_have_value(text)

    def tick(self, label: str) -> None:
        """Tick a box of the panel."""
        self.field(label).press("Space")
        expect(self.field(label)).to_be_checked()

    def press(self, name: str) -> None:
        """Press a button of the panel."""
        button = self.page.locator("#properties").get_by_role("button", name=name, exact=True)
        button.press("Enter")

    def append(self, kind: str, name: str) -> None:
        """Append an element of a kind to the chosen one, and name it."""
        before = self.chosen()["id"]
        self.key("a", "Lägg till efter", kind)
        # The panel is drawn anew a moment after.
        self.page.wait_for_function(
            "id => { const now = modeller.get('selection').get()[0]?.id;"
            " return now !== id && document.getElementById('chosen').value === now; }",
            arg=before,
        )
        # A task is named on the canvas at once; what else there is, in the panel.
        if self.page.locator(".djs-direct-editing-content").count():
            self.page.keyboard.press("Escape")
        self.write("Namn", name)

    def key(self, key: str, menu: str, kind: str) -> None:
        """Open a menu of the canvas with its key, and choose a kind of element in it."""
        self.canvas.focus()
        self.page.keyboard.press(key)
        expect(self.page.get_by_role("combobox", name=menu)).to_be_focused()
        self.page.keyboard.type(kind)
        expect(self.page.locator(".djs-popup .entry.selected")).to_contain_text(kind)
        self.page.keyboard.press("Enter")

    def field(self, label: str) -> Locator:
        """Return a field of the panel."""
        return self.page.locator("#properties").get_by_label(label, exact=True)

    @property
    def canvas(self) -> Locator:
        """What is drawn on."""
        return self.page.locator("#canvas .djs-container > svg")

    def chosen(self) -> dict[str, Any]:
        """Return id and attributes of the chosen element."""
        found: dict[str, Any] = self.page.evaluate(
            "() => { const o = (modeller.get('selection').get()[0] ?? modeller.get('canvas').getRootElement()).businessObject;"
            " return {id: o.id, name: o.name}; }"
        )
        return found

    def xml(self) -> str:
        """Return the model as it stands in the modeller."""
        text: str = self.page.evaluate("async () => (await modeller.saveXML({format: true})).xml")
        return text
