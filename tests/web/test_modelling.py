"""The pages of models: what is in force, what is being drawn, and the page in which it is drawn."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from uuid import uuid4

from flask.testing import FlaskClient

Browse = Callable[[str], FlaskClient]
DRAWER, READER = "emma-rydberg", "hanna-virtanen"


def _begun(client: FlaskClient) -> str:
    answer = client.post("/modeller", data={"name": "Ny process", "key": "ny_process"})
    assert answer.status_code == 303
    return answer.location


def test_everybody_sees_what_is_in_force_and_who_draws_sees_the_drafts_too(browse: Browse) -> None:
    drawer, reader = browse(DRAWER), browse(READER)
    _begun(drawer)

    seen, other = drawer.get("/modeller").text, reader.get("/modeller").text

    assert "Implementering" in seen
    assert "Implementering" in other
    assert "Emma Rydberg sparade" in seen
    assert "Emma Rydberg sparade" not in other
    assert "Börja rita" not in other
    assert "Nytt utkast från den här versionen" in drawer.get("/modeller/implementering").text
    assert "Nytt utkast från" not in reader.get("/modeller/implementering").text
    assert drawer.get("/modeller/finns_inte").status_code == 404


def test_the_page_of_a_draft_holds_it_so_that_nothing_in_it_ends_the_script(browse: Browse) -> None:
    client = browse(DRAWER)
    written = client.post("/modeller", data={"name": "</script><b>", "key": "ny_process"}).location

    page = client.get(written).text

    held = re.search(r'<script type="application/json" id="draft">(.*?)</script>', page, re.DOTALL)
    assert held
    settings = json.loads(held[1])
    assert settings["name"] == "</script><b>"
    assert "&lt;/script&gt;" in settings["bpmn"]
    assert (settings["revision"], settings["sent"], settings["saver"]["name"]) == (1, False, "Emma Rydberg")


def test_links_lead_only_to_pages_that_there_are(browse: Browse) -> None:
    client = browse(DRAWER)
    addresses = re.findall(r'href="(/modeller[^"?#]*)"', client.get("/modeller/implementering").text)
    addresses += re.findall(r'href="(/modeller[^"?#]*)"', client.get(_begun(client)).text)

    # A draft that cannot be run yet is refused with a sentence where it is tried.
    codes = {address: client.get(address).status_code for address in addresses}
    assert {address: code for address, code in codes.items() if code not in (200, 422)} == {}
    assert len(codes) > 3


def test_a_file_or_a_version_begins_a_draft_and_a_refusal_keeps_what_was_typed(browse: Browse) -> None:
    client = browse(DRAWER)
    listed = client.get("/modeller/implementering").text
    version = re.search(r'name="version" value="([\w-]+)"', listed)
    assert version
    again = client.post("/modeller/implementering/utkast", data={"version": version[1]})
    assert client.get(again.location).status_code == 200
    drawn = json.loads(
        re.search(r'id="draft">(.*?)</script>', client.get(again.location).text, re.DOTALL)[1]
    )["bpmn"]  # type: ignore[index]
    read = client.post("/modeller/las-in", data={"fil": (BytesIO(drawn.encode()), "egen.bpmn")})
    assert "egen" in client.get(read.location).text

    refused = client.post("/modeller", data={"name": "Behåll mig", "key": "Fel Id"})
    assert refused.status_code == 422
    assert "små bokstäver" in refused.text
    assert 'value="Behåll mig"' in refused.text
    for data in ({}, {"fil": (BytesIO(b"<a"), "fel.bpmn")}):
        assert client.post("/modeller/las-in", data=data).status_code == 422
    assert client.post("/modeller/x/utkast", data={"version": "x"}).status_code == 404


def test_a_draft_is_thrown_away_and_fetched_back(browse: Browse) -> None:
    client = browse(DRAWER)
    draft = _begun(client)

    assert "Hämta tillbaka" in client.post(f"{draft}/kasta", follow_redirects=True).text
    assert client.get(draft).status_code == 404
    assert "Utkastet är tillbaka." in client.post(f"{draft}/hamta-tillbaka", follow_redirects=True).text
    assert client.get(draft).status_code == 200


def test_the_modeller_asks_by_the_session_and_no_other_site_does(browse: Browse, nobody: FlaskClient) -> None:
    client = browse(DRAWER)
    address = _begun(client).replace("/modeller/utkast", "/api/modeller/model-drafts")

    assert client.get(address).json["name"] == "Ny process"
    refused = nobody.get(address)
    assert (refused.status_code, refused.content_type) == (401, "application/problem+json")
    assert "Logga in igen" in refused.json["detail"]
    foreign = {"Sec-Fetch-Site": "cross-site", "If-Match": '"1"'}
    assert client.put(address, json={"name": "Kapat"}, headers=foreign).status_code == 403
    assert browse(READER).get(address).status_code == 403
    assert client.get(f"/modeller/utkast/{uuid4()}").status_code == 404


def test_only_the_page_of_a_draft_loads_the_modeller(browse: Browse) -> None:
    client = browse(DRAWER)
    draft = _begun(client)

    assert "dist/modeller.js" in client.get(draft).text
    for path in ("/inkorg", "/modeller", "/modeller/implementering"):
        assert "modeller.js" not in client.get(path).text
