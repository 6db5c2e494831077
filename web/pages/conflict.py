"""Declare a conflict of interest in a task that decides: what follows is said before the button."""

from typing import Final
from uuid import UUID

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.tasks.conflict import DeclareConflict
from engine.queries.tasks.detail import TaskById
from forms.text import Text
from web.asked import Answers, Asked, Done, Words, form
from web.frame import Frame

_RULES: Final = (
    Text(
        "Du kan inte längre besluta i uppgiften, och det går inte att ångra.",
        "You can no longer decide in the task, and it cannot be undone.",
    ),
    Text(
        "Uppgiften går till någon annan som har rollen eller ersätter dig, annars till den som har rollen över.",
        "The task goes to another who holds the role or stands in for you, else to whoever holds the role above.",
    ),
    Text("I spåret står att du har anmält jäv.", "The trail says that you have declared a conflict."),
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

    return blueprint
