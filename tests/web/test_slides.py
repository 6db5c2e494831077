"""Slides of a status report, read by the library that PowerPoint files are read with."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import demo
import lending
import pytest
import reporting
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from pptx import Presentation

from engine.door import Engine
from engine.errors import InvalidError
from web.cli import rals
from web.slides.template import opened

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
    assert list(places["diagram"].chart.plots[0].series[0].values) == [860, 320, 0]
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
