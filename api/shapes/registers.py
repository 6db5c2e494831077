"""Units, people and imports over the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from api.shapes.base import Paging, Words
from engine.commands.registers.import_register import counts
from engine.governance.register_diff import Changed, Plan
from engine.queries.registers.calendar import CalendarRow

ROWS_SHOWN = 1000


class Unit(Schema):
    """A unit of the organisation."""

    id = fields.UUID()
    code = fields.String()
    name = fields.String()
    kind = fields.String()
    parent_id = fields.UUID(allow_none=True)
    parent = fields.String(allow_none=True)
    active_from = fields.Date(allow_none=True)
    active_to = fields.Date(allow_none=True)
    active = fields.Boolean()


class OwnDay(Schema):
    """A day that the organisation has decided about."""

    day = fields.Date(required=True)
    name = fields.String(required=True, validate=validate.Length(1, 100))
    closes = fields.Time(
        "%H:%M",
        load_default=None,
        allow_none=True,
        metadata={"description": "When a shorter day ends; none: free"},
    )


class Holiday(Schema):
    """A day on which Swedish offices are closed."""

    day = fields.Date()
    name = Words()


class Calendar(Schema):
    """When the organisation works, Monday to Friday."""

    closes = fields.Time("%H:%M", required=True, metadata={"description": "When an ordinary day ends"})
    own = fields.List(fields.Nested(OwnDay), required=True)


class CalendarOfYear(Calendar):
    """The calendar with the holidays of a year."""

    year = fields.Integer()
    holidays = fields.Method("_holidays")

    def _holidays(self, row: CalendarRow) -> Any:
        days = [{"day": day, "name": name} for day, name in row.holidays.items()]
        return Holiday(many=True).dump(days)


class CalendarQuery(Schema):
    """Which holidays."""

    year = fields.Integer(load_default=None, validate=validate.Range(2005, 2200))


class UnitQuery(Paging):
    """Which units."""

    kind = fields.String(load_default=None)
    below = fields.UUID(load_default=None, metadata={"description": "Those right under this unit"})
    q = fields.String(load_default=None, validate=validate.Length(max=200))


class PersonInRegister(Schema):
    """A person in the register."""

    id = fields.UUID()
    key = fields.String()
    name = fields.String()
    title = fields.String()
    email = fields.String(allow_none=True)
    hsa_id = fields.String(allow_none=True)
    user_id = fields.String(allow_none=True)
    unit = fields.String(allow_none=True)
    active = fields.Boolean()


class Position(Schema):
    """A position in the line."""

    kind = fields.String()
    unit = fields.String()
    valid_from = fields.Date(data_key="from")
    valid_to = fields.Date(data_key="to", allow_none=True)


class Competence(Schema):
    """What a person can do."""

    key = fields.String(required=True, validate=validate.Length(1, 200))
    level = fields.Integer(required=True, validate=validate.Range(1, 4))
    level_name = Words(dump_only=True, allow_none=True)
    attained_on = fields.Date(required=True)
    valid_to = fields.Date(load_default=None, allow_none=True)


class Licence(Schema):
    """A licence for a system."""

    id = fields.UUID(dump_only=True)
    system = fields.String(required=True, validate=validate.Length(1, 200))
    kind = fields.String(required=True, validate=validate.OneOf(("full", "light")))
    valid_from = fields.Date(data_key="from", required=True)
    valid_to = fields.Date(data_key="to", load_default=None, allow_none=True)


class PersonWhole(Schema):
    """A person with positions, competences and licences."""

    person = fields.Nested(PersonInRegister)
    positions = fields.List(fields.Nested(Position))
    competences = fields.List(fields.Nested(Competence))
    licences = fields.List(fields.Nested(Licence))


class PersonQuery(Paging):
    """Which people."""

    q = fields.String(load_default=None, validate=validate.Length(max=200))
    all = fields.Boolean(load_default=False, metadata={"description": "The inactive too"})


class ImportQuery(Schema):
    """How to import."""

    dry_run = fields.Boolean(load_default=False, metadata={"description": "Only say what would change"})
    end_missing = fields.Boolean(load_default=False, metadata={"description": "End what the file lacks"})


class Imported(Schema):
    """What an import changes; at most 1000 rows of each kind are listed, all are counted."""

    counts = fields.Method("_counts")
    new = fields.Method("_new")
    changed = fields.Method("_changed")
    ended = fields.Method("_ended")

    def _counts(self, plan: Plan) -> dict[str, int]:
        return counts(plan)

    def _new(self, plan: Plan) -> list[dict[str, Any]]:
        return [_plain(row) for row in plan.new[:ROWS_SHOWN]]

    def _changed(self, plan: Plan) -> list[dict[str, Any]]:
        return [_change(one) for one in plan.changed[:ROWS_SHOWN]]

    def _ended(self, plan: Plan) -> list[dict[str, Any]]:
        return [_change(one) for one in plan.ended[:ROWS_SHOWN]]


def _change(one: Changed) -> dict[str, Any]:
    fields_of = {name: {"old": _said(old), "new": _said(new)} for name, (old, new) in one.fields.items()}
    return {"key": [_said(part) for part in one.key], "fields": fields_of}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _said(value) for name, value in row.items()}


def _said(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | str) else str(value)
