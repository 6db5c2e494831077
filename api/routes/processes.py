"""The process structure and the classification."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.shapes.base import Paging, page_of
from api.shapes.processes import (
    Class,
    ClassOf,
    NewClass,
    NewDelivery,
    NewNodeWhole,
    Node,
    NodeQuery,
    NodeWhole,
)
from api.shapes.rights import Made
from engine.commands.processes import save
from engine.door import Engine
from engine.queries.processes import structure
from engine.queries.rows import Page


def routes(engine: Engine) -> Blueprint:
    """Return the routes of processes."""
    blueprint = Blueprint("processes", __name__, description="Process structure and classification.")
    _classes(blueprint, engine)

    @blueprint.get("/process-nodes")
    @blueprint.arguments(NodeQuery, location="query", unknown=RAISE)
    @blueprint.response(200, page_of(Node))
    def nodes(query: Mapping[str, Any]) -> Page:
        """Return process nodes by code."""
        return engine.ask(structure.Nodes(**query), identity(request))

    @blueprint.post("/process-nodes")
    @blueprint.arguments(NewNodeWhole)
    @blueprint.response(201, Made)
    def make(body: Mapping[str, Any]) -> dict[str, UUID]:
        """Make a process node, or give the one with this code new values."""
        return {"id": engine.do(save.SaveProcessNode(**body), identity(request))}

    @blueprint.get("/process-nodes/<uuid:node_id>")
    @blueprint.response(200, NodeWhole)
    def node(node_id: UUID) -> structure.NodeWhole:
        """Return a process node with its deliveries."""
        return engine.ask(structure.NodeById(node_id), identity(request))

    @blueprint.post("/process-nodes/<uuid:node_id>/deliveries")
    @blueprint.arguments(NewDelivery)
    @blueprint.response(201, Made)
    def deliver(body: Mapping[str, Any], node_id: UUID) -> dict[str, UUID]:
        """Record what the process delivers."""
        return {"id": engine.do(save.Deliver(node_id, **body), identity(request))}

    @blueprint.post("/deliveries/<uuid:delivery_id>/end")
    @blueprint.response(204)
    def end(delivery_id: UUID) -> None:
        """End a delivery today."""
        engine.do(save.EndDelivery(delivery_id), identity(request))

    return blueprint


def _classes(blueprint: Blueprint, engine: Engine) -> None:
    @blueprint.get("/process-classes")
    @blueprint.arguments(Paging, location="query", unknown=RAISE)
    @blueprint.response(200, page_of(Class))
    def classes(query: Mapping[str, Any]) -> Page:
        """Return the classification by code."""
        return engine.ask(structure.Classes(**query), identity(request))

    @blueprint.post("/process-classes")
    @blueprint.arguments(NewClass)
    @blueprint.response(201, Made)
    def make(body: Mapping[str, Any]) -> dict[str, UUID]:
        """Make a class, or give the one with this code new values."""
        return {"id": engine.do(save.SaveProcessClass(**body), identity(request))}

    @blueprint.post("/process-nodes/<uuid:node_id>/classes")
    @blueprint.arguments(ClassOf)
    @blueprint.response(204)
    def classify(body: Mapping[str, Any], node_id: UUID) -> None:
        """Put a process under a class."""
        engine.do(save.Classify(node_id, body["class_id"]), identity(request))
