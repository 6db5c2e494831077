"""The tables, one noun per file."""

from engine.store.tables.access import access_token, demo_clock, repeat
from engine.store.tables.base import METADATA
from engine.store.tables.case import case, case_counter, incident, instance
from engine.store.tables.comment import comment, follower
from engine.store.tables.competence import competence, licence
from engine.store.tables.document import (
    document,
    document_link,
    document_version,
    model_draft,
    model_draft_file,
    read_receipt,
)
from engine.store.tables.file import file
from engine.store.tables.goal import goal, goal_history, goal_share, measurement
from engine.store.tables.migration import migration, migration_case
from engine.store.tables.model import content, model_version, profile_version
from engine.store.tables.organisation import organisation, person, position, unit
from engine.store.tables.outgoing import dispatch, due_told, notification, outbox, preference, webhook
from engine.store.tables.process import classified, delivery, participation, process_class, process_node
from engine.store.tables.record import decision, notice, trail
from engine.store.tables.report import (
    budget,
    escalation,
    escalation_level,
    milestone,
    risk,
    rollout,
    status_report,
)
from engine.store.tables.right import delegation, substitution
from engine.store.tables.role import role_assignment, seat
from engine.store.tables.task import conflict_of_interest, draft, saved_filter, start_draft, submission, task

__all__ = [
    "METADATA",
    "access_token",
    "budget",
    "case",
    "case_counter",
    "classified",
    "comment",
    "competence",
    "conflict_of_interest",
    "content",
    "decision",
    "delegation",
    "delivery",
    "demo_clock",
    "dispatch",
    "document",
    "document_link",
    "document_version",
    "draft",
    "due_told",
    "escalation",
    "escalation_level",
    "file",
    "follower",
    "goal",
    "goal_history",
    "goal_share",
    "incident",
    "instance",
    "licence",
    "measurement",
    "migration",
    "migration_case",
    "milestone",
    "model_draft",
    "model_draft_file",
    "model_version",
    "notice",
    "notification",
    "organisation",
    "outbox",
    "participation",
    "person",
    "position",
    "preference",
    "process_class",
    "process_node",
    "profile_version",
    "read_receipt",
    "repeat",
    "risk",
    "role_assignment",
    "rollout",
    "saved_filter",
    "seat",
    "start_draft",
    "status_report",
    "submission",
    "substitution",
    "task",
    "trail",
    "unit",
    "webhook",
]
