"""What stands on the page of a case beside where it is: comments, people, files, interventions."""

from dataclasses import dataclass
from uuid import UUID

from engine.desk import View
from engine.governance.answering import answers_for
from engine.queries.cases.comments import CommentRow, Comments, PeopleInCase, PersonInCase
from engine.queries.cases.following import Following, MayIntervene
from engine.queries.cases.goals import GoalRow, Goals
from engine.queries.cases.members import FileRow, Files, MemberRow, Members
from engine.queries.cases.trail import MOST, Trail
from engine.queries.reports.get import ReportsOfCase
from engine.queries.reports.rows import ReportRow
from engine.queries.rows import TrailRow


@dataclass(frozen=True)
class Beside:
    """Comments, those whom one can mention, roles, files, goals, status reports and interventions of a case.

    Whether the reader follows it, may intervene in it, and reports on it or asks for reports.
    """

    comments: tuple[CommentRow, ...]
    people: tuple[PersonInCase, ...]
    members: tuple[MemberRow, ...]
    files: tuple[FileRow, ...]
    goals: tuple[GoalRow, ...]
    reports: tuple[ReportRow, ...]
    interventions: tuple[TrailRow, ...]
    follows: bool
    may_intervene: bool
    reports_on: bool


@dataclass(frozen=True)
class BesideOf:
    """What stands beside a case?"""

    case_id: UUID

    def run(self, view: View) -> Beside:
        """Return it, from the moment of the rest of the page; each question asks for its own permission."""
        people = PeopleInCase(self.case_id).run(view)
        return Beside(
            Comments(self.case_id).run(view),
            tuple(one for one in people if one.id != view.actor.person_id),
            Members(self.case_id).run(view),
            Files(self.case_id).run(view),
            Goals(self.case_id).run(view),
            ReportsOfCase(self.case_id).run(view),
            Trail(self.case_id, MOST, interventions=True).run(view).items,
            Following(self.case_id).run(view),
            MayIntervene(self.case_id).run(view),
            bool(answers_for(view.actor, view.profile, self.case_id)),
        )
