"""The shape of a profile, section by section; an unknown key is a fault that names the nearest known one."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate, validates_schema

from forms.text import Text

SCOPES: Final = (
    "organisation",
    "forvaltning",
    "regionomrade",
    "enhet",
    "stabsfunktion",
    "arende",
    "processnod",
)
KINDS: Final = ("personal", "group", "situational", "position", "abstract")
# Strategic, tactical, operative, political.
LEVELS: Final = ("S", "T", "O", "P")
_SWEDISH: Final = (
    (r"Missing data for required field\.", "Nyckeln måste finnas."),
    (r"Field may not be null\.", "Ange ett värde."),
    (r"Must be one of: (.+)\.", r"Ange någon av \1."),
    (r"Must be greater than or equal to (\d+)\.", r"Ange minst \1."),
    (
        r"Must be greater than or equal to (\d+) and less than or equal to (\d+)\.",
        r"Ange ett tal från \1 till \2.",
    ),
    (r"Length must be (\d+)\.", r"Ange precis \1."),
    (r"Shorter than minimum length (\d+)\.", r"Ange minst \1."),
    (r"Not a valid string\.", "Ange text."),
    (r"Not a valid integer\.", "Ange ett heltal."),
    (r"Not a valid boolean\.", "Ange true eller false."),
    (r"Not a valid list\.", "Ange en lista."),
    (r"(Not a valid mapping type|Invalid( input)? type)\.", "Ange nycklar med värden."),
)


class Closed(Schema):
    """A mapping with these keys and no others."""

    class Meta:
        """Unknown keys are looked at by the check below, which can say what was meant."""

        unknown = EXCLUDE

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def only_known(self, _data: Any, original: Any, **_: Any) -> None:
        """Refuse a key that the shape does not have."""
        unknown = [str(key) for key in original if key not in self.fields]
        if unknown:
            raise ValidationError({key: [meant(key, self.fields)] for key in unknown})


def meant(key: str, known: Mapping[str, Any]) -> Text:
    """Return the sentence on an unknown key, with the nearest known one or all of them."""
    near = get_close_matches(key, known, n=1)
    if near:
        return Text(f"Okänd nyckel. Menar du {near[0]}?", f"Unknown key. Did you mean {near[0]}?")
    listed = ", ".join(known)
    return Text(f"Okänd nyckel. Kända är {listed}.", f"Unknown key. Known are {listed}.")


def said(message: str | Text) -> Text:
    """Return what the shape refuses in both languages; marshmallow says its own in English."""
    if isinstance(message, Text):
        return message
    for pattern, swedish in _SWEDISH:
        found = re.fullmatch(pattern, message)
        if found:
            return Text(found.expand(swedish), message)
    return Text(message, message)


class Words(Closed):
    """What people read, in both languages."""

    sv = fields.String(required=True)
    en = fields.String(required=True)


def keys(*, required: bool = False) -> "fields.List[str]":
    """Return a field for a list of keys."""
    return fields.List(fields.String(), required=required)


def levels() -> fields.Raw:
    """Return a field for a level or a list of levels."""
    return fields.Raw(validate=_levels)


def _levels(value: Any) -> None:
    named = value if isinstance(value, list) else [value]
    if not all(one in LEVELS for one in named):
        listed = ", ".join(LEVELS)
        raise ValidationError(
            [Text(f"Nivån ska vara någon av {listed}.", f"The level must be one of {listed}.")]
        )


class Sourced(Closed):
    """Something with statements behind it, or marked as practice or as a reading."""

    krav = keys()
    praxis = fields.Boolean()
    tolkning = fields.Boolean()
    source_note = fields.String()


class _Superior(Sourced):
    role = fields.String(required=True)
    scope = fields.String(required=True, validate=validate.OneOf(("same", "parent", "organisation")))


class _Appointer(Sourced):
    role = fields.String()
    table = fields.String()
    roles = keys()
    scope = fields.String(validate=validate.OneOf(("same", "parent", "organisation")))
    delegable = fields.Boolean()
    overseen_by = fields.String()

    @validates_schema
    def one_way(self, data: Any, **_: Any) -> None:
        """Demand a role, or a table with the roles that it can name."""
        if ("role" in data) == ("table" in data) or ("table" in data) != ("roles" in data):
            raise ValidationError(
                [Text("Ange role, eller table och roles.", "Give role, or table and roles.")]
            )


class _Eligibility(Sourced):
    rule = fields.String(required=True)
    hard = fields.Boolean(required=True)
    dispens = fields.Boolean()


class Said(Words, Sourced):
    """What is said of a role or a forum, and by what."""


class _Cardinality(Sourced):
    exactly = fields.Integer(validate=validate.Range(min=1))
    min = fields.Integer(validate=validate.Range(min=0))
    max = fields.Integer(validate=validate.Range(min=1))


class _Decider(Sourced):
    member = fields.String(required=True)


class _Members(Sourced):
    min = fields.Dict(fields.String(), fields.Integer())
    forced = keys()


class RoleShape(Sourced):
    """roles.<key>."""

    name = fields.Nested(Words, required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    level = levels()
    scope = fields.String(required=True, validate=validate.OneOf(SCOPES))
    scope_of = keys()
    archetype = fields.String(allow_none=True)
    aliases = keys()
    aliases_krav = keys()
    cardinality = fields.Nested(_Cardinality)
    superior = fields.Nested(_Superior)
    appointed_by = fields.List(fields.Nested(_Appointer))
    resolves_to = fields.String()
    optional = fields.Boolean()
    plays = keys()
    in_case = fields.Boolean()
    superior_in_case = fields.Boolean()
    decider = fields.Nested(_Decider)
    members = fields.Nested(_Members)
    never_decides = fields.Nested(Sourced)
    eligibility = fields.List(fields.Nested(_Eligibility))
    responsibilities = fields.List(fields.Nested(Said))


class MandateShape(Sourced):
    """mandates.<key>."""

    name = fields.Nested(Words, required=True)
    level = levels()
    home = fields.String(required=True, validate=validate.OneOf(("process", "linje")))
    decides = keys(required=True)
    proposes = keys()
    consults = keys()
    denied = keys()
    denied_krav = keys()
    includes = keys()
    delegable_to = keys()


class IncompatibleShape(Sourced):
    """incompatible.<key>."""

    roles = fields.List(fields.String(), required=True, validate=validate.Length(equal=2))
    within = fields.String(required=True, validate=validate.OneOf(SCOPES))
    rule = fields.String(required=True, validate=validate.OneOf(("forbidden", "warning", "allowed")))
    reason = fields.Nested(Words, required=True)


class SeparationShape(Sourced):
    """separation.<act>."""

    self = fields.String(required=True, validate=validate.OneOf(("forbidden", "warning")))
    reason = fields.Nested(Words, required=True)


class RuleShape(Sourced):
    """eligibility_rules.<key>."""

    name = fields.Nested(Words, required=True)
    member_of = fields.String()
    position_in = keys()
    competence_level = fields.Integer(validate=validate.Range(min=1, max=4))
    attested = fields.Boolean()
