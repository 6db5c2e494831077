"""Send a draft of a model for approval: what is missing is said before the button."""

from typing import Final
from uuid import UUID

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.drafts.submit import Sent, SubmitDraft
from engine.queries.documents.choices import DraftChoices
from engine.queries.documents.of_model import HasDocument
from engine.queries.drafts.checks import ChecksOfDraft
from engine.queries.drafts.drafts import DraftById
from forms.text import Text
from web.asked import Answers, Asked, Done, Words, form, options, plain
from web.frame import Frame, as_uuid

_RULES: Final = (
    Text(
        "Den som äger processen godkänner, aldrig någon som har ritat.",
        "The owner of the process approves, never anybody who has drawn it.",
    ),
    Text(
        "Ingen ändrar utkastet medan det granskas. Kommer det tillbaka kan du rita vidare och skicka det igen.",
        "Nobody changes the draft while it is reviewed. If it comes back you can draw on and send it again.",
    ),
    Text(
        "När den är godkänd och dagen har kommit startar nya ärenden på den. Pågående ärenden stannar på sin version.",
        "Once it is approved and its day has come, new cases start on it. Running cases stay on their version.",
    ),
)
_HEADING: Final = Text("Skicka för godkännande", "Send for approval")


def pages(frame: Frame) -> Blueprint:
    """Return the page that sends."""
    blueprint = Blueprint("page_submitting", __name__)

    @blueprint.route("/modeller/utkast/<uuid:draft_id>/skicka", methods=("GET", "POST"))
    def submit(draft_id: UUID) -> AnyResponse:
        return _submit(frame, draft_id)

    return blueprint


def _submit(frame: Frame, draft_id: UUID) -> AnyResponse:
    reader, whole, choices, found = frame.ask(
        DraftById(draft_id), DraftChoices(), ChecksOfDraft(draft_id, {})
    )
    draft = whole.draft
    known = frame.engine.ask(HasDocument(draft.key), reader.identity)
    here = f"/modeller/utkast/{draft_id}"
    crumbs = (("/modeller", Text("Modeller", "Models")), (here, plain(draft.name)))
    faults = tuple(one.text for one in found if one.severity == "error")
    words = Words(
        _HEADING,
        Text("Skicka", "Send"),
        Text("skicka sedan", "then send"),
        crumbs,
        (*_faults(faults), *_RULES),
    )
    context = {"noder": options((str(one.id), plain(one.name)) for one in choices.processes), "finns": known}
    page = Asked(frame, reader, form("skicka"), words, context, {}, {"revision": str(draft.revision)})
    if request.method == "GET":
        return page.show()

    def command(given: Answers) -> SubmitDraft:
        seen = request.form.get("revision", "")
        revision = int(seen) if seen.isdecimal() else draft.revision
        return SubmitDraft(
            draft_id, revision, given.get("andring"), as_uuid(given.get("process")), given.get("fran")
        )

    sent = Text(
        "Utkastet är skickat. Så här går det för det.", "The draft has been sent. This is how it goes."
    )
    names = {"change": "andring", "links": "process"}
    return page.act(command, Done(sent, _case), names=names)


def _case(sent: Sent) -> str:
    return f"/arenden/{sent.case_id}"


def _faults(faults: tuple[Text, ...]) -> tuple[Text, ...]:
    if not faults:
        return ()
    n, first = len(faults), faults[0]
    return (
        Text(
            f"Utkastet har {n} fel som hindrar. Det första: {first.sv} Rätta dem på ritytan först.",
            f"The draft has {n} faults that hinder. The first: {first.en} Mend them on the canvas first.",
        ),
    )
