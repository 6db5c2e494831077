"""Fields that several shapes have."""

from functools import cache
from typing import Any

from marshmallow import Schema, fields, validate

from api.language import language
from forms.text import Text


class Words(fields.Field[Text]):
    """A text in two languages, sent in the reader's."""

    def _serialize(self, value: Text | None, attr: str | None, obj: Any, **_: Any) -> str | None:
        del attr, obj
        return None if value is None else value.to(language())


class Paging(Schema):
    """How much of a list, and from where."""

    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))
    cursor = fields.String(load_default=None, metadata={"description": "`next` of the page before"})


@cache
def page_of(item: type[Schema]) -> type[Schema]:
    """Return the shape of a page of items."""
    content = {"items": fields.List(fields.Nested(item)), "next": fields.String(allow_none=True)}
    return type(f"{item.__name__}Page", (Schema,), content)
