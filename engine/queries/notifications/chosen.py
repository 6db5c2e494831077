"""How the reader has chosen to be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.outgoing.kinds import USUAL
from engine.store.tables import person, preference
from forms.text import Language


@dataclass(frozen=True)
class Choices:
    """How a person is told of each kind, in which language and at which address; and whether there is a calendar.

    `sends`: this installation sends mail at all.
    """

    how: Mapping[str, str]
    language: Language
    email: str | None
    calendar: bool
    sends: bool


@dataclass(frozen=True)
class MyChoices:
    """How am I told?"""

    def run(self, view: View) -> Choices:
        """Return what I have chosen, or else what is usual."""
        require(view.actor, Permission.NOTIFICATION_CHOOSE)
        found = view.connection.execute(
            select(person.c.email, preference)
            .outerjoin(preference, preference.c.person_id == person.c.id)
            .where(person.c.id == view.actor.person_id)
        ).one()
        return Choices(
            how={**USUAL, **(found.how or {})},
            language=found.language or "sv",
            email=found.email,
            calendar=found.calendar_hash is not None,
            sends=view.outgoing.sends_mail,
        )
