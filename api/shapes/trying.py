"""A trial of a draft over the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from api.shapes.base import Words
from engine.queries.drafts.tried import Asked, OpenTask, Tried
from engine.trying.choices import MAX_CHOICES, MAX_NAMES
from forms.jsonable import jsonable


class Trial(Schema):
    """What has been done so far, and what earlier walks have passed: `trial` of the last answer. `robot` then goes on."""

    choices = fields.List(fields.Dict(), load_default=list, validate=validate.Length(max=MAX_CHOICES))
    passed = fields.List(fields.String(), load_default=list, validate=validate.Length(max=MAX_NAMES))
    robot = fields.String(load_default=None, validate=validate.OneOf(("step", "walk", "cover")))


class _Person(Schema):
    name = fields.String()
    on_behalf_of = fields.String(allow_none=True)


class _Receiver(Schema):
    role = fields.String()
    role_name = Words()
    place = Words()
    people = fields.List(fields.Nested(_Person))
    above = Words(allow_none=True)
    why = Words(allow_none=True)


class _Task(Schema):
    element = fields.String()
    number = fields.Integer()
    name = Words()
    item = fields.String()
    receiver = fields.Nested(_Receiver)
    mandate = fields.String(allow_none=True)
    mandate_name = Words(allow_none=True)
    statements = fields.Method("_statements")
    apart = fields.List(Words())
    due_at = fields.DateTime(allow_none=True)
    due_failed = Words(allow_none=True)
    form = fields.Method("_form")

    def _statements(self, task: OpenTask) -> list[str]:
        return [one.id for one in task.why]

    def _form(self, task: OpenTask) -> Any:
        return task.form.to_json(task.context, task.now) if task.form else None


class _Call(Schema):
    element = fields.String()
    number = fields.Integer()
    name = Words()
    item = fields.String()
    connector = fields.String(allow_none=True)
    parameters = fields.Method("_parameters")
    likely = fields.String()

    def _parameters(self, call: Asked) -> Any:
        return jsonable(call.parameters)


class _Several(Schema):
    element = fields.String()
    name = Words()
    done = fields.Integer()
    total = fields.Integer(allow_none=True)


class _Stopped(Schema):
    element = fields.String(allow_none=True)
    what = Words()
    why = Words()


class _Coverage(Schema):
    elements = fields.Integer()
    elements_passed = fields.Integer()
    flows = fields.Integer()
    flows_passed = fields.Integer()
    never = fields.List(Words())


class TrialState(Schema):
    """Where a trial stands. Send `trial` with one more choice to go on."""

    trial = fields.Method("_trial")
    started = fields.Boolean()
    over = fields.Boolean()
    now = fields.DateTime()
    start_form = fields.Method("_start_form")
    tasks = fields.List(fields.Nested(_Task))
    calls = fields.List(fields.Nested(_Call))
    several = fields.List(fields.Nested(_Several))
    messages = fields.List(fields.String())
    next_due = fields.DateTime(allow_none=True)
    ended = fields.List(Words())
    stopped = fields.Nested(_Stopped, allow_none=True)
    said = Words(allow_none=True)
    coverage = fields.Nested(_Coverage)

    def _trial(self, tried: Tried) -> Any:
        return tried.trial.plain()

    def _start_form(self, tried: Tried) -> Any:
        form, context = tried.start
        return form.to_json(context, tried.now) if form and not tried.started else None
