"""Status reports over the wire."""

from typing import Final

from marshmallow import RAISE, Schema, fields, validate

from api.shapes.base import Words
from api.shapes.cases import Case
from forms.jsonable import jsonable

COLOURS: Final = ("gron", "gul", "rod")
TRENDS: Final = ("battre", "oforandrad", "samre")
FORMATS: Final = ("json", "html", "pdf", "pptx")


class StatusReport(Schema):
    """A status report in a list."""

    id = fields.UUID()
    number = fields.Integer()
    period_from = fields.Date()
    period_to = fields.Date()
    due_on = fields.Date(allow_none=True, metadata={"description": "None: an extra report"})
    late = fields.Boolean(metadata={"description": "Handed in after its time"})
    total = fields.String(metadata={"description": "gron, gul or rod"})
    trend = fields.String(metadata={"description": "battre, oforandrad or samre"})
    parts = fields.Dict(metadata={"description": "The colour of each part"})
    submitted_at = fields.DateTime()
    submitted_by = fields.String()
    role = fields.String()
    role_name = Words()
    corrects = fields.Integer(
        allow_none=True, metadata={"description": "The number of the report it corrects"}
    )
    received_by = fields.String(allow_none=True)
    received_at = fields.DateTime(allow_none=True)
    receipt = fields.String(allow_none=True)


class StatusReportWhole(Schema):
    """A status report with its case and everything that was handed in."""

    report = fields.Nested(StatusReport)
    case = fields.Nested(Case)
    organisation = fields.String()
    leader = fields.String(allow_none=True)
    owner = fields.String(allow_none=True)
    content = fields.Dict()
    goals = fields.Function(lambda whole: jsonable(whole.goals), metadata={"type": "object"})
    before = fields.Nested(StatusReport, allow_none=True)
    corrected_by = fields.Integer(allow_none=True)


class FormatQuery(Schema):
    """In which form; otherwise the header Accept decides."""

    format = fields.String(load_default=None, validate=validate.OneOf(FORMATS))


class NextReport(Schema):
    """What the next report begins with."""

    number = fields.Integer()
    due_at = fields.DateTime(allow_none=True)
    task_id = fields.UUID(allow_none=True, metadata={"description": "Your open task to write it in"})
    answers = fields.Dict()


class ReportRequest(Schema):
    """Why a report is asked for now."""

    why = fields.String(load_default="", validate=validate.Length(max=2000))

    class Meta:
        """Nothing is passed over in silence."""

        unknown = RAISE


class NewReport(Schema):
    """A report as form f_statusrapport is answered. With your open task it completes that; else it is an extra report."""

    answers = fields.Dict(required=True)
    corrects = fields.UUID(load_default=None, metadata={"description": "The report that it corrects"})

    class Meta:
        """Nothing is passed over in silence."""

        unknown = RAISE
