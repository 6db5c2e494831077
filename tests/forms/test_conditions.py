import pytest


def hidden_if(expression):
    return {"conditional": {"hide": f"={expression}"}}


def names(view):
    return [node.name for node in view.nodes]


def test_a_condition_without_an_answer_hides_as_in_form_js(world, component):
    one = world(component("number", "kostnad"), component(key="motiv", **hidden_if("kostnad < 100000")))

    assert names(one.view({})) == ["kostnad"]
    assert names(one.view({"kostnad": 5})) == ["kostnad"]
    assert names(one.view({"kostnad": 200_000})) == ["kostnad", "motiv"]


def test_a_hidden_field_is_not_validated_and_its_answer_is_dropped_and_told(world, component):
    one = world(
        component("radio", "val"),
        component(key="motiv", validate={"required": True}, **hidden_if('val = "ja"')),
    )

    checked = one.check({"val": "ja", "motiv": "därför"})

    assert (checked.clean, checked.dropped) == ({"val": "ja"}, ("/motiv",))
    assert one.errors({"val": "nej"}) == {"/motiv": "Fyll i rubrik."}


def test_a_hidden_group_hides_everything_below(world, component, rows):
    group = {
        "type": "group",
        "path": "plan",
        "components": [component(key="dag", validate={"required": True}), rows(component(key="vem"))],
    }
    one = world(component("radio", "val"), group | hidden_if('val = "ja"'))

    checked = one.check({"val": "ja", "plan": {"dag": "x", "rader": [{"vem": "y"}]}})

    assert (checked.clean, checked.dropped) == ({"val": "ja"}, ("/plan",))
    assert set(one.errors({"val": "nej"})) == {"/plan/dag"}


def test_a_hidden_answer_does_not_decide_what_others_show(world, component):
    one = world(
        component(key="sist", **hidden_if('mitten = "x"')),
        component(key="mitten", **hidden_if('forst = "x"')),
        component(key="forst"),
    )

    assert names(one.view({"forst": "x", "mitten": "x"})) == ["sist", "forst"]
    assert names(one.view({"forst": "a", "mitten": "x"})) == ["mitten", "forst"]
    assert one.clean({"forst": "x", "mitten": "x", "sist": "y"}) == {"forst": "x", "sist": "y"}


def test_conditions_in_rows_read_their_own_row_first(world, component, rows):
    one = world(
        component(key="typ"),
        rows(
            component(key="typ"),
            component(key="mer", **hidden_if('typ = "a"')),
            component(key="utanfor", **hidden_if('parent.typ = "a"')),
        ),
    )

    clean = one.clean(
        {"typ": "a", "rader": [{"typ": "a", "mer": "1", "utanfor": "2"}, {"typ": "b", "mer": "3"}]}
    )

    assert clean["rader"] == [{"typ": "a"}, {"typ": "b", "mer": "3"}]


def test_conditions_read_the_context(world, component):
    one = world(component(key="a", **hidden_if("arende.sekretess = true")), arende={"sekretess": True})

    assert one.clean({"a": "x"}) == {}


def test_expressions_see_whole_objects_of_references(world, component):
    one = world(
        component(
            "select", "enhet", values=None, valuesExpression="=enheter", properties={"reference": "unit"}
        ),
        component(key="varfor", **hidden_if('enhet.overordnad = "r1"')),
    )

    assert one.clean({"enhet": "e1", "varfor": "x"}) == {"enhet": one.context["enheter"][0]}
    assert one.clean({"enhet": "e2", "varfor": "x"})["varfor"] == "x"


def test_limits_readonly_and_disabled_may_be_expressions(world, component):
    one = world(
        component("number", "tak"),
        component("number", "timmar", validate={"max": "=tak"}),
        component(key="last", readonly="=tak > 10"),
        component(key="stangd", disabled="=tak > 10"),
    )

    assert one.errors({"tak": 5, "timmar": 6}) == {"/timmar": "Skriv högst 5 i rubrik."}
    checked = one.check({"tak": 20, "timmar": 6, "last": "a", "stangd": "b"}, last="server")
    assert checked.clean == {"tak": 20, "timmar": 6, "last": "server", "stangd": None}
    assert checked.dropped == ("/last", "/stangd")


def test_computed_answers_come_from_the_server(world, component, rows):
    one = world(
        rows(component("number", "timmar")),
        {"type": "expression", "key": "summa", "label": "Summa", "expression": "=sum(rader.timmar)"},
        component(key="varfor", **hidden_if("summa < 10")),
    )

    checked = one.check({"rader": [{"timmar": 4}, {"timmar": 3.5}], "summa": 99, "varfor": "x"})

    assert checked.clean == {"rader": [{"timmar": 4}, {"timmar": 3.5}], "summa": 7.5}
    assert checked.dropped == ("/varfor",)


def test_a_field_named_like_an_entry_in_its_own_filter_is_no_circle(world, component):
    one = world(
        component("select", "overordnad", values=None, valuesExpression='=enheter[overordnad = "r1"]')
    )

    assert one.clean({"overordnad": "e1"}) == {"overordnad": "e1"}


def test_options_follow_another_answer(world, component, rows):
    enheter = "=enheter[list contains(parent.omraden, overordnad)]"
    one = world(
        component(
            "checklist", "omraden2", values=[{"label": "1", "value": "r1"}, {"label": "2", "value": "r2"}]
        ),
        rows(
            component("select", "enhet", values=None, valuesExpression=enheter.replace("omraden", "omraden2"))
        ),
    )

    assert one.clean({"omraden2": ["r2"], "rader": [{"enhet": "e2"}]})["rader"] == [{"enhet": "e2"}]
    assert set(one.errors({"omraden2": ["r2"], "rader": [{"enhet": "e1"}]})) == {"/rader/0/enhet"}


def test_conditions_compare_dates_and_count_choices(world, component):
    one = world(
        component("datetime", "start", subtype="date"),
        component("datetime", "slut", subtype="date"),
        component("checklist", "val"),
        component(key="varfor", **hidden_if("slut >= start")),
        component(key="fler", **hidden_if("count(val) < 2")),
    )

    assert names(one.view({"start": "2026-12-01", "slut": "2026-11-01", "val": ["ja", "nej"]}))[3:] == [
        "varfor",
        "fler",
    ]
    assert names(one.view({"start": "2026-11-01", "slut": "2026-12-01", "val": ["ja"]}))[3:] == []


def test_a_condition_that_fails_is_told_and_hides_nothing(world, component):
    one = world(component(key="a", **hidden_if("count(for x in 1..90000, y in 1..90000 return 1) > 0")))

    assert names(one.view({})) == ["a"]
    assert "Anmäl det till den som ansvarar" in one.errors({"a": "x"})["/a"]


@pytest.mark.parametrize(("answer", "expected"), [("x", {"a", "b", "c"}), ("y", {"a"})])
def test_a_long_chain_of_conditions_comes_to_rest(world, component, answer, expected):
    one = world(
        component(key="c", **hidden_if("b = null")),
        component(key="b", **hidden_if('a = "y"')),
        component(key="a"),
    )

    assert set(one.clean({"a": answer, "b": "1", "c": "2"})) == expected
