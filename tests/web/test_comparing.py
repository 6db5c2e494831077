"""Two versions of a process compared: the page, the API, and what it says of running cases."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.people.organisations import Organisations
from web.cli import data, models

Browse = Callable[[str], FlaskClient]
READER = "tomas-ekstrom"
FILES = models.files_of(data.PRODUCT / "bpmn" / "implementering")
OLD_ROLE = 'id="ut_ta_emot_fraga" name="Ta emot frågan" rals:name-en="Receive the question" rals:role="lokalt_utvecklingsansvarig"'


@pytest.fixture
def second(engine: Engine) -> int:
    """A second version, where the board receives the question and the board has a week to decide."""
    text = FILES["implementering.bpmn"].decode()
    text = text.replace(OLD_ROLE, OLD_ROLE.replace("lokalt_utvecklingsansvarig", "forvaltningsledning"))
    text = text.replace(
        'rals:scope="arende.berorda_regionomraden[1]" rals:form="f_fraga"', 'rals:form="f_fraga"'
    )
    text = text.replace('rals:due="P14D"', 'rals:due="P7D"', 1)
    files = {**FILES, "implementering.bpmn": text.encode()}
    (organisation, *_) = engine.ask(Organisations(), RALS)
    published = engine.do(PublishModel(files, organisation.id), RALS)
    return int(published["number"])


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_page_says_what_differs_who_gets_more_to_do_and_how_many_cases_stay(
    browse: Browse, case: dict[str, Any], second: int
) -> None:
    page = browse(READER).get("/modeller/implementering/jamfor").text
    told = words(page)

    assert second == 2
    assert (
        "Uppgiften ”Ta emot frågan” flyttades från Lokalt utvecklingsansvarig till Förvaltningsledningen"
        in told
    )
    assert "tiden för att bli klar ändrades från ”14 dagar” till ”7 dagar”" in told
    assert "Ett ärende pågår på version 1 och stannar kvar där." in told
    assert 'href="/modeller/implementering/arenden"' in page
    assert len(re.findall('id="(?:fran|till)-el-ut_ta_emot_fraga" class="el next moved"', page)) == 2
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_page_speaks_english_and_compares_what_is_asked_for(browse: Browse, second: int) -> None:
    client = browse(READER)
    client.post("/sprak", data={"language": "en"})
    told = words(client.get("/modeller/implementering/jamfor?fran=2&till=1").text)
    assert 'The task "Receive the question" was moved from' in told
    assert "No case runs on version 2." in told
    assert "It is the same version." in words(
        client.get("/modeller/implementering/jamfor?fran=1&till=1").text
    )
    assert client.get("/modeller/implementering/jamfor?fran=9").status_code == 422
    assert client.get("/modeller/finns_inte/jamfor").status_code == 404


def test_the_api_gives_the_same_by_number_and_by_id(
    client: FlaskClient, bearer: Callable[[str], dict[str, str]], second: int
) -> None:
    headers = bearer(READER)
    address = "/api/v1/process-definitions/implementering"
    newest, oldest = client.get(f"{address}/versions", headers=headers).json["items"]
    by_number = client.get(f"{address}/compare?from=1&to=2", headers=headers).json
    by_id = client.get(f"{address}/compare?from={oldest['id']}&to={newest['id']}", headers=headers).json

    assert by_id == by_number
    assert by_number["from"]["number"] == 1
    assert {change["what"] for change in by_number["changes"]} == {"changed", "moved"}
    assert [(one["role"], one["after"] - one["before"]) for one in by_number["work"]] == [
        ("forvaltningsledning", 1),
        ("lokalt_utvecklingsansvarig", -1),
    ]
    assert client.get(f"{address}/compare?from=7", headers=headers).status_code == 422
