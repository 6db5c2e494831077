"""What a page posts, row buttons included."""

import pytest


@pytest.fixture
def one(world, component, rows):
    return world(
        component("number", "kostnad"),
        component("datetime", "dag", subtype="date"),
        component("datetime", "mote", subtype="datetime"),
        component("checkbox", "klar"),
        component("checklist", "val"),
        component("filepicker", "bilagor"),
        rows(
            component("select", "vem", values=None, valuesExpression="=personer"),
            component("checkbox", "med"),
            rows(component(key="text"), path="delar"),
        ),
    )


def test_a_post_and_the_api_give_the_same_clean_answers(one):
    posted = one.decode(
        [
            ("kostnad", "1 240,50"), ("dag", "26 nov 2026"), ("mote", "26/11 2026 14.30"), ("klar", ""), ("klar", "true"),
            ("val", ""), ("val", "nej"), ("val", "ja"), ("bilagor", '{"id": "b1", "namn": "a.pdf", "storlek": 1, "typ": ""}'),
            ("_row", "rader.0"), ("_row", "rader.5"), ("rader.5.vem", "2"), ("rader.5.med", "true"), ("rader.5.delar.0.text", "x"), ("_csrf", "hemligt"),
        ]
    )  # fmt: skip
    answers = {
        "kostnad": 1240.5, "dag": "2026-11-26", "mote": "2026-11-26T14:30", "klar": True, "val": ["nej", "ja"],
        "bilagor": [{"id": "b1", "namn": "a.pdf", "storlek": 1, "typ": ""}],
        "rader": [{"vem": None, "med": False, "delar": []}, {"vem": 2, "med": True, "delar": [{"text": "x"}]}],
    }  # fmt: skip

    assert not posted.rows_changed
    assert one.clean(posted.answers) == one.clean(answers) == answers


@pytest.mark.parametrize(
    ("button", "texts", "focus"),
    [
        (("_add", "rader"), ["a", "b", None], "rader.2"),
        (("_remove", "rader.0"), ["b"], "rader.0"),
        (("_remove", "rader.7"), ["a"], "rader.0"),
        (("_remove", "rader.3"), ["a", "b"], None),
        (("_add", "okand"), ["a", "b"], None),
        (("_add", ""), ["a", "b"], None),
    ],
)
def test_row_buttons_change_rows_and_say_where_to_put_focus(world, component, rows, button, texts, focus):
    one = world(rows(component(key="text")))

    posted = one.decode([("rader.0.text", "a"), ("rader.7.text", "b"), button])

    assert [row.get("text") for row in posted.answers["rader"]] == texts
    assert (posted.rows_changed, posted.focus) == (focus is not None, focus)


def test_the_last_row_can_go_and_the_first_can_come(world, component, rows):
    one = world(rows(component(key="text")))

    gone = one.decode([("rader.0.text", "a"), ("_remove", "rader.0")])
    came = one.decode([("_add", "rader")])

    assert (gone.answers, gone.focus) == ({"rader": []}, "rader")
    assert (came.answers, came.focus) == ({"rader": [{}]}, "rader.0")


def test_rows_within_rows_have_buttons_of_their_own(one):
    posted = one.decode([("_row", "rader.1"), ("_row", "rader.4"), ("_add", "rader.4.delar")])

    assert posted.answers["rader"] == [{}, {"delar": [{}]}]
    assert posted.focus == "rader.1.delar.0"


def test_rows_that_may_not_change_do_not(world, component, rows):
    one = world(rows(component(key="text"), allowAddRemove=False, defaultRepetitions=1))

    for button in (("_add", "rader"), ("_remove", "rader.0")):
        posted = one.decode([("rader.0.text", "a"), button])
        assert (posted.answers, posted.rows_changed) == ({"rader": [{"text": "a"}]}, False)


def test_no_more_rows_are_added_than_fit(world, component, rows):
    one = world(rows(component(key="text"), properties={"max_rows": 2}))

    posted = one.decode([("_row", "rader.0"), ("_row", "rader.1"), ("_add", "rader")])

    assert posted.answers == {"rader": [{}, {}]}
    assert one.view(posted.answers).nodes[0].add is None


def test_what_was_typed_is_kept_when_it_is_wrong(one):
    posted = one.decode([("kostnad", "tolv"), ("dag", "snart"), ("bilagor", "{")])
    errors = one.check(posted.answers).errors
    control = {node.name: node for node in one.view(posted.answers, errors=errors).nodes}

    assert [error.name for error in errors] == ["kostnad", "dag", "bilagor"]
    assert (control["kostnad"].value, control["dag"].value, control["dag"].input) == (
        "tolv",
        "snart",
        "text",
    )


def test_an_enormous_post_is_cut(one):
    posted = one.decode((f"rader.{number}.vem", "1") for number in range(30_000))

    assert len(posted.answers["rader"]) == 201
    assert one.errors(posted.answers) == {"/rader": "Ta bort rader i rader: högst 200 får plats."}
