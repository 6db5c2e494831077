import forms


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
