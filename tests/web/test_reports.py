"""A status report as people read it: page, PDF, and what the API answers to those who ask for these."""

import io
import re
from collections.abc import Callable
from typing import Any

import demo
import lending
import pytest
import reporting
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import text

from engine.door import Engine

# The library leaves a file of its own open.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
Browse = Callable[[str], FlaskClient]
READER = "emma-rydberg"
CONTENT: dict[str, Any] = {
    "beslut_som_behovs": [{"fraga": "Får vi börja i Söder?", "forslag": "Ja.", "ram": "inom_ram"}],
    "milstolpar": [{"namn": "Utbildning klar", "planerad": "2026-11-01"}],
    "risker": [{"beskrivning": "Sjukdom", "sannolikhet": 4, "konsekvens": 5, "forandring": "okar"}],
    "ekonomi": {"budget_sek": 860000, "utfall_sek": 320000.5},
    "genomfort": [{"text": "<b>Utbildat</b> alla"}],
}


@pytest.fixture
def reports(engine: Engine, client: FlaskClient, case: dict[str, Any]) -> list[str]:
    """Two reports of a case, green and then yellow."""
    reporting.staff(engine, case["id"])
    robot = demo.robot(engine, client, {})
    path = f"/cases/{case['id']}/status-reports"
    bodies = [{"answers": reporting.answers()}, {"answers": reporting.answers("gul", "samre", **CONTENT)}]
    return [lending.post(robot, reporting.LEADER, path, body)["id"] for body in bodies]


def test_a_report_is_read_as_a_page_and_found_from_its_case(
    case: dict[str, Any], browse: Browse, reports: list[str]
) -> None:
    reader = browse(READER)

    page = reader.get(f"/statusrapporter/{reports[1]}").text

    assert f'href="/statusrapporter/{reports[1]}"' in reader.get(f"/arenden/{case['id']}").text
    assert "<b>Gul</b>" in page
    assert "Ändrat sedan rapport 1<" in page
    assert "<li>Samlad status: grön till gul</li>" in page
    assert "<li>Ny risk: Sjukdom (20 av 25)</li>" in page
    assert "Får vi börja i Söder?" in page
    assert "860\N{NO-BREAK SPACE}000" in page
    assert "&lt;b&gt;Utbildat&lt;/b&gt; alla" in page
    assert "Provtagarna är sjuka." in page


def test_a_report_that_came_after_its_time_says_so_also_when_it_came_on_its_last_day(
    engine: Engine, case: dict[str, Any], browse: Browse, reports: list[str]
) -> None:
    with engine.database.transaction() as connection:
        connection.execute(
            text("""WITH due AS (UPDATE task t SET due_at = r.submitted_at - interval '1 second' FROM status_report r
                                  WHERE t.case_id = r.case_id AND r.id = :id RETURNING t.id)
                    UPDATE status_report SET task_id = due.id, due_on = DATE '2026-11-20' FROM due WHERE status_report.id = :id"""),
            {"id": reports[0]},
        )
    reader = browse(READER)

    assert reader.get(f"/arenden/{case['id']}").text.count("lämnad för sent") == 1
    told = [
        "skulle ha lämnats senast 2026-11-20" in reader.get(f"/statusrapporter/{one}").text for one in reports
    ]
    assert told == [True, False]


def test_the_paper_is_tagged_and_says_the_same(browse: Browse, reports: list[str]) -> None:
    answer = browse(READER).get(f"/statusrapporter/{reports[1]}/rapport.pdf")

    paper = PdfReader(io.BytesIO(answer.data))
    words = "".join(page.extract_text() for page in paper.pages)
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert paper.trailer["/Root"]["/Lang"] == "sv"
    assert "Får vi börja i Söder?" in words
    assert "Gul" in words


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        ("", "application/json", "application/json"),
        ("", "*/*", "application/json"),
        ("", "text/html", "text/html"),
        ("?format=html", "application/json", "text/html"),
        ("", "application/pdf", "application/pdf"),
        ("?format=pdf", "*/*", "application/pdf"),
        ("?format=json", "text/html", "application/json"),
    ],
)
def test_the_api_answers_in_the_form_that_is_asked_for(
    site: Flask,
    bearer: Callable[[str], dict[str, str]],
    reports: list[str],
    query: str,
    accept: str,
    kind: str,
) -> None:
    headers = {**bearer(READER), "Accept": accept}
    address = f"/api/v1/status-reports/{reports[0]}"

    answer = site.test_client().get(address + query, headers=headers)

    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert site.test_client().get(address + query, headers={"Accept": accept}).status_code == 401


