"""Benefit goals over the wire: those of a case, those of all cases, and what a file of measurements says."""

from typing import Any

from marshmallow import Schema, fields, validate

from api.shapes.portfolio import FORMATS
from engine.commands.reports.measure import ImportedRow
from engine.queries.cases.benefits import GoalWhole
from engine.queries.reports.benefits import STATES


class BenefitTotal(Schema):
    """What a goal has come to: measured as a whole, or the sum or the mean of units."""

    value = fields.Decimal()
    measured_on = fields.Date()
    how = fields.String(metadata={"description": "whole, sum or mean"})
    units = fields.Integer()


class _BenefitMeasured(Schema):
    value = fields.Decimal()
    measured_on = fields.Date()
    unit = fields.UUID(attribute="unit_id", allow_none=True)
    unit_name = fields.String(attribute="unit", allow_none=True)
    source = fields.String()
    comment = fields.String()
    recorded_by = fields.String()
    corrected = fields.Boolean()


class _BenefitDecision(Schema):
    number = fields.Integer()
    outcome = fields.String()
    mandate = fields.String()
    role = fields.String()
    decider = fields.String()
    decided_on = fields.Date()
    reason = fields.String()
    statements = fields.List(fields.String())


class _Said(Schema):
    at = fields.DateTime()
    who = fields.String()
    status = fields.String()
    assessment = fields.String(allow_none=True)
    forecast = fields.String()
    forecast_value = fields.Decimal(allow_none=True)
    action = fields.String()
    end_on = fields.Date(allow_none=True)
    decision = fields.Nested(_BenefitDecision, allow_none=True)


class BenefitGoal(Schema):
    """A goal of a case in full."""

    id = fields.UUID(attribute="row.id")
    name = fields.String(attribute="row.name")
    description = fields.String(attribute="row.description")
    measured_in = fields.String(attribute="row.measured_in")
    baseline = fields.Decimal(attribute="row.baseline")
    baseline_on = fields.Date(attribute="row.baseline_on")
    target = fields.Decimal(attribute="row.target")
    direction = fields.String(attribute="row.direction")
    end_on = fields.Date(attribute="row.end_on")
    interval = fields.String(attribute="row.interval")
    method = fields.String(attribute="row.method")
    data_source = fields.String(attribute="row.data_source")
    responsible = fields.String(attribute="row.responsible", allow_none=True)
    status = fields.String(attribute="row.status")
    total = fields.Nested(BenefitTotal, attribute="row.total", allow_none=True)
    totals = fields.List(fields.Nested(BenefitTotal), attribute="row.totals")
    realised = fields.Integer(allow_none=True, metadata={"description": "Per cent of the way"})
    projection = fields.Decimal(allow_none=True, metadata={"description": "Calculated; nobody's forecast"})
    next_on = fields.Date(allow_none=True)
    late = fields.Function(lambda one: bool(one.late))
    units = fields.Method("_units")
    measurements = fields.List(fields.Nested(_BenefitMeasured), attribute="row.measured")
    history = fields.List(fields.Nested(_Said), attribute="said")

    def _units(self, one: GoalWhole) -> list[dict[str, Any]]:
        return [
            {
                "unit": str(share.unit_id),
                "unit_name": share.unit,
                "baseline": share.baseline,
                "target": share.target,
                "last": share.latest.value if share.latest else None,
                "measured_on": share.latest.measured_on.isoformat() if share.latest else None,
                "reached": share.reached,
                "managers": list(one.managers.get(share.unit_id, ())),
                "next_on": one.next[share.unit_id].isoformat() if share.unit_id in one.next else None,
                "late": share.unit_id in one.late,
            }
            for share in one.row.shares
        ]


class CaseGoals(Schema):
    """The goals of a case, and who answers for them as a whole."""

    owners = fields.List(fields.String())
    items = fields.List(fields.Nested(BenefitGoal), attribute="goals")
    measurable = fields.List(fields.Dict())


class ImportQuery(Schema):
    """How to read a file."""

    dry_run = fields.Boolean(load_default=False, metadata={"description": "Only say what would be written"})


class _ImportedRow(Schema):
    line = fields.Integer()
    goal = fields.UUID(attribute="goal_id")
    goal_name = fields.String(attribute="goal")
    unit = fields.UUID(attribute="unit_id", allow_none=True)
    unit_name = fields.String(attribute="unit", allow_none=True)
    value = fields.Decimal()
    measured_on = fields.Date(attribute="values.measured_on")
    effect = fields.Method("_effect", metadata={"description": "new, corrects or same"})
    before = fields.Decimal(allow_none=True)

    def _effect(self, row: ImportedRow) -> str:
        return row.effect


class ImportedFile(Schema):
    """What a file of measurements says: how many rows were written (or would be), and how many had no value.

    `completed`: so many tasks that asked for them were completed; `left`: so many wait, for whoever has them.
    """

    written = fields.Integer()
    blank = fields.Integer()
    completed = fields.Integer(attribute="tasks.completed")
    left = fields.Integer(attribute="tasks.left")
    items = fields.List(fields.Nested(_ImportedRow), attribute="rows")


class BenefitsQuery(Schema):
    """Which goals, and in which form."""

    case = fields.UUID(load_default=None)
    process = fields.String(load_default=None)
    unit = fields.UUID(load_default=None, metadata={"description": "Finds what is under it too"})
    owner = fields.UUID(load_default=None, metadata={"description": "The assignment owner"})
    state = fields.String(load_default=None, validate=validate.OneOf(STATES))
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))
    after = fields.Integer(
        load_default=0, validate=validate.Range(0), metadata={"description": "`next` of the page before"}
    )
    format = fields.String(load_default="json", validate=validate.OneOf(FORMATS))


class _Promised(Schema):
    id = fields.UUID()
    name = fields.String()
    case = fields.UUID(attribute="case_id")
    number = fields.String()
    title = fields.String()
    process = fields.String()
    owners = fields.List(fields.String())
    measured_in = fields.String()
    baseline = fields.Decimal()
    target = fields.Decimal()
    direction = fields.String()
    end_on = fields.Date()
    state = fields.String()
    total = fields.Nested(BenefitTotal, allow_none=True)
    realised = fields.Integer(allow_none=True)
    late = fields.Boolean()


class _BenefitUnit(Schema):
    id = fields.UUID(allow_none=True)
    name = fields.String()
    goals = fields.Integer()
    reached = fields.Integer()
    measured = fields.Integer()
    realised = fields.Integer()


class _BenefitGroup(_BenefitUnit):
    within = fields.List(fields.Nested(_BenefitUnit))


class BenefitsPage(Schema):
    """A page of goals; what is counted and grouped is of all that the filters leave."""

    items = fields.List(fields.Nested(_Promised))
    next = fields.Integer(allow_none=True)
    counts = fields.Dict()
    realised = fields.Integer(allow_none=True)
    areas = fields.List(fields.Nested(_BenefitGroup))
    owners = fields.List(fields.Nested(_BenefitUnit))
    cut = fields.Boolean()
