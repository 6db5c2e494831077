"""The page where running cases change version."""

from collections.abc import Callable

import migrating
from flask.testing import FlaskClient
from migrating import ADMIN, KEY, NEWER

from engine.door import Engine
from engine.queries.models.migrations import Migrations

Browse = Callable[[str], FlaskClient]
ADDRESS = f"/modeller/{KEY}/arenden"
ASKED = {"fran": "1", "till": "2", "skal": "Den nya rutinen gäller alla.", "vilka": "alla", "_action": "do"}
MAPPED = {**ASKED, "koppling": "ut_andra = ut_avsluta"}


def test_the_plan_and_what_is_wrong_with_an_order(engine: Engine, browse: Browse) -> None:
    migrating.publish(engine)
    first, _ = migrating.start(engine, 2)
    migrating.publish(engine, *NEWER)
    admin = browse(ADMIN)
    assert browse("hanna-virtanen").get(ADDRESS).status_code == 403
    assert f'href="{ADDRESS}"' in admin.get("/drift").text
    assert f'href="{ADDRESS}"' not in browse("hanna-virtanen").get("/drift").text

    page = admin.get(ADDRESS).text
    assert "2 ärenden pågår på den gamla versionen." in page
    assert "<b>Förvaltningsledningen</b>" in page
    assert f'value="{first}"' in page

    wrong = admin.post(ADDRESS, data={**ASKED, "koppling": "fel"})
    assert (wrong.status_code, "gammalt id = nytt id." in wrong.text) == (422, True)
    assert "Den nya rutinen gäller alla.</textarea>" in wrong.text
    assert admin.post(ADDRESS, data={**MAPPED, "skal": " "}).status_code == 422
    assert "Välj minst ett ärende" in admin.post(ADDRESS, data={**MAPPED, "vilka": "valda"}).text
    planned = admin.post(ADDRESS, data={**MAPPED, "_action": "plan"})
    assert (planned.status_code, "Den nya rutinen gäller alla.</textarea>" in planned.text) == (200, True)


def test_chosen_cases_are_ordered_stopped_resumed_and_taken_back(engine: Engine, browse: Browse) -> None:
    migrating.publish(engine)
    first, second = migrating.start(engine, 2)
    migrating.publish(engine, *NEWER)
    admin, who = browse(ADMIN), migrating.person(engine, ADMIN)
    assert admin.post(ADDRESS, data={**MAPPED, "vilka": "valda", "arende": str(first)}).status_code == 303
    (ordered,) = engine.ask(Migrations(KEY), who)
    page = admin.get(ADDRESS).text
    assert "Bytet har börjat." in page
    assert 'hx-trigger="every 2s"' in page
    assert "0 av 1 ärenden är klara." in page
    assert admin.post(ADDRESS, data=MAPPED).status_code == 409
    assert admin.post(f"{ADDRESS}/{ordered.id}/stoppa").status_code == 303
    assert "Stoppat" in admin.get(ADDRESS).text
    admin.post(f"{ADDRESS}/{ordered.id}/ateruppta")
    migrating.work_off(engine, ordered.id)

    page = admin.get(ADDRESS).text
    assert "1 av 1 ärenden är klara." in page
    assert 'hx-trigger="every 2s"' not in page
    assert "<b>Stefan Åberg</b> bytte ärendets version från 1 till 2" in admin.get(f"/arenden/{first}").text
    admin.post(f"{ADDRESS}/{ordered.id}/angra")
    migrating.work_off(engine, ordered.id)
    assert "ångrade versionsbytet: från 2 tillbaka till 1" in admin.get(f"/arenden/{first}").text
    assert "bytte ärendets version" not in admin.get(f"/arenden/{second}").text