def test_the_portfolio_and_the_agenda_tell_what_needs_somebody(
    engine: Engine, browse: Browse, case: dict[str, Any], reports: list[str]
) -> None:
    with engine.database.transaction() as connection:
        late = text(
            "UPDATE task SET form = 'f_statusrapport', due_at = now() - interval '9 days' WHERE case_id = :c"
        )
        connection.execute(late, {"c": case["id"]})
    reader = browse(READER)

    page = reader.get("/statusrapporter").text

    assert case["title"] in page
    assert "Försenad sedan" in page
    assert "Ändrat sedan rapport 1" in page
    assert "Samlad status: grön till gul" in page
    assert "Från äldst till nyast: grön, gul" in " ".join(page.split())
    assert f'href="/statusrapporter/{reports[1]}"' in page
    assert "Inga ärenden här" in reader.get("/statusrapporter?status=rod").text
    assert case["title"] in reader.get("/statusrapporter?sort=phase").text
    agenda = reader.get("/statusrapporter/dagordning").text
    assert "Får vi börja i Söder?" in agenda
    assert "Olga Ivanova, projektledare" in agenda
    sheet = reader.get("/statusrapporter.csv?status=gul")
    assert case["number"] in sheet.text
    assert case["number"] not in reader.get("/statusrapporter.csv?status=gron").text


def test_the_portfolio_in_groups_leads_on_with_the_filters_kept(browse: Browse, reports: list[str]) -> None:
    reader = browse(READER)

    grouped = reader.get("/statusrapporter?group=area&q=prov&since=2020-01-01").text
    assert "Ett ärende som rör flera områden räknas i vart och ett." in grouped
    drilled = r'href="/statusrapporter\?q=prov&amp;since=2020-01-01&amp;unit=[0-9a-f-]+">Regionområde Norr'
    assert re.search(drilled, grouped)
    assert "Hänt sedan 2020-01-01" in grouped
    assert "Nytt: Ta emot ärende" in grouped


def test_an_area_reads_what_comes_to_it_on_a_page_and_on_paper(
    engine: Engine, client: FlaskClient, browse: Browse, case: dict[str, Any], reports: list[str]
) -> None:
    robot = demo.robot(engine, client, {})
    (area,) = [one["id"] for one in robot.get("/units", READER, limit=200)["items"] if one["code"] == "norr"]
    planned = {"items": [{"name": "Utbildning klar", "planned_on": robot.today().isoformat()}]}
    lending.post(robot, reporting.LEADER, f"/cases/{case['id']}/milestones", planned, code=200)
    reader = browse(READER)

    page = reader.get(f"/statusrapporter/omrade/{area}").text
    paper = PdfReader(io.BytesIO(reader.get(f"/statusrapporter/omrade/{area}.pdf").data))
    agenda = PdfReader(io.BytesIO(reader.get("/statusrapporter/dagordning.pdf").data))

    assert (
        f'href="/statusrapporter/omrade/{area}">Regionområde Norr</a>' in reader.get("/statusrapporter").text
    )
    assert "Det här kommer till Regionområde Norr" in page
    assert "Utbildning klar, Gemensam pro…" in page, "the station of a milestone has its name beside it"
    assert "Regionområdeschef: Johan Bergström" in page
    words, points = ("".join(one.extract_text() for one in some.pages) for some in (paper, agenda))
    assert "Barnmorskemottagningen Granvik" in words
    assert "Får vi börja i Söder?" in points
    assert reader.get(f"/statusrapporter/omrade/{case['id']}").status_code == 404
