"""The shape of a whole profile file: its head, and its sections by name."""

from typing import Any, Final

from marshmallow import ValidationError, fields, validate, validates_schema

from engine.governance.document_fields import SHAPES
from engine.governance.escalation import KINDS
from engine.governance.governing_texts import RELATIONS
from engine.governance.profile_schema import (
    SCOPES,
    Closed,
    IncompatibleShape,
    MandateShape,
    RoleShape,
    RuleShape,
    Said,
    SeparationShape,
    Sourced,
    Words,
    keys,
)
from engine.governance.profile_schema import levels as levels_field
from forms.text import Text


class _Relation(Said):
    kind = fields.String(required=True, validate=validate.OneOf(tuple(RELATIONS)))
    roles = keys()


class _Document(Closed):
    document = fields.String(required=True)
    name = fields.Nested(Words, required=True)
    relations = fields.List(fields.Nested(_Relation))
    note = fields.String()
    tolkning = fields.Boolean()
    praxis = fields.Boolean()


class _Forum(Sourced):
    name = fields.Nested(Words, required=True)
    type = fields.String(
        required=True,
        validate=validate.OneOf(("ledningsgrupp", "radgivande_grupp", "arbetsgrupp", "team", "natverk")),
    )
    level = levels_field()
    owned_by = fields.String(required=True, validate=validate.OneOf(("linje", "process")))
    scope = fields.String(required=True, validate=validate.OneOf(SCOPES))
    convener = fields.String(required=True)
    chair = fields.String()
    members = keys(required=True)
    support = keys()
    min_per_year = fields.Integer(validate=validate.Range(min=1))
    every = fields.String()
    agenda = fields.List(fields.Nested(Words))
    purpose = fields.Nested(Said)
    result = fields.Nested(Said)


class _Level(Sourced):
    name = fields.Nested(Words, required=True)
    level = fields.Integer(allow_none=True)
    compulsory = fields.Boolean()
    role = fields.String()
    examples = fields.List(fields.Nested(Said))
    number = fields.Integer(validate=validate.Range(min=1))


class _Classification(Sourced):
    min_depth = fields.Integer()
    max_depth = fields.Integer(allow_none=True)


class _Structure(Sourced):
    depth = fields.String(validate=validate.OneOf(("free", "levels")))
    classification = fields.Nested(_Classification)
    nodes = fields.Dict(fields.String(), fields.Nested(_Level))


class _Cadence(Sourced):
    duration = fields.String(required=True)
    name = fields.Nested(Words, required=True)


class _DocumentField(Words):
    shape = fields.String(validate=validate.OneOf(SHAPES))


class _DocumentKind(Sourced):
    name = fields.Nested(Words, required=True)
    required = keys(required=True)
    optional = keys()
    # Metadata of one's own, beside what Räls knows.
    metadata = fields.Dict(fields.String(), fields.Nested(_DocumentField))
    valid_for = fields.String()
    valid_at_most = fields.String()
    id_pattern = fields.String()
    number = fields.String()
    mandate = fields.String()


class _Switch(Sourced):
    value = fields.Raw(required=True)
    name = fields.Nested(Words, required=True)


class _Rung(Sourced):
    roles = keys()
    every_node = fields.Boolean()
    appointer_of = fields.String()

    @validates_schema
    def one_way(self, data: Any, **_: Any) -> None:
        """Demand the roles, or the role whose appointer is meant."""
        if bool(data.get("roles")) == ("appointer_of" in data):
            raise ValidationError([Text("Ange roles, eller appointer_of.", "Give roles, or appointer_of.")])


class _Chain(Sourced):
    chain = fields.List(fields.Nested(_Rung), required=True, validate=validate.Length(min=1))


def _by_key(shape: type[Closed]) -> fields.Dict:
    return fields.Dict(fields.String(), fields.Nested(shape), load_default=dict)


class ProfileShape(Closed):
    """A profile with what it inherits, as YAML gives it."""

    key = fields.String(required=True)
    name = fields.Nested(Words, required=True)
    extends = fields.String()
    source = fields.List(fields.Nested(_Document))
    line = keys(required=True)
    words = _by_key(Said)
    roles = _by_key(RoleShape)
    mandates = _by_key(MandateShape)
    incompatible = _by_key(IncompatibleShape)
    separation = _by_key(SeparationShape)
    eligibility_rules = _by_key(RuleShape)
    forums = _by_key(_Forum)
    structure = fields.Nested(_Structure)
    escalation = fields.Dict(
        fields.String(validate=validate.OneOf(KINDS)), fields.Nested(_Chain), load_default=dict
    )
    cadences = _by_key(_Cadence)
    documents = _by_key(_DocumentKind)
    switches = _by_key(_Switch)


# Inherited entry by entry; everything else of the head is inherited whole.
SECTIONS: Final = (
    "words",
    "roles",
    "mandates",
    "incompatible",
    "separation",
    "eligibility_rules",
    "forums",
    "escalation",
    "cadences",
    "documents",
    "switches",
)
