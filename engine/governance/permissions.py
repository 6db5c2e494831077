"""Who may do what, on one screen: each permission, and the predicates of which one must hold."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from engine.errors import ForbiddenError
from engine.governance.actor import Actor
from forms.text import Text

Predicate = Callable[[Actor], bool]


class Permission(StrEnum):
    """What can be permitted; `scope:thing:action` in order of the alphabet."""

    CASE_COMMENT = "organisation:case:comment"
    CASE_FOLLOW = "organisation:case:follow"
    CASE_INTERVENE = "organisation:case:intervene"
    CASE_RAISE = "installation:case:raise"
    CASE_READ = "organisation:case:read"
    CASE_START = "organisation:case:start"
    CLOCK_ADVANCE = "installation:clock:advance"
    DISPATCH_RETRY = "organisation:dispatch:retry"
    DISPATCH_SEND = "installation:dispatch:send"
    DOCUMENT_READ = "organisation:document:read"
    DOCUMENT_WRITE = "organisation:document:write"
    EVENT_LOG_READ = "organisation:event-log:read"
    FIGURES_READ = "installation:figures:read"
    FILE_MOVE = "installation:file:move"
    FILE_STORE = "own:file:store"
    INCIDENT_RETRY = "organisation:incident:retry"
    INSTANCE_WAKE = "installation:instance:wake"
    MODEL_DRAFT = "organisation:model:draft"
    MODEL_MIGRATE = "organisation:model:migrate"
    MODEL_PUBLISH = "installation:model:publish"
    MODEL_READ = "organisation:model:read"
    NOTIFICATION_CHOOSE = "own:notification:choose"
    OPERATIONS_READ = "organisation:operations:read"
    ORGANISATION_LOAD = "installation:organisation:load"
    PROFILE_PUBLISH = "organisation:profile:publish"
    PROFILE_READ = "organisation:profile:read"
    REGISTER_READ = "organisation:register:read"
    REGISTER_WRITE = "organisation:register:write"
    REPORT_WRITE = "organisation:report:write"
    RIGHT_LEND = "own:right:lend"
    RIGHT_READ = "own:right:read"
    ROLE_APPOINT = "organisation:role:appoint"
    TASK_ASSIGN = "own:task:assign"
    TASK_PREPARE = "own:task:prepare"
    TASK_READ = "own:task:read"
    TASK_WORK = "own:task:work"
    TOKEN_ISSUE = "installation:token:issue"  # noqa: S105  a name, not a secret
    TOKEN_MAKE = "own:token:make"  # noqa: S105  the same
    TOKEN_MANAGE = "organisation:token:manage"  # noqa: S105  the same
    WEBHOOK_MANAGE = "organisation:webhook:manage"


def rals_itself(actor: Actor) -> bool:
    """Räls acts: a timer, a job, or an operator at the command line of the machine."""
    return actor.is_rals


def anybody(actor: Actor) -> bool:
    """Any active person of an organisation."""
    return not actor.is_rals


def role_holder(actor: Actor) -> bool:
    """A person who holds any role today."""
    return bool(actor.held)


def administrator(actor: Actor) -> bool:
    """A person who looks after the installation."""
    return actor.holds("administrator")


def process_owner(actor: Actor) -> bool:
    """A person who owns a process."""
    return actor.holds("processagare")


def modeller(actor: Actor) -> bool:
    """A person who draws and publishes models."""
    return actor.holds("modellerare")


POLICY: Final[Mapping[Permission, tuple[Predicate, ...]]] = {
    Permission.CASE_COMMENT: (role_holder,),  # in a case that one may see
    Permission.CASE_FOLLOW: (anybody,),  # a case that one may see
    Permission.CASE_INTERVENE: (
        administrator,
        process_owner,
    ),  # an owner: where the case has to do with the process
    Permission.CASE_RAISE: (rals_itself,),
    Permission.CASE_READ: (anybody, rals_itself),
    Permission.CASE_START: (role_holder,),
    Permission.CLOCK_ADVANCE: (anybody, rals_itself),  # in demo mode only; the command sees to that
    Permission.DISPATCH_RETRY: (administrator, rals_itself),
    Permission.DISPATCH_SEND: (rals_itself,),
    Permission.DOCUMENT_READ: (
        anybody,
        rals_itself,
    ),  # what is published; drafts: see store/document_sight.py
    Permission.DOCUMENT_WRITE: (role_holder, rals_itself),  # which, is seen to by the command
    Permission.EVENT_LOG_READ: (administrator, process_owner, rals_itself),
    Permission.FIGURES_READ: (administrator, rals_itself),
    Permission.FILE_MOVE: (rals_itself,),
    Permission.FILE_STORE: (role_holder,),
    Permission.INCIDENT_RETRY: (administrator, rals_itself),
    Permission.INSTANCE_WAKE: (rals_itself,),
    Permission.MODEL_DRAFT: (modeller, administrator, process_owner),
    Permission.MODEL_MIGRATE: (modeller, administrator, rals_itself),
    Permission.MODEL_PUBLISH: (rals_itself,),  # people send a draft for approval instead
    Permission.MODEL_READ: (anybody, rals_itself),
    Permission.NOTIFICATION_CHOOSE: (anybody,),
    Permission.OPERATIONS_READ: (anybody, rals_itself),
    Permission.ORGANISATION_LOAD: (rals_itself,),
    Permission.PROFILE_PUBLISH: (administrator, rals_itself),
    Permission.PROFILE_READ: (anybody, rals_itself),
    Permission.REGISTER_READ: (anybody, rals_itself),
    Permission.REGISTER_WRITE: (administrator, rals_itself),
    Permission.REPORT_WRITE: (
        role_holder,
    ),  # who answers for the case, and managers who measure: see commands/reports
    Permission.RIGHT_LEND: (role_holder,),  # whose, is seen to by the command
    Permission.RIGHT_READ: (anybody,),
    Permission.ROLE_APPOINT: (administrator,),
    Permission.TASK_ASSIGN: (role_holder,),  # members of the group and managers: see commands/managing.py
    Permission.TASK_PREPARE: (anybody,),  # the doer, and whom the doer has asked: see commands/helping.py
    Permission.TASK_READ: (anybody,),  # which tasks is decided by seat: see rights.py
    Permission.TASK_WORK: (role_holder,),  # the same
    Permission.TOKEN_ISSUE: (rals_itself,),
    Permission.TOKEN_MAKE: (anybody,),  # with no more than the person's own rights
    Permission.TOKEN_MANAGE: (administrator,),
    Permission.WEBHOOK_MANAGE: (administrator,),
}

_WHO: Final[Mapping[Predicate, Text]] = {
    rals_itself: Text("den som driver systemet", "whoever operates the system"),
    anybody: Text("den som är inloggad", "whoever is logged in"),
    role_holder: Text("den som har en roll i dag", "whoever holds a role today"),
    administrator: Text("rollen administratör", "the role administrator"),
    process_owner: Text("rollen processägare", "the role process owner"),
    modeller: Text("rollen modellerare", "the role modeller"),
}


def require(actor: Actor, permission: Permission) -> None:
    """Refuse, unless the actor has the permission; the sentence says who has it."""
    predicates = POLICY[permission]
    if any(predicate(actor) for predicate in predicates):
        return
    sv = " eller ".join(_WHO[predicate].sv for predicate in predicates)
    en = " or ".join(_WHO[predicate].en for predicate in predicates)
    raise ForbiddenError(
        f"Det här får {sv} göra. Be någon av dem, eller byt roll under Du agerar som.",
        f"This may be done by {en}. Ask one of them, or change the role you act in.",
    )
