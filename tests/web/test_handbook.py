"""A published process in words: handbook, fact sheet and who answers for what."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import docx
import pypdf
import pytest
from every_bpmn import FILES
from flask.testing import FlaskClient

# WeasyPrint leaves the file with its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

Browse = Callable[[str], FlaskClient]
READER = "tomas-ekstrom"
NOBODY = "\N{EN DASH}"
MODEL = "/modeller/implementering"


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def row(page: str, step: str) -> list[str]:
    """The cells of a step in the table of responsibilities."""
    found = re.search(rf'<tr><th scope="row">{step}</th>(.*?)</tr>', page, re.DOTALL)
    assert found, step
    return [words(cell) for cell in re.findall(r"<span>(.*?)</span>", found[1], re.DOTALL)]


def test_the_handbook_tells_each_step_under_its_role_with_decision_form_and_statement(browse: Browse) -> None:
    page = browse(READER).get(f"{MODEL}/handbok").text
    told = words(page)

    assert "Syfte Beslutade förändringar används och ger effekt." in told
    assert "Slutar med" in told
    assert "Effekten är hemtagen" in told
    board = told[told.index("Steg för varje roll") :]
    assert board.index("Lokalt utvecklingsansvarig") < board.index("Ta emot frågan")
    assert "Ska vara klar inom 14 dagar" in board
    assert "Bereda ärendet, Införa direkt, Handlägga på annat sätt, Avsluta" in board
    assert "På vilket sätt måste fyllas i" in board
    assert '<a href="/krav/RH-IMP-T-02">' in page
    assert 'id="el-ut_besluta_hantering"' in page


def test_the_fact_sheet_has_purpose_roles_with_people_measures_and_documents(
    browse: Browse, case: dict[str, Any]
) -> None:
    told = words(browse(READER).get(f"{MODEL}/faktablad").text)

    assert "Pågående ärenden 1" in told
    assert "Lokal processledare Birgitta Löfgren, Yusuf Ali, Zahra Karimi 1" in told
    assert "Projektledare utses i varje ärende" in told
    assert "Inget gällande dokument hör till processen." in told


def test_who_answers_for_what_is_derived_from_mandates_phases_instances_and_what_is_sent(
    browse: Browse,
) -> None:
    page = browse(READER).get(f"{MODEL}/ansvar").text

    assert row(page, "Ta emot frågan") == [
        "Lokalt utvecklingsansvarig",
        "Förvaltningsledningen",
        NOBODY,
        NOBODY,
    ]
    assert row(page, "Besluta om genomförande")[:2] == ["Förvaltningsledningen", "Förvaltningsledningen"]
    assert row(page, "Granska underlaget")[2] == "Lokalt utvecklingsansvarig"
    assert row(page, "Skicka informationen") == [
        "sker av sig självt",
        "Förvaltningsledningen",
        NOBODY,
        "Chef",
    ]


def test_a_version_is_asked_for_by_number_and_the_words_are_english_for_english_readers(
    browse: Browse,
) -> None:
    client = browse(READER)
    client.post("/sprak", data={"language": "en"})
    told = words(client.get(f"{MODEL}/ansvar?version=1").text)

    assert "Responsibilities: Implementation" in told
    assert "Decide how to handle the case Administration management team" in told
    assert client.get(f"{MODEL}/faktablad?version=7").status_code == 422
    assert client.get("/modeller/finns_inte/handbok").status_code == 404


def test_a_document_that_is_a_diagram_shows_its_drawing(
    browse: Browse, client: FlaskClient, bearer: Callable[[str], dict[str, str]]
) -> None:
    sent = {"data": FILES["conversation"], "content_type": "application/xml"}
    made = client.post("/api/v1/diagrams", headers=bearer("agneta-hallberg"), **sent).json
    page = browse("agneta-hallberg").get(f"/dokument/{made['number']}/1").text

    assert 'id="el-c" class="el next"' in page
    assert "Beställning" in words(page)


def test_the_handbook_is_handed_out_as_pdf_with_every_drawing(browse: Browse) -> None:
    answer = browse(READER).get("/modeller/utse_roll/handbok.pdf")
    paper = pypdf.PdfReader(BytesIO(answer.data))
    text = " ".join(page.extract_text() for page in paper.pages)
    fonts = {
        font.get_object()["/BaseFont"]
        for page in paper.pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert "utse_roll-v1-handbok.pdf" in answer.headers["Content-Disposition"]
    assert "Steg för varje roll" in text
    assert paper.pages[-1].mediabox.width > paper.pages[0].mediabox.width
    assert "Kandidatens" in paper.pages[-1].extract_text()
    assert all("Rals" in name for name in fonts), fonts


def test_the_handbook_for_word_has_headings_tables_and_pictures_with_words(browse: Browse) -> None:
    answer = browse(READER).get("/modeller/utse_roll/handbok.docx")
    document = docx.Document(BytesIO(answer.data))
    headings = [(one.style.name, one.text) for one in document.paragraphs]

    assert ("Heading 1", "Steg för varje roll") in headings
    assert ("Heading 3", "Utse innehavaren") in headings
    decisions, answering = document.tables
    assert [cell.text for cell in decisions.rows[0].cells] == ["Steg", "Mandat", "Beslutar", "Utfall"]
    assert "Meddela förordnandet" in [one.cells[0].text for one in answering.rows]
    assert len(document.inline_shapes) >= 1
    picture = document.inline_shapes[0]._inline.docPr.get("descr")
    assert picture.startswith("Ritning av")
    assert document.core_properties.language == "sv-SE"
