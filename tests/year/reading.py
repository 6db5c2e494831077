"""Reads the portfolio as people and programs do: page by page as JSON, as HTML, and as a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from lxml import html
from openpyxl import load_workbook

from tests.year.people import CHAIR

if TYPE_CHECKING:
    from tests.year.playing import Year

# The chair has decided in every case, the secret ones included; the reader has no part in any.
READER = "emma-rydberg"
ORDERS = ("worst", "oldest", "number")


@dataclass(frozen=True)
class Seen:
    """What the portfolio said at an instant: its rows and counts for the chair and for one without part in the cases.

    `ended`: the rows of cases that were over; `late`: the ids that the filter for overdue ones left.
    """

    at: datetime
    rows: dict[str, dict[str, Any]]
    order: list[str]
    counts: dict[str, int]
    ended: dict[str, dict[str, Any]]
    late: set[str]
    reader: set[str]
    pages: list[bytes]
    csv: bytes
    xlsx: bytes


def look(year: "Year") -> Seen:
    """Read it now."""
    rows, counts = _paged(year, CHAIR)
    browser = year.client.application.test_client()
    people = {key: one for one, key in year.keys.items()}
    assert browser.post("/login", data={"_person": str(people[CHAIR])}).status_code == 303
    return Seen(
        at=year.engine.now(),
        rows={row["id"]: row for row in rows},
        order=[row["id"] for row in rows],
        counts=counts,
        ended={row["id"]: row for row in _paged(year, CHAIR, state="ended")[0]},
        late={row["id"] for row in _paged(year, CHAIR, late="true")[0]},
        reader={row["id"] for row in _paged(year, READER)[0]},
        pages=list(_pages(browser)),
        csv=browser.get("/statusrapporter.csv").data,
        xlsx=browser.get("/statusrapporter.xlsx").data,
    )


def _paged(year: "Year", who: str, **asked: Any) -> tuple[list[dict[str, Any]], dict[str, int]]:
    rows: list[dict[str, Any]] = []
    asked["limit"] = 20
    while True:
        page = year.ask(who, f"/portfolio?{urlencode(asked)}")
        rows += page["items"]
        if page["next"] is None:
            return rows, page["counts"]
        asked["cursor"] = page["next"]


def _pages(browser: Any) -> Iterator[bytes]:
    address: str | None = "/statusrapporter"
    while address:
        answer = browser.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        yield answer.data
        more = html.fromstring(answer.data).xpath("//a[contains(@href, 'cursor=')]/@href")
        address = more[0] if more else None


def rows_of(page: bytes) -> Iterator[tuple[str, list[str], list[str]]]:
    """Give for each row of a page the id of its case, its cells as text, and what the drawings in it are called."""
    for row in html.fromstring(page.decode()).xpath("//main//table/tbody/tr"):
        (case,) = row.xpath("./th//a[@class='title']/@href")
        cells = [" ".join(one.text_content().split()) for one in row.xpath("./th|./td")]
        yield case.removeprefix("/arenden/"), cells, [str(one) for one in row.xpath(".//@aria-label")]


def sheet_of(seen: Seen) -> tuple[list[list[str]], list[list[str]]]:
    """Return the rows of both spreadsheets, heads included, as text."""
    told = list(csv.reader(io.StringIO(seen.csv.decode("utf-8-sig")), delimiter=";"))
    sheet: Any = load_workbook(io.BytesIO(seen.xlsx)).active
    cells = [
        ["" if cell is None else str(cell)[:10] if hasattr(cell, "year") else str(cell) for cell in row]
        for row in sheet.iter_rows(values_only=True)
    ]
    return told, cells
