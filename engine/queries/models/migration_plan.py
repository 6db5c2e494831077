"""What a change of version would mean: for each step where cases wait, and for one case. Nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import names
from engine.queries.models.changing import NOTHING, ON, change_of, keeps_draft, role
from engine.runtime.migrating import Change
from engine.runtime.model import Element
from forms.text import Text

_STANDING = text(
    f"SELECT e.key, count(*) AS cases FROM (SELECT i.tokens {ON}) s, jsonb_object_keys(s.tokens) AS e(key) GROUP BY 1"  # noqa: S608  constants
)
_COUNTS = text(
    f"SELECT count(*) AS cases, count(*) FILTER (WHERE i.tokens ?| CAST(:faults AS text[])) AS hindered {ON}"
)


@dataclass(frozen=True)
class PlanRow:
    """A step where cases wait. `hindrance` says why they cannot go over; else `to_name` is what the step becomes.

    Where the role or the mandate is another, somebody else gets the task; `draft_lost`: what has been written there does not fit
    the new form.
    """

    element_id: str
    name: Text
    kind: str
    cases: int
    to: str | None
    to_name: Text | None
    hindrance: Text | None
    role_before: Text | None
    role_after: Text | None
    mandate_before: Text | None
    mandate_after: Text | None
    draft_lost: bool
    note: Text | None

    @property
    def rerouted(self) -> bool:
        """Whether somebody else gets the task."""
        return (self.role_before, self.mandate_before) != (self.role_after, self.mandate_after)


@dataclass(frozen=True)
class Plan:
    """A whole plan: `cases` run on the old version, and `hindered` of them stand where they cannot go over."""

    process: str
    old: int
    new: int
    mapping: Mapping[str, str]
    cases: int
    hindered: int
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True)
class MigrationPlan:
    """What maps and what cannot, from one version to another. Raises NotFoundError, InvalidError (the mapping)."""

    process: str
    old: int
    new: int
    mapping: Mapping[str, str] = field(default_factory=lambda: NOTHING)

    def run(self, view: View) -> Plan:
        """Return the steps where cases wait, in the order of the model."""
        require(view.actor, Permission.MODEL_MIGRATE)
        change = change_of(view, self.process, (self.old, self.new), self.mapping)
        values = {"organisation": view.organisation_id, "process": self.process, "hash": change.old.hash}
        standing = {row.key: row.cases for row in view.connection.execute(_STANDING, values)}
        faults = [one for one in change.faults if change.old.elements[one].attached_to is None]
        counts = view.connection.execute(_COUNTS, {**values, "faults": faults}).one()
        rows = tuple(
            _row(view, change, element, standing[key])
            for key, element in change.old.elements.items()
            if key in standing
        )
        return Plan(self.process, self.old, self.new, self.mapping, counts.cases, counts.hindered, rows)


def _row(view: View, change: Change, element: Element, cases: int) -> PlanRow:
    fault, after = change.faults.get(element.id), change.new.elements.get(change.to(element.id))
    dropped = fault is not None and element.attached_to is not None
    there = after if fault is None else None
    return PlanRow(
        element.id,
        element.label,
        element.kind,
        cases,
        to=there.id if there else None,
        to_name=there.label if there else None,
        hindrance=fault.text if fault and not dropped else None,
        role_before=role(view, element),
        role_after=role(view, there or element),
        mandate_before=names.mandate(view, element.mandate),
        mandate_after=names.mandate(view, (there or element).mandate),
        draft_lost=there is not None and not keeps_draft(view, change, element, there),
        note=_note(change, element, there, dropped=dropped),
    )


def _note(change: Change, element: Element, there: Element | None, *, dropped: bool) -> Text | None:
    if dropped:
        return Text("Väntar inte längre.", "Waits no longer.")
    if element.event == "timerEventDefinition" and there:
        return Text("Tiden som löper går ut som förut.", "The time that runs ends as before.")
    had = {change.to(one.id) for one in change.old.elements.values() if one.attached_to == element.id}
    new = [
        one
        for one in change.new.elements.values()
        if there and one.attached_to == there.id and one.id not in had
    ]
    if not new:
        return None
    sv, en = (", ".join(getattr(one.label, language) for one in new) for language in ("sv", "en"))
    return Text(
        f"Börjar vänta på, räknat från bytet: {sv}.", f"Begins to wait for, counted from the change: {en}."
    )
