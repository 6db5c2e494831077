"""Over the wire: the portfolio in groups and since a day, agendas, and what comes to a part of the organisation."""

from datetime import date
from typing import Final

from marshmallow import Schema, fields, validate

from api.shapes.base import Words
from api.shapes.portfolio import Chosen
from engine.queries.reports.groups import GROUPS

BEGINNING: Final = date(1970, 1, 1)


class GroupsQuery(Chosen):
    """Which cases, and what they are grouped by."""

    by = fields.String(load_default="status", validate=validate.OneOf(GROUPS))


class PortfolioGroup(Schema):
    """A group: the value to filter by, and how many cases of each colour it has."""

    key = fields.String(allow_none=True)
    name = Words(allow_none=True)
    cases = fields.Integer()
    counts = fields.Dict()
    late = fields.Integer()


class SinceQuery(Chosen):
    """Which cases, and from which day on."""

    since = fields.Date(load_default=BEGINNING, metadata={"description": "Left out: from the beginning"})


class Happened(Schema):
    """What happened with a case: started, ended or phase."""

    kind = fields.String()
    id = fields.UUID()
    number = fields.String()
    title = fields.String()
    at = fields.DateTime()
    phase = Words(allow_none=True)
    ended_in = Words(allow_none=True)


class AgendaQuery(Schema):
    """Whose agenda."""

    role = fields.String(
        load_default=None, metadata={"description": "A role above the cases in the profile's chain"}
    )


class Leadership(Schema):
    """Somebody who can have an agenda."""

    role = fields.String()
    name = Words()


class AgendaPoint(Schema):
    """One point; `ours`: the leadership decides, else it only should know."""

    kind = fields.String()
    ours = fields.Boolean()
    question = Words()
    case_id = fields.UUID()
    case_number = fields.String()
    case_title = fields.String()
    raised_by = fields.String(allow_none=True)
    raised_as = Words(allow_none=True)
    decides = Words(allow_none=True)
    proposal = fields.String()
    alternatives = fields.String()
    otherwise = fields.String()
    needed_by = fields.Date(allow_none=True)
    late = fields.Boolean()
    total = fields.String(allow_none=True)
    trend = fields.String(allow_none=True)
    report_id = fields.UUID(allow_none=True)
    report_number = fields.Integer(allow_none=True)
    task_id = fields.UUID(allow_none=True)


class AgendaWhole(Schema):
    """An agenda, and whose others there are."""

    of = fields.Nested(Leadership)
    leaderships = fields.List(fields.Nested(Leadership))
    on = fields.Date()
    points = fields.List(fields.Nested(AgendaPoint))


class Arrival(Schema):
    """Something that reaches the area: rollout, concerned, activity or milestone."""

    kind = fields.String()
    day = fields.Date(allow_none=True)
    name = fields.String()
    unit_id = fields.UUID(allow_none=True)
    unit = fields.String(allow_none=True)
    status = fields.String()
    late = fields.Boolean()
    case_id = fields.UUID()
    case_number = fields.String()
    case_title = fields.String()


class Holders(Schema):
    """Who holds a role today."""

    role = Words()
    people = fields.List(fields.String())


class Affected(Schema):
    """A unit that cases reach."""

    id = fields.UUID()
    name = fields.String()
    kind = fields.String()
    cases = fields.Integer()
    people = fields.Function(
        lambda one: Holders(many=True).dump([{"role": r, "people": p} for r, p in one.people])
    )


class Expected(Schema):
    """An open task of a role that is held in the area."""

    task_id = fields.UUID()
    name = Words()
    item = fields.String()
    role_name = Words()
    unit = fields.String()
    holders = fields.List(fields.String())
    due_at = fields.DateTime(allow_none=True)
    late = fields.Boolean()
    case_id = fields.UUID()
    case_number = fields.String()
    case_title = fields.String()


class Coming(Schema):
    """What comes to a unit and what lies under it."""

    id = fields.UUID()
    name = fields.String()
    kind = fields.String()
    on = fields.Date()
    arrivals = fields.List(fields.Nested(Arrival))
    affected = fields.List(fields.Nested(Affected))
    staff = fields.List(fields.String())
    groups = fields.List(fields.String())
    expected = fields.List(fields.Nested(Expected))
