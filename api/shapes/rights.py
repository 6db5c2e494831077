"""Roles, and rights that are lent, over the wire."""

from marshmallow import Schema, fields, validate

from api.shapes.base import Paging, Words

_DAY = {"description": "YYYY-MM-DD, the day included"}


class Delegation(Schema):
    """Mandates of a role that one person has lent to another."""

    id = fields.UUID()
    mine = fields.Boolean(metadata={"description": "You lend them; otherwise they are lent to you"})
    lender = fields.String(data_key="from_person")
    delegate = fields.String(data_key="to_person")
    role = fields.String()
    role_name = Words()
    scope = fields.String(attribute="scope_name")
    mandates = fields.List(fields.String())
    mandate_names = fields.List(Words())
    process = fields.String(allow_none=True)
    valid_from = fields.Date(data_key="from")
    valid_to = fields.Date(data_key="to", allow_none=True)
    revoked_at = fields.DateTime(allow_none=True)
    in_force = fields.Boolean()


class Delegations(Schema):
    """All of mine."""

    items = fields.List(fields.Nested(Delegation))


class NewDelegation(Schema):
    """Which mandates of which of my role assignments, to whom and for how long."""

    assignment_id = fields.UUID(required=True, data_key="assignment")
    delegate_id = fields.UUID(required=True, data_key="person")
    mandates = fields.List(
        fields.String(validate=validate.Length(1, 200)), required=True, validate=validate.Length(1, 100)
    )
    process = fields.String(load_default=None, allow_none=True)
    valid_from = fields.Date(data_key="from", load_default=None, allow_none=True, metadata=_DAY)
    valid_to = fields.Date(data_key="to", load_default=None, allow_none=True, metadata=_DAY)


class Substitution(Schema):
    """A deputy for somebody who is away."""

    id = fields.UUID()
    mine = fields.Boolean(metadata={"description": "You are the one away; otherwise you stand in"})
    absent = fields.String()
    deputy = fields.String()
    process = fields.String(allow_none=True)
    starts_at = fields.DateTime()
    ends_at = fields.DateTime(metadata={"description": "Not included"})
    revoked_at = fields.DateTime(allow_none=True)
    in_force = fields.Boolean()


class Substitutions(Schema):
    """All of mine."""

    items = fields.List(fields.Nested(Substitution))


class NewSubstitution(Schema):
    """Who stands in, from when up to when; an administrator can say for whom."""

    deputy_id = fields.UUID(required=True, data_key="deputy")
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    process = fields.String(load_default=None, allow_none=True)
    absent_id = fields.UUID(data_key="absent", load_default=None, allow_none=True)


class Made(Schema):
    """The id of what was made."""

    id = fields.UUID()


class Assignment(Schema):
    """A role assignment."""

    id = fields.UUID()
    role = fields.String()
    role_name = Words()
    scope_kind = fields.String()
    scope_id = fields.UUID()
    scope = fields.String(attribute="scope_name")
    person_id = fields.UUID()
    person = fields.String()
    decides = fields.Boolean()
    valid_from = fields.Date(data_key="from")
    valid_to = fields.Date(data_key="to", allow_none=True)
    status = fields.String(metadata={"description": "coming, active, ended or never"})
    appointed_by = fields.String(attribute="appointer", allow_none=True)
    appointed_as = fields.String(allow_none=True)
    decision_id = fields.UUID(allow_none=True)
    decision_number = fields.Integer(allow_none=True)
    decision_case_id = fields.UUID(allow_none=True)
    extent_percent = fields.Integer(allow_none=True)
    dispensation = fields.String(allow_none=True)


class AssignmentQuery(Paging):
    """Which assignments."""

    role = fields.String(load_default=None)
    scope = fields.UUID(load_default=None)
    person = fields.UUID(load_default=None)
    on = fields.Date(load_default=None, metadata={"description": "Those that hold on this day"})
    ending_before = fields.Date(
        load_default=None,
        metadata={"description": "Those of today that end before this day, the first to end first"},
    )
    status = fields.String(load_default=None, validate=validate.OneOf(("coming", "active", "ended", "never")))


class NewAssignment(Schema):
    """Who is to hold which role, for what and how long."""

    role = fields.String(required=True)
    scope_id = fields.UUID(data_key="scope", load_default=None, allow_none=True)
    person_id = fields.UUID(data_key="person", required=True)
    start = fields.Date(data_key="from", load_default=None, allow_none=True, metadata=_DAY)
    to = fields.Date(load_default=None, allow_none=True, metadata=_DAY)
    extent_percent = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1, 100))
    dispensation = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 2000))


class LastDay(Schema):
    """The last day of an assignment or a licence, and why it ends."""

    last_day = fields.Date(load_default=None, allow_none=True, metadata=_DAY)
    reason = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=2000),
        metadata={"description": "Why it ends before its term; kept in the trail."},
    )


class PersonDelegation(Schema):
    """Mandates of a role that a person has lent, or has been lent."""

    lender_id = fields.UUID(data_key="from_id")
    lender = fields.String(data_key="from_person")
    delegate_id = fields.UUID(data_key="to_id")
    delegate = fields.String(data_key="to_person")
    role = fields.String()
    role_name = Words()
    scope = fields.String(attribute="scope_name")
    mandates = fields.List(fields.String())
    mandate_names = fields.List(Words())
    valid_to = fields.Date(data_key="to", allow_none=True)


class PersonSubstitution(Schema):
    """Somebody who stands in for somebody who is away."""

    absent_id = fields.UUID()
    absent = fields.String()
    deputy_id = fields.UUID()
    deputy = fields.String()
    ends_at = fields.DateTime(metadata={"description": "Not included"})


class PersonRights(Schema):
    """What is lent to and by a person today."""

    delegations = fields.List(fields.Nested(PersonDelegation))
    substitutions = fields.List(fields.Nested(PersonSubstitution))
