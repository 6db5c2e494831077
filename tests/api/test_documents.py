"""Documents over HTTP: written, found, compared, and met by others only when they may."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx_file
import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from engine.door import Engine

AUTHOR, READER = "agneta-hallberg", "emma-rydberg"
Bearer = Callable[[str], dict[str, str]]


class Desk:
    """Somebody at the API."""

    def __init__(self, client: FlaskClient, headers: dict[str, str]) -> None:
        self.client, self.headers = client, headers

    def __call__(self, method: str, path: str, code: int, body: Any = None, **headers: str) -> Any:
        answer = self.client.open(
            f"/api/v1{path}", method=method, json=body, headers={**self.headers, **headers}
        )
        assert answer.status_code == code, answer.get_data(as_text=True)
        return answer.json if answer.is_json or "problem" in str(answer.content_type) else answer

    def listed(self, **query: Any) -> list[str]:
        answer = self.client.get("/api/v1/documents", query_string=query, headers=self.headers)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return [one["title"] for one in answer.json["items"]]


@pytest.fixture
def author(client: FlaskClient, bearer: Bearer) -> Desk:
    return Desk(client, bearer(AUTHOR))


@pytest.fixture
def reader(client: FlaskClient, bearer: Bearer) -> Desk:
    return Desk(client, bearer(READER))


def document(title: str, body: str, **given: Any) -> dict[str, Any]:
    return {"kind": "processdokument", "metadata": {"titel": title, **given}, "text": body}


def put_in_force(engine: Engine, version_id: str, **values: str) -> None:
    """What the process does when the day comes."""
    sets = "".join(f", {name} = :{name}" for name in values)
    with engine.database.transaction() as connection:
        connection.execute(
            text(f"UPDATE document_version SET state = 'gallande'{sets} WHERE id = :id"),  # noqa: S608  ours
            {"id": version_id, **values},
        )


def test_a_draft_is_its_writers_and_what_is_in_force_everybody_s(
    engine: Engine, author: Desk, reader: Desk
) -> None:
    made = author("POST", "/documents", 201, document("Provtagning i hemmet", "Sköterskorna ringer först."))
    address = f"/document-versions/{made['version_id']}"

    assert author.listed(q="sköterskor") == ["Provtagning i hemmet"]
    assert reader.listed() == []
    reader("GET", address, 404)
    reader("GET", f"/documents/{made['id']}", 404)
    reader("GET", f"{address}/content", 404)

    put_in_force(engine, made["version_id"])

    assert reader.listed(q="sköterskor") == ["Provtagning i hemmet"]
    shown = reader("GET", address, 200)
    assert shown["text"] == "Sköterskorna ringer först."
    assert (shown["editable"], len(shown["version"]["hash"])) == (False, 64)
    author("PUT", address, 409, {"revision": 1, "text": "Kapad"})


def test_of_two_who_save_the_second_is_told(author: Desk) -> None:
    made = author("POST", "/documents", 201, document("Rutin", "Ett"))
    address = f"/document-versions/{made['version_id']}"

    author("PUT", address, 422, {"text": "Två"})
    saved = author("PUT", address, 200, {"text": "Två"}, **{"If-Match": '"1"'})
    lost = author("PUT", address, 412, {"text": "Tre"}, **{"If-Match": '"1"'})

    assert (saved["text"], saved["version"]["revision"]) == ("Två", 2)
    assert saved["version"]["title"] == "Rutin"
    assert lost["detail"].startswith("Agneta Hallberg sparade utkastet")


def test_a_file_is_kept_whole_and_found_by_its_words(author: Desk) -> None:
    data = docx_file.saying("Vaccinera barnen", "på torsdagar")
    sent = author.client.post(
        "/api/v1/files", data={"file": (BytesIO(data), "Årsplan.docx")}, headers=author.headers
    )
    body = {"kind": "processdokument", "metadata": {"titel": "Plan"}, "file": sent.json["id"]}
    made = author("POST", "/documents", 201, body)
    got = author("GET", f"/document-versions/{made['version_id']}/content", 200)

    assert got.data == data
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert author.listed(q="torsdag vaccinera") == ["Plan"]


def test_the_list_filters_by_what_it_applies_to_is_about_and_when_it_ends(
    engine: Engine, author: Desk, reader: Desk
) -> None:
    places = {one["code"]: one["id"] for one in author("GET", "/units?limit=200", 200)["items"]}
    process = author("GET", "/process-nodes", 200)["items"][0]["id"]
    one = author(
        "POST",
        "/documents",
        201,
        document("För alla i norr", "A", galler_for=[places["norr"]]) | {"links": [{"process": process}]},
    )
    two = author("POST", "/documents", 201, document("För söder", "B", galler_for=[places["soder"]]))
    put_in_force(engine, one["version_id"], valid_from="2020-01-01", valid_to="2021-01-01")
    put_in_force(engine, two["version_id"])
    below = next(row["id"] for row in author("GET", f"/units?below={places['norr']}", 200)["items"])

    assert reader.listed(sort="title") == ["För alla i norr", "För söder"]
    assert reader.listed(unit=below) == ["För alla i norr"]
    assert reader.listed(process=process) == ["För alla i norr"]
    assert reader.listed(ending="expired") == ["För alla i norr"]
    assert reader.listed(ending="soon") == []
    first = reader("GET", "/documents?limit=1", 200)
    rest = reader("GET", f"/documents?limit=1&cursor={first['next']}", 200)
    assert [row["title"] for row in (*first["items"], *rest["items"])] == ["För alla i norr", "För söder"]


def test_versions_differ_in_words_and_in_metadata(engine: Engine, author: Desk, reader: Desk) -> None:
    made = author("POST", "/documents", 201, document("Rutin", "Ring patienten.\nSkriv brev."))
    put_in_force(engine, made["version_id"])
    new = author("POST", f"/documents/{made['id']}/versions", 201, {})
    author("POST", f"/documents/{made['id']}/versions", 409, {})
    body = {"metadata": {"titel": "Ny rutin"}, "text": "Ring familjen.\nSkriv brev.", "change": "Vem"}
    author("PUT", f"/document-versions/{new['version_id']}", 200, {**body, "revision": 1})

    found = author("GET", f"/documents/{made['id']}/compare?from=1&to=2", 200)

    assert (new["number"], new["version"]) == (made["number"], 2)
    assert [(one["key"], one["after"][0]["text"]) for one in found["facts"]] == [("titel", "Ny rutin")]
    assert [line["kind"] for line in found["lines"]] == ["changed", "same"]
    assert [one["text"] for one in found["lines"][0]["after"] if one["changed"]] == ["familjen"]
    # Who does not see the draft does not compare with it.
    reader("GET", f"/documents/{made['id']}/compare?from=1&to=2", 404)


def test_reading_is_kept_once_and_shown_to_whoever_answers(
    engine: Engine, author: Desk, reader: Desk
) -> None:
    made = author("POST", "/documents", 201, document("Läs mig", "Viktigt."))
    address = f"/document-versions/{made['version_id']}"
    put_in_force(engine, made["version_id"])

    first = reader("POST", f"{address}/read", 200)["read_at"]
    again = reader("POST", f"{address}/read", 200)["read_at"]

    assert first == again
    assert [one["name"] for one in author("GET", f"{address}/receipts", 200)["items"]] == ["Emma Rydberg"]
    reader("GET", f"{address}/receipts", 403)


def test_a_secret_document_in_force_is_read_only_by_need(engine: Engine, author: Desk, reader: Desk) -> None:
    made = author("POST", "/documents", 201, document("Hemlig", "X", sekretess="OSL 18 kap. 8 §"))
    put_in_force(engine, made["version_id"])

    assert author.listed() == ["Hemlig"]
    assert reader.listed() == []
    reader("POST", f"/document-versions/{made['version_id']}/read", 404)
    with engine.database.transaction() as connection:
        connection.execute(
            text(
                "INSERT INTO read_receipt (version_id, person_id, asked_at)"
                " SELECT :id, id, now() FROM person WHERE key = :key"
            ),
            {"id": made["version_id"], "key": READER},
        )
    assert reader.listed() == ["Hemlig"]


def test_who_answers_for_a_document_can_hand_it_over(author: Desk, reader: Desk, client: FlaskClient) -> None:
    made = author("POST", "/documents", 201, document("Övertagen", "X"))
    other = reader("GET", "/me", 200)["id"]
    reader("PATCH", f"/documents/{made['id']}", 404, {"responsible": other})

    author("PATCH", f"/documents/{made['id']}", 200, {"responsible": other})

    assert reader.listed() == ["Övertagen"]
    assert reader("GET", f"/documents/{made['id']}", 200)["writes"] is True


def test_what_was_approved_before_is_entered_by_administrators_whole(
    client: FlaskClient, bearer: Bearer, author: Desk, reader: Desk
) -> None:
    administrator = Desk(client, bearer("stefan-aberg"))
    known = {"innehallsansvar": reader("GET", "/me", 200)["id"], "giltig_fran": "2020-01-01"}
    unit = author("GET", "/units?limit=1", 200)["items"][0]["id"]
    body = document("Gammal", "Text", galler_for=[unit], **known) | {"in_force": True}
    author("POST", "/documents", 403, body)
    missing = administrator("POST", "/documents", 422, document("Halv", "Text", **known) | {"in_force": True})

    administrator("POST", "/documents", 201, body)
    old = document("Utgången", "Text", galler_for=[unit], **known, giltig_till="2021-01-01")
    administrator("POST", "/documents", 201, old | {"in_force": True})

    assert [one["pointer"] for one in missing["errors"]] == ["/metadata/galler_for"]
    assert reader.listed(state="gallande") == ["Gammal"]
    assert reader.listed(ending="expired") == ["Utgången"]
