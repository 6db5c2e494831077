"""Cases over the wire."""

from marshmallow import Schema, fields, validate

from api.shapes.base import Paging, Words


class Case(Schema):
    """A case."""

    id = fields.UUID()
    number = fields.String()
    title = fields.String()
    process = fields.String()
    phase = fields.String(allow_none=True)
    phase_name = Words(allow_none=True)
    state = fields.String()
    ended_in = fields.String(allow_none=True)
    started_at = fields.DateTime()
    ended_at = fields.DateTime(allow_none=True)
    started_by = fields.String()
    open_tasks = fields.Integer()
    comments = fields.Integer()
    files = fields.Integer()
    suspended = fields.Boolean()
    cancelled_because = fields.String(allow_none=True, metadata={"description": "Why somebody stopped it"})


class CaseQuery(Paging):
    """Which cases."""

    state = fields.String(load_default=None, validate=validate.OneOf(("running", "ended")))
    process = fields.String(load_default=None)
    phase = fields.String(load_default=None)
    q = fields.String(load_default=None, validate=validate.Length(max=200))
    mine = fields.Boolean(load_default=False)


class NewCase(Schema):
    """A process and the answers of its start form."""

    process = fields.String(required=True)
    answers = fields.Dict(keys=fields.String(), load_default=dict)
    role = fields.String(load_default=None)


class Decision(Schema):
    """A decision."""

    id = fields.UUID()
    number = fields.Integer()
    element_id = fields.String()
    name = Words()
    mandate = fields.String()
    mandate_name = Words()
    role = fields.String()
    role_name = Words()
    outcome = fields.String()
    outcome_name = Words()
    reason = fields.String()
    decided_on = fields.Date()
    decider = fields.String()
    on_behalf_of = fields.String(allow_none=True)
    by_right = fields.Dict(
        allow_none=True, metadata={"description": "by, id, role and for: by which right it was done"}
    )
    recorded_by = fields.String()
    participants = fields.List(fields.String())
    statements = fields.List(fields.String())
    profile = fields.String(attribute="profile_hash")


class DecisionInRegister(Schema):
    """A decision with the case that it was taken in."""

    decision = fields.Nested(Decision)
    case_id = fields.UUID()
    case_number = fields.String()
    case_title = fields.String()
    process = fields.String()


class DecisionQuery(Paging):
    """Which decisions."""

    mandate = fields.String(load_default=None)
    role = fields.String(load_default=None)
    outcome = fields.String(load_default=None)
    process = fields.String(load_default=None)
    case = fields.UUID(load_default=None)
    decider = fields.UUID(load_default=None)
    from_day = fields.Date(data_key="from", load_default=None)
    to_day = fields.Date(data_key="to", load_default=None)
    q = fields.String(load_default=None, validate=validate.Length(max=200))


class Line(Schema):
    """A line of the trail."""

    id = fields.Integer()
    at = fields.DateTime()
    person = fields.String(allow_none=True)
    on_behalf_of = fields.String(allow_none=True)
    by_right = fields.Dict(
        allow_none=True, metadata={"description": "by, id, role and for: by which right it was done"}
    )
    role = Words(attribute="role_name", allow_none=True)
    kind = fields.String()
    element_id = fields.String(allow_none=True)
    element = Words(attribute="element_name", allow_none=True)
    details = fields.Dict()
    person_id = fields.UUID(allow_none=True)
    outcome = Words(attribute="outcome_name", allow_none=True, metadata={"description": "Of a decision"})
    mandate = fields.String(allow_none=True)
    mandate_name = Words(allow_none=True)
    statements = fields.List(fields.String())


class TrailFilters(Schema):
    """Which lines of the trail."""

    person = fields.UUID(load_default=None)
    by_rals = fields.Boolean(load_default=False, metadata={"description": "Only what nobody did"})
    kind = fields.String(load_default=None)
    element = fields.String(load_default=None)
    from_day = fields.Date(data_key="from", load_default=None)
    to_day = fields.Date(data_key="to", load_default=None)


class TrailQuery(Paging, TrailFilters):
    """Which lines of the trail, and how many."""


class Member(Schema):
    """A role with a part in a case, and one who holds or held it; without a person it is vacant."""

    role = fields.String()
    role_name = Words()
    scope = fields.String(attribute="scope_name")
    person_id = fields.UUID(allow_none=True)
    person = fields.String(allow_none=True)
    valid_from = fields.Date(allow_none=True)
    valid_to = fields.Date(allow_none=True)
    now = fields.Boolean()


class CaseFile(Schema):
    """A file of a case; its content is at /files/{id}."""

    id = fields.UUID()
    name = fields.String()
    kind = fields.String()
    size = fields.Integer()
    sha256 = fields.String()
    person = fields.String()
    uploaded_at = fields.DateTime()
    element_id = fields.String(allow_none=True)
    element = Words(attribute="element_name", allow_none=True)


class Step(Schema):
    """An element of the model, and how it stands in the case."""

    element_id = fields.String()
    name = Words()
    kind = fields.String()
    level = fields.Integer()
    phase = fields.String(allow_none=True)
    role = Words(attribute="role_name", allow_none=True)
    state = fields.String(metadata={"description": "done, now, coming or skipped"})
    open = fields.Integer()
    done = fields.Integer()
    total = fields.Integer()
    started_at = fields.DateTime(allow_none=True)
    ended_at = fields.DateTime(allow_none=True)


class Drawn(Schema):
    """Which part of the drawing."""

    part = fields.String(load_default=None, metadata={"description": "A subprocess, e.g. a phase"})
