"""Every reason to refuse a form at publication, with the words that a modeller reads."""

import json

import pytest

import forms

FIELD = {"type": "textfield", "key": "a", "label": "A"}
CHOICE = {"type": "select", "key": "a", "label": "A", "values": [{"label": "Ja", "value": "ja"}]}
DATE = {"type": "datetime", "subtype": "date", "key": "a", "label": "A"}
NUMBER = {"type": "number", "key": "a", "label": "A"}
ROWS = {"type": "dynamiclist", "path": "r", "label": "R", "components": [FIELD | {"key": "b"}]}
LONG = "x" * 201

COMPONENTS = {
    "html": ([{"type": "html", "content": "<b>"}], "does not show the component type “html”"),
    "iframe": ([{"type": "iframe", "url": "x"}], "does not show the component type “iframe”"),
    "button": ([{"type": "button", "label": "OK"}], "does not show the component type “button”"),
    "image": ([{"type": "image", "source": "x"}], "does not show the component type “image”"),
    "table": ([{"type": "table", "label": "T"}], "does not show the component type “table”"),
    "unknown type": ([{"type": "slider", "key": "a"}], "does not know the component type “slider”"),
    "no type": ([{"key": "a"}], "does not know the component type “”"),
    "no components": ([], "has no questions"),
    "component is no object": (["x"], "malformed"),
    "unknown property": ([FIELD | {"onchange": "x"}], "does not know the property “onchange”"),
    "unknown validate key": (
        [FIELD | {"validate": {"requird": True}}],
        "does not know the property “requird”",
    ),
    "validate key of another kind": (
        [NUMBER | {"validate": {"minLength": 1}}],
        "does not know the property “minLength”",
    ),
    "unknown condition": ([FIELD | {"conditional": {"show": "=a"}}], "does not know the property “show”"),
    "unknown own property": (
        [FIELD | {"properties": {"labl_en": "A"}}],
        "does not know the property “labl_en”",
    ),
    "expression does not compile": ([FIELD | {"conditional": {"hide": "=)("}}], "cannot be read"),
    "condition is no expression": (
        [FIELD | {"conditional": {"hide": "x = 1"}}],
        "“hide” is not an expression",
    ),
    "duplicate key": ([FIELD, FIELD | {"id": "other"}], "“a” is used twice"),
    "key inside another": ([FIELD, FIELD | {"key": "a.b"}], "“a.b” is used twice"),
    "key inside rows from outside": ([ROWS, FIELD | {"key": "r.b"}], "“r.b” is used twice"),
    "duplicate id": (
        [FIELD | {"id": "x"}, FIELD | {"key": "b", "id": "x"}],
        "Two components have the id “x”",
    ),
    "no key": ([{"type": "textfield", "label": "A"}], "has no “key”"),
    "no label": ([{"type": "textfield", "key": "a"}], "has no label"),
    "label with an expression": ([FIELD | {"label": "=x"}], "“label” contains an expression"),
    "key that is no name": ([FIELD | {"key": "Önskat datum"}], "is not a valid name"),
    "key that expressions own": ([FIELD | {"key": "parent"}], "is not a valid name"),
    "key with a number": ([FIELD | {"key": "a.0"}], "is not a valid name"),
    "flag that is none": ([FIELD | {"readonly": "ja"}], "“readonly” is not true or false"),
    "number that is none": ([NUMBER | {"validate": {"min": []}}], "“min” is not a number"),
    "decimals that are none": ([NUMBER | {"decimalDigits": 99}], "“decimalDigits” is not a whole number"),
    "text that is none": ([FIELD | {"description": 7}], "“description” is not text"),
    "object that is none": ([FIELD | {"validate": 7}], "“validate” is not an object"),
    "long pattern": (
        [FIELD | {"validate": {"pattern": LONG, "patternErrorMessage": "x"}}],
        "longer than 200",
    ),
    "slow pattern": (
        [FIELD | {"validate": {"pattern": "(a+)+$", "patternErrorMessage": "x"}}],
        "repeats what already varies",
    ),
    "pattern without a message": ([FIELD | {"validate": {"pattern": "^a$"}}], "no error message"),
    "validation type": ([FIELD | {"validate": {"validationType": "personnummer"}}], "no validation type"),
    "no options": ([{"type": "radio", "key": "a", "label": "A"}], "no options"),
    "two sources of options": ([CHOICE | {"valuesKey": "x"}], "several sources"),
    "empty options": ([CHOICE | {"values": []}], "empty, too long or no list"),
    "option without value": ([CHOICE | {"values": [{"label": "Ja"}]}], "lacks label or value"),
    "option with a number": ([CHOICE | {"values": [{"label": "Ja", "value": 1}]}], "lacks label or value"),
    "doubled options": ([CHOICE | {"values": CHOICE["values"] * 2}], "the same value"),
    "options that are no expression": (
        [{**CHOICE, "values": None, "valuesExpression": "x"}],
        "not an expression",
    ),
    "unknown reference": ([CHOICE | {"properties": {"reference": "thing"}}], "no reference “thing”"),
    "default that is no option": ([CHOICE | {"defaultValue": "kanske"}], "default value does not fit"),
    "default of another type": ([NUMBER | {"defaultValue": "många"}], "default value does not fit"),
    "date subtype": ([DATE | {"subtype": "week"}], "no subtype “week”"),
    "time with a zone": (
        [DATE | {"subtype": "time", "timeSerializingFormat": "utc_offset"}],
        "without time zone",
    ),
    "expression without expression": (
        [{"type": "expression", "key": "a", "label": "A"}],
        "not an expression",
    ),
    "last day that is no day": (
        [DATE | {"validate": {"max": "i dag"}}],
        "is not a day such as 2026-11-26",
    ),
    "rows without a path": ([{"type": "dynamiclist", "label": "R", "components": [FIELD]}], "has no “path”"),
    "too many rows": (
        [ROWS | {"properties": {"max_rows": 201}}],
        "“max_rows” is not a whole number from 1 to 200",
    ),
    "too many rows at start": (
        [ROWS | {"defaultRepetitions": 5000}],
        "“defaultRepetitions” is not a whole number",
    ),
    "template with a loop": ([{"type": "text", "text": "{{#loop x}}a{{/loop}}"}], "condition or loop"),
    "long text": ([{"type": "text", "text": "x" * 20_001}], "longer than 20000"),
    "circle of two": (
        [
            FIELD | {"conditional": {"hide": "=b = null"}},
            FIELD | {"key": "b", "conditional": {"hide": "=a = null"}},
        ],
        "depends on itself",
    ),
    "circle of one": ([FIELD | {"conditional": {"hide": '=a = "x"'}}], "depends on itself"),
    "name of a source that is read": (
        [
            FIELD | {"key": "enheter"},
            {"type": "select", "key": "a", "label": "A", "valuesExpression": "=enheter"},
        ],
        "named like a source",
    ),
    "too many components": ([FIELD | {"key": f"a{number}"} for number in range(301)], "too large"),
}


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_that_cannot_be_honoured_is_refused(as_json, name):
    components, words = COMPONENTS[name]

    with pytest.raises(forms.FormRefused) as refused:
        forms.compile(as_json(*components))

    assert words in str(refused.value)
    assert all(
        finding.where and finding.remedy.sv and finding.remedy.en for finding in refused.value.findings
    )


