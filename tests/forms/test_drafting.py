def test_a_draft_keeps_wrong_and_hidden_answers_and_leaves_out_what_is_not_asked(world, component, rows):
    one = world(
        component("number", "tal"),
        component(key="dold", conditional={"hide": '=tal = "x"'}),
        {"type": "group", "path": "plan", "components": [component(key="a")]},
        {"type": "group", "path": "plan", "components": [component(key="b")]},
        rows(component(key="namn")),
    )

    kept = one.form.draft(
        {
            "tal": "tolv",
            "dold": "a\x00b\ud800",
            "plan": {"a": "1", "b": "2", "c": "3"},
            "rader": [{"namn": "x", "y": 1}, "skräp"],
            "z": 1,
        }
    )

    assert kept == {"tal": "tolv", "dold": "ab", "plan": {"a": "1", "b": "2"}, "rader": [{"namn": "x"}, {}]}


def test_a_draft_is_no_larger_than_answers_may_be(world, component):
    one = world(component(key="a"), component(key="b"), component(key="c"))

    assert set(one.form.draft({"a": "x" * 600_000, "b": "y" * 600_000, "c": "z"})) == {"a", "c"}
