"""Whatever comes in, nothing but errors and answers comes out."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import forms

NOW = datetime(2026, 11, 26, tzinfo=UTC)
OPTIONS = [{"label": "Ja", "value": "ja"}]
LEAVES = [
    {
        "type": "textfield",
        "key": "text",
        "label": "T",
        "validate": {"required": True, "pattern": "^a", "patternErrorMessage": "x"},
    },
    {"type": "textarea", "key": "lang", "label": "L", "conditional": {"hide": "=tal > 5"}},
    {"type": "number", "key": "tal", "label": "N", "validate": {"max": "=tak"}},
    {"type": "datetime", "subtype": "date", "key": "dag", "label": "D", "disallowPassedDates": True},
    {"type": "datetime", "subtype": "datetime", "key": "mote", "label": "D"},
    {"type": "checkbox", "key": "klar", "label": "K"},
    {"type": "radio", "key": "val", "label": "V", "values": OPTIONS},
    {
        "type": "checklist",
        "key": "fler",
        "label": "F",
        "values": OPTIONS,
        "conditional": {"hide": "=klar = true"},
    },
    {
        "type": "select",
        "key": "vem",
        "label": "V",
        "valuesExpression": "=personer",
        "properties": {"reference": "person"},
    },
    {"type": "filepicker", "key": "filer", "label": "F", "multiple": True},
]
ROWS = {"type": "dynamiclist", "path": "rader", "label": "R", "components": LEAVES}
FORM = forms.compile(
    {"id": "f", "type": "default", "schemaVersion": 19,
     "components": [*LEAVES, {"type": "group", "path": "plan", "components": [*LEAVES, ROWS]}, ROWS | {"path": "andra"},
                    {"type": "expression", "key": "antal", "label": "A", "expression": "=count(andra)"}]}
)  # fmt: skip
CONTEXT = {"personer": [{"id": 1, "namn": "Anna"}], "tak": 7}
NAMES = st.sampled_from(
    [
        "text",
        "lang",
        "tal",
        "dag",
        "mote",
        "klar",
        "val",
        "fler",
        "vem",
        "filer",
        "plan",
        "rader",
        "andra",
        "antal",
        "id",
        "x",
    ]
)
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["ja", "2026-11-26", "2027-01-01T10:00", "1", "12.5", "abc", "", " ", 1, 6])
)  # fmt: skip
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(max_size=4), inner, max_size=8)
    ),
    max_leaves=25,
)
OBJECTS = st.dictionaries(NAMES, JSON, max_size=10)


@settings(max_examples=300, deadline=None)
@given(JSON | OBJECTS)
def test_any_json_is_answered_by_clean_answers_or_errors(answers):
    checked = FORM.check(answers, CONTEXT, NOW)

    assert checked.ok != bool(checked.errors)
    assert all(error.message.sv and error.message.en for error in checked.errors)
    if checked.ok:
        stored = json.loads(json.dumps(checked.clean, allow_nan=False))
        assert FORM.check(stored, CONTEXT, NOW).clean == checked.clean
        FORM.typed(stored)


@settings(max_examples=150, deadline=None)
@given(JSON | OBJECTS)
def test_any_json_can_be_kept_as_a_draft_and_shown(answers):
    kept = FORM.draft(answers)

    json.dumps(kept, allow_nan=False).encode()
    assert FORM.draft(kept) == kept
    assert FORM.view(kept, CONTEXT, NOW).nodes
    assert FORM.view(answers, CONTEXT, NOW, errors=FORM.check(answers, CONTEXT, NOW).errors).nodes


STEPS = st.sampled_from(
    ["text", "tal", "rader", "andra", "plan", "vem", "filer", "0", "1", "99", "", "_row"]
) | st.text(max_size=3)
POSTED = st.lists(
    st.tuples(
        st.lists(STEPS, min_size=1, max_size=5).map(".".join) | st.sampled_from(["_add", "_remove", "_row"]),
        st.text(max_size=6)
        | st.sampled_from(
            ["andra", "andra.0", "plan.rader", "plan.rader.1", "12,5", "26 nov 2026", "[" * 4000]
        ),
    ),
    max_size=30,
)


@settings(max_examples=300, deadline=None)
@given(POSTED)
def test_any_post_gives_answers_that_can_be_checked_and_shown(items):
    posted = FORM.decode(items, NOW.date())

    checked = FORM.check(posted.answers, CONTEXT, NOW)
    assert FORM.view(posted.answers, CONTEXT, NOW, errors=checked.errors).nodes
    assert not [error for error in checked.errors if "Unknown field" in error.message.en]


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80)
    | st.binary(max_size=80)
    | OBJECTS
    | st.lists(JSON, max_size=3).map(lambda parts: {"id": "f", "components": parts})
)
def test_anything_is_compiled_or_refused(data):
    assert compiled(data) or findings(data)


def compiled(data):
    try:
        return forms.compile(data)
    except forms.FormRefused:
        return None


def findings(data):
    with pytest.raises(forms.FormRefused) as refused:
        forms.compile(data)
    return refused.value.findings
