"""Changes to form-js JSON: what is added can be published, what is moved and removed takes what is in it along."""

import json
from pathlib import Path

import pytest

import forms
from forms import editing
from web.views.form_field import answers_of, described

DEFINITIONS = sorted((Path(__file__).parents[2] / "forms/definitions").glob("*/*.form.json"))


@pytest.mark.parametrize("kind", editing.KINDS)
def test_every_kind_that_can_be_added_can_be_published(kind: str):
    form, called = editing.added(editing.new_form("f_x", "X"), kind)
    form, _ = editing.added(form, kind)
    assert editing.part(form, called)
    assert forms.compile(form)


def test_parts_are_moved_removed_and_put_back_with_what_is_in_them():
    form, group = editing.added(editing.new_form("f_x", "X"), "group")
    form, inside = editing.added(form, "number", (1,))
    assert [one.called for one in editing.parts(form)] == ["text_1", group, f"{group}_text", inside]

    up = editing.moved(form, (1,), -1)
    assert [one.called for one in editing.parts(up)] == [group, f"{group}_text", inside, "text_1"]
    assert editing.moved(up, (0,), -1) == up

    one = editing.part(form, group)
    assert one
    gone = editing.removed(form, one.place)
    assert [each.called for each in editing.parts(gone)] == ["text_1"]
    assert editing.inserted(gone, one.place, one.component) == form
    assert editing.parts(editing.inserted({}, (3, 2), one.component))[0].called == group


def test_what_is_no_form_has_no_parts():
    assert editing.parts({"components": [1, None, {"components": "x"}]})[0].called == "2"


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.name)
def test_describing_a_question_as_it_is_changes_nothing(path: Path):
    for one in editing.parts(json.loads(path.read_bytes())):
        assert described(one.component, answers_of(one.component)) == one.component
