"""Diagrams of any tool over HTTP: kept and handed back without losing a byte, drawn, compared, taken on as models."""

from collections.abc import Callable
from typing import Any

import every_bpmn
import pytest
from flask.testing import FlaskClient
from lxml import etree
from sqlalchemy import text

from engine.door import Engine
from tests.engine.runtime.checks.tiny import END, START, process, user, ways

AUTHOR, READER, MODELLER = "agneta-hallberg", "tomas-ekstrom", "emma-rydberg"
Bearer = Callable[[str], dict[str, str]]
XML = "application/xml"


class Author:
    """Somebody who keeps diagrams."""

    def __init__(self, client: FlaskClient, headers: dict[str, str]) -> None:
        self.client, self.headers = client, headers

    def keep(self, data: bytes, code: int = 201, query: str = "") -> Any:
        answer = self.client.post(
            f"/api/v1/diagrams{query}", data=data, content_type=XML, headers=self.headers
        )
        assert answer.status_code == code, answer.get_data(as_text=True)
        return answer.json

    def get(self, path: str, code: int = 200) -> Any:
        answer = self.client.get(f"/api/v1/diagrams/{path}", headers=self.headers)
        assert answer.status_code == code, answer.get_data(as_text=True)
        return answer


@pytest.fixture
def author(client: FlaskClient, bearer: Bearer) -> Author:
    return Author(client, bearer(AUTHOR))


def in_force(engine: Engine, version_id: str) -> None:
    """What the process does when the day comes."""
    with engine.database.transaction() as connection:
        connection.execute(
            text("UPDATE document_version SET state = 'gallande' WHERE id = :id"), {"id": version_id}
        )


def canonical(data: bytes) -> bytes:
    return etree.tostring(etree.fromstring(data), method="c14n2")


def test_every_file_comes_back_byte_by_byte_and_each_of_its_diagrams_is_drawn(author: Author) -> None:
    small = every_bpmn.FILES["conversation"].decode().rpartition("?>")[2]
    others = {
        "ISO-8859-1": f'<?xml version="1.0" encoding="ISO-8859-1"?>{small}'.encode("iso-8859-1"),
        "UTF-16": f'<?xml version="1.0" encoding="UTF-16"?>\r\n<?tool x?>{small}'.encode("utf-16"),
        "with a mark": b"\xef\xbb\xbf" + small.encode(),
    }
    for name, data in {**every_bpmn.FILES, **others}.items():
        made = author.keep(data)
        back = author.get(f"{made['id']}/bpmn")

        assert back.data == data, name
        assert canonical(back.data) == canonical(data)
        # The file says itself how it is encoded.
        assert back.headers["Content-Type"] == XML
        assert b"<svg" in author.get(f"{made['id']}/diagram.svg").data
    roots = author.keep(every_bpmn.FILES["roots"])["id"]
    assert "Två".encode() in author.get(f"{roots}/diagram.svg?sheet=1").data
    author.get(f"{roots}/diagram.svg?sheet=2", 404)


def test_a_diagram_is_a_document_found_by_its_words_and_a_draft_only_its_writer_sees(
    engine: Engine, author: Author, client: FlaskClient, bearer: Bearer
) -> None:
    made = author.keep(every_bpmn.FILES["choreography"])
    found = client.get("/api/v1/documents?q=Förhandla", headers=author.headers).json["items"]
    reader = Author(client, bearer(READER))

    assert [(one["id"], one["title"], one["kind"]) for one in found] == [
        (made["id"], "Samverkan", "processdiagram")
    ]
    reader.get(f"{made['id']}/bpmn", 404)
    in_force(engine, made["version_id"])
    assert reader.get(f"{made['id']}/bpmn").data == every_bpmn.FILES["choreography"]


def test_a_new_file_goes_into_the_draft_or_the_next_version_and_the_two_are_compared(
    engine: Engine, author: Author
) -> None:
    first = process(START, user("ut_a", name="Granska"), END, ways("s ut_a e"), name="Provet")
    made = author.keep(first.replace(b"Granska", b"Utkast"))
    address = f"/api/v1/diagrams/{made['id']}/bpmn"

    def put(data: bytes) -> Any:
        return author.client.put(address, data=data, content_type=XML, headers=author.headers)

    assert put(first).json["version"] == 1
    in_force(engine, made["version_id"])
    second = put(first.replace(b"Granska", b"Bed\xc3\xb6m"))

    assert (second.status_code, second.json["version"]) == (200, 2)
    assert author.get(f"{made['id']}/bpmn?version=1").data == first
    told = author.get(f"{made['id']}/compare?from=1&to=2").json
    assert [one["text"] for one in told["changes"]] == ["Uppgiften ”Granska” bytte namn till ”Bedöm”."]


def test_a_diagram_becomes_the_draft_of_a_model_and_is_told_what_is_missing(
    engine: Engine, author: Author, client: FlaskClient, bearer: Bearer
) -> None:
    data = every_bpmn.FILES["pools_upright"]
    made = author.keep(data)
    in_force(engine, made["version_id"])
    address = f"/api/v1/diagrams/{made['id']}/draft"
    headers = bearer(MODELLER)

    assert client.post(address, json={"key": "provtagning"}, headers=author.headers).status_code == 403
    assert client.post(address, json={"key": "Nej Tack"}, headers=headers).status_code == 422
    answer = client.post(address, json={"key": "provtagning"}, headers=headers)

    assert answer.status_code == 201, answer.text
    assert {one["check"] for one in answer.json["findings"]} >= {"one_start"}
    with engine.database.snapshot() as connection:
        asked = text("SELECT f.name, f.data FROM model_draft_file f WHERE f.draft_id = :id")
        (row,) = connection.execute(asked, {"id": answer.json["id"]})
    assert row.name == "provtagning.bpmn"
    assert b'id="provtagning"' in bytes(row.data)
    assert b'processRef="provtagning"' in bytes(row.data)
    assert author.get(f"{made['id']}/bpmn").data == data


def test_who_has_no_role_keeps_no_diagrams(author: Author, client: FlaskClient, bearer: Bearer) -> None:
    data = every_bpmn.FILES["conversation"]
    made = author.keep(data)
    nobody = bearer("olga-ivanova")

    for method, path in (("POST", "/diagrams"), ("PUT", f"/diagrams/{made['id']}/bpmn")):
        answer = client.open(f"/api/v1{path}", method=method, data=data, content_type=XML, headers=nobody)
        assert answer.status_code == 403, path
    assert author.get(f"{made['id']}/bpmn").data == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"<html/>",
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><definitions>&a;</definitions>',
        b"<a>" * 200 + b"</a>" * 200,
    ],
)
def test_what_is_not_bpmn_is_refused_with_a_sentence(author: Author, data: bytes) -> None:
    refused = author.keep(data, 422)

    assert refused["detail"]
    assert "passwd" not in str(refused)
