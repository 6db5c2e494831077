"""The event log as files: XES for process-mining tools, and CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from marshmallow import Schema, fields, validate

from api.shapes.trail import plain
from engine import clock
from engine.queries.reports.event_log import StepEvent
from engine.runtime import xes

KINDS: Final[Mapping[str, str]] = {"xes": "application/xml", "csv": "text/csv"}
# The heads are the names that process-mining tools know.
_HEADS: Final = (
    *("case:concept:name", "concept:name", "time:timestamp", "lifecycle:transition", "org:role", "org:group"),
    *("rals:element", "rals:outcome", "rals:came", "rals:process", "rals:version"),
)


class EventLogQuery(Schema):
    """Which events, and as which file."""

    process = fields.String(required=True)
    from_day = fields.Date(
        data_key="from", load_default=None, metadata={"description": "Completed on or after"}
    )
    to_day = fields.Date(data_key="to", load_default=None, metadata={"description": "Completed on or before"})
    format = fields.String(load_default="xes", validate=validate.OneOf(tuple(KINDS)))


def pieces(kind: str, name: str, events: Iterable[StepEvent]) -> Iterator[bytes]:
    """Yield the log as a file of a kind, in pieces; `name` is what it is a log of."""
    return xes.written(name, map(_as_xes, events)) if kind == "xes" else _as_csv(events)


def _as_xes(one: StepEvent) -> xes.LogEvent:
    of_case = {
        "concept:name": one.case_number,
        "rals:process": one.process,
        "rals:version": one.version,
        "rals:started": one.case_started_at,
    }
    return xes.LogEvent(
        str(one.case_id),
        of_case,
        {
            "concept:name": one.name.sv,
            "time:timestamp": one.completed_at.astimezone(clock.STOCKHOLM),
            "org:role": one.role_name.sv,
            "org:group": one.unit,
            "rals:element": one.element,
            "rals:outcome": one.outcome,
            "rals:came": one.created_at.astimezone(clock.STOCKHOLM),
        },
    )


def _as_csv(events: Iterable[StepEvent]) -> Iterator[bytes]:
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(_HEADS)
    for one in events:
        event = _as_xes(one)
        row = {
            **event.of_trace,
            **event.attributes,
            "case:concept:name": one.case_number,
            "lifecycle:transition": "complete",
        }
        table.writerow([_cell(row[head]) for head in _HEADS])
        yield written.getvalue().encode()
        written.seek(0)
        written.truncate()
    yield written.getvalue().encode()


def _cell(value: xes.Value | None) -> str:
    if value is None:
        return ""
    return value.isoformat(timespec="milliseconds") if isinstance(value, datetime) else plain(str(value))
