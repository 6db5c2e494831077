"""How far a case has come, over the wire."""

from collections.abc import Mapping
from typing import Any, Final

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

_TEXT: Final = validate.Length(max=2000)
_SCALE: Final = validate.Range(1, 5)
_NOT_NEGATIVE: Final = validate.Range(min=0)
ROLLED_OUT: Final = ("ej_paborjat", "pagar", "infort", "ej_aktuellt")
RISK_STATES: Final = ("oppen", "atgardad", "accepterad", "intraffad")


class Milestone(Schema):
    """A milestone; with `id` the one that there is."""

    id = fields.UUID()
    name = fields.String(required=True, validate=validate.Length(1, 200))
    planned_on = fields.Date(required=True)
    forecast_on = fields.Date(allow_none=True)
    reached_on = fields.Date(allow_none=True)


class Risk(Schema):
    """A risk; with `id` the one that there is."""

    id = fields.UUID()
    description = fields.String(required=True, validate=validate.Length(1, 2000))
    cause = fields.String(validate=_TEXT)
    likelihood = fields.Integer(required=True, validate=_SCALE)
    consequence = fields.Integer(required=True, validate=_SCALE)
    value = fields.Integer(dump_only=True)
    action = fields.String(validate=_TEXT)
    responsible = fields.UUID(attribute="responsible_id", allow_none=True)
    status = fields.String(validate=validate.OneOf(RISK_STATES))


class Rollout(Schema):
    """How far an area or a unit has come; an area counts its units."""

    unit = fields.UUID(attribute="unit_id", required=True)
    unit_name = fields.String(attribute="unit", dump_only=True)
    unit_kind = fields.String(dump_only=True)
    status = fields.String(required=True, validate=validate.OneOf(ROLLED_OUT))
    planned_on = fields.Date(allow_none=True)
    done_on = fields.Date(allow_none=True)
    units_total = fields.Integer(allow_none=True, validate=_NOT_NEGATIVE)
    units_done = fields.Integer(allow_none=True, validate=_NOT_NEGATIVE)
    comment = fields.String(validate=_TEXT)

    @validates_schema
    def no_more_done_than_there_are(self, data: Mapping[str, Any], **_: Any) -> None:
        """Refuse a row where more units are done than there are."""
        total, done = data.get("units_total"), data.get("units_done")
        if total is not None and done is not None and done > total:
            raise ValidationError("At most units_total.", "units_done")


class Budget(Schema):
    """Money in SEK, and hours: planned, used and foreseen."""

    planned = fields.Decimal(allow_none=True, validate=_NOT_NEGATIVE)
    used = fields.Decimal(allow_none=True, validate=_NOT_NEGATIVE)
    forecast = fields.Decimal(allow_none=True, validate=_NOT_NEGATIVE)
    hours_planned = fields.Decimal(allow_none=True, validate=_NOT_NEGATIVE)
    hours_used = fields.Decimal(allow_none=True, validate=_NOT_NEGATIVE)
    comment = fields.String(validate=_TEXT)


class Measurement(Schema):
    """A measurement of a goal of the case."""

    id = fields.UUID(dump_only=True)
    goal = fields.UUID(attribute="goal_id", required=True)
    goal_name = fields.String(attribute="goal", dump_only=True)
    unit = fields.UUID(attribute="unit_id", allow_none=True)
    unit_name = fields.String(attribute="unit", dump_only=True, allow_none=True)
    value = fields.Decimal(required=True)
    measured_in = fields.String(dump_only=True)
    measured_on = fields.Date()
    source = fields.String(validate=_TEXT)
    comment = fields.String(validate=_TEXT)
    recorded_by = fields.String(dump_only=True)


def rows_of(item: type[Schema], most: int = 200) -> type[Schema]:
    """Return the shape of rows that are handed in."""
    many = fields.List(fields.Nested(item), required=True, validate=validate.Length(1, most))
    return type(f"{item.__name__}Rows", (Schema,), {"items": many})
