"""The whole of a set of answers: unknown fields, rows, limits, order, locked fields and failing expressions."""

import pytest
from marshmallow import Schema


def test_an_unknown_field_is_refused_with_those_that_there_are(world, component, rows):
    one = world(
        component(key="a"),
        {"type": "group", "path": "plan", "components": [component(key="b")]},
        rows(component(key="c")),
    )

    errors = one.check({"a": "x", "zebra": 1, "plan": {"d": 1}, "rader": [{"e": 1}]}).errors

    assert {error.pointer: error.message.en for error in errors} == {
        "/zebra": "Unknown field. Expected one of: a, plan, rader.",
        "/plan/d": "Unknown field. Expected one of: b.",
        "/rader/0/e": "Unknown field. Expected one of: c.",
    }


@pytest.mark.parametrize("answers", [None, [], "x", 7, [{}]])
def test_answers_that_are_no_object_are_refused(world, component, answers):
    assert world(component()).errors(answers) == {"": "Ange svaren som ett objekt."}


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"rader": "x"}, {"/rader": "Ange raderna som en lista."}),
        ({"rader": {"0": {}}}, {"/rader": "Ange raderna som en lista."}),
        ({"rader": ["x", {}]}, {"/rader/0": "Ange svaren som ett objekt.", "/rader/1/vem": "Fyll i rubrik."}),
        ({"rader": [{"vem": "x"}] * 4}, {"/rader": "Ta bort rader i rader: högst 3 får plats."}),
        ({}, {"/rader": "Lägg till minst 1 rad(er) i rader."}),
        ({"rader": []}, {"/rader": "Lägg till minst 1 rad(er) i rader."}),
    ],
)
def test_rows_have_a_shape_and_a_number(world, component, rows, answers, errors):
    one = world(
        rows(
            component(key="vem", validate={"required": True}),
            validate={"required": True},
            properties={"max_rows": "3"},
        )
    )

    assert one.errors(answers) == errors


def test_rows_that_may_not_change_keep_their_number(world, component, rows):
    one = world(rows(component(key="vem"), allowAddRemove=False, defaultRepetitions=2))

    assert one.errors({"rader": [{}]}) == {"/rader": "Lämna 2 rader i rader; antalet är fast."}
    assert one.clean({}) == {"rader": [{"vem": None}] * 2}
    assert one.clean({"rader": [{"vem": "a"}]}, rader=[{}]) == {"rader": [{"vem": "a"}]}


def test_rows_within_rows(world, component, rows):
    one = world(rows(component(key="namn"), rows(component("number", "varde"), path="matt")))

    assert one.clean({"rader": [{"namn": "a", "matt": [{"varde": "1"}, {"varde": 2}]}, {}]}) == {
        "rader": [{"namn": "a", "matt": [{"varde": 1}, {"varde": 2}]}, {"namn": None, "matt": []}]
    }
    assert one.errors({"rader": [{}, {"matt": [{}, {"varde": "x"}]}]}) == {
        "/rader/1/matt/1/varde": "Skriv ett tal, till exempel 12,5."
    }


def test_errors_come_in_the_order_of_the_form(world, component, rows):
    need = {"validate": {"required": True}}
    one = world(
        component(key="z", **need),
        rows(component(key="y", **need), component(key="b", **need)),
        component(key="a", **need),
    )

    checked = one.check({"okand": 1, "rader": [{}, {}]})

    assert [error.name for error in checked.errors] == [
        "z",
        "rader.0.y",
        "rader.0.b",
        "rader.1.y",
        "rader.1.b",
        "a",
        "okand",
    ]


def test_answers_that_are_too_large_or_too_deep_are_refused_at_once(world, component):
    deep = {}
    for _ in range(10_000):
        deep = {"a": deep}

    for answers in ({"a": ["x" * 1000] * 1001}, {"a": deep}, {"a": 1 << 200_000}):
        assert list(world(component(key="a")).errors(answers).values()) == [
            "Korta svaren: de är större än 1 MB eller har för många nivåer."
        ]


def test_a_locked_field_has_only_the_value_of_the_server(world, component, rows):
    one = world(
        component(key="a", readonly=True),
        component(key="b", disabled=True, defaultValue="förval"),
        rows(component(key="c", readonly=True)),
    )

    checked = one.check({"a": "min", "rader": [{"c": "min"}]}, a="serverns", rader=[{"c": "serverns"}])

    assert checked.clean == {"a": "serverns", "b": "förval", "rader": [{"c": "serverns"}]}
    assert checked.dropped == ("/a", "/rader/0/c")


def test_an_expression_that_gives_no_options_is_told_and_stops_the_answers(world, component):
    one = world(
        component("select", "a", values=None, valuesExpression="=personer"), personer=[{"namn": "utan id"}]
    )

    (error,) = one.check({"a": None}).errors

    assert error.pointer == "/a"
    assert "Anmäl det till den som ansvarar för formuläret." in error.message.sv


def test_the_schema_is_marshmallow_and_knows_only_open_fields(world, component):
    one = world(
        component(key="a"),
        component(key="b", readonly=True),
        component(key="c", conditional={"hide": '=a = "x"'}),
    )

    schema = one.form.schema({"a": "x"}, one.context, one.now)

    assert isinstance(schema, Schema)
    assert [field.data_key for field in schema.fields.values()] == ["a"]
    assert schema.load({"a": " x "}) == {"a": "x"}


def test_pointers_are_escaped(world, component):
    assert list(world(component()).errors({"a/b~c": 1})) == ["/a~1b~0c"]
