"""When a task is given another due date, the timers on it that come after that date follow: a reminder of what is late is sent when it is late."""

from datetime import datetime

from SpiffWorkflow.task import Task

from engine import clock
from engine.governance.calendar import Calendar
from engine.runtime import timing


def follow(task: Task, was: datetime, due: datetime) -> bool:
    """Move the timers of the task's own boundary events that come when it was due, or later; say whether there were any.

    They come as long after the new date as after the old. Timers that come before the old date stay, and so do those that
    tasks of a repeated activity share.
    """
    moved = False
    guard = task.parent
    for event in guard.children if guard.task_spec.guards else ():
        for name, plan in event.internal_data.get("timers", {}).items():
            comes = timing.due_of(plan)
            if comes >= was:
                trigger = event.workflow.spec.task_specs[name].trigger
                calendar = trigger.calendar(event.workflow.script_engine)
                plan["due"] = timing.stamp(_as_long_after(comes, was, due, calendar))
                moved = True
    return moved


def _as_long_after(comes: datetime, was: datetime, due: datetime, calendar: Calendar | None) -> datetime:
    days = calendar.between(clock.day(was), clock.day(comes)) if calendar else 0
    return calendar.after(due, days) if calendar and days else due + (comes - was)
