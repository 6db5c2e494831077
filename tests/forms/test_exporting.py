from datetime import date

import forms
from forms.example import example
from forms.filling import fill


def test_options_from_data_are_written_out_for_the_api(world, component, rows):
    one = world(
        component(
            "select", "enhet", values=None, valuesExpression='=enheter[overordnad = "r1"]', id="Field_1"
        ),
        rows(component("taglist", "vem", values=None, valuesKey="personer")),
        component("radio", "val"),
    )

    exported = one.form.to_json(one.context, one.now)

    unit, repeated, choice = exported["components"]
    assert unit["values"] == [{"label": "Barnmorskemottagning Nord", "value": "e1"}]
    assert [value["value"] for value in repeated["components"][0]["values"]] == ["1", "2"]
    assert choice["values"][0] == {"label": "Ja", "value": "ja", "label_en": "Yes"}
    assert "valuesExpression" not in unit
    assert forms.compile(exported).key == one.form.key
    assert one.form.hash == forms.compile(one.form.source).hash


def test_the_last_day_of_a_date_is_written_out_and_kept_to_by_those_who_fill_in(world, component):
    last = {"subtype": "date", "validate": {"required": True, "max": "=arende.slut"}}
    one = world(component("datetime", "dag", **last), arende={"slut": date(2026, 12, 1)})

    exported = one.form.to_json(one.context, one.now)

    assert exported["components"][0]["validate"] == {"required": True, "max": "2026-12-01"}
    answers = {"dag": "2026-12-01"}
    assert example(exported, {}, one.now.date()) == answers
    assert fill(one.form, one.context, one.now, lambda _, options: options[0]) == answers
    assert one.errors({"dag": "2026-12-02"}) == {"/dag": "Välj ett datum senast 2026-12-01."}
