"""Carries one case over to another version of its model, or back: state, tasks, drafts and trail, whole or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from engine.commands import step
from engine.commands.step import Footing
from engine.connectors.seating import seats_for
from engine.desk import Desk
from engine.library import Published
from engine.runtime import running
from engine.runtime.migrating import Change, Instant, Refused, migrate
from engine.runtime.running import Run
from engine.store import actors, instances, migrating
from engine.store.instances import Locked, Stepped
from engine.store.migrating import Carried
from engine.store.work import Event
from forms.fitting import fits
from forms.text import Text

_GONE_ON: Final = Text(
    "Ärendet har avslutats eller bytt version sedan flytten beställdes.",
    "The case has ended or changed version since this was ordered.",
)
_HAPPENED: Final = Text(
    "Något har hänt i ärendet sedan dess. Det går vidare på den nya versionen.",
    "Something has happened in the case since. It goes on with the new version.",
)
# What a person sees of a task that a change of version can change.
_OF_TASK: Final = ("element", "name", "name_en", "seat_id", "from_seat_id", "mandate", "form")
_OF_WORK: Final = ("assignee_id", "helper_id", "help")


def act_for(desk: Desk, locked: Locked, at: Any) -> None:
    """Act from here on in the name of the one who ordered it."""
    ours = desk.actor.within(locked.organisation_id, locked.profile_hash, locked.calendar_hash)
    desk.work.actor = replace(ours, person_id=at.person_id, acting=actors.held_from(at.held))


def forth(desk: Desk, locked: Locked, at: Any) -> None:
    """Carry the case over, or keep why it cannot be. Raises RunFailure when nobody can be found for a task."""
    if locked.status == "ended" or locked.model_hash != at.from_hash:
        migrating.note(desk.connection, at, locked.case_id, "refused", [_GONE_ON])
        return
    change = desk.library.change(at.from_hash, at.to_hash, at.mapping)
    try:
        known = desk.library.history(desk.connection, change, locked.case_id)
        moment = Instant(desk.now, desk.calendar)
        state = migrate(change, locked.state, known, moment)
    except Refused as refused:
        reasons = [one.text for one in refused.hindrances]
        migrating.note(desk.connection, at, locked.case_id, "refused", reasons)
        return
    new = Footing(locked, desk.library.model(at.to_hash), desk.profile)
    run = running.restore(new.published.model, state, desk.now, desk.calendar)
    stepped = _resting(locked, step.settle(desk, new, run))
    rows = {row.id: row for row in migrating.open_tasks(desk.connection, locked.instance_id)}
    changes = _changes(desk, new, run, rows, change)
    old = desk.library.model(at.from_hash)
    drafts = migrating.forget_drafts(desk.connection, _other_form(old, new.published, rows, changes))
    kept = {
        "tasks": [
            {name: getattr(rows[one["id"]], name) for name in ("id", *_OF_TASK, *_OF_WORK)} for one in changes
        ],
        "versions": {str(one["id"]): rows[one["id"]].version + 1 for one in changes},
        "drafts": drafts,
    }
    _store(desk, at, Carried(locked, at.to_hash, stepped, changes, locked.state, kept), "case-migrated")


def back(desk: Desk, locked: Locked, at: Any) -> None:
    """Give the case its state of before, as long as nothing has happened in it since."""
    rows = {str(row.id): row for row in migrating.open_tasks(desk.connection, locked.instance_id)}
    moved = at.changed["versions"]
    same = all(one in rows and rows[one].version == version for one, version in moved.items())
    if (locked.version, locked.model_hash) != (at.version, at.to_hash) or not same:
        migrating.note(desk.connection, at, locked.case_id, "kept", [_HAPPENED])
        return
    old = Footing(locked, desk.library.model(at.from_hash), desk.profile)
    run = running.restore(old.published.model, at.before, desk.now, desk.calendar)
    stepped = _resting(locked, step.settle(desk, old, run))
    tasks = at.changed["tasks"]
    new = desk.library.model(at.to_hash)
    migrating.forget_drafts(
        desk.connection, _other_form(new, old.published, {UUID(one): row for one, row in rows.items()}, tasks)
    )
    migrating.remember_drafts(desk.connection, at.changed["drafts"])
    _store(desk, at, Carried(locked, at.from_hash, stepped, tasks), "case-migration-undone")


def _resting(locked: Locked, stepped: Stepped) -> Stepped:
    """Let what rests for an incident rest on: no timer wakes it until that is mended."""
    rests = locked.status == "incident" and locked.next_due is None
    return replace(stepped, next_due=None) if rests else stepped


def _changes(
    desk: Desk, at: Footing, run: Run, rows: Mapping[UUID, Any], change: Change
) -> list[dict[str, Any]]:
    """Return the tasks that are not as they were, with all that they then are."""
    moved = [item for item in run.waiting if _is_rerouted(change, rows[item.id].element)]
    places = {item.id: step.place_of(at, item) for item in moved}
    seats = seats_for(desk.connection, at.locked.organisation_id, at.profile, places.values())
    found = []
    for item in run.waiting:
        row, element = rows[item.id], at.published.model.elements[item.element]
        name = element.name or element.id
        now = {name: getattr(row, name) for name in ("id", *_OF_TASK, *_OF_WORK)}
        now |= {"element": element.id, "name": name, "name_en": element.name_en or name}
        now |= {"mandate": element.mandate, "form": element.form}
        seat = seats[places[item.id]] if item.id in places else None
        if seat not in (None, row.from_seat_id or row.seat_id):
            now |= {
                "seat_id": seat,
                "from_seat_id": None,
                "assignee_id": None,
                "helper_id": None,
                "help": None,
            }
        if any(now[one] != getattr(row, one) for one in (*_OF_TASK, *_OF_WORK)):
            found.append(now)
    return found


def _is_rerouted(change: Change, key: str) -> bool:
    old, new = change.old.elements[key], change.new.elements[change.to(key)]
    return (old.role, old.scope, old.mandate) != (new.role, new.scope, new.mandate)


def _other_form(
    before: Published, after: Published, rows: Mapping[UUID, Any], tasks: Iterable[Mapping[str, Any]]
) -> list[UUID]:
    """Return the open tasks whose drafts do not fit the form that they are to be handed in with."""
    forms = {UUID(str(one["id"])): one["form"] for one in tasks}
    return [
        key
        for key, row in rows.items()
        if not fits(before.forms.get(row.form or ""), after.forms.get(forms.get(key, row.form) or ""))
    ]


def _store(desk: Desk, at: Any, carried: Carried, kind: str) -> None:
    ways = (at.to_number, at.from_number) if at.undoing else (at.from_number, at.to_number)
    details = {"from": ways[0], "to": ways[1], "reason": at.reason, "migration": str(at.id)}
    desk.work.record(Event(kind, carried.locked.case_id, details=details))
    migrating.write(desk.connection, at, carried, desk.work.trail_rows())
    instances.wake_later(desk.connection, carried.locked, carried.step)
