import gzip
import re
from collections.abc import Callable

from flask.testing import FlaskClient

from engine.queries.rows import TaskRow
from web.assets import SHEETS, STATIC

Browse = Callable[[str], FlaskClient]
PACKED = {"Accept-Encoding": "gzip"}


def test_the_first_load_of_the_inbox_is_small(browse: Browse, decision: TaskRow) -> None:
    client = browse("maria-lindqvist")
    page = client.get("/inkorg", headers=PACKED)
    html = gzip.decompress(page.data).decode()
    files = set(re.findall(r'"(/assets/[^"]+)"', html))
    assert len(files) == 5

    loaded = len(page.data)
    for file in files:
        with client.get(file, headers=PACKED) as answer:
            loaded += len(answer.data)

    assert loaded < 60_000


def test_whoever_cannot_unpack_gets_it_plain(browse: Browse) -> None:
    answer = browse("maria-lindqvist").get("/inkorg")

    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert answer.text.startswith("<!doctype html>")


def test_every_style_sheet_is_sent(nobody: FlaskClient) -> None:
    assert set(SHEETS) == {path.stem for path in (STATIC / "css").glob("*.css")}
    sheet = nobody.get("/assets/rals.css").text
    assert sheet.startswith("/* What an organisation may change")
    assert re.search(r'url\("/assets/fonts/source-sans-3.woff2\?v=\w+"\)', sheet)
