"""The process structure as a tree and as a map, one process of it, and the classification beside it."""

from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.processes.save import EndDelivery
from engine.errors import NotFoundError
from engine.governance.permissions import Permission
from engine.governance.process_kinds import kinds
from engine.queries.cases.list import Cases
from engine.queries.documents.list import Documents
from engine.queries.models.versions import ProcessDefinitions
from engine.queries.processes.structure import Classes, NodeById
from engine.queries.processes.tree import RolesIn, Tree
from engine.queries.profiles.versions import ActiveProfile
from forms.text import Text
from web import session
from web.asking import Permitted
from web.frame import Frame
from web.processes import DELIVERIES, called, nested

# What one process gives is what another gets; the classification is a view of its own.
KRAV: Final = {
    "/processer": ("VGR-STR-03", "VGR-STR-04", "VGR-STR-09"),
    "/processer/klasser": ("VGR-STR-07", "VGR-STR-10"),
}
# In one page, so that the tree of classes is whole.
MOST_CLASSES: Final = 10_000
VIEWS: Final = {
    "": Text("Träd", "Tree"),
    "karta": Text("Karta", "Map"),
}
_ENDED: Final = Text("Leveransen är avslutad i dag.", "The delivery has ended today.")
_MAY: Final = Permitted(Permission.REGISTER_WRITE)


def pages(frame: Frame) -> Blueprint:
    """Return the pages of processes."""
    blueprint = Blueprint("page_processes", __name__)
    blueprint.add_url_rule("/processer", "many", lambda: _many(frame))
    blueprint.add_url_rule("/processer/klasser", "classes", lambda: _classes(frame))
    blueprint.add_url_rule("/processer/<uuid:node_id>", "one", lambda node_id: _one(frame, node_id))

    @blueprint.post("/processer/<uuid:node_id>/leveranser/<uuid:delivery_id>/avsluta")
    def end(node_id: UUID, delivery_id: UUID) -> AnyResponse:
        reader = frame.ask()[0]
        try:
            frame.engine.do(EndDelivery(delivery_id), reader.identity)
        except NotFoundError as error:
            session.tell("trouble", error.text)
        else:
            session.tell("done", _ENDED)
        return redirect(f"/processer/{node_id}", 303)

    return blueprint


def _many(frame: Frame) -> AnyResponse:
    reader, tree, profile, may = frame.ask(Tree(), ActiveProfile(), _MAY)
    shown = request.args.get("vy", "")
    return frame.render(
        "processes.html",
        reader,
        branches=nested(tree),
        count=len(tree),
        shown=shown if shown in VIEWS else "",
        views=VIEWS,
        kinds=called(profile),
        may=may,
    )


def _one(frame: Frame, node_id: UUID) -> AnyResponse:
    reader, whole, tree, roles, cases, library, definitions, profile, may, may_migrate = frame.ask(
        NodeById(node_id),
        Tree(),
        RolesIn(node_id),
        Cases("running", node=node_id),
        Documents(process=node_id),
        ProcessDefinitions(),
        ActiveProfile(),
        _MAY,
        Permitted(Permission.MODEL_MIGRATE),
    )
    return frame.render(
        "process.html",
        reader,
        node=whole.node,
        level=next(branch.level for branch in tree if branch.id == node_id),
        above=next((branch for branch in tree if branch.id == whole.node.parent_id), None),
        under=[branch for branch in tree if branch.parent_id == node_id],
        gives=[one for one in whole.deliveries if one.from_id == node_id],
        gets=[one for one in whole.deliveries if one.to_id == node_id],
        roles=roles,
        cases=cases,
        library=library,
        models=[one for one in definitions if one.key == whole.node.code],
        kinds=called(profile),
        sorts=DELIVERIES,
        may=may,
        may_migrate=may_migrate,
    )


def _classes(frame: Frame) -> AnyResponse:
    reader, page, profile, may = frame.ask(Classes(limit=MOST_CLASSES), ActiveProfile(), _MAY)
    return frame.render(
        "classes.html",
        reader,
        branches=nested(page.items),
        count=len(page.items),
        named=[kind for kind in kinds(profile).values() if kind.examples],
        may=may,
    )
