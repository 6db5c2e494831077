"""Builders for forms and the world that they are shown in."""

from datetime import UTC, datetime

import pytest

import forms

PERSONS = [{"id": 1, "namn": "Anna Ek"}, {"id": 2, "namn": "Bo Lund"}]
UNITS = [
    {"id": "e1", "namn": "Barnmorskemottagning Nord", "typ": "enhet", "overordnad": "r1"},
    {"id": "e2", "namn": "Ungdomsmottagning Syd", "typ": "enhet", "overordnad": "r2"},
]


def a_component(kind="textfield", key="rubrik", **properties):
    own = {"type": kind, "label": "Rubrik", "key": key}
    if kind in {"radio", "select", "checklist", "taglist"} and not any(
        name.startswith("values") for name in properties
    ):
        own["values"] = [{"label": "Ja", "value": "ja", "label_en": "Yes"}, {"label": "Nej", "value": "nej"}]
    return own | properties


def form_json(*components, **properties):
    return {
        "id": "f_prov",
        "type": "default",
        "schemaVersion": 19,
        "components": list(components),
    } | properties


class World:
    """A form with the context and the time it is asked in."""

    now = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)

    def __init__(self, *components, **context):
        self.form = forms.compile(form_json(*components))
        self.context = {"personer": PERSONS, "enheter": UNITS} | context

    def check(self, answers, **initial):
        return self.form.check(answers, self.context, self.now, initial=initial)

    def view(self, answers=None, **more):
        return self.form.view(answers or {}, self.context, self.now, **more)

    def decode(self, items):
        return self.form.decode(items, self.now.date())

    def clean(self, answers, **initial):
        checked = self.check(answers, **initial)
        assert checked.errors == ()
        return checked.clean

    def errors(self, answers, **initial):
        """Pointers with Swedish messages."""
        return {error.pointer: error.message.sv for error in self.check(answers, **initial).errors}


@pytest.fixture
def world():
    return World


@pytest.fixture
def component():
    return a_component


@pytest.fixture
def as_json():
    return form_json


@pytest.fixture
def rows():
    def build(*components, path="rader", **properties):
        return {
            "type": "dynamiclist",
            "path": path,
            "label": "Rader",
            "components": list(components),
        } | properties

    return build
