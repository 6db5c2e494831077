"""What is written in the process structure and the classification, by those who keep the registers."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.processes.save import Classify, Deliver, SaveProcessClass, SaveProcessNode
from engine.governance.permissions import Permission
from engine.governance.process_kinds import kinds, known
from engine.governance.profile import Profile
from engine.queries.processes.structure import Administration, Administrations, Classes, NodeById, NodeRow
from engine.queries.processes.tree import Tree
from engine.queries.profiles.versions import ActiveProfile
from forms import FieldError
from forms.text import Text
from web.asked import Answers, Asked, Done, Words, form, options, plain
from web.asking import Permitted
from web.frame import Frame
from web.pages.processes import MOST_CLASSES
from web.processes import DELIVERIES, called

_NEEDED: Final = Permitted(Permission.REGISTER_WRITE, needed=True)
_ASKED: Final = (_NEEDED, Tree(), ActiveProfile(), Administrations())
_HOME: Final = ("/processer", Text("Processer", "Processes"))
_CLASSES: Final = ("/processer/klasser", Text("Klassificering", "Classification"))
_SAVE: Final = Text("Spara", "Save")
_THEN: Final = Text("spara sedan", "then save")
_STAYS: Final = Text(
    "Det som läggs in blir kvar: en process kan flyttas och få nytt namn, men inte tas bort.",
    "What is recorded stays: a process can be moved and renamed, but not removed.",
)


def pages(frame: Frame) -> Blueprint:
    """Return the pages with the forms of processes."""
    blueprint = Blueprint("page_process_forms", __name__)

    @blueprint.route("/processer/ny", endpoint="make", methods=("GET", "POST"))
    def make() -> AnyResponse:
        return _node(frame, None)

    @blueprint.route("/processer/<uuid:node_id>/andra", endpoint="change", methods=("GET", "POST"))
    def change(node_id: UUID) -> AnyResponse:
        return _node(frame, node_id)

    @blueprint.route("/processer/<uuid:node_id>/leverans", endpoint="deliver", methods=("GET", "POST"))
    def deliver(node_id: UUID) -> AnyResponse:
        return _delivery(frame, node_id)

    @blueprint.route("/processer/<uuid:node_id>/klass", endpoint="classify", methods=("GET", "POST"))
    def classify(node_id: UUID) -> AnyResponse:
        return _classify(frame, node_id)

    @blueprint.route("/processer/klasser/ny", endpoint="make_class", methods=("GET", "POST"))
    def make_class() -> AnyResponse:
        return _class(frame)

    return blueprint


def _node(frame: Frame, node_id: UUID | None) -> AnyResponse:
    old: NodeRow | None = None
    if node_id:
        reader, _, tree, profile, units, whole = frame.ask(*_ASKED, NodeById(node_id))
        old = whole.node
    else:
        reader, _, tree, profile, units = frame.ask(*_ASKED)
    context = {"noder": _nodes(tree), "finns": old is not None, **_kinds(profile), "enheter": _units(units)}
    heading = Text(f"Ändra {old.name}", f"Change {old.name}") if old else Text("Ny process", "New process")
    here = ((f"/processer/{old.id}", plain(old.name)),) if old else ()
    words = Words(heading, _SAVE, _THEN, (_HOME, *here), (_STAYS,))
    page = Asked(frame, reader, form("processnod"), words, context, _as_answers(old) if old else {})
    if request.method == "GET":
        return page.show()
    taken = {} if old else {branch.code: branch.name for branch in tree}
    done = Done(Text("Processen är sparad.", "The process is saved."), here[0][0] if here else "/processer")
    return page.act(
        lambda given: _save(given, old.code if old else None), done, lambda given: _taken(given, taken)
    )


def _kinds(profile: Profile) -> dict[str, list[dict[str, str]]]:
    """Return the kinds that a process can be of, and what those of each kind can be called."""
    own, names = kinds(profile), called(profile)
    typer = options((key, own[key].described if key in own else names[key]) for key in known(profile))
    exempel = [
        {"slag": kind.key, "sv": _quoted(kind.examples, 0), "en": _quoted(kind.examples, 1)}
        for kind in own.values()
        if kind.examples
    ]
    return {"typer": typer, "exempel": exempel}


def _quoted(examples: Iterable[Text], language: int) -> str:
    return ", ".join(f"”{one[language]}”" for one in examples)


def _save(given: Answers, code: str | None) -> SaveProcessNode:
    return SaveProcessNode(
        code or given["kod"],
        given["namn"],
        given["typ"],
        _id(given.get("over")),
        _id(given.get("variant_av")),
        given.get("variant") or None,
        given.get("syfte") or None,
        tuple(UUID(one) for one in given.get("forvaltningar") or ()),
    )


def _as_answers(node: NodeRow) -> dict[str, Any]:
    found = {
        "namn": node.name,
        "typ": node.kind,
        "over": node.parent_id,
        "variant_av": node.variant_of_id,
        "variant": node.variant,
        "syfte": node.purpose,
    }
    taking_part = [str(one.id) for one in node.administrations]
    return {
        **{name: str(value) for name, value in found.items() if value is not None},
        "forvaltningar": taking_part,
    }


def _delivery(frame: Frame, node_id: UUID) -> AnyResponse:
    reader, _, tree, whole = frame.ask(_NEEDED, Tree(), NodeById(node_id))
    node, address = whole.node, f"/processer/{node_id}"
    others = [branch for branch in tree if branch.id != node_id]
    context = {"noder": _nodes(others), "slag": options(DELIVERIES.items())}
    rule = Text(
        f"Leveransen går från {node.name}. Den kan avslutas, men finns kvar i registret.",
        f"The delivery goes from {node.name}. It can be ended, but stays in the register.",
    )
    heading = Text("Ny leverans", "New delivery")
    words = Words(heading, _SAVE, _THEN, (_HOME, (address, plain(node.name))), (rule,))
    page = Asked(frame, reader, form("leverans"), words, context, {})
    if request.method == "GET":
        return page.show()

    def command(given: Answers) -> Deliver:
        to, outside = _id(given.get("till")), given.get("mottagare") or None
        return Deliver(node_id, to, outside, given["typ"], given["vad"], given.get("kvalitet") or None)

    return page.act(command, Done(Text("Leveransen är sparad.", "The delivery is saved."), address))


def _classify(frame: Frame, node_id: UUID) -> AnyResponse:
    reader, _, classes, whole = frame.ask(_NEEDED, Classes(limit=MOST_CLASSES), NodeById(node_id))
    node, address = whole.node, f"/processer/{node_id}"
    heading = Text(f"Klass för {node.name}", f"Class of {node.name}")
    rule = Text(
        "Klassen är oberoende av processens plats i strukturen.",
        "The class is independent of the place of the process in the structure.",
    )
    words = Words(heading, _SAVE, _THEN, (_HOME, (address, plain(node.name))), (rule,))
    page = Asked(frame, reader, form("klassa"), words, {"klasser": _class_list(classes.items)}, {})
    if request.method == "GET":
        return page.show()
    done = Done(Text("Processen har fått klassen.", "The process has been given the class."), address)
    return page.act(lambda given: Classify(node_id, UUID(given["klass"])), done)


def _class(frame: Frame) -> AnyResponse:
    reader, _, classes = frame.ask(_NEEDED, Classes(limit=MOST_CLASSES))
    rule = Text("Klassificeringen har högst 15 nivåer.", "The classification has at most 15 levels.")
    words = Words(Text("Ny klass", "New class"), _SAVE, _THEN, (_HOME, _CLASSES), (rule,))
    page = Asked(frame, reader, form("klass"), words, {"klasser": _class_list(classes.items)}, {})
    if request.method == "GET":
        return page.show()
    taken = {one.code: one.name for one in classes.items}
    return page.act(
        lambda given: SaveProcessClass(given["kod"], given["namn"], _id(given.get("over"))),
        Done(Text("Klassen är sparad.", "The class is saved."), _CLASSES[0]),
        lambda given: _taken(given, taken),
    )


def _taken(given: Answers, taken: Mapping[str, str]) -> tuple[FieldError, ...]:
    code = given.get("kod", "")
    if code not in taken:
        return ()
    name = taken[code]
    text = Text(
        f"{code} är redan {name}. Välj en annan kod.", f"{code} already is {name}. Choose another code."
    )
    return (FieldError(("kod",), text),)


def _nodes(tree: Any) -> list[dict[str, str]]:
    return options((one.id, plain(f"{one.name} ({one.code})")) for one in tree)


def _units(units: Iterable[Administration]) -> list[dict[str, str]]:
    return options((one.id, plain(f"{one.name} ({one.code})")) for one in units)


def _class_list(classes: Any) -> list[dict[str, str]]:
    return options((one.id, plain(f"{one.code} {one.name}")) for one in classes)


def _id(value: Any) -> UUID | None:
    return UUID(value) if value else None
