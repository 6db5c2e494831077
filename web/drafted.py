"""One file of a draft on a page that edits it: read, saved from what was read, and told when somebody else was first."""

import hashlib
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask import request

from engine.commands.drafts.save import SaveModelDraft
from engine.errors import NotFoundError
from engine.queries.drafts.drafts import DraftById, DraftWhole
from forms.text import Text
from web.frame import Frame, Reader

# The page posts which content of the file it was made from.
READ: Final = "_read"


@dataclass(frozen=True)
class DraftFile:
    """A file of a draft as it is now."""

    frame: Frame
    reader: Reader
    whole: DraftWhole
    name: str

    @property
    def data(self) -> bytes:
        """Its content."""
        return self.whole.files[self.name]

    @property
    def digest(self) -> str:
        """A name for its content."""
        return hashlib.sha256(self.data).hexdigest()[:16]

    @property
    def overtaken(self) -> Text | None:
        """Who has saved the file since the page was made, None when nobody has; other files of the draft do not matter."""
        if request.form.get(READ) == self.digest:
            return None
        saver = self.whole.draft.saver
        return Text(
            f"{saver} har sparat det här sedan du hämtade det. Det du skrev finns kvar. Spara igen för att ersätta det"
            " som är sparat, eller ladda om sidan för att se det.",
            f"{saver} has saved this since you got it. What you wrote is kept. Save again to replace what is saved, or"
            " reload the page to see it.",
        )

    def save(self, data: bytes) -> None:
        """Write the file; raises ChangedError when somebody saves the draft in the same moment."""
        command = SaveModelDraft(self.whole.draft.id, self.whole.draft.revision, {self.name: data})
        self.frame.engine.do(command, self.reader.identity)


def draft_file(frame: Frame, draft_id: UUID, name: str) -> DraftFile:
    """Return a file of a draft; raises NotFoundError."""
    reader, whole = frame.ask(DraftById(draft_id))
    if name not in whole.files:
        raise NotFoundError(
            f"Utkastet har ingen fil {name}. Gå till utkastet och välj en som finns.",
            f"The draft has no file {name}. Go to the draft and choose one that is there.",
        )
    return DraftFile(frame, reader, whole, name)
