"""The page of components, and what its parts are made of."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from engine.queries.rows import NextRow, OutcomeRow
from forms.text import Text
from web.views import tokens
from web.views.charts import goal_rail, segments
from web.views.outcomes import follows
from web.words import Say

Browse = Callable[[str], FlaskClient]
ROLE = Text("Chef", "Manager")


def test_components_are_shown_to_whoever_is_logged_in(browse: Browse, nobody: FlaskClient) -> None:
    page = browse("emma-rydberg").get("/stil")

    assert page.status_code == 200
    assert page.text.count("<h2") > 15
    assert nobody.get("/stil").headers["Location"].startswith("/login")


def test_the_foot_of_every_page_leads_to_the_components(browse: Browse) -> None:
    assert 'href="/stil"' in browse("emma-rydberg").get("/inkorg").text


def test_components_are_told_in_english_too(browse: Browse) -> None:
    client = browse("emma-rydberg")
    client.post("/sprak", data={"language": "en", "next": "/stil"})
    page = client.get("/stil").text

    assert "Every component in every state" in page
    assert "Varje del i varje läge" not in page
    assert "Then: Appoint a project leader (Administration management)." in page


def test_no_id_stands_twice_among_the_components(browse: Browse) -> None:
    ids = re.findall(r'\sid="([^"]+)"', browse("emma-rydberg").get("/stil").text)

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("pair", tokens.pairs(tokens.TEXTS), ids=lambda pair: f"{pair.colour}-{pair.ground}")
def test_every_text_can_be_read_in_light_and_dark(pair: tokens.Pair) -> None:
    assert pair.least >= 4.5


@pytest.mark.parametrize("pair", tokens.pairs(tokens.MARKS), ids=lambda pair: f"{pair.colour}-{pair.ground}")
def test_every_edge_and_mark_can_be_seen_in_light_and_dark(pair: tokens.Pair) -> None:
    assert pair.least >= 3


def test_contrast_is_counted_as_the_guidelines_do() -> None:
    assert tokens.contrast("#ffffff", "#000000") == pytest.approx(21)
    assert tokens.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_goal_leads_to_the_right_also_when_less_is_better() -> None:
    more, less = goal_rail(10, 20, 30), goal_rail(30, 20, 10)

    assert more == less
    assert more.ring < more.dot < more.tick
    assert goal_rail(10, 5, 30).dot < more.ring
    assert goal_rail(10, -900, 30).dot >= 0
    assert goal_rail(10, 900, 30).dot <= 200


def test_the_pieces_of_a_bar_fill_it_in_order() -> None:
    found = segments((("green", 1), ("yellow", 0), ("red", 3)))

    assert [(piece.kind, piece.start) for piece in found] == [("green", 0), ("red", 25)]
    assert found[-1].start + found[-1].width == pytest.approx(100, abs=1)
    assert segments(()) == ()


def _next(kind: str, name: str, *, certain: bool = True, together: bool = False) -> NextRow:
    return NextRow(kind, name, Text(name, name), ROLE if kind == "task" else None, certain, together)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([_next("task", "Besluta")], "Därefter: Besluta (Chef)."),
        ([_next("task", "A"), _next("task", "B")], "Därefter: A (Chef) och B (Chef)."),
        (
            [_next("task", name) for name in "ABCDE"],
            "Därefter: A (Chef), B (Chef), C (Chef) och 2 steg till.",
        ),
        ([_next("end", "Klart")], "Ärendet avslutas: Klart."),
        ([_next("wait", "Svar", together=True)], "När alla är klara: väntan på Svar."),
        (
            [_next("task", "A", certain=False), _next("end", "Klart", certain=False)],
            "Sedan, beroende på svaren: A (Chef) eller ärendet avslutas (Klart).",
        ),
    ],
)
def test_what_follows_an_outcome_is_told_in_a_sentence(rows: list[NextRow], told: str) -> None:
    outcome = OutcomeRow("ja", Text("Ja", "Yes"), tuple(rows))

    assert follows([outcome], Say("sv")) == {"ja": told}


def test_an_outcome_of_which_nothing_is_known_promises_nothing() -> None:
    assert follows([OutcomeRow("ja", Text("Ja", "Yes"), ())], Say("sv")) == {}


def test_names_from_a_model_are_never_markup() -> None:
    outcome = OutcomeRow("ja", Text("Ja", "Yes"), (_next("end", "<b>x</b>"),))

    assert "<b>" not in follows([outcome], Say("sv"))["ja"]
