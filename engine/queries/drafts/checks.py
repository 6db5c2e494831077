"""What the checks say of a draft as it stands in the editor, the draft laid out, and the draft drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from engine import clock
from engine.connectors.known import known_to
from engine.desk import View
from engine.errors import Finding, ModelRefusedError
from engine.governance.permissions import Permission, require
from engine.library import FORM_SUFFIX, compile_forms
from engine.queries.drafts.drafts import DraftById
from engine.runtime import checks, drawing
from engine.runtime.layout import lay_out
from engine.store import content, holders
from forms import Form
from forms.text import Language

Files = Mapping[str, bytes | None]


@dataclass(frozen=True)
class ChecksOfDraft:
    """The findings on a draft; `files` are those that are not saved yet (None: removed). Raises NotFoundError."""

    id: UUID
    files: Files = field(default_factory=dict, repr=False)

    def run(self, view: View) -> tuple[Finding, ...]:
        """Return errors and warnings, under the profile and with the people of today."""
        require(view.actor, Permission.MODEL_DRAFT)
        saved = DraftById(self.id).run(view).files
        files = {name: data for name, data in {**saved, **self.files}.items() if data is not None}
        compiled, refused = _forms(files)
        profile = view.library.profile(content.profile_of(view.connection, view.organisation_id))
        held = holders.holding(view.connection, view.organisation_id, clock.day(view.now))
        return *refused, *checks.check(files, known_to(profile, compiled, held))


@dataclass(frozen=True)
class LaidOutDraft:
    """The BPMN of a draft with a new drawing: as saved, or the one given. Raises NotFoundError and ModelRefusedError."""

    id: UUID
    bpmn: bytes | None = field(default=None, repr=False)

    def run(self, view: View) -> bytes:
        """Return the BPMN; nothing is saved."""
        require(view.actor, Permission.MODEL_DRAFT)
        whole = DraftById(self.id).run(view)
        return lay_out(whole.main if self.bpmn is None else self.bpmn)


@dataclass(frozen=True)
class DrawingOfDraft:
    """The drawing of a draft as SVG, without a case in it. Raises NotFoundError and ModelRefusedError."""

    id: UUID
    language: Language = "sv"

    def run(self, view: View) -> bytes:
        """Return the SVG."""
        require(view.actor, Permission.MODEL_DRAFT)
        whole = DraftById(self.id).run(view)
        named = {key: name.to(self.language) for key, name in view.profile.names().items()}
        return drawing.svg(whole.main, drawing.Marks(role_names=named), self.language)


def _forms(files: Mapping[str, bytes]) -> tuple[dict[str, Form], list[Finding]]:
    """Compile each form by itself: one that is wrong must not hide what is wrong elsewhere."""
    compiled: dict[str, Form] = {}
    refused: list[Finding] = []
    for name, data in files.items():
        if name.endswith(FORM_SUFFIX):
            try:
                compiled |= compile_forms({name: data})
            except ModelRefusedError as refusal:
                refused += refusal.findings
    return compiled, refused
