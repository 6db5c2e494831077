"""A status report as a page, PDF and slides; and what the API answers at its address to those who ask for these."""

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, Flask, Response, request
from werkzeug.wrappers import Response as AnyResponse

from api.actor import identity
from api.language import language
from api.routes.files import download
from engine.commands.reports.request import RequestReport
from engine.queries.cases.list import CaseById
from engine.queries.reports.get import Report
from engine.queries.reports.next import NextReport
from engine.queries.reports.rows import ReportWhole
from forms.text import Language, Text
from web import session
from web.asked import Asked, Done, Words, form, plain
from web.frame import Frame
from web.paper import LETTERS, pdf
from web.slides import made as slides
from web.views.report import shown
from web.words import Say

ENDPOINT: Final = "status-reports.report"
KINDS: Final = {"html": "text/html", "pdf": "application/pdf", "pptx": slides.KIND}
_JSON: Final = "application/json"
_RULES: Final = (
    Text(
        "Projektledaren får uppgiften nu, utöver de överenskomna. Den är ifylld med det som är känt.",
        "The project leader gets the task now, beside those of the interval. It begins with what is known.",
    ),
    Text(
        "En rapport skrivs i taget. Kommer en överenskommen dag medan den skrivs räcker den ena.",
        "One report is written at a time. If an agreed day comes while it is written, one is enough.",
    ),
    Text(
        "Uppdragsägaren tar emot rapporten som vanligt.",
        "The assignment owner receives the report as usual.",
    ),
)


def pages(frame: Frame) -> Blueprint:
    """Return the pages of a report."""
    blueprint = Blueprint("page_reports", __name__)

    @blueprint.get("/statusrapporter/<uuid:report_id>")
    def show(report_id: UUID) -> AnyResponse:
        reader, whole = frame.ask(Report(report_id))
        return frame.render("report.html", reader, shown=shown(whole, session.language()))

    @blueprint.get("/statusrapporter/<uuid:report_id>/rapport.<any(pdf, pptx):kind>")
    def handed_out(report_id: UUID, kind: str) -> AnyResponse:
        _, whole = frame.ask(Report(report_id))
        return _made(frame, kind, whole, session.language())

    @blueprint.route("/arenden/<uuid:case_id>/begar-rapport", methods=("GET", "POST"))
    def ask_for(case_id: UUID) -> AnyResponse:
        return _ask_for(frame, case_id)

    return blueprint


def _ask_for(frame: Frame, case_id: UUID) -> AnyResponse:
    reader, case = frame.ask(CaseById(case_id))
    heading = Text("Begär en statusrapport", "Ask for a status report")
    crumbs = (("/arenden", Text("Ärenden", "Cases")), (f"/arenden/{case_id}", plain(case.number)))
    words = Words(heading, heading, Text("begär sedan rapporten", "then ask for the report"), crumbs, _RULES)
    page = Asked(frame, reader, form("begar_rapport"), words, {}, {})
    if request.method == "GET":
        return page.show()

    def address(_: None) -> str:
        task_id = frame.engine.ask(NextReport(case_id), reader.identity).task_id
        return f"/uppgifter/{task_id}" if task_id else f"/arenden/{case_id}"

    done = Done(Text("Statusrapporten är begärd.", "The status report has been asked for."), address)
    return page.act(lambda given: RequestReport(case_id, given["skal"] or ""), done)


def attach(app: Flask, frame: Frame) -> None:
    """Answer with HTML, PDF or slides at the address of a report in the API, when that is what the caller asks for."""

    def answer() -> Response | None:
        kind = _wanted()
        if request.endpoint != ENDPOINT or kind == "json":
            return None
        arguments: dict[str, Any] = request.view_args or {}
        whole = frame.engine.ask(Report(arguments["report_id"]), identity(request))
        return _made(frame, kind, whole, language())

    app.before_request(answer)


def _wanted() -> str:
    asked = request.args.get("format")
    if asked:
        return asked if asked in KINDS else "json"
    best = request.accept_mimetypes.best_match((_JSON, *KINDS.values()), default=_JSON)
    return next((kind for kind, mimetype in KINDS.items() if mimetype == best), "json")


def _made(frame: Frame, kind: str, whole: ReportWhole, spoken: Language) -> Response:
    say, arranged = Say(spoken), shown(whole, spoken)
    name = f"{whole.case.number}-statusrapport-{whole.report.number}.{kind}"
    if kind == "pptx":
        return download(name, slides.KIND, slides.pptx(arranged, say, frame.slides))
    letters = LETTERS if kind == "pdf" else frame.assets("fonts/source-sans-3.woff2")
    words: dict[str, Any] = {"shown": arranged, "language": spoken, "say": say, "letters": letters}
    page = frame.render("report_paper.html", None, **words)
    return page if kind == "html" else download(name, KINDS["pdf"], pdf(page.get_data(as_text=True)))
