"""The page of the whole trail."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient

Browse = Callable[[str], FlaskClient]
CHAIR, LEAD = "maria-lindqvist", "hanna-virtanen"


def test_the_trail_is_filtered_and_told_with_result_mandate_and_statement(
    browse: Browse, case: dict[str, Any], decision: Any, people: dict[str, UUID]
) -> None:
    chair, address = browse(CHAIR), f"/arenden/{case['id']}/spar"
    answers = {"_action": "complete", "utfall": "avsluta", "motivering": "Frågan är redan löst."}
    chair.post(f"/uppgifter/{decision.id}", data=answers)

    page = chair.get(address).text
    assert "<b>Hanna Virtanen</b> startade ärendet" in page
    assert "gjorde klart Besluta om hantering: <b>Avsluta" in page
    assert "mandat" in page
    assert 'href="/krav/' in page
    assert "startade" not in chair.get(f"{address}?person={people[CHAIR]}").text
    assert "gjorde klart" not in chair.get(f"{address}?kind=case-started").text
    assert "Inget passar" in chair.get(f"{address}?to=2020-01-01").text
    assert f'href="{address}"' in chair.get(f"/arenden/{case['id']}").text


def test_the_trail_is_fetched_as_csv_and_json(browse: Browse, case: dict[str, Any]) -> None:
    chair, address = browse(CHAIR), f"/arenden/{case['id']}/spar"

    table = chair.get(f"{address}.csv?kind=case-started")
    assert table.data.decode("utf-8-sig").splitlines()[0].startswith("tid;vem")
    assert f"{case['number']}-spar.csv" in table.headers["Content-Disposition"]
    told = chair.get(f"{address}.json?kind=case-started").json
    assert [line["kind"] for line in told["items"]] == ["case-started"]
