"""A governance profile: roles, mandates and rules as data (bpmn/profiles/<key>.yaml), read once and never changed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from engine.errors import Finding, ModelRefusedError
from engine.governance.profile_schema import faults
from forms.text import Text


@dataclass(frozen=True)
class Superior:
    """Who gets the tasks of a vacant seat: a role in the same scope, the parent unit or the whole organisation."""

    role: str
    scope: str


@dataclass(frozen=True)
class Eligibility:
    """A demand on whoever is to hold a role: the name of a rule, and whether it can be waived."""

    rule: str
    hard: bool
    krav: tuple[str, ...]


@dataclass(frozen=True)
class Role:
    """A role of the profile."""

    key: str
    name: Text
    kind: str
    scope: str
    # S strategic, T tactical, O operative: on which levels its mandates lie.
    level: tuple[str, ...]
    superior: Superior | None
    # A role whose holders, in the same scope, act for this one while nobody is appointed to it.
    resolves_to: str | None
    eligibility: tuple[Eligibility, ...]
    # Groups: holders of these roles, in the units concerned, are members by right.
    forced_members: tuple[str, ...]
    krav: tuple[str, ...]

    @property
    def is_group(self) -> bool:
        """Whether its holders share an inbox and name one of them as the one who decided."""
        return self.kind == "group"


@dataclass(frozen=True)
class Mandate:
    """A right to decide something, and the text that gives it."""

    key: str
    name: Text
    level: tuple[str, ...]
    home: str
    decides: tuple[str, ...]
    proposes: tuple[str, ...]
    denied: tuple[str, ...]
    krav: tuple[str, ...]


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
    """A demand as data: what a person must be (`member_of` a role, in a `position`)."""

    key: str
    name: Text
    member_of: str | None
    positions: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """The whole profile."""

    key: str
    name: Text
    hash: str
    roles: Mapping[str, Role]
    mandates: Mapping[str, Mandate]
    incompatible: tuple[Incompatible, ...]
    # What nobody may do as to themselves, e.g. `utse`.
    nobody_themselves: frozenset[str]
    rules: Mapping[str, Rule]
    switches: Mapping[str, Any] = field(default_factory=dict)

    def role_name(self, key: str) -> Text:
        """Return the profile's name of a role; a role of an older edition keeps its key."""
        role = self.roles.get(key)
        return role.name if role else Text(key, key)

    def mandates_of(self, role: str) -> tuple[Mandate, ...]:
        """Return what a role may decide."""
        return tuple(mandate for mandate in self.mandates.values() if role in mandate.decides)


def read(data: bytes) -> Profile:
    """Read and check a profile; raises ModelRefusedError with a finding for each fault."""
    try:
        raw = yaml.safe_load(data)
    except yaml.YAMLError as error:
        raise _refused((Finding("profile-yaml", None, *_both(str(error))),)) from error
    findings = tuple(Finding("profile", where, *_both(sentence)) for where, sentence in faults(raw))
    if findings:
        raise _refused(findings)
    return _profile(raw, hashlib.sha256(data).hexdigest())


def _profile(raw: dict[str, Any], named: str) -> Profile:
    return Profile(
        key=raw["key"],
        name=_words(raw["name"]),
        hash=named,
        roles={key: _role(key, role) for key, role in raw["roles"].items()},
        mandates={key: _mandate(key, mandate) for key, mandate in raw["mandates"].items()},
        incompatible=tuple(_incompatible(item) for item in raw.get("incompatible", ())),
        nobody_themselves=frozenset(
            item["act"] for item in raw.get("separation", ()) if item["self"] == "forbidden"
        ),
        rules={key: _rule(key, rule) for key, rule in raw.get("eligibility_rules", {}).items()},
        switches={key: switch["value"] for key, switch in raw.get("switches", {}).items()},
    )


def _role(key: str, raw: dict[str, Any]) -> Role:
    superior = raw.get("superior")
    return Role(
        key=key,
        name=_words(raw["name"]),
        kind=raw["kind"],
        scope=raw["scope"],
        level=tuple(raw.get("level", ())),
        superior=Superior(superior["role"], superior["scope"]) if superior else None,
        resolves_to=raw.get("resolves_to"),
        eligibility=tuple(
            Eligibility(item["rule"], item["hard"], tuple(item.get("krav", ())))
            for item in raw.get("eligibility", ())
        ),
        forced_members=tuple(raw.get("members", {}).get("forced", ())),
        krav=tuple(krav for item in raw.get("responsibilities", ()) for krav in item.get("krav", ())),
    )


def _mandate(key: str, raw: dict[str, Any]) -> Mandate:
    lists = {name: tuple(raw[name]) for name in ("decides", "proposes", "denied", "krav")}
    return Mandate(
        key=key, name=_words(raw["name"]), level=tuple(raw.get("level", ())), home=raw["home"], **lists
    )


def _incompatible(raw: dict[str, Any]) -> Incompatible:
    roles = frozenset(raw["roles"])
    return Incompatible(roles, raw["within"], raw["rule"], _words(raw["reason"]), tuple(raw["krav"]))


def _rule(key: str, raw: dict[str, Any]) -> Rule:
    return Rule(key, _words(raw["name"]), raw.get("member_of"), tuple(raw.get("position_in", ())))


def _words(raw: Mapping[str, str]) -> Text:
    return Text(raw["sv"], raw["en"])


def _both(sentence: str) -> tuple[Text, Text]:
    return Text(sentence, sentence), Text("Rätta profilfilen.", "Mend the profile file.")


def _refused(findings: tuple[Finding, ...]) -> ModelRefusedError:
    return ModelRefusedError(
        f"Profilen har {len(findings)} fel. Rätta dem och läs in den igen.",
        f"The profile has {len(findings)} faults. Mend them and load it again.",
        findings,
    )