def nested(depth):
    return {"type": "group", "components": [nested(depth - 1)]} if depth else FIELD


TOPS = {
    "other type": ({"type": "wizard"}, "type is not default"),
    "no id": ({"id": ""}, "lacks a valid id"),
    "newer version": ({"schemaVersion": 20}, "schemaVersion is missing or unknown"),
    "unknown property": ({"script": "x"}, "does not know the property “script”"),
    "too deep": ({"components": [nested(7)]}, "too deep"),
}


@pytest.mark.parametrize("name", TOPS)
def test_a_form_with_a_wrong_head_is_refused(as_json, name):
    properties, words = TOPS[name]

    with pytest.raises(forms.FormRefused, match=words):
        forms.compile(as_json(FIELD) | properties)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"id": NaN}',
        b'{"id": "a", "id": "b"}',
        b"[" * 100_000,
        b'"' + b"x" * 600_000 + b'"',
        b'{"a": "\\ud800"}',
    ],
)
def test_a_file_that_is_no_form_is_refused(data):
    with pytest.raises(forms.FormRefused):
        forms.compile(data)


def test_all_findings_are_told_at_once(as_json):
    with pytest.raises(forms.FormRefused) as refused:
        forms.compile(as_json({"type": "html"}, FIELD | {"label": "", "foo": 1}))

    assert [finding.where for finding in refused.value.findings] == ["form.components[0]", "a", "a"]


def test_a_form_may_come_as_bytes_or_as_a_mapping(as_json):
    data = as_json(FIELD)

    assert forms.compile(json.dumps(data).encode()).hash == forms.compile(data).hash
