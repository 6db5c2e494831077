"""The pages of governing statements, and that everything else leads to them."""

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from engine.library import statements
from engine.queries.rows import TaskRow
from engine.queries.statements.role_names import role_names
from web.statements import PLACES

Browse = Callable[[str], FlaskClient]
READER = "tomas-ekstrom"
CHAIR = "maria-lindqvist"


def listed(page: str) -> list[str]:
    return re.findall(r'<a class="title" href="/krav/([\w-]+)"', page)


def test_the_list_begins_with_the_first_text_and_leads_on_to_the_last(browse: Browse) -> None:
    client = browse(READER)
    address, found = "/krav", []
    while address:
        page = client.get(address).text
        found += listed(page)
        more = re.search(r'class="more"><a class="btn" href="([^"]+)"', page)
        address = more[1].replace("&amp;", "&") if more else ""

    assert len(found) == len(set(found)) == 427
    assert found[0] == "UPP-ORG-01"


def test_the_filters_narrow_by_text_kind_process_state_and_words(browse: Browse) -> None:
    client = browse(READER)

    assert listed(client.get("/krav?document=POP&kind=eligibility").text) == [
        "POP-FOR-02",
        "POP-BES-02",
        "POP-MOT-04",
    ]
    assert listed(client.get("/krav?process=eskalering&document=RH").text) == [
        "RH-ROLE-UA-07",
        "RH-ROLE-UA-08",
    ]
    assert listed(client.get("/krav?q=helikopter").text) == ["UPP-KVAL-03"]
    assert "RH-IMP-01" not in listed(client.get("/krav?state=missing&document=RH").text)
    assert "Inga krav passar" in client.get("/krav?q=finns+inte+alls").text


def test_the_totals_add_up_and_lead_to_their_statements(browse: Browse) -> None:
    client = browse(READER)
    page = client.get("/krav").text

    rows = re.findall(r'<a href="(/krav\?document=\w+)">.*?data-label="Krav"><span>(\d+)<', page)
    assert sum(int(number) for _, number in rows) == 427
    assert [int(number) for _, number in rows if _.endswith("=UPP")] == [32]
    assert len(listed(client.get("/krav?document=UPP").text)) == 32


def test_a_statement_shows_its_text_source_and_what_carries_it(browse: Browse) -> None:
    page = browse(READER).get("/krav/RH-ROLE-UA-01").text

    for words in (
        "<h1>RH-ROLE-UA-01</h1>",
        "Rollen tilldelas någon i förvaltningsledningen.",
        "Rollbeskrivning uppdragsägare",
        "The role is given to a member of the management team.",
        "bpmn/profiles/vgr.yaml#roles.uppdragsagare.eligibility.0",
        "bpmn/implementering/implementering.bpmn#st_utse_uppdragsagare",
    ):
        assert words in page, words


def test_a_statement_that_obliges_nobody_says_so_and_why_and_is_counted_apart(browse: Browse) -> None:
    client = browse(READER)
    many, one = client.get("/krav?state=explanatory").text, client.get("/krav/VGR-PRI-01").text

    assert listed(many) == ["UPP-ORG-02", "VGR-PRI-01", "VGR-PRI-06", "POP-SYF-02"]
    assert "4 är förklarande: de binder ingen och räknas inte som prövade." in many
    assert "Satsen anger en inriktning." in one
    assert "Bärs av" not in one


def test_processes_and_roles_are_called_by_their_names_in_both_languages(browse: Browse) -> None:
    client = browse(READER)
    statement = next(one for one in statements().values() if "plg" in one.roles)
    for language, process, role in (
        ("sv", "Godkänna ett dokument", "Processledningsgrupp"),
        ("en", "Approve a document", "Process management group"),
    ):
        client.post("/sprak", data={"language": language})
        assert f">{process}</option>" in client.get("/krav").text
        assert role in client.get(f"/krav/{statement.id}").text


def test_no_key_of_a_process_or_role_is_shown_instead_of_a_name() -> None:
    assert {one.process for one in statements().values()} <= set(PLACES)
    for one in statements().values():
        assert not set(one.roles) & {name.sv for name in role_names(one)}, one


def test_a_statement_that_is_not_there_is_said_so(browse: Browse) -> None:
    answer = browse(READER).get("/krav/RH-FINNS-INTE")

    assert answer.status_code == 404
    assert "Kravet RH-FINNS-INTE finns inte" in answer.text


def test_the_pages_speak_english_too(browse: Browse) -> None:
    client = browse(READER)
    client.post("/sprak", data={"language": "en", "next": "/krav"})

    assert "sentences of the governing texts are carried" in client.get("/krav").text
    assert "Carried by" in client.get("/krav/RH-ROLE-UA-01").text


def test_the_statements_behind_a_task_lead_to_their_pages(browse: Browse, decision: TaskRow) -> None:
    client = browse(CHAIR)
    page = client.get(f"/uppgifter/{decision.id}").text

    links = re.findall(r'href="(/krav/[\w-]+)"', page)
    assert "/krav/RH-ROLE-FVL-01" in links
    assert {client.get(link).status_code for link in links} == {200}
