"""A file on its way is followed, and then looked at, by eye and by ear, on a phone and a desktop."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]
START = "/arenden/starta/implementering"
SLOW = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 200_000}
FOLLOW = """() => {
    window.told = [], window.heard = [];
    const box = document.querySelector("[data-sending]");
    const bar = box.querySelector("progress"), status = box.querySelector("[role=status]");
    new MutationObserver(() => bar.hidden || told.push(bar.value)).observe(bar, {attributes: true});
    new MutationObserver(() => heard.push(status.textContent)).observe(status, {childList: true, characterData: true, subtree: true});
}"""
# Once it is there.
WIDTH = "image => image.decode().then(() => image.naturalWidth)"


def _png(side: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack("!L", len(data)) + kind + data + struct.pack("!L", zlib.crc32(kind + data))

    rows = b"".join(
        b"\0" + bytes((x % 256, y % 256, 120)[i] for x in range(side) for i in range(3)) for y in range(side)
    )
    head = struct.pack("!LLBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def _slow(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW)


def _pdf() -> bytes:
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length 38>>stream\nBT /F 24 Tf 40 100 Td (Provtagning) Tj ET\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, part) for number, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF\n" + b" " * 400_000


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    made = {"ritning.png": _png(300), "En ganska lång rubrik på en plan för provtagning.pdf": _pdf()}
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in made]


def test_a_file_is_followed_on_its_way_and_then_looked_at(
    page: Page, log_in: LogIn, pictures: list[Path], check: Callable[[str], None]
) -> None:
    log_in("Hanna Virtanen")
    page.goto(START)
    _slow(page)
    page.evaluate(FOLLOW)
    page.get_by_label("Bilagor").set_input_files(pictures)
    expect(page.get_by_role("progressbar", name="Så mycket är skickat")).to_be_visible()
    check("a file on its way")
    for picture in pictures:
        expect(page.get_by_role("button", name=f"Ta bort {picture.name}")).to_have_count(1)

    told, heard = page.evaluate("[told, heard]")
    assert [one for one in told if 0 < one < 100]
    assert told == sorted(told)
    assert "Skickar filen: 0 procent." in heard
    assert len(heard) <= 6
    expect(page.get_by_role("progressbar")).to_have_count(0)

    page.get_by_role("link", name="ritning.png").click()
    assert page.get_by_role("img", name="ritning.png").evaluate(WIDTH) == 300
    check("an image")
    page.go_back()
    # The browser's own reader takes it.
    with page.expect_event("framenavigated", lambda frame: frame.url.startswith("chrome-extension:")):
        page.get_by_role("link", name="plan för provtagning.pdf").click()
    check("a PDF")
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
