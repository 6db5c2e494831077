"""Status reports over the wire."""

from typing import Final

from marshmallow import INCLUDE, RAISE, Schema, fields, validate

from api.shapes.base import Words
from api.shapes.cases import Case
from engine.commands.reports.hand_in import PARTS

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
    goals = fields.Dict()
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


class _Part(Schema):
    class Meta:
        """What else the form asks for is kept."""

        unknown = INCLUDE

    status = fields.String(required=True, validate=validate.OneOf(COLOURS))
    trend = fields.String(required=True, validate=validate.OneOf(TRENDS))
    kommentar = fields.String()
    atgard = fields.String()


_ROWS: Final = (
    *("milstolpar", "genomfort", "nasta_steg", "risker", "problem", "beslut_som_behovs", "effektmal"),
    *("inforandegrad", "bilagor", "sandlista"),
)
_TEXTS: Final = (
    *("kommentar", "atgard", "motivering_gron", "kommunikation", "beroenden", "overlamning"),
    "overlamning_datum",
)
ANSWERS: Final = Schema.from_dict(
    {
        "period_fran": fields.Date(required=True),
        "period_till": fields.Date(required=True),
        "sammanfattning": fields.String(required=True, validate=validate.Length(1, 600)),
        "status_total": fields.String(required=True, validate=validate.OneOf(COLOURS)),
        "trend": fields.String(required=True, validate=validate.OneOf(TRENDS)),
        "delstatus": fields.Nested(
            Schema.from_dict({name: fields.Nested(_Part, required=True) for name in PARTS}), required=True
        ),
        "prognos_slut": fields.Date(allow_none=True),
        "ekonomi": fields.Dict(),
        "avvikelse_tid": fields.Raw(allow_none=True),
        "avvikelse_kostnad": fields.Raw(allow_none=True),
        **{name: fields.List(fields.Dict(), validate=validate.Length(max=200)) for name in _ROWS},
        **{name: fields.String(validate=validate.Length(max=4000)) for name in _TEXTS},
    },
    name="StatusReportAnswers",
)


class NewReport(Schema):
    """A report as form f_statusrapport is answered. With your open task it completes that; else it is an extra report."""

    answers = fields.Dict(required=True)
    corrects = fields.UUID(load_default=None, metadata={"description": "The report that it corrects"})

    class Meta:
        """Nothing is passed over in silence."""

        unknown = RAISE
