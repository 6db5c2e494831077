"""The tables, one noun per file."""

from engine.store.tables.access import access_token, demo_clock, repeat
from engine.store.tables.base import METADATA
from engine.store.tables.case import case, case_counter, incident, instance
from engine.store.tables.file import file
from engine.store.tables.goal import goal, goal_share, measurement
from engine.store.tables.model import content, model_version, profile_version
from engine.store.tables.organisation import organisation, person, position, process_node, unit
from engine.store.tables.record import decision, notice, trail
from engine.store.tables.role import role_assignment, seat
from engine.store.tables.task import draft, submission, task

__all__ = [
    "METADATA",
    "access_token",
    "case",
    "case_counter",
    "content",
    "decision",
    "demo_clock",
    "draft",
    "file",
    "goal",
    "goal_share",
    "incident",
    "instance",
    "measurement",
    "model_version",
    "notice",
    "organisation",
    "person",
    "position",
    "process_node",
    "profile_version",
    "repeat",
    "role_assignment",
    "seat",
    "submission",
    "task",
    "trail",
    "unit",
]
