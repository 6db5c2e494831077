"""Drafts of models over the wire."""

from typing import Any

from marshmallow import Schema, fields, validate, validates_schema
from marshmallow.exceptions import ValidationError

from engine.queries.drafts.drafts import DraftWhole
from forms.text import Text

_TEXT = validate.Length(max=6_000_000)


class Both(fields.Field[Text]):
    """A text in both languages; the editor chooses."""

    def _serialize(self, value: Text | None, attr: str | None, obj: Any, **_: Any) -> dict[str, str] | None:
        del attr, obj
        return None if value is None else {"sv": value.sv, "en": value.en}


class NewDraft(Schema):
    """A draft to begin: from nothing (`key` and `name`), from a version, or from a BPMN file (`bpmn` and `name`)."""

    key = fields.String(load_default=None, validate=validate.Length(max=100))
    name = fields.String(load_default="", validate=validate.Length(max=200))
    version_id = fields.UUID(load_default=None)
    bpmn = fields.String(load_default=None, validate=_TEXT)

    @validates_schema
    def _one_beginning(self, data: dict[str, Any], **_: Any) -> None:
        if sum(data[name] is not None for name in ("key", "version_id", "bpmn")) != 1:
            raise ValidationError("Ange key, version_id eller bpmn.")


class SubmittedDraft(Schema):
    """What goes with a draft for approval: what has changed, the process it is of (the first time), and from when."""

    change = fields.String(load_default=None, validate=validate.Length(max=4000))
    process_id = fields.UUID(load_default=None)
    valid_from = fields.Date(load_default=None)


class SentDraft(Schema):
    """The document and version that it became, and the case that approves it."""

    document_id = fields.UUID()
    version_id = fields.UUID()
    case_id = fields.UUID()
    case_number = fields.String()
    came_back = fields.Boolean(
        metadata={"description": "The case was there already; its open task goes on with the new content."}
    )


class ChangedDraft(Schema):
    """What is new: files by name (null removes one), and the name."""

    name = fields.String(load_default=None, validate=validate.Length(1, 200))
    files = fields.Dict(
        fields.String(validate=validate.Length(1, 200)),
        fields.String(allow_none=True, validate=_TEXT),
        load_default=dict,
    )


class DraftFile(Schema):
    """One file of a draft, as text."""

    text = fields.String(required=True, validate=_TEXT)


class DraftFiles(Schema):
    """Files as they stand in the editor, instead of the saved ones."""

    files = ChangedDraft._declared_fields["files"]  # noqa: SLF001  marshmallow's own way to share a field


class DraftBpmn(Schema):
    """The BPMN as it stands in the editor."""

    bpmn = fields.String(load_default=None, allow_none=True, validate=_TEXT)


class Draft(Schema):
    """A draft in the list. `based_on` is the number of the version that it was begun from."""

    id = fields.UUID()
    key = fields.String()
    name = fields.String()
    based_on = fields.Integer(allow_none=True)
    revision = fields.Integer()
    saved_by = fields.String()
    saved_at = fields.DateTime()
    sent = fields.Boolean()
    discarded = fields.Boolean()


class WholeDraft(Schema):
    """A draft with its files by name. `revision` is what If-Match takes."""

    id = fields.UUID(attribute="draft.id")
    key = fields.String(attribute="draft.key")
    name = fields.String(attribute="draft.name")
    revision = fields.Integer(attribute="draft.revision")
    saved_by = fields.String(attribute="draft.saver")
    saver_id = fields.UUID(attribute="draft.saver_id")
    saved_at = fields.DateTime(attribute="draft.saved_at")
    files = fields.Method("_files")

    def _files(self, whole: DraftWhole) -> dict[str, str]:
        return {name: data.decode(errors="replace") for name, data in whole.files.items()}


class SavedDraft(Schema):
    """The revision that came of saving, and when."""

    revision = fields.Integer()
    saved_at = fields.DateTime()


class DraftFinding(Schema):
    """What a check found in a draft."""

    check = fields.String()
    element = fields.String(allow_none=True)
    name = fields.String()
    file = fields.String()
    text = Both()
    remedy = Both()
    severity = fields.String()


class _Entry(Schema):
    """Something to choose; `more` is what the kind of thing has beside key and name."""

    key = fields.String()
    name = Both()
    more = fields.Method("_more")

    def _more(self, entry: Any) -> dict[str, Any]:
        return {name: _plain(value) for name, value in entry.more.items()}


class Vocabulary(Schema):
    """What a draft can name: from the profile, the product and the files beside it."""

    roles = fields.List(fields.Nested(_Entry))
    mandates = fields.List(fields.Nested(_Entry))
    forms = fields.List(fields.Nested(_Entry))
    decisions = fields.List(fields.Nested(_Entry))
    connectors = fields.List(fields.Nested(_Entry))
    statements = fields.List(fields.Nested(_Entry))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    label = getattr(value, "label", None)
    return (
        {"value": value.value, "label": {"sv": label.sv, "en": label.en}}
        if isinstance(label, Text)
        else value
    )
