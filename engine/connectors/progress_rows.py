"""Rows of a form that say how far a case has come, as the tables have them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from marshmallow import EXCLUDE, Schema, fields, validate

from engine.connectors.call import Reference

ROLLED_OUT: Final = ("ej_paborjat", "pagar", "infort", "ej_aktuellt")
RISK_STATES: Final = ("oppen", "atgardad", "accepterad", "intraffad")


class _Row(Schema):
    class Meta:
        """The form's other fields are kept with what was handed in."""

        unknown = EXCLUDE


class MilestoneRow(_Row):
    """A milestone; `milstolpe` is the one that is there already."""

    id = Reference(data_key="milstolpe", allow_none=True)
    name = fields.String(data_key="namn", allow_none=True)
    planned_on = fields.Date(data_key="planerad", required=True)
    forecast_on = fields.Date(data_key="prognos", allow_none=True)
    reached_on = fields.Date(data_key="utfall", allow_none=True)


class RiskRow(_Row):
    """A risk; `risk` is the one that is there already."""

    id = Reference(data_key="risk", allow_none=True)
    description = fields.String(data_key="beskrivning", allow_none=True)
    cause = fields.String(data_key="orsak", allow_none=True)
    likelihood = fields.Integer(data_key="sannolikhet", required=True)
    consequence = fields.Integer(data_key="konsekvens", required=True)
    action = fields.String(data_key="atgard", allow_none=True)
    responsible_id = Reference(data_key="ansvarig", allow_none=True)
    status = fields.String(validate=validate.OneOf(RISK_STATES), allow_none=True)


class RolloutRow(_Row):
    """How far a unit or an area has come."""

    unit_id = Reference(data_key="enhet", required=True)
    status = fields.String(required=True, validate=validate.OneOf(ROLLED_OUT))
    planned_on = fields.Date(data_key="planerad", allow_none=True)
    done_on = fields.Date(data_key="infort", allow_none=True)
    units_total = fields.Integer(data_key="enheter_totalt", allow_none=True)
    units_done = fields.Integer(data_key="enheter_inforda", allow_none=True)
    comment = fields.String(data_key="kommentar", allow_none=True)


class BudgetRow(_Row):
    """Money and hours."""

    planned = fields.Decimal(data_key="budget_sek", allow_none=True)
    used = fields.Decimal(data_key="utfall_sek", allow_none=True)
    forecast = fields.Decimal(data_key="prognos_sek", allow_none=True)
    hours_planned = fields.Decimal(data_key="timmar_plan", allow_none=True)
    hours_used = fields.Decimal(data_key="timmar_utfall", allow_none=True)
    comment = fields.String(data_key="kommentar", allow_none=True)


def loaded(shape: type[Schema], rows: Sequence[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    """Return rows with the columns' names; what is null is left out, so that a column keeps what it had."""
    found = (shape().load(jsonless(row)) for row in rows or ())
    return [{key: value for key, value in row.items() if value is not None} for row in found]


def jsonless(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its days as text, as marshmallow reads them."""
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()}
