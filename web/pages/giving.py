"""Tasks from hand to hand: give one to somebody, and say when to look at it again."""

from typing import Final
from uuid import UUID

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.tasks.assign import AssignTask
from engine.commands.tasks.follow_up import FollowUp
from engine.commands.tasks.help import AskForHelp
from engine.commands.tasks.send_back import SendBack
from engine.queries.registers.people import People
from engine.queries.rows import TaskDetail
from engine.queries.tasks.candidates import Candidates
from engine.queries.tasks.detail import TaskById
from engine.store.candidates import Candidate
from forms.text import Text
from web.asked import SEARCH, Answers, Asked, Done, Words, form, options, plain
from web.frame import Frame

_GIVE_RULES: Final = (
    Text(
        "Den du väljer blir ensam om uppgiften tills den lämnas tillbaka.",
        "The one you choose has the task alone until it is given back.",
    ),
    Text("Bara den som kan göra uppgiften går att välja.", "Only those who can do the task can be chosen."),
    Text("I spåret står vem som gav uppgiften till vem.", "The trail tells who gave the task to whom."),
)
_HELP_RULES: Final = (
    Text(
        "Den du ber skriver i formuläret och lämnar tillbaka. Uppgiften är fortfarande din.",
        "The one you ask writes in the form and gives it back. The task is still yours.",
    ),
    Text(
        "Beslutet fattar du. Den som hjälper kan inte göra uppgiften klar.",
        "You make the decision. Whoever helps cannot complete the task.",
    ),
    Text(
        "Det du har skrivit följer med. Du kan ta tillbaka uppgiften när du vill, med det som då är skrivet.",
        "What you have written goes along. You can take the task back at any time, with what is written by then.",
    ),
)
_BACK_RULES: Final = (
    Text(
        "Uppgiften innan öppnas igen, med svaren som utkast. Din uppgift kommer tillbaka när den är klar.",
        "The task before is opened again, with its answers as a draft. Yours comes back when it is done.",
    ),
    Text(
        "Det går bara så länge inget annat har hänt i ärendet sedan dess.",
        "It can be done only while nothing else has happened in the case since.",
    ),
    Text("Skälet står i spåret.", "The reason stands in the trail."),
)
FOUND: Final = 10


def pages(frame: Frame) -> Blueprint:
    """Return the pages by which tasks go from hand to hand."""
    blueprint = Blueprint("page_giving", __name__)

    @blueprint.route("/uppgifter/<uuid:task_id>/ge", endpoint="give", methods=("GET", "POST"))
    def give(task_id: UUID) -> AnyResponse:
        return _give(frame, task_id)

    @blueprint.route("/uppgifter/<uuid:task_id>/folj-upp", endpoint="follow_up", methods=("GET", "POST"))
    def follow_up(task_id: UUID) -> AnyResponse:
        return _follow_up(frame, task_id)

    @blueprint.route("/uppgifter/<uuid:task_id>/hjalp", endpoint="help", methods=("GET", "POST"))
    def help_wanted(task_id: UUID) -> AnyResponse:
        return _help(frame, task_id)

    @blueprint.route("/uppgifter/<uuid:task_id>/tillbaka", endpoint="back", methods=("GET", "POST"))
    def back(task_id: UUID) -> AnyResponse:
        return _send_back(frame, task_id)

    return blueprint


def _give(frame: Frame, task_id: UUID) -> AnyResponse:
    reader, detail, able = frame.ask(TaskById(task_id), Candidates(task_id, sought()))
    words = Words(
        Text("Ge uppgiften till någon", "Give the task to somebody"),
        Text("Ge uppgiften", "Give the task"),
        Text("ge sedan uppgiften", "then give the task"),
        crumbs(detail),
        _GIVE_RULES,
    )
    context = {"personer": options((one.id, _named(one)) for one in able)}
    page = Asked(frame, reader, form("ge"), words, context, {"prioritet": str(detail.task.priority)})
    if request.method == "GET":
        return page.show()

    def command(given: Answers) -> AssignTask:
        return AssignTask(task_id, UUID(given["person"]), int(given["prioritet"]))

    done = Done(Text("Uppgiften är given.", "The task has been given."), address(detail))
    return page.act(command, done, names={"priority": "prioritet"})


