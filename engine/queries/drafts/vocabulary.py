"""What one can choose from while a model is drawn: from the profile, the product, and the files beside the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from engine.connectors import CONNECTORS
from engine.desk import View
from engine.errors import ModelRefusedError
from engine.governance.permissions import Permission, require
from engine.library import FORM_SUFFIX, compile_forms
from engine.queries.drafts.drafts import DraftById
from engine.queries.names import outcomes_of
from engine.runtime.decisions.reading import listed
from forms.text import Text
from forms.tree import walk


@dataclass(frozen=True)
class Entry:
    """Something to choose: its key and its name; `more` is what the kind of thing has beside it."""

    key: str
    name: Text
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Words:
    """Everything that a draft can name."""

    roles: tuple[Entry, ...]
    mandates: tuple[Entry, ...]
    forms: tuple[Entry, ...]
    decisions: tuple[Entry, ...]
    connectors: tuple[Entry, ...]
    statements: tuple[Entry, ...]


@dataclass(frozen=True)
class Vocabulary:
    """What a draft can name. Raises NotFoundError."""

    id: UUID

    def run(self, view: View) -> Words:
        """Return it; a form or table that cannot be read is in the list by its key alone."""
        require(view.actor, Permission.MODEL_DRAFT)
        files = DraftById(self.id).run(view).files
        profile = view.profile
        return Words(
            roles=tuple(
                Entry(key, name, {"scope": (role := profile.role_for(key)) and role.scope})
                for key, name in profile.names().items()
            ),
            mandates=tuple(
                Entry(key, one.name, {"roles": one.decides}) for key, one in profile.mandates.items()
            ),
            forms=tuple(_form(name, data) for name, data in files.items() if name.endswith(FORM_SUFFIX)),
            decisions=tuple(
                Entry(key, Text(name, name))
                for filename, data in files.items()
                if filename.endswith(".dmn")
                for key, name in listed(data)
            ),
            connectors=tuple(
                Entry(key, Text(key, key), {"parameters": tuple(_parameters(module.Parameters()))})
                for key, module in CONNECTORS.items()
            ),
            statements=tuple(
                Entry(key, Text(one.text_sv, one.summary_en)) for key, one in view.library.statements.items()
            ),
        )


def _form(name: str, data: bytes) -> Entry:
    key = name.removeprefix("forms/").removesuffix(FORM_SUFFIX)
    try:
        form = compile_forms({name: data})[key]
    except ModelRefusedError:
        return Entry(key, Text(key, key), {"fields": (), "outcomes": ()})
    fields = dict.fromkeys(node.address[0] for node in walk(form.fields) if node.address)
    return Entry(key, form.title, {"fields": tuple(fields), "outcomes": outcomes_of(form)})


def _parameters(schema: Any) -> Iterator[dict[str, Any]]:
    for name, one in schema.fields.items():
        kind = type(one).__name__.lower()
        yield {"name": one.data_key or name, "required": one.required, "kind": kind}
