import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import demo
import pytest
from flask.testing import FlaskClient

from engine.commands.access.advance_clock import AdvanceClock
from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.rows import TaskRow

Browse = Callable[[str], FlaskClient]
CHAIR = "maria-lindqvist"
MEMBER = "amira-haddad"
LEAD = demo.LEAD
OUTSIDER = "tomas-ekstrom"


def test_the_address_of_the_house_is_the_inbox(browse: Browse) -> None:
    assert browse(CHAIR).get("/").location == "/inkorg"


def test_a_decision_is_the_deciders_own_task(browse: Browse, decision: TaskRow) -> None:
    page = browse(CHAIR).get("/inkorg").text

    assert "Du har 1 uppgift." in page
    assert f'href="/uppgifter/{decision.id}"' in page
    assert "Senare" in page


def test_the_other_members_find_it_among_their_groups_tasks(browse: Browse, decision: TaskRow) -> None:
    client = browse(MEMBER)
    page = client.get("/inkorg").text

    assert "Spåret är fritt" in page
    assert "Visa gruppens uppgift" in page
    assert f'action="/uppgifter/{decision.id}"' in page
    assert "Besluta om hantering" in client.get("/inkorg?view=groups").text


def test_whoever_started_the_case_sees_whom_it_waits_for(browse: Browse, decision: TaskRow) -> None:
    page = browse(LEAD).get("/inkorg?view=others").text

    assert f'href="/uppgifter/{decision.id}"' in page


def test_nobody_elses_task_stands_in_my_inbox(browse: Browse, decision: TaskRow) -> None:
    page = browse(OUTSIDER).get("/inkorg").text

    assert str(decision.id) not in page
    assert "Spåret är fritt" in page


def test_tasks_stand_in_groups_by_how_urgent_they_are(
    engine: Engine, browse: Browse, decision: TaskRow
) -> None:
    client = browse(CHAIR)
    engine.do(AdvanceClock("P10D"), RALS)
    soon = client.get("/inkorg").text
    assert "1 inom en vecka" in soon
    assert 'class="due soon"' in soon

    engine.do(AdvanceClock("P8D"), RALS)
    late = client.get("/inkorg").text
    assert "1 försenad" in late
    assert re.search(r"\d arbetsdag(ar)? sen", late)
    assert str(decision.id) in client.get("/inkorg?due=overdue").text
    assert str(decision.id) not in client.get("/inkorg?due=later").text


def test_filters_narrow_the_list_and_can_be_cleared(browse: Browse, decision: TaskRow) -> None:
    client = browse(CHAIR)

    assert str(decision.id) in client.get("/inkorg?q=provtagning&role=forvaltningsledning").text
    nothing = client.get("/inkorg?q=finns+inte&process=implementering").text
    assert "Inget passar in på filtret" in nothing
    assert 'value="finns inte"' in nothing
    assert 'href="/inkorg"' in nothing


def test_a_filter_that_is_none_is_refused_with_what_there_is(browse: Browse) -> None:
    answer = browse(CHAIR).get("/inkorg?due=snart")

    assert answer.status_code == 422
    assert "overdue, week, later" in answer.text


def test_what_is_done_can_be_looked_up(browse: Browse, decision: TaskRow) -> None:
    client = browse(CHAIR)
    client.post(f"/uppgifter/{decision.id}", data={"_action": "complete", "utfall": "bereda"})

    assert str(decision.id) in client.get("/inkorg?view=done").text


def test_a_long_list_goes_on_at_show_more(
    engine: Engine, client: FlaskClient, browse: Browse, decision: TaskRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = browse(CHAIR)
    robot = demo.robot(engine, client, {})
    for _ in range(3):
        robot.start(demo.LEAD, demo.START)
    monkeypatch.setattr("web.pages.inbox.PAGE", 2)

    first = reader.get("/inkorg").text
    more = re.search(r'href="(/inkorg\?[^"]*cursor=[^"]+)">Visa fler', first)
    assert more
    second = reader.get(more[1].replace("&amp;", "&")).text

    seen = [set(re.findall(r'class="title" href="(/uppgifter/[\w-]+)"', page)) for page in (first, second)]
    assert len(seen[0] | seen[1]) == 4
    assert not seen[0] & seen[1]


def test_a_filter_finds_the_tasks_of_groups_too(browse, case):
    page = browse("amira-haddad").get(f"/inkorg?q={case['number']}").get_data(as_text=True)

    assert "Besluta om hantering" in page
    assert "Inget passar in på filtret" not in page


def test_the_counts_are_sent_only_when_they_have_changed(browse: Browse, case: dict[str, Any]) -> None:
    client = browse(CHAIR)
    asked = "/inkorg/nytt?sedan=0"

    first = client.get(asked, headers={"HX-Request": "true"})
    assert "1 ny uppgift." in first.text
    assert 'id="count-mine" hx-swap-oob="outerMorph">1<' in first.text
    assert first.headers["Cache-Control"] == "private, no-cache"

    again = client.get(asked, headers={"HX-Request": "true", "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")

    ahead = str(int(datetime.now(UTC).timestamp() * 1000) + 60_000)
    later = client.get(f"/inkorg/nytt?sedan={ahead}", headers={"HX-Request": "true"})
    assert '<span id="news" hx-swap-oob="outerMorph"></span>' in later.text


@pytest.mark.parametrize("since", ["", "snart", "-1", "9" * 40, "²"])
def test_any_time_asked_for_is_a_time(browse: Browse, since: str) -> None:
    assert browse(CHAIR).get("/inkorg/nytt", query_string={"sedan": since}).status_code == 200


def test_without_scripts_a_list_is_shown_again_and_tells_who_was_first(
    browse: Browse, decision: TaskRow
) -> None:
    first, second = browse(MEMBER), browse(CHAIR)
    posted = {"_action": "claim-in-list", "_back": "/inkorg?view=groups"}
    assert 'name="_back" value="/inkorg"' in first.get("/inkorg").text

    answers = [one.post(f"/uppgifter/{decision.id}", data=posted) for one in (first, second)]

    assert [(one.status_code, one.location) for one in answers] == [(303, "/inkorg?view=groups")] * 2
    assert "Du har tagit uppgiften." in first.get("/inkorg").text
    assert "En annan i gruppen har tagit uppgiften." in second.get("/inkorg").text
    elsewhere = first.post(f"/uppgifter/{decision.id}", data={**posted, "_back": "https://evil.example/"})
    assert elsewhere.location == "/inkorg"


@pytest.mark.parametrize(
    ("language", "one", "none"),
    [
        ("sv", "Du har 1 uppgift.", "Inget väntar på dig just nu."),
        ("en", "You have 1 task.", "Nothing waits for you right now."),
    ],
)
def test_nothing_one_and_many_have_sentences_of_their_own(
    browse: Browse, decision: TaskRow, language: str, one: str, none: str
) -> None:
    del decision
    some, nothing = browse(CHAIR), browse(OUTSIDER)
    for client in (some, nothing):
        client.post("/sprak", data={"language": language})

    assert one in some.get("/inkorg").text
    page = nothing.get("/inkorg").text
    assert none in page
    assert not re.search(r"\b0 (uppgift|task)", page)
