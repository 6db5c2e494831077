"""Saved filters over the wire."""

from collections.abc import Mapping
from typing import Any, Final

from marshmallow import RAISE, Schema, fields, post_load, validate

from api.shapes.tasks import TaskFilter

MOST_COLUMNS: Final = 3
LONGEST: Final = 120


class Looking(TaskFilter):
    """What the inbox is asked with, and what it shows."""

    class Meta:
        """What is not known is refused."""

        unknown = RAISE

    column = fields.List(
        fields.String(validate=validate.Length(max=LONGEST)),
        validate=validate.Length(max=MOST_COLUMNS),
        metadata={
            "description": "Columns of the page beside the usual ones; the API returns the same either way"
        },
    )


class NewFilter(Schema):
    """A way of looking at the inbox, to keep under a name."""

    name = fields.String(required=True)
    query = fields.Nested(Looking, required=True)
    shared_with = fields.String(
        load_default=None,
        allow_none=True,
        metadata={"description": "A role of yours, whose holders see it too"},
    )

    @post_load
    def _plain(self, data: dict[str, Any], **_: Any) -> Mapping[str, Any]:
        """Keep what asks for something, as it is written in an address."""
        kept = {name: value for name, value in data["query"].items() if value is not None and value != []}
        return {
            **data,
            "query": {
                name: value if isinstance(value, int | list) else str(value) for name, value in kept.items()
            },
        }


class Filter(Schema):
    """A saved filter, and how many tasks it lets through."""

    id = fields.UUID()
    name = fields.String()
    query = fields.Dict()
    shared_with = fields.String(allow_none=True)
    owner = fields.String(allow_none=True, metadata={"description": "Null: yours"})
    count = fields.Integer(
        allow_none=True, metadata={"description": "Null: it no longer fits; open it to see why"}
    )


class Filters(Schema):
    """Saved filters."""

    items = fields.List(fields.Nested(Filter))


class Saved(Schema):
    """What was saved."""

    id = fields.UUID()
