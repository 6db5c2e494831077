"""The inbox as its reader wants it: filters, order and columns, kept under a name and shared."""

import re
from collections.abc import Callable

import demo
from flask.testing import FlaskClient

from engine.door import Engine
from engine.queries.rows import TaskRow

Browse = Callable[[str], FlaskClient]
CHAIR, MEMBER = "maria-lindqvist", "amira-haddad"
ADDRESS = "/inkorg?due=later&created=week&column=starter&column=start.rubrik"


def _save(client: FlaskClient, address: str = ADDRESS, **form: str) -> str:
    return client.post(address, data=form, follow_redirects=True).text


def test_what_is_shown_is_saved_under_a_name_and_found_beside_the_views(
    browse: Browse, decision: TaskRow
) -> None:
    client = browse(CHAIR)
    assert "Spara filtret" not in client.get("/inkorg").text

    page = _save(client, name="Nytt och inte bråttom", shared_with="")

    assert "Filtret är sparat." in page
    link = re.search(r'<a href="([^"]+)"[^>]*><span>Nytt och inte bråttom', page)
    assert link
    assert link[1].count("column=") == 2
    shown = client.get(link[1].replace("&amp;", "&")).text
    assert '<span role="columnheader">Startat av</span>' in shown
    assert f'href="/uppgifter/{decision.id}"' in shown
    assert re.search(r'Nytt och inte bråttom</span> <span class="count">1</span>', shown)

    removed = re.search(r'action="(/inkorg/filter/[^"]+/ta-bort)"', client.get(ADDRESS).text)
    assert removed
    assert "Filtret är borttaget." in client.post(removed[1], follow_redirects=True).text
    assert "Nytt och inte bråttom" not in client.get("/inkorg").text


def test_a_shared_filter_stands_in_the_inbox_of_those_who_hold_the_role(
    browse: Browse, decision: TaskRow
) -> None:
    _save(browse(CHAIR), name="Våra nya", shared_with="forvaltningsledning")

    page = browse(MEMBER).get("/inkorg").text

    assert "Våra nya" in page
    assert f"delat av {demo.CHAIR}" in page
    assert "ta-bort" not in browse(MEMBER).get(ADDRESS).text
    assert "Våra nya" not in browse(demo.LEAD).get("/inkorg").text


def test_a_filter_that_cannot_be_saved_keeps_what_was_written(browse: Browse, decision: TaskRow) -> None:
    client = browse(CHAIR)
    long = "Ett namn som är alldeles för långt för att stå bredvid vyerna i inkorgen"

    refused = client.post(ADDRESS, data={"name": long, "shared_with": "forvaltningsledning"})

    assert refused.status_code == 422
    assert "Ge filtret ett namn med högst 60 tecken." in refused.text
    assert f'value="{long}"' in refused.text
    assert '<option value="forvaltningsledning" selected>' in refused.text


def test_the_list_shows_the_chosen_columns_at_most_three(browse: Browse, decision: TaskRow) -> None:
    client = browse(CHAIR)

    page = client.get("/inkorg?column=starter&column=created&column=mischief").text

    assert 'role="columnheader">Startat av<' in page
    assert re.search(r'data-label="Startat av">\s*Hanna Virtanen<', page)
    assert 'role="columnheader">Diarienummer<' not in page
    wide = client.get(
        "/inkorg?" + "&".join(f"column={key}" for key in ("diary", "starter", "started", "created"))
    ).text
    assert "wider-3" in wide
    assert 'role="columnheader">Kom<' not in wide


def test_a_column_shows_what_was_answered_when_the_case_was_started(
    browse: Browse, engine: Engine, client: FlaskClient
) -> None:
    where = {"berorda_enheter": demo.UNITS[:3], "bradska": "hog", "onskat_datum": "2031-05-04"}
    demo.robot(engine, client, {}).start(demo.LEAD, demo.START | where)
    chair = browse(CHAIR)
    assert "start.bradska" in chair.get("/inkorg").text
    assert "start.rubrik" not in chair.get("/inkorg").text
    address = "/inkorg?column=start.bradska&column=start.berorda_enheter&column=start.onskat_datum"

    swedish = chair.get(address).text
    chair.post("/sprak", data={"language": "en"})
    english = chair.get(address).text

    assert re.search(r'data-label="Brådska">\s*Hög<', swedish)
    assert re.search(r'data-label="Urgency">\s*High<', english)
    assert re.search(rf'data-label="Berörda enheter">\s*{demo.UNITS[0]}, {demo.UNITS[1]} \+1<', swedish)
    assert re.search(r'data-label="Önskat datum">\s*2031-05-04<', swedish)
    assert 'value="start.bradska" checked' in english


def test_the_list_is_put_in_another_order(browse: Browse, decision: TaskRow) -> None:
    page = browse(CHAIR).get("/inkorg?sort=newest").text

    assert "Nyast först" in page
    assert re.search(r'class="group sorted"', page)
    assert browse(CHAIR).get("/inkorg?sort=tomorrow").status_code == 422
