"""My delegations and substitutions, and who holds which role."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.shapes.base import page_of
from api.shapes.rights import (
    Assignment,
    AssignmentQuery,
    Delegations,
    LastDay,
    Made,
    NewAssignment,
    NewDelegation,
    NewSubstitution,
    PersonRights,
    Substitutions,
)
from engine.commands.rights import delegate, substitute
from engine.commands.roles.appoint import AppointRole, EndAssignment
from engine.door import Engine
from engine.queries.rights import lent
from engine.queries.rights.of_person import RightsOf, RightsRow
from engine.queries.roles.assignments import Assignments
from engine.queries.rows import Page


def routes(engine: Engine) -> Blueprint:
    """Return the routes of rights."""
    blueprint = Blueprint("rights", __name__, description="Who holds which role, and rights that are lent.")
    _delegations(blueprint, engine)
    _substitutions(blueprint, engine)

    @blueprint.get("/role-assignments")
    @blueprint.arguments(AssignmentQuery, location="query", unknown=RAISE)
    @blueprint.response(200, page_of(Assignment))
    def assignments(query: Mapping[str, Any]) -> Page:
        """Return the assignments of a role, scope or person, with those that were, the latest first."""
        return engine.ask(Assignments(**query), identity(request))

    @blueprint.get("/persons/<uuid:person_id>/rights")
    @blueprint.response(200, PersonRights)
    def rights(person_id: UUID) -> RightsRow:
        """Return what is lent to and by a person today."""
        return engine.ask(RightsOf(person_id), identity(request))

    @blueprint.post("/role-assignments")
    @blueprint.arguments(NewAssignment)
    @blueprint.response(204)
    def appoint(body: Mapping[str, Any]) -> None:
        """Appoint outside a case; the same person again prolongs the term."""
        engine.do(AppointRole(**body), identity(request))

    @blueprint.post("/role-assignments/<uuid:assignment_id>/end")
    @blueprint.arguments(LastDay)
    @blueprint.response(204)
    def end(body: Mapping[str, Any], assignment_id: UUID) -> None:
        """End an assignment, today unless another day is given."""
        engine.do(EndAssignment(assignment_id, **body), identity(request))

    return blueprint


def _delegations(blueprint: Blueprint, engine: Engine) -> None:
    @blueprint.get("/me/delegations")
    @blueprint.response(200, Delegations)
    def delegations() -> dict[str, Any]:
        """Return what I have delegated and what has been delegated to me."""
        return {"items": engine.ask(lent.Delegations(), identity(request))}

    @blueprint.post("/me/delegations")
    @blueprint.arguments(NewDelegation)
    @blueprint.response(201, Made)
    def make(body: Mapping[str, Any]) -> dict[str, UUID]:
        """Delegate mandates of one of my role assignments."""
        given = {**body, "mandates": tuple(body["mandates"])}
        return {"id": engine.do(delegate.Delegate(**given), identity(request))}

    @blueprint.post("/me/delegations/<uuid:delegation_id>/revoke")
    @blueprint.response(204)
    def revoke(delegation_id: UUID) -> None:
        """Take delegated mandates back."""
        engine.do(delegate.RevokeDelegation(delegation_id), identity(request))


def _substitutions(blueprint: Blueprint, engine: Engine) -> None:
    @blueprint.get("/me/substitutions")
    @blueprint.response(200, Substitutions)
    def substitutions() -> dict[str, Any]:
        """Return who stands in for me, and for whom I do."""
        return {"items": engine.ask(lent.Substitutions(), identity(request))}

    @blueprint.post("/me/substitutions")
    @blueprint.arguments(NewSubstitution)
    @blueprint.response(201, Made)
    def make(body: Mapping[str, Any]) -> dict[str, UUID]:
        """Name a deputy while I am away."""
        return {"id": engine.do(substitute.Substitute(**body), identity(request))}

    @blueprint.post("/me/substitutions/<uuid:substitution_id>/revoke")
    @blueprint.response(204)
    def revoke(substitution_id: UUID) -> None:
        """End a substitution at once."""
        engine.do(substitute.RevokeSubstitution(substitution_id), identity(request))
