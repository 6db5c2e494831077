import dataclasses

import pytest

import forms
from forms.fields import TextRules


def test_a_form_knows_its_key_its_fields_and_both_languages(as_json, component, rows):
    data = as_json(
        component(
            properties={"label_en": "Title", "description_en": "Short"},
            description="Kort",
            validate={"required": True, "maxLength": 120},
        ),
        {"type": "group", "label": "Plan", "path": "plan", "components": [component(key="start.dag")]},
        rows(component(key="namn"), path="mal", allowAddRemove=False, defaultRepetitions=2),
        {"type": "spacer", "height": 20},
        {"type": "separator"},
        {"type": "text", "text": "Hej"},
        properties={"title": "Prov", "title_en": "Test", "krav": "RH-1"},
    )

    form = forms.compile(data)

    field, group, repeated, separator, prose = form.fields
    assert (form.key, form.title) == ("f_prov", forms.Text("Prov", "Test"))
    assert (field.label, field.description) == (forms.Text("Rubrik", "Title"), forms.Text("Kort", "Short"))
    assert field.required
    assert isinstance(field.rules, TextRules)
    assert field.rules.max_length == 120
    assert group.children[0].path == ("plan", "start", "dag")
    assert (repeated.path, repeated.may_change, repeated.at_start, repeated.most) == (("mal",), False, 2, 200)
    assert (type(separator), prose.sv) == (forms.Separator, ("Hej",))


def test_a_compiled_form_cannot_be_changed(as_json, component):
    form = forms.compile(as_json(component()))

    with pytest.raises(dataclasses.FrozenInstanceError):
        form.key = "other"


def test_the_hash_follows_the_content_and_not_the_order_of_names(as_json, component):
    one = as_json(component())
    other = dict(reversed(one.items()))

    assert forms.compile(one).hash == forms.compile(other).hash
    assert forms.compile(one).hash != forms.compile(as_json(component(label="Titel"))).hash


def test_sources_are_what_expressions_read_from_outside(as_json, component, rows):
    form = forms.compile(
        as_json(
            component("select", "enhet", values=None, valuesExpression="=enheter"),
            component("select", "vem", values=None, valuesKey="personer"),
            component(key="varfor", conditional={"hide": "=enhet = null"}),
            {"type": "text", "text": "Ärende {{arende.nummer}}"},
            rows(
                component(key="kommentar", conditional={"hide": "=this.typ = ut_analysera.typ"}),
                component(key="typ"),
            ),
        )
    )

    assert form.sources == {"enheter", "personer", "arende.nummer", "ut_analysera.typ"}


def test_a_date_may_have_its_label_where_form_js_writes_it(as_json):
    form = forms.compile(
        as_json(
            {
                "type": "datetime",
                "subtype": "date",
                "dateLabel": "Datum",
                "key": "dag",
                "properties": {"label_en": "Day"},
            }
        )
    )

    assert form.fields[0].label == forms.Text("Datum", "Day")
