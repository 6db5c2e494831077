"""A governance profile: roles, mandates and rules as data (bpmn/profiles/<key>.yaml), read once and never changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.governance.escalation import Rung
from engine.governance.governing_texts import GoverningText
from forms.text import Text


@dataclass(frozen=True)
class Superior:
    """Who gets the tasks of a vacant seat: a role in the same scope, the parent unit or the whole organisation."""

    role: str
    scope: str


@dataclass(frozen=True)
class Eligibility:
    """A demand on whoever is to hold a role: the name of a rule, whether it refuses, whether it can be waived."""

    rule: str
    hard: bool
    krav: tuple[str, ...]
    dispensable: bool = False


@dataclass(frozen=True)
class Cardinality:
    """How many hold a role in one scope; None where nothing is said."""

    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class Appointer:
    """Who appoints: any of `roles`, each inside its own scope; `table` decides which, where there is one.

    `delegable`: the right can be handed on by a dated record. `praxis`: no text says so.
    """

    roles: tuple[str, ...]
    scope: str
    table: str | None
    delegable: bool
    praxis: bool
    krav: tuple[str, ...]
    # Sees to it that somebody is appointed, by naming who proposes.
    overseen_by: str | None = None


@dataclass(frozen=True)
class Said:
    """What is said of a role or a forum, and the statements that say so (none: praxis)."""

    text: Text
    krav: tuple[str, ...]


@dataclass(frozen=True)
class Role:
    """A role of the profile."""

    key: str
    name: Text
    kind: str
    scope: str
    superior: Superior | None
    # A role whose holders, in the same scope, act for this one while nobody is appointed to it.
    resolves_to: str | None
    eligibility: tuple[Eligibility, ...]
    # Groups: holders of these roles, in the units concerned, are members by right.
    forced_members: tuple[str, ...]
    # S strategic, T tactical, O operative: on which levels its mandates lie.
    level: tuple[str, ...] = ()
    archetype: str | None = None
    aliases: tuple[str, ...] = ()
    aliases_krav: tuple[str, ...] = ()
    cardinality: Cardinality = Cardinality()
    appointed_by: tuple[Appointer, ...] = ()
    responsibilities: tuple[Said, ...] = ()
    # Roles of the models that this one fills in this profile.
    plays: tuple[str, ...] = ()
    # Can be given to somebody in one case, who then gets that case's tasks.
    in_case: bool = False
    # Of a case: a step of its process says which seat stands above this one, and nobody else.
    superior_in_case: bool = False
    # Held for units or process nodes of these kinds only; empty for any.
    scope_of: tuple[str, ...] = ()
    # Groups: the member who is named as the one who decided.
    decider: str | None = None
    optional: bool = False
    # The statements by which the role never decides; None for a role that may be given mandates.
    never_decides: tuple[str, ...] | None = None
    praxis: bool = False

    @property
    def is_group(self) -> bool:
        """Whether its holders share an inbox and name one of them as the one who decided."""
        return self.kind == "group"

    @property
    def most(self) -> int | None:
        """How many may hold it at once in one scope; of a group, the groups are counted and not their members."""
        return None if self.is_group else self.cardinality.most

    @property
    def krav(self) -> tuple[str, ...]:
        """The statements that its responsibilities carry."""
        return tuple(krav for one in self.responsibilities for krav in one.krav)


@dataclass(frozen=True)
class Mandate:
    """A right to decide something, and the text that gives it (none: praxis, a default that can be changed).

    The first of `decides` gets a task whose own role may not decide it.
    """

    key: str
    name: Text
    home: str
    decides: tuple[str, ...]
    proposes: tuple[str, ...]
    denied: tuple[str, ...]
    krav: tuple[str, ...]
    level: tuple[str, ...] = ()
    consults: tuple[str, ...] = ()
    denied_krav: tuple[str, ...] = ()
    # Decided in the same decision.
    includes: tuple[str, ...] = ()
    # Roles that the right can be handed on to, by a dated record.
    delegable_to: tuple[str, ...] = ()
    praxis: bool = False
    note: str = ""


@dataclass(frozen=True)
class Incompatible:
    """Two roles that one person may not hold together, e.g. in the same case."""

    roles: frozenset[str]
    within: str
    rule: str
    reason: Text
    krav: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """A demand as data: what a person must be (`member_of` a role, in a `position`) or be able to, or what is attested."""

    key: str
    name: Text
    member_of: str | None
    positions: tuple[str, ...]
    attested: bool = False
    # The level that the register of competence must say.
    competence_level: int | None = None


@dataclass(frozen=True)
class Forum:
    """A meeting of roles: who calls it, who leads it, how often at least, what for and what comes of it."""

    key: str
    name: Text
    kind: str
    owned_by: str
    scope: str
    convener: str
    chair: str | None
    members: tuple[str, ...]
    min_per_year: int | None
    every: str | None
    krav: tuple[str, ...]
    praxis: bool
    # Roles that help the members.
    support: tuple[str, ...] = ()
    purpose: Said | None = None
    result: Said | None = None


@dataclass(frozen=True)
class Profile:
    """The whole profile, with what it inherits. `hash` names all its sources together."""

    key: str
    name: Text
    hash: str
    roles: Mapping[str, Role]
    mandates: Mapping[str, Mandate]
    incompatible: tuple[Incompatible, ...]
    # What nobody may do as to themselves, e.g. `utse`.
    nobody_themselves: frozenset[str]
    rules: Mapping[str, Rule]
    # The positions that are the line, lowest first: what is not regulated is theirs.
    line: tuple[str, ...] = ()
    # The texts that it builds on.
    texts: tuple[GoverningText, ...] = ()
    forums: Mapping[str, Forum] = field(default_factory=dict)
    # What the profile calls the base concepts, e.g. `regionomrade`.
    words: Mapping[str, Text] = field(default_factory=dict)
    # The ways up for what is escalated, by what it is about; each from the lowest level to the top.
    escalation: Mapping[str, tuple[Rung, ...]] = field(default_factory=dict)
    # As the file says: levels of the process structure, cadences, metadata of documents.
    structure: Mapping[str, Any] = field(default_factory=dict)
    cadences: Mapping[str, Any] = field(default_factory=dict)
    documents: Mapping[str, Any] = field(default_factory=dict)
    switches: Mapping[str, Any] = field(default_factory=dict)

    def role_for(self, key: str) -> Role | None:
        """Return the role that a model's role is in this profile: its own, or the one that plays it."""
        own = self.roles.get(key)
        return own or next((role for role in self.roles.values() if key in role.plays), None)

    def role_name(self, key: str) -> Text:
        """Return the profile's name of a role; a role of an older edition keeps its key."""
        role = self.role_for(key)
        return role.name if role else Text(key, key)

    def names(self) -> Mapping[str, Text]:
        """Return what each role is called, the models' roles that are played here too."""
        played = {key: role.name for role in self.roles.values() for key in role.plays}
        return {**played, **{role.key: role.name for role in self.roles.values()}}

    def mandates_of(self, role: str) -> tuple[Mandate, ...]:
        """Return what a role may decide."""
        return tuple(mandate for mandate in self.mandates.values() if role in mandate.decides)

    def chain(self, role: Role) -> Iterator[Role]:
        """Yield the role and those above it, as vacancies climb."""
        step: Role | None = role
        while step is not None:
            yield step
            step = self.roles.get(step.resolves_to or (step.superior.role if step.superior else ""))
