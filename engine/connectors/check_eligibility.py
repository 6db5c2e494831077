"""`check_eligibility`: what stands against a person in a role, or in doubt, for whoever appoints to see."""

from typing import Any

from marshmallow import Schema, fields

from engine.connectors.appointment import candidate
from engine.connectors.assign_role import nowhere
from engine.connectors.call import Call, Reference
from engine.connectors.seating import register_place, seats_for
from engine.desk import Desk
from engine.governance.eligibility import Hindrance, hindrances
from engine.governance.profile import Role
from engine.governance.terms import Term
from engine.store import appointing
from engine.store.appointing import Seat
from forms.text import Text


class Parameters(Schema):
    """The role, where (none: the organisation), the person, what is attested, and why a demand is waived."""

    role = fields.String(required=True)
    scope = Reference(allow_none=True, load_default=None)
    person = Reference(required=True)
    attested = fields.List(fields.String(), allow_none=True, load_default=list)
    dispensation = fields.String(allow_none=True, load_default=None)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each thing as {krav, text, text_en, hard, dispens}; empty when nothing is."""
    role, organisation = call.role(given["role"]), call.case.organisation_id
    place = register_place(desk.connection, organisation, role, given["scope"])
    if place is None:
        raise nowhere(role)
    seat = Seat(seats_for(desk.connection, organisation, call.profile, [place])[place], organisation, place)
    terms, known = appointing.facts(desk.connection, seat, [given["person"]], desk.now)
    facts = known.get(given["person"])
    if facts is None:
        gone = Text("Personen finns inte längre i registret.", "The person is no longer in the register.")
        return [_shown(Hindrance((), gone, hard=True))]
    asked = candidate(facts, frozenset(given["attested"] or ()), given["dispensation"])
    found = [*hindrances(call.profile, role, asked), *_held(role, terms, facts.id)]
    return [_shown(one) for one in found]


def _held(role: Role, terms: list[Term], person: Any) -> list[Hindrance]:
    others = [term for term in terms if term.to is None and term.person_id != person]
    if role.most is None or len(others) < role.most:
        return []
    if role.most == 1:
        said = Text(
            "Rollen har en innehavare i dag, vars förordnande slutar dagen före.",
            "Somebody holds the role today, whose appointment ends the day before.",
        )
        return [Hindrance((), said, hard=False)]
    said = Text(f"Rollen har redan {role.most} innehavare.", f"The role already has {role.most} holders.")
    return [Hindrance((), said, hard=True)]


def _shown(one: Hindrance) -> dict[str, Any]:
    said = {"text": one.text.sv, "text_en": one.text.en}
    return {"krav": ", ".join(one.krav), **said, "hard": one.hard, "dispens": one.waivable}
