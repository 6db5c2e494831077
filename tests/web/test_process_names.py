"""What the processes of a municipal group are called, level by level, and the administrations that take part in them."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from appointments import Played
from flask.testing import FlaskClient

from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.people.me import DemoPeople
from engine.settings import Settings
from engine.store.work import Database
from tests.krav.diary import shown
from web.app import create_app

# As the table of levels has them: the kind of process, what it can be called, its level.
NAMES = (
    ("processomrade", "Tillgodose behovet av vård och sociala tjänster", 1),
    ("verksamhetsprocess", "Ge vård och stöd till äldre", 2),
    ("verksamhetsprocess", "Ge vård och stöd till barn och unga", 2),
    ("stodprocess", "Tillgodose behovet av ekonomi och redovisning", 2),
    ("delprocess", "Bedriva hemtjänst", 3),
)


@pytest.fixture
def played(empty_url: str) -> Iterator[Played]:
    """The municipal group and everybody in it."""
    database = Database(empty_url)
    yield Played(Engine(database, demo=True), "eskilstuna")
    database.close()


@pytest.fixture
def administrator(played: Played, tmp_path: Path) -> FlaskClient:
    """A browser in which the administrator is logged in."""
    app = create_app(played.engine, Settings(tmp_path, None, "127.0.0.1", 0, 1, demo=True))
    app.testing = True
    client = app.test_client()
    (person,) = (one.id for one in played.engine.ask(DemoPeople(), RALS) if one.key == "adam")
    assert client.post("/login", data={"_person": str(person)}).status_code == 303
    return client


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize(("kind", "name", "level"), [shown("ESK-NIV-06", *row) for row in NAMES])
def test_a_level_has_its_examples_of_names_where_a_process_is_named_and_among_the_classes(
    administrator: FlaskClient, kind: str, name: str, level: int
) -> None:
    chosen = administrator.post("/processer/ny", data={"typ": kind}).text
    classes = administrator.get("/processer/klasser").text
    (term,) = re.findall(rf"<dt>([^<]+)</dt>(?:<dd>[^<]+</dd>)*?<dd>{name}</dd>", classes)

    assert re.search(rf"Exempel på namn: [^<]*”{name}”", unescape(chosen))
    assert f"nivå {level}," in term
    other = "ledningsprocess"
    assert "Exempel på namn" not in administrator.post("/processer/ny", data={"typ": other}).text


def test_the_form_offers_the_kinds_of_the_profile_and_no_others(administrator: FlaskClient) -> None:
    page = administrator.get("/processer/ny").text
    listed = re.search(r'<select[^>]*name="typ".*?</select>', page, re.DOTALL)

    assert listed
    offered = set(re.findall(r'<option value="(\w+)"', listed[0]))
    assert offered == {
        *("ledningsprocess", "processomrade", "stodprocessomrade", "verksamhetsprocess", "stodprocess"),
        *("delprocess", "delprocessflode"),
    }


def node(played: Played, code: str) -> dict[str, Any]:
    (found,) = (one for one in played.robot.get("/process-nodes", "adam")["items"] if one["code"] == code)
    return found


def taking_part(played: Played, code: str) -> list[str]:
    return [one["code"] for one in node(played, code)["administrations"]]


@pytest.mark.krav("ESK-NIV-07")
def test_the_administrations_that_take_part_stand_in_parentheses_after_the_process(
    played: Played, administrator: FlaskClient
) -> None:
    units = {code: played.unit(code) for code in ("vof", "bostad")}
    asked = {"_action": "do", "typ": "delprocess", "over": node(played, "ge-hemtjanst")["id"]}
    for code, name, deltar in (
        ("hemtjanst-p", "Bedriva hemtjänst", ["vof", "bostad"]),
        ("unga", "Ge vård till unga", ["vof"]),
    ):
        path = f"/processer/{node(played, code)['id']}/andra" if code == "hemtjanst-p" else "/processer/ny"
        answers = {**asked, "kod": code, "namn": name, "forvaltningar": [units[one] for one in deltar]}
        assert administrator.post(path, data=answers).status_code == 303

    tree = words(administrator.get("/processer").text)
    assert "Bedriva hemtjänst (bostad, vof)" in tree
    assert "Ge vård till unga (vof)" in tree
    page = words(administrator.get(f"/processer/{node(played, 'unga')['id']}").text)
    assert "Förvaltningar som deltar Vård- och omsorgsförvaltningen (vof)" in page


def test_what_is_ticked_is_there_the_next_time_and_can_be_taken_away(
    played: Played, administrator: FlaskClient
) -> None:
    path = f"/processer/{node(played, 'ge-hemtjanst')['id']}/andra"
    over, vof = node(played, "vard")["id"], played.unit("vof")
    page = administrator.get(path).text

    assert taking_part(played, "ge-hemtjanst") == ["bostad", "vof"]
    assert len(re.findall(r'name="forvaltningar"[^>]* checked', page)) == 2
    answers = {"_action": "do", "namn": "Ge hemtjänst", "typ": "verksamhetsprocess", "over": over}
    administrator.post(path, data={**answers, "forvaltningar": [vof]})
    assert taking_part(played, "ge-hemtjanst") == ["vof"]
    administrator.post(path, data=answers)
    assert taking_part(played, "ge-hemtjanst") == []


@pytest.mark.parametrize("unit", ["hemtjanst", "kou"])
def test_a_unit_that_is_no_administration_does_not_take_part(played: Played, unit: str) -> None:
    body = {"code": "ny", "name": "Ny", "kind": "processomrade", "administration_ids": [played.unit(unit)]}
    headers = played.robot.people["adam"]
    refused = played.robot.client.post("/api/v1/process-nodes", json=body, headers=headers)

    assert refused.status_code == 422
    assert "Välj bland förvaltningarna" in refused.json["detail"]
    assert "ny" not in {one["code"] for one in played.robot.get("/process-nodes", "adam")["items"]}
