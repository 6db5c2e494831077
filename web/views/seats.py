"""Who holds a role and what stands empty, asked together for a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from engine import clock
from engine.desk import View
from engine.governance.actor import ASSIGNMENT
from engine.queries.roles.assignments import Assignments
from engine.queries.roles.vacancies import Vacancies
from engine.queries.rows import Page
from web.frame import Reader

SOON: Final = timedelta(days=90)


@dataclass(frozen=True)
class EndingSoon:
    """Which terms end within 90 days?"""

    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of AssignmentRow, the first to end first."""
        return Assignments(ending_before=clock.day(view.now) + SOON, cursor=self.cursor).run(view)


@dataclass(frozen=True)
class Seats:
    """A role in an organisation: its holders, those who come and those who were, and its vacancies."""

    role: str
    holders: Page
    coming: Page
    former: Page
    vacancies: Page

    def more(self, name: str, cursor: str | None) -> str | None:
        """Return the address of what follows in one of the lists, None at its end."""
        return cursor and f"/roller/{self.role}?{name}={cursor}#{name}"


@dataclass(frozen=True)
class HeldAndVacant:
    """Who holds a role, and where is it vacant? `after` has the cursor of each list by name."""

    role: str
    after: Mapping[str, str | None]

    def run(self, view: View) -> Seats:
        """Return a page of each."""
        return Seats(
            self.role,
            Assignments(self.role, status="active", cursor=self.after["innehavare"]).run(view),
            Assignments(self.role, status="coming").run(view),
            Assignments(self.role, status="ended", cursor=self.after["tidigare"]).run(view),
            Vacancies(self.role, cursor=self.after["vakanser"]).run(view),
        )


@dataclass(frozen=True)
class Listed:
    """A list of the page about roles, whose cursor is the parameter `name`."""

    page: Page
    name: str
    section: str

    @property
    def more(self) -> str | None:
        """The address of what follows, None at the end."""
        return self.page.next and f"/roller?{self.name}={self.page.next}#{self.section}"


def own(reader: Reader) -> set[str]:
    """Return the role that the reader acts in; without one, all that the reader holds today."""
    if reader.acting:
        return {reader.acting.role}
    return {role.role for role in reader.me.roles if role.by == ASSIGNMENT}


def days_since(now: datetime) -> Callable[[date], int]:
    """Return a count of the days from a date until now, below zero for one that comes."""
    return lambda day: (clock.day(now) - day).days
