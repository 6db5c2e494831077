"""The shape of a profile file, and the references in it that must hold."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

SCOPES = (
    "organisation",
    "forvaltning",
    "regionomrade",
    "enhet",
    "stabsfunktion",
    "arende",
    "processnod",
    "forum",
)
KINDS = ("personal", "group", "situational", "position", "abstract")


class _Open(Schema):
    class Meta:
        """Keys that are documentation to readers pass."""

        unknown = EXCLUDE


class _Words(_Open):
    sv = fields.String(required=True)
    en = fields.String(required=True)


def _keys(*, required: bool = False) -> "fields.List[str]":
    return fields.List(fields.String(), required=required)


class _Superior(_Open):
    role = fields.String(required=True)
    scope = fields.String(required=True, validate=validate.OneOf(("same", "parent", "organisation")))


class _Eligibility(_Open):
    rule = fields.String(required=True)
    hard = fields.Boolean(required=True)
    krav = _keys()


class _Responsibility(_Words):
    krav = _keys()


class _Role(_Open):
    name = fields.Nested(_Words, required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    scope = fields.String(required=True, validate=validate.OneOf(SCOPES))
    superior = fields.Nested(_Superior)
    resolves_to = fields.String()
    eligibility = fields.List(fields.Nested(_Eligibility))
    responsibilities = fields.List(fields.Nested(_Responsibility))


class _Mandate(_Open):
    name = fields.Nested(_Words, required=True)
    home = fields.String(required=True, validate=validate.OneOf(("process", "linje")))
    decides = _keys(required=True)
    proposes = _keys(required=True)
    denied = _keys(required=True)
    krav = _keys(required=True)


class _Incompatible(_Open):
    roles = fields.List(fields.String(), required=True, validate=validate.Length(equal=2))
    within = fields.String(required=True, validate=validate.OneOf(SCOPES))
    rule = fields.String(required=True, validate=validate.OneOf(("forbidden", "warning", "allowed")))
    reason = fields.Nested(_Words, required=True)
    krav = _keys(required=True)


class _Rule(_Open):
    name = fields.Nested(_Words, required=True)
    member_of = fields.String()
    position_in = _keys()


class ProfileSchema(_Open):
    """A profile file as YAML gives it."""

    key = fields.String(required=True)
    name = fields.Nested(_Words, required=True)
    roles = fields.Dict(fields.String(), fields.Nested(_Role), required=True)
    mandates = fields.Dict(fields.String(), fields.Nested(_Mandate), required=True)
    incompatible = fields.List(fields.Nested(_Incompatible), load_default=list)
    eligibility_rules = fields.Dict(fields.String(), fields.Nested(_Rule), load_default=dict)
    switches = fields.Dict(load_default=dict)


def faults(raw: Any) -> tuple[tuple[str, str], ...]:
    """Return what is wrong, as (place in the file, sentence); empty when the profile can be read."""
    try:
        profile: dict[str, Any] = ProfileSchema().load(raw)
    except ValidationError as error:
        return tuple(_flat(error.messages))
    return tuple(_dangling(profile))


def _flat(messages: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(messages, Mapping):
        for key, below in messages.items():
            yield from _flat(below, f"{path}.{key}" if path else str(key))
    else:
        yield path, " ".join(str(message) for message in messages)


def _dangling(profile: dict[str, Any]) -> Iterator[tuple[str, str]]:
    roles, rules = profile["roles"], profile["eligibility_rules"]
    for key, role in roles.items():
        named = [role.get("superior", {}).get("role"), role.get("resolves_to")]
        yield from _unknown(f"roles.{key}", "Rollen", filter(None, named), roles)
        demands = (demand["rule"] for demand in role.get("eligibility", ()))
        yield from _unknown(f"roles.{key}.eligibility", "Regeln", demands, rules)
    for key, mandate in profile["mandates"].items():
        yield from _unknown(f"mandates.{key}", "Rollen", (*mandate["decides"], *mandate["denied"]), roles)


def _unknown(
    place: str, what: str, named: Iterable[str], known: Collection[str]
) -> Iterator[tuple[str, str]]:
    return ((place, f"{what} {name} finns inte i profilen.") for name in named if name not in known)
