"""Governing statements over HTTP."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

Bearer = Callable[[str], dict[str, str]]


@pytest.fixture
def headers(bearer: Bearer) -> dict[str, str]:
    return bearer("hanna-virtanen")


def test_a_list_can_be_followed_to_its_end(client: FlaskClient, headers: dict[str, str]) -> None:
    found, cursor = [], None
    while True:
        query = {"document": "VGR", "limit": 60, **({"cursor": cursor} if cursor else {})}
        page = client.get("/api/v1/statements", query_string=query, headers=headers).json
        found += [one["id"] for one in page["items"]]
        cursor = page["next"]
        if not cursor:
            break

    assert len(found) == len(set(found)) == 147


def test_one_statement_has_what_carries_it_in_the_language_of_the_reader(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    english = {**headers, "Accept-Language": "en"}
    found = client.get("/api/v1/statements/RH-IMP-B-05", headers=english).json

    assert found["text"] == "Resultat: Beslut om genomförande."
    assert found["process"] == "implementering"
    decisions = [one for one in found["carriers"] if one["place"].endswith("#ut_besluta_genomforande")]
    assert [(one["kind"], one["name"]) for one in decisions] == [("element", "Decide on execution")]


def test_what_is_not_there_is_refused_with_a_sentence(client: FlaskClient, headers: dict[str, str]) -> None:
    answer = client.get("/api/v1/statements/X-1", headers=headers)

    assert answer.status_code == 404
    assert "Kravet X-1 finns inte" in answer.json["detail"]
    assert client.get("/api/v1/statements?state=x", headers=headers).status_code == 422
    assert client.get("/api/v1/statements?cursor=x", headers=headers).status_code == 422


def test_the_totals_of_each_sort_are_the_totals_of_all(client: FlaskClient, headers: dict[str, str]) -> None:
    items = client.get("/api/v1/statement-totals", headers=headers).json["items"]

    for of in ("all", "document", "kind", "process"):
        assert sum(one["total"] for one in items if one["of"] == of) == 427
    for one in items:
        parts = ("shown", "carried", "missing", "explanatory")
        assert sum(one[part] for part in parts) == one["total"]


def test_a_statement_that_obliges_nobody_says_why_and_has_a_state_of_its_own(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    items = client.get("/api/v1/statements?state=explanatory", headers=headers).json["items"]

    assert [one["id"] for one in items] == ["UPP-ORG-02", "VGR-PRI-01", "VGR-PRI-06", "POP-SYF-02"]
    assert items[1]["not_binding"].startswith("Satsen anger en inriktning.")
    assert client.get("/api/v1/statements/UPP-ORG-01", headers=headers).json["not_binding"] is None
