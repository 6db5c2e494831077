"""Take back what one has sent for approval, from the page of the document or of the draft of a model."""

from typing import Final
from uuid import UUID

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.documents.withdraw import WithdrawVersion
from engine.errors import NotFoundError
from engine.queries.documents.get import VersionById
from engine.queries.drafts.drafts import DraftById
from forms.text import Text
from web.asked import Answers, Asked, Done, Words, form, plain
from web.frame import Frame, Reader

_RULES: Final = (
    Text(
        "Ärendet avslutas, och de som har uppgifter i det blir av med dem.",
        "The case ends, and those who have tasks in it lose them.",
    ),
    Text(
        "Utkastet går att ändra igen. När du skickar det på nytt börjar granskningen om.",
        "The draft can be changed again. When you send it anew, the review begins again.",
    ),
    Text("Det går så länge ingen har beslutat.", "This can be done as long as nobody has decided."),
)
_DONE: Final = Text("Utkastet är ditt igen.", "The draft is yours again.")


def pages(frame: Frame) -> Blueprint:
    """Return the pages that take back."""
    blueprint = Blueprint("page_withdrawing", __name__)

    @blueprint.route("/dokument/<number>/<int:version>/ta-tillbaka", methods=("GET", "POST"))
    def document(number: str, version: int) -> AnyResponse:
        reader, found = frame.ask(VersionById(number=number, version=version))
        here = f"/dokument/{number}/{version}"
        crumbs = (("/dokument", Text("Dokument", "Documents")), (here, plain(found.version.title)))
        return _asked(frame, reader, crumbs, found.version.id)

    @blueprint.route("/modeller/utkast/<uuid:draft_id>/ta-tillbaka", methods=("GET", "POST"))
    def model(draft_id: UUID) -> AnyResponse:
        reader, whole = frame.ask(DraftById(draft_id))
        draft = whole.draft
        if draft.version_id is None:
            raise NotFoundError("Utkastet är inte skickat.", "The draft has not been sent.")
        here = f"/modeller/utkast/{draft_id}"
        crumbs = (("/modeller", Text("Modeller", "Models")), (here, plain(draft.name)))
        return _asked(frame, reader, crumbs, draft.version_id)

    return blueprint


def _asked(
    frame: Frame, reader: Reader, crumbs: tuple[tuple[str, Text], ...], version_id: UUID
) -> AnyResponse:
    heading = Text("Ta tillbaka utkastet", "Take the draft back")
    words = Words(
        heading,
        Text("Ta tillbaka", "Take back"),
        Text("ta sedan tillbaka", "then take it back"),
        crumbs,
        _RULES,
    )
    page = Asked(frame, reader, form("ingrepp"), words, {}, {})
    if request.method == "GET":
        return page.show()

    def command(given: Answers) -> WithdrawVersion:
        return WithdrawVersion(version_id, given["skal"])

    return page.act(command, Done(_DONE, crumbs[-1][0]), names={"reason": "skal"})