def _help(frame: Frame, task_id: UUID) -> AnyResponse:
    part = sought()
    reader, detail, found = frame.ask(TaskById(task_id), People(part, limit=FOUND))
    words = Words(
        Text("Be om hjälp", "Ask for help"),
        Text("Be om hjälp", "Ask for help"),
        Text("be sedan om hjälp", "then ask for help"),
        crumbs(detail),
        _HELP_RULES,
    )
    others = [one for one in found.items if part and one.id != reader.me.id]
    named = ((one.id, plain(", ".join(filter(None, (one.name, one.title, one.unit))))) for one in others)
    page = Asked(frame, reader, form("hjalp"), words, {"personer": options(named)}, {})
    if request.method == "GET":
        return page.show()
    done = Done(Text("Du har bett om hjälp.", "You have asked for help."), address(detail))
    return page.act(lambda given: AskForHelp(task_id, UUID(given["person"]), given["onskan"]), done)


def _send_back(frame: Frame, task_id: UUID) -> AnyResponse:
    reader, detail = frame.ask(TaskById(task_id))
    words = Words(
        Text("Skicka tillbaka", "Send back"),
        Text("Skicka tillbaka", "Send back"),
        Text("skicka sedan tillbaka", "then send it back"),
        crumbs(detail),
        _BACK_RULES,
    )
    page = Asked(frame, reader, form("tillbaka"), words, {}, {})
    if request.method == "GET":
        return page.show()
    done = Done(
        Text(
            "Ärendet är tillbaka hos den som gjorde steget innan.",
            "The case is back with whoever took the step before.",
        ),
        f"/arenden/{detail.task.case_id}",
    )
    return page.act(lambda given: SendBack(task_id, given["skal"]), done, names={"reason": "skal"})


def _follow_up(frame: Frame, task_id: UUID) -> AnyResponse:
    reader, detail = frame.ask(TaskById(task_id))
    words = Words(
        Text("Följ upp uppgiften", "Follow the task up"),
        Text("Spara dagen", "Save the day"),
        Text("spara sedan", "then save"),
        crumbs(detail),
        (
            Text(
                "Dagen är för dig som gör uppgiften. Den ändrar inte när uppgiften ska vara klar.",
                "The day is for you who do the task. It does not change when the task is due.",
            ),
        ),
    )
    on = detail.task.follow_up_on
    page = Asked(frame, reader, form("folj_upp"), words, {}, {"dag": on.isoformat()} if on else {})
    if request.method == "GET":
        return page.show()
    done = Done(Text("Dagen är sparad.", "The day has been saved."), address(detail))
    return page.act(lambda given: FollowUp(task_id, given.get("dag")), done, names={"on": "dag"})


def sought() -> str | None:
    """Return the part of a name that is looked for."""
    return (request.form if request.method == "POST" else request.args).get(SEARCH, "").strip() or None


def address(detail: TaskDetail) -> str:
    """Return the address of the task's page."""
    return f"/uppgifter/{detail.task.id}"


def crumbs(detail: TaskDetail) -> tuple[tuple[str, Text], ...]:
    """Return the way from the inbox to the task."""
    return ("/inkorg", Text("Inkorg", "Inbox")), (address(detail), detail.task.name)


def _named(one: Candidate) -> Text:
    name = ", ".join(filter(None, (one.name, one.title)))
    if one.on_behalf_of is None:
        return Text(name, name)
    return Text(f"{name} (för {one.on_behalf_of})", f"{name} (for {one.on_behalf_of})")
