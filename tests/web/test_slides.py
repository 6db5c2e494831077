"""Slides of a status report, read by the library that PowerPoint files are read with."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import demo
import lending
import pytest
import reporting
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from pptx import Presentation
from pptx.util import Inches, Pt
from receivers import who

from engine.door import Engine
from engine.errors import InvalidError
from engine.queries.reports.get import Report
from engine.queries.reports.portfolio import PortfolioPage
from web.cli import rals
from web.slides import portfolio
from web.slides.made import pptx
from web.slides.template import FRAMES, opened, own
from web.views.report import shown
from web.words import Say

LEAD = "emma-rydberg"
CONTENT: dict[str, Any] = {
    "beslut_som_behovs": [
        {"fraga": "Får vi börja?", "forslag": "Ja.", "ram": "inom_ram", "senast": "2026-12-01"}
    ],
    "milstolpar": [{"namn": "Utbildning klar", "planerad": "2026-11-01"}],
    "ekonomi": {"budget_sek": 860000, "utfall_sek": 320000},
}


@pytest.fixture
def report(engine: Engine, client: FlaskClient, case: dict[str, Any]) -> str:
    reporting.staff(engine, case["id"])
    robot = demo.robot(engine, client, {})
    body = {"answers": reporting.answers("gul", "samre", **CONTENT)}
    path = f"/cases/{case['id']}/status-reports"
    return str(lending.post(robot, reporting.LEADER, path, body)["id"])


def test_slides_have_the_words_of_the_report_in_tables_and_a_chart_that_can_be_edited(
    site: Flask, bearer: Callable[[str], dict[str, str]], report: str
) -> None:
    address = f"/api/v1/status-reports/{report}?format=pptx"

    answer = site.test_client().get(address, headers=bearer(LEAD))

    places = {
        shape.name: shape for slide in Presentation(io.BytesIO(answer.data)).slides for shape in slide.shapes
    }
    assert "▲ Gul ↘" in places["titel"].text_frame.text
    assert "Får vi börja? Senast 2026-12-01." in places["beslut"].text_frame.text
    assert [cell.text for cell in places["milstolpar"].table.rows[1].cells][:2] == [
        "Utbildning klar",
        "2026-11-01",
    ]
    assert [row.cells[0].text for row in places["risker"].table.rows] == ["Risker", "Inga"]
    assert list(places["diagram"].chart.plots[0].series[0].values) == [860, 320]
    told = {name: places[name]._element._nvXxPr.cNvPr.get("descr") for name in ("delstatus", "diagram")}
    assert "Tid, ▲ Gul" in told["delstatus"]
    assert "Budget 860" in told["diagram"]


def test_a_template_of_ones_own_is_used_and_told_of_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "mall.pptx"
    assert CliRunner().invoke(rals, ["slides", str(path)]).exit_code == 0
    assert {"titel", "diagram"} <= opened(path)[1].keys()
    book = Presentation(str(path))
    for shape in book.slides[0].shapes:
        shape.name = "vår titel" if shape.name == "titel" else shape.name
    book.save(str(path))

    with pytest.raises(InvalidError) as refused:
        opened(path)

    assert "saknar platser med namnen: titel." in refused.value.text.sv


def test_the_portfolio_is_slides_with_a_chart_and_those_that_need_attention(
    site: Flask, engine: Engine, client: FlaskClient, bearer: Callable[[str], dict[str, str]], report: str
) -> None:
    robot = demo.robot(engine, client, {})
    for number in range(8):
        case = robot.start(demo.LEAD, {**demo.START, "rubrik": f"Ärende {number}"})["id"]
        reporting.staff(engine, case)
        body = {"answers": reporting.answers("rod", "samre")}
        lending.post(robot, reporting.LEADER, f"/cases/{case}/status-reports", body)

    answer = site.test_client().get("/api/v1/portfolio?format=pptx", headers=bearer(LEAD))
    refused = site.test_client().get("/api/v1/portfolio?format=pptx&status=blue", headers=bearer(LEAD))
    red = site.test_client().get("/api/v1/portfolio?format=pptx&status=rod&q=rende 0", headers=bearer(LEAD))

    summary, first, second = Presentation(io.BytesIO(answer.data)).slides
    places = {shape.name: shape for shape in summary.shapes}
    assert places["rad"].text_frame.text.startswith("9 ärenden rapporterar. 9 behöver uppmärksamhet.")
    assert list(places["diagram"].chart.plots[0].series[0].values) == [8, 1, 0, 0]
    told = {name: shape._element._nvXxPr.cNvPr.get("descr") for name, shape in places.items()}
    assert told["diagram"] == "Ärenden efter status: Röd 8, Gul 1, Grön 0, Ingen rapport 0"
    tables = [next(one.table for one in slide.shapes if one.has_table) for slide in (first, second)]
    assert [len(table.rows) for table in tables] == [8, 3]
    assert "Får vi börja? Senast 2026-12-01." in [cell.text for cell in tables[1].rows[2].cells]
    assert refused.status_code == 422
    assert len(Presentation(io.BytesIO(red.data)).slides) == 2
    assert site.test_client().get("/api/v1/portfolio?format=pptx").status_code == 401


def test_the_master_of_a_template_carries_the_portfolio_and_its_slides_do_not(tmp_path: Path) -> None:
    path = tmp_path / "mall.pptx"
    book = Presentation(io.BytesIO(own()))
    book.slide_master.shapes[0].name = "vår grafiska profil"
    book.save(str(path))
    empty = PortfolioPage((), None, {})

    made = portfolio.pptx(
        portfolio.Told(empty, empty, (), "Regionhälsan", date(2026, 11, 22)), Say("en"), path
    )

    read = Presentation(io.BytesIO(made))
    (slide,) = read.slides
    assert read.slide_master.shapes[0].name == "vår grafiska profil"
    assert {shape.name for shape in slide.shapes} == {"titel", "rad", "diagram", "faser"}
    assert slide.shapes[0].text_frame.text == "Status reports 2026-11-22"


LONG = ("Utbildningen i Åmål försenas av sjukdom och vakanser. " * 11)[:600].strip()


def long_report() -> dict[str, Any]:
    rows = {
        "milstolpar": [{"namn": f"{n} {LONG[:190]}", "planerad": "2026-11-01"} for n in range(8)],
        "risker": [
            {"beskrivning": f"{n} {LONG[:400]}", "sannolikhet": 4, "konsekvens": 5, "atgard": LONG[:400]}
            for n in range(8)
        ],
        "genomfort": [{"text": f"{n} {LONG[:300]}"} for n in range(5)],
    }
    return {**reporting.answers("gul", "samre", **rows), "sammanfattning": LONG}


def test_what_is_long_is_made_to_fit_its_place_and_tables_and_charts_are_told_in_words(
    site: Flask,
    engine: Engine,
    client: FlaskClient,
    bearer: Callable[[str], dict[str, str]],
    case: dict[str, Any],
) -> None:
    reporting.staff(engine, case["id"])
    path = f"/cases/{case['id']}/status-reports"
    robot = demo.robot(engine, client, {})
    made = lending.post(robot, reporting.LEADER, path, {"answers": long_report()})

    slides = site.test_client().get(f"/api/v1/status-reports/{made['id']}?format=pptx", headers=bearer(LEAD))

    book = Presentation(io.BytesIO(slides.data))
    places = {shape.name: shape for slide in book.slides for shape in slide.shapes}
    assert places["sammanfattning"].text_frame.text == LONG
    assert places["sammanfattning"].text_frame.paragraphs[0].font.size < Pt(14)
    assert places["genomfort"].text_frame.text.endswith("…")
    risks = places["risker"].table
    assert [row.cells[0].text[:1] for row in risks.rows][1:6] == ["0", "1", "2", "3", "4"]
    assert risks.rows[6].cells[0].text == "och 3 till"
    assert risks.rows[1].cells[0].text.endswith("…")
    # Nothing is known of the money: no bar says that it is nothing.
    assert [row.cells[0].text for row in places["diagram"].table.rows] == ["Kostnad", "Inga uppgifter"]
    for name in FRAMES:
        assert places[name]._element._nvXxPr.cNvPr.get("descr"), name


def test_a_template_with_its_places_elsewhere_is_filled_where_they_are(
    engine: Engine, client: FlaskClient, report: str, tmp_path: Path
) -> None:
    path = tmp_path / "mall.pptx"
    path.write_bytes(own())
    book = Presentation(str(path))
    for shape in book.slides[0].shapes:
        shape.left, shape.top = shape.left + Inches(0.2), shape.top + Inches(0.1)
    book.save(str(path))
    whole = engine.ask(Report(UUID(report)), who(engine, LEAD))

    made = Presentation(io.BytesIO(pptx(shown(whole, "sv"), Say("sv"), path)))

    ours = {shape.name: shape for shape in Presentation(io.BytesIO(own())).slides[0].shapes}
    for shape in made.slides[0].shapes:
        assert shape.left - ours[shape.name].left == Inches(0.2), shape.name
        assert shape.top - ours[shape.name].top == Inches(0.1), shape.name
