"""A whole case handed out: as JSON with stable keys, and as PDF/A that is read back."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import demo
import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

Browse = Callable[[str], FlaskClient]
CHAIR, LEAD, ADMIN = "maria-lindqvist", "hanna-virtanen", "stefan-aberg"
# WeasyPrint leaves the file with its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
KEYS = [
    *(
        "format",
        "version",
        "handed_out_at",
        "organisation",
        "secret",
        "diary_number",
        "model",
        "case",
        "members",
    ),
    *("decisions", "steps", "submissions", "comments", "goals", "files", "trail"),
]


@pytest.fixture
def decided(browse: Browse, case: dict[str, Any], decision: Any) -> str:
    """The address of a case with a decision, a comment and an intervention."""
    chair, address = browse(CHAIR), f"/arenden/{case['id']}"
    chair.post(f"{address}/kommentera", data={"_action": "do", "text": "Brådskar <b>åäö</b>."})
    answers = {"_action": "complete", "utfall": "avsluta", "motivering": "Frågan är redan löst."}
    chair.post(f"/uppgifter/{decision.id}", data=answers)
    return address


def test_the_whole_case_as_json_has_stable_keys_and_everything_in_it(browse: Browse, decided: str) -> None:
    answer = browse(LEAD).get(f"{decided}/arende.json")
    whole = answer.json

    assert list(whole) == KEYS
    assert (whole["format"], whole["version"]) == ("rals-case", 1)
    assert whole["case"]["state"] == "ended"
    assert [one["outcome"] for one in whole["decisions"]] == ["avsluta"]
    assert whole["submissions"][0]["answers"]["rubrik"] == "Gemensam provtagning"
    assert [one["text"] for one in whole["comments"]] == ["Brådskar <b>åäö</b>."]
    assert whole["trail"][0]["kind"] == "case-started"
    assert whole["steps"]
    assert whole["members"]


def test_the_whole_case_as_pdf_is_tagged_swedish_pdf_a_and_says_it_all(browse: Browse, decided: str) -> None:
    answer = browse(LEAD).get(f"{decided}/arende.pdf")
    paper = PdfReader(io.BytesIO(answer.data))
    root = paper.trailer["/Root"]
    told = " ".join(page.extract_text() for page in paper.pages).replace("\n", " ")

    assert answer.mimetype == "application/pdf"
    metadata = root["/Metadata"].get_data().decode()
    assert 'pdfaid:part="2"' in metadata or "<pdfaid:part>2<" in metadata
    assert 'pdfaid:conformance="A"' in metadata or "<pdfaid:conformance>A<" in metadata
    assert root["/Lang"] == "sv"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/OutputIntents"]
    assert paper.metadata is not None
    assert paper.metadata.title.endswith("Gemensam provtagning")
    for words in (
        "Besluta om hantering",
        "Frågan är redan löst.",
        "Brådskar <b>åäö</b>.",
        "startade ärendet",
    ):
        assert words in told
    assert "Hanna Virtanen" in told
    assert "RH-" in told
    fonts = [font for page in paper.pages for font in page["/Resources"]["/Font"].values()]
    assert all("/DescendantFonts" in font.get_object() for font in fonts)


def test_a_machine_without_pango_says_what_is_missing(
    browse: Browse, decided: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weasyprint.py").write_text('raise OSError("cannot load library libpango-1.0-0")')
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)

    answer = browse(LEAD).get(f"{decided}/arende.pdf")

    assert answer.status_code == 503
    assert "libpango-1.0-0" in answer.text


def test_a_secret_case_is_not_handed_out_to_others(browse: Browse, engine: Any, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {})
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})

    for kind in ("pdf", "json"):
        assert browse("emma-rydberg").get(f"/arenden/{case['id']}/arende.{kind}").status_code == 404
    headers = robot.people
    export = f"/api/v1/cases/{case['id']}/export"
    assert client.get(export, headers=headers["emma-rydberg"]).status_code == 404
    assert list(client.get(export, headers=headers[demo.LEAD]).json) == KEYS
