"""A whole case over the wire. Keys are never renamed or taken away without a new `version`."""

from typing import Any, Final

from marshmallow import Schema, fields

from api.shapes.base import Words
from api.shapes.cases import Case, CaseFile, Decision, Line, Member, Step
from api.shapes.comments import Comment

FORMAT: Final = "rals-case"
VERSION: Final = 1


class Submission(Schema):
    """What somebody handed in."""

    id = fields.UUID()
    element_id = fields.String()
    element = Words(attribute="element_name", allow_none=True)
    form = fields.String(allow_none=True)
    person = fields.String()
    on_behalf_of = fields.String(allow_none=True)
    role = Words(attribute="role_name", allow_none=True)
    at = fields.DateTime()
    answers = fields.Dict()


class Goal(Schema):
    """A benefit goal."""

    id = fields.UUID()
    name = fields.String()
    measured_in = fields.String()
    baseline = fields.Decimal(as_string=True)
    baseline_on = fields.Date()
    target = fields.Decimal(as_string=True)
    end_on = fields.Date()
    direction = fields.String()
    status = fields.String()


class Whole(Schema):
    """Everything that is kept of a case."""

    format = fields.Constant(FORMAT)
    version = fields.Constant(VERSION)
    handed_out_at = fields.DateTime(attribute="at")
    organisation = fields.String()
    secret = fields.Boolean()
    diary_number = fields.String(allow_none=True)
    model = fields.String(attribute="model_hash", metadata={"description": "The hash of the model's content"})
    case = fields.Nested(Case)
    members = fields.List(fields.Nested(Member))
    decisions = fields.List(fields.Nested(Decision))
    steps = fields.List(fields.Nested(Step))
    submissions = fields.List(fields.Nested(Submission))
    comments = fields.List(fields.Nested(Comment))
    goals = fields.List(fields.Nested(Goal))
    files = fields.List(fields.Nested(CaseFile))
    trail = fields.List(fields.Nested(Line))


def as_json(whole: Any) -> str:
    """Return a whole case as JSON text."""
    return str(Whole().dumps(whole, ensure_ascii=False, indent=1))
