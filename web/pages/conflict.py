"""Declare a conflict of interest in a task that decides, and take it back: what follows is said before the button."""

from typing import Final
from uuid import UUID

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.tasks.conflict import DeclareConflict
from engine.commands.tasks.withdraw_conflict import WithdrawConflict
from engine.errors import NotFoundError
from engine.queries.tasks.conflicts import Declared, MyConflicts
from engine.queries.tasks.detail import TaskById
from forms.text import Text
from web.asked import Answers, Asked, Done, Words, form
from web.frame import Frame

_RULES: Final = (
    Text(
        "Du kan inte längre besluta i uppgiften. Du kan ta tillbaka anmälan tills någon annan har tagit den.",
        "You can no longer decide in the task. You can take this back until somebody else has taken it.",
    ),
    Text(
        "Uppgiften går till någon annan som har rollen eller ersätter dig, annars till den som har rollen över.",
        "The task goes to another who holds the role or stands in for you, else to whoever holds the role above.",
    ),
    Text("I spåret står att du har anmält jäv.", "The trail says that you have declared a conflict."),
)

_BACK: Final = (
    Text("Du kan besluta i uppgiften igen.", "You can decide in the task again."),
    Text(
        "Det går så länge ingen annan har tagit uppgiften eller börjat med den.",
        "This can be done as long as nobody else has taken the task or begun with it.",
    ),
    Text(
        "I spåret står både att du anmälde jäv och att du tog tillbaka det.",
        "The trail says both that you declared a conflict and that you took it back.",
    ),
)


def pages(frame: Frame) -> Blueprint:
    """Return the page where a conflict of interest is declared."""
    blueprint = Blueprint("page_conflict", __name__)

    @blueprint.route("/uppgifter/<uuid:task_id>/jav", methods=("GET", "POST"))
    def conflict(task_id: UUID) -> AnyResponse:
        reader, detail = frame.ask(TaskById(task_id))
        words = Words(
            Text("Anmäl jäv", "Declare a conflict of interest"),
            Text("Anmäl jäv", "Declare it"),
            Text("anmäl sedan", "then declare it"),
            ((f"/uppgifter/{task_id}", detail.task.name),),
            _RULES,
        )
        asked = Asked(frame, reader, form("jav"), words, {}, {})
        if request.method == "GET":
            return asked.show()

        def command(given: Answers) -> DeclareConflict:
            return DeclareConflict(task_id, given["skal"])

        done = Done(Text("Du har anmält jäv.", "You have declared a conflict of interest."), "/inkorg")
        return asked.act(command, done, names={"reason": "skal"})

    @blueprint.route("/uppgifter/<uuid:task_id>/inte-jav", methods=("GET", "POST"))
    def withdraw(task_id: UUID) -> AnyResponse:
        return _withdraw(frame, task_id)

    return blueprint


def _written(found: Declared | None) -> tuple[Text, ...]:
    if found is None:
        return ()
    return (Text(f"Du skrev: ”{found.reason}”", f'You wrote: "{found.reason}"'),)


def _withdraw(frame: Frame, task_id: UUID) -> AnyResponse:
    reader, mine = frame.ask(MyConflicts())
    found = next((one for one in mine if one.task_id == task_id), None)
    if request.method == "GET" and found is None:
        raise NotFoundError(
            "Du har ingen anmälan om jäv att ta tillbaka här. Gå till Mina roller.",
            "You have no conflict of interest to take back here. Go to My roles.",
        )
    # The task of a secret case cannot be seen by whoever has left it.
    here = f"/uppgifter/{task_id}" if found and found.name else "/inkorg"
    words = Words(
        Text("Ta tillbaka jäv", "Take back a conflict of interest"),
        Text("Ta tillbaka", "Take back"),
        Text("ta sedan tillbaka", "then take it back"),
        ((here, found.name) if found and found.name else ("/jag", Text("Mina roller", "My roles")),),
        (*_written(found), *_BACK),
    )
    asked = Asked(frame, reader, form("ingrepp"), words, {}, {})
    if request.method == "GET":
        return asked.show()

    def command(given: Answers) -> WithdrawConflict:
        return WithdrawConflict(task_id, given["skal"])

    done = Done(Text("Du kan besluta i uppgiften igen.", "You can decide in the task again."), here)
    return asked.act(command, done, names={"reason": "skal"})
