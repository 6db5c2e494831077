"""Write the process structure and the classification. What is part of what is one thing, the class another."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from engine import clock
from engine.desk import Desk
from engine.errors import ConflictError, InvalidError, NotFoundError
from engine.governance.permissions import Permission, require
from engine.governance.process_kinds import misplaced
from engine.store import processes, seats
from engine.store.processes import TABLES
from engine.store.work import Event

DEEPEST: Final = 15


@dataclass(frozen=True)
class SaveProcessNode:
    """Make a process node, or give the one with this code new values.

    A variant says what it is a variant of, and what tells it apart. `administration_ids` are the administrations that take
    part, all of them. Raises NotFoundError and InvalidError (a kind that the profile has not, or not there, or not one more
    of; circle, a variant without its process; a unit that is no administration).
    """

    code: str
    name: str
    kind: str
    parent_id: UUID | None = None
    variant_of_id: UUID | None = None
    variant: str | None = None
    purpose: str | None = None
    administration_ids: tuple[UUID, ...] = ()

    def run(self, desk: Desk) -> UUID:
        """Check that it does not lie under itself, keep it, and return its id."""
        require(desk.actor, Permission.REGISTER_WRITE)
        if (self.kind == "variant") != (self.variant_of_id is not None and bool(self.variant)):
            raise InvalidError(
                "En variant har en process som den är en variant av och en beteckning; andra har inte det.",
                "A variant has a process that it is a variant of and a designation; others do not.",
            )
        # Two who hang each other's branches up must see each other.
        seats.hold(desk.connection, desk.organisation_id)
        _place(desk, "node", self.code, self.parent_id)
        self._fits(desk)
        if self.variant_of_id is not None:
            _base(desk, self.variant_of_id)
        self._are_administrations(desk)
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        taking_part = values.pop("administration_ids")
        saved = _save(desk, "node", values)
        processes.take_part(desk.connection, saved, taking_part)
        return saved

    def _are_administrations(self, desk: Desk) -> None:
        if not processes.administrations(desk.connection, desk.organisation_id).issuperset(
            self.administration_ids
        ):
            raise InvalidError(
                "Välj bland förvaltningarna i organisationen.",
                "Choose among the administrations of the organisation.",
            )

    def _fits(self, desk: Desk) -> None:
        """Refuse a kind that may not lie where it is put, above what already lies under it."""
        around = processes.around(desk.connection, desk.organisation_id, self.code, self.kind)
        upper = (
            processes.kind_of(desk.connection, desk.organisation_id, self.parent_id)
            if self.parent_id
            else None
        )
        faults = [misplaced(desk.profile, self.kind, upper, around.others)]
        faults += [misplaced(desk.profile, one, self.kind, 0) for one in around.below]
        for fault in filter(None, faults):
            raise InvalidError(fault.sv, fault.en)


@dataclass(frozen=True)
class SaveProcessClass:
    """Make a class of the process classification, or give the one with this code new values; at most 15 levels."""

    code: str
    name: str
    parent_id: UUID | None = None

    def run(self, desk: Desk) -> UUID:
        """Check that it does not lie under itself or too deep, keep it, and return its id."""
        require(desk.actor, Permission.REGISTER_WRITE)
        seats.hold(desk.connection, desk.organisation_id)
        above = _place(desk, "class", self.code, self.parent_id)
        levels = above + processes.levels_below(desk.connection, desk.organisation_id, self.code)
        if levels > DEEPEST:
            raise InvalidError(
                f"Klassificeringen har högst {DEEPEST} nivåer, inte {levels}.",
                f"The classification has at most {DEEPEST} levels, not {levels}.",
            )
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return _save(desk, "class", values)


@dataclass(frozen=True)
class Classify:
    """Put a process under a class, whatever its place in the structure. Raises NotFoundError."""

    node_id: UUID
    class_id: UUID

    def run(self, desk: Desk) -> None:
        """Keep it; again changes nothing."""
        require(desk.actor, Permission.REGISTER_WRITE)
        _ours(desk, "node", self.node_id)
        _ours(desk, "class", self.class_id)
        processes.classify(desk.connection, self.node_id, self.class_id)
        details = {"node": str(self.node_id), "class": str(self.class_id)}
        desk.work.record(Event("process-classified", details=details))


@dataclass(frozen=True)
class Deliver:
    """Keep what one process delivers to another, or to somebody outside (`receiver`). Raises NotFoundError."""

    from_id: UUID
    to_id: UUID | None
    receiver: str | None
    kind: str
    object: str
    quality: str | None = None

    def run(self, desk: Desk) -> UUID:
        """Check both ends, keep it, and return its id."""
        require(desk.actor, Permission.REGISTER_WRITE)
        if (self.to_id is None) == (self.receiver is None):
            raise InvalidError(
                "Ange antingen en process eller en mottagare utanför.",
                "Give either a process or a receiver outside.",
            )
        for node in (self.from_id, self.to_id):
            if node is not None:
                _ours(desk, "node", node)
        row = {name: getattr(self, name) for name in self.__dataclass_fields__}
        delivery_id = uuid4()
        processes.deliver(desk.connection, {"id": delivery_id, **row})
        desk.work.record(Event("delivery-recorded", details={"id": str(delivery_id)}))
        return delivery_id


@dataclass(frozen=True)
class EndDelivery:
    """End a delivery today; it stays in the register. Raises NotFoundError."""

    delivery_id: UUID

    def run(self, desk: Desk) -> None:
        """Set its last day."""
        require(desk.actor, Permission.REGISTER_WRITE)
        today = clock.day(desk.now)
        if not processes.end_delivery(desk.connection, self.delivery_id, desk.organisation_id, today):
            raise NotFoundError(
                "Leveransen finns inte, eller är redan avslutad.",
                "There is no such delivery, or it has ended.",
            )
        desk.work.record(Event("delivery-ended", details={"id": str(self.delivery_id)}))


def _place(desk: Desk, what: str, code: str, above: UUID | None) -> int:
    """Return how many levels are above; refuse what is unknown or lies under the one with this code."""
    if above is None:
        return 0
    up = processes.upwards(desk.connection, TABLES[what], desk.organisation_id, above)
    if not up:
        raise _missing()
    if code in up:
        way = " - ".join((*up[: up.index(code) + 1][::-1], code))
        raise ConflictError(
            f"{code} skulle ligga under sig själv: {way}.", f"{code} would lie under itself: {way}."
        )
    return len(up)


def _base(desk: Desk, node_id: UUID) -> None:
    kind = processes.kind_of(desk.connection, desk.organisation_id, node_id)
    if kind is None:
        raise _missing()
    if kind == "variant":
        raise InvalidError(
            "En variant är en variant av en process, inte av en annan variant.",
            "A variant is a variant of a process, not of another variant.",
        )


def _ours(desk: Desk, what: str, row_id: UUID) -> None:
    if not processes.is_ours(desk.connection, TABLES[what], desk.organisation_id, row_id):
        raise _missing()


def _missing() -> NotFoundError:
    return NotFoundError(
        "Processen eller klassen finns inte i registret.",
        "There is no such process or class in the register.",
    )


def _save(desk: Desk, what: str, values: dict[str, object]) -> UUID:
    row = {"id": uuid4(), "organisation_id": desk.organisation_id, **values}
    saved = processes.save(desk.connection, TABLES[what], row)
    desk.work.record(Event(f"process-{what}-saved", details={"code": values["code"]}))
    return saved
