"""What is mine: my roles today and otherwise, what I have lent and been lent, and my absences."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.commands.rights.delegate import RevokeDelegation
from engine.commands.rights.substitute import RevokeSubstitution
from engine.desk import Command
from engine.errors import ConflictError
from engine.queries.models.versions import ProcessDefinitions
from engine.queries.notifications.chosen import MyChoices
from engine.queries.people.me import Me
from engine.queries.rights.lendable import Lendable
from engine.queries.rights.lent import DelegationRow, Delegations, SubstitutionRow, Substitutions
from engine.queries.roles.assignments import Assignments
from engine.queries.tasks.conflicts import MyConflicts
from forms.text import Text
from web import session
from web.frame import Frame, Reader
from web.pages.notifying import told

MOST: Final = 100
STATES: Final = {
    "active": Text("Gäller nu", "In force"),
    "coming": Text("Börjar senare", "Begins later"),
    "revoked": Text("Återkallad", "Revoked"),
    "ended": Text("Avslutad", "Ended"),
    "never": Text("Började aldrig", "Never began"),
}
_REVOKED: Final = Text(
    "Delegeringen är återkallad. Det som har beslutats med den står fast.",
    "The delegation has been revoked. What has been decided by it stands.",
)
_BACK: Final = Text(
    "Frånvaron är avslutad. Uppgifterna är dina igen.", "The absence has ended. The tasks are yours again."
)


def pages(frame: Frame) -> Blueprint:
    """Return the page of what is mine."""
    blueprint = Blueprint("page_mine", __name__)
    blueprint.add_url_rule("/jag", "show", lambda: _show(frame))

    @blueprint.post("/jag/delegeringar/<uuid:lent>/aterkalla")
    def revoke(lent: UUID) -> AnyResponse:
        return _end(frame, lent, RevokeDelegation, _REVOKED)

    @blueprint.post("/jag/franvaro/<uuid:lent>/avsluta")
    def back(lent: UUID) -> AnyResponse:
        return _end(frame, lent, RevokeSubstitution, _BACK)

    return blueprint


def _end(frame: Frame, lent: UUID, kind: Callable[[UUID], Command[Any]], done: Text) -> AnyResponse:
    reader = frame.ask()[0]
    try:
        frame.engine.do(kind(lent), reader.identity)
    except ConflictError as error:
        session.tell("trouble", error.text)
    else:
        session.tell("done", done)
    return redirect("/jag", HTTPStatus.SEE_OTHER)


def _show(frame: Frame) -> AnyResponse:
    me = frame.ask(Me())[1].id
    reader, lendable, delegations, substitutions, history, definitions, choices, conflicts = frame.ask(
        *(Lendable(), Delegations(), Substitutions(), Assignments(person=me, limit=MOST)),
        *(ProcessDefinitions(), MyChoices(), MyConflicts()),
    )
    return frame.render(
        "mine.html",
        reader,
        lendable={row.assignment_id for row in lendable},
        others=[row for row in history.items if row.status != "active"],
        delegations=delegations,
        substitutions=substitutions,
        conflicts=conflicts,
        processes={one.key: one.name for one in definitions},
        state=lambda row: _state(row, reader),
        states=STATES,
        **told(choices),
    )


def _state(row: DelegationRow | SubstitutionRow, reader: Reader) -> str:
    """Return in which state something lent is: active, coming, revoked or ended."""
    if row.revoked_at is not None:
        return "revoked"
    if row.in_force:
        return "active"
    if isinstance(row, SubstitutionRow):
        return "coming" if row.starts_at > reader.now else "ended"
    return "coming" if row.valid_from > clock.day(reader.now) else "ended"
