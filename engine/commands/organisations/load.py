"""Load an organisation with its units, people, positions and roles, from data."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from engine import clock
from engine.commands.calendars import work_by
from engine.connectors.seating import seats_for
from engine.desk import Desk
from engine.errors import ConflictError, InvalidError
from engine.governance import calendar
from engine.governance.permissions import Permission, require
from engine.governance.process_kinds import misplaced
from engine.governance.profile import Profile
from engine.governance.routing import ORGANISATION_KINDS
from engine.library import profile_files, read_profile
from engine.store import content, profiles, rows, seats, tables, units
from engine.store.seats import Place
from engine.store.work import Event


@dataclass(frozen=True)
class LoadOrganisation:
    """Make an organisation out of plain data (see bpmn/demo/regionhalsan.yaml for the shape) and its profile.

    Raises ConflictError when there already is one with the same key, and InvalidError for a process that may not lie where
    it is put.
    """

    data: Mapping[str, Any]
    profile: bytes

    def run(self, desk: Desk) -> UUID:
        """Write everything, and return the organisation's id."""
        require(desk.actor, Permission.ORGANISATION_LOAD)
        if units.organisation_named(desk.connection, self.data["key"]) is not None:
            raise ConflictError(
                f"Organisationen {self.data['key']} finns redan.",
                f"There already is an organisation {self.data['key']}.",
            )
        files = profile_files(self.profile)
        profile = read_profile(files, new=True)
        content.keep(desk.connection, profile.hash, files)
        row = {"id": uuid4(), "key": self.data["key"], "name": self.data["name"]}
        rows.add(
            desk.connection,
            tables.organisation,
            [{**row, "profile_hash": profile.hash, "entered_at": desk.now}],
        )
        profiles.publish(desk.connection, profiles.as_row(profile, row["id"], desk.now))
        loader = _Loader(desk, self.data, row["id"], profile)
        loader.load()
        if "calendar" in self.data:
            work_by(desk, row["id"], calendar.read(self.data["calendar"]))
        details = {"key": self.data["key"], "profile": profile.hash}
        desk.work.record(Event("organisation-loaded", None, None, details, loader.organisation_id))
        return loader.organisation_id


@dataclass(frozen=True)
class _Loader:
    desk: Desk
    data: Mapping[str, Any]
    organisation_id: UUID
    profile: Profile

    def load(self) -> None:
        connection = self.desk.connection
        unit_ids = self._units()
        nodes = self._structure(unit_ids)
        people = {one["key"]: uuid4() for one in self.data["people"]}
        rows.add(connection, tables.person, [self._person(one, people) for one in self.data["people"]])
        positions = [
            {
                **self._term(item),
                "id": uuid4(),
                "person_id": people[one["key"]],
                "kind": item["kind"],
                "unit_id": unit_ids[item["unit"]],
            }
            for one in self.data["people"]
            for item in one.get("positions", ())
        ]
        rows.add(connection, tables.position, positions)
        self._roles(people, unit_ids, nodes)

    def _structure(self, unit_ids: Mapping[str, UUID]) -> dict[str, UUID]:
        """Write the process structure, the classification and the deliveries; return the ids of the nodes by code."""
        self._fit()
        nodes, classes = self._hung("processes"), self._hung("classes")
        plain = ("name", "kind", "purpose")
        rows.add(self.desk.connection, tables.process_node, self._branches("processes", nodes, plain))
        rows.add(self.desk.connection, tables.process_class, self._branches("classes", classes, ("name",)))
        put = [
            {"node_id": nodes[one["code"]], "class_id": classes[code]}
            for one in self.data["processes"]
            for code in one.get("classes", ())
        ]
        rows.add(self.desk.connection, tables.classified, put)
        taking_part = [
            {"node_id": nodes[one["code"]], "unit_id": unit_ids[code]}
            for one in self.data["processes"]
            for code in one.get("administrations", ())
        ]
        rows.add(self.desk.connection, tables.participation, taking_part)
        given = [
            {
                "id": uuid4(),
                "from_id": nodes[one["from"]],
                "to_id": nodes[one["to"]] if "to" in one else None,
                **{name: one.get(name) for name in ("receiver", "kind", "object", "quality")},
            }
            for one in self.data.get("deliveries", ())
        ]
        rows.add(self.desk.connection, tables.delivery, given)
        return nodes

    def _fit(self) -> None:
        """Refuse a process of a kind that may not lie there, or not be one more, like whoever writes them one by one."""
        kinds, before = {one["code"]: one["kind"] for one in self.data["processes"]}, Counter[str]()
        for one in self.data["processes"]:
            kind = one["kind"]
            fault = misplaced(self.profile, kind, kinds.get(one.get("parent")), before[kind])
            before[kind] += 1
            if fault:
                raise InvalidError(f"{one['code']}: {fault.sv}", f"{one['code']}: {fault.en}")

    def _hung(self, what: str) -> dict[str, UUID]:
        return {one["code"]: uuid4() for one in self.data.get(what, ())}

    def _branches(self, what: str, ids: Mapping[str, UUID], plain: tuple[str, ...]) -> list[dict[str, Any]]:
        return [
            {
                "id": ids[one["code"]],
                "organisation_id": self.organisation_id,
                "code": one["code"],
                "parent_id": ids[one["parent"]] if "parent" in one else None,
                **{name: one.get(name) for name in plain},
            }
            for one in self.data.get(what, ())
        ]

    def _units(self) -> dict[str, UUID]:
        ids = {one["code"]: uuid4() for one in self.data["units"]}
        listed = [
            {
                "id": ids[one["code"]],
                "organisation_id": self.organisation_id,
                "code": one["code"],
                "name": one["name"],
                "kind": one["kind"],
                "parent_id": ids[one["parent"]] if "parent" in one else None,
            }
            for one in self.data["units"]
        ]
        rows.add(self.desk.connection, tables.unit, listed)
        return ids

    def _person(self, one: Mapping[str, Any], ids: Mapping[str, UUID]) -> dict[str, Any]:
        plain = {name: one.get(name) for name in ("key", "name", "title", "email", "hsa_id")}
        return {**plain, "id": ids[one["key"]], "organisation_id": self.organisation_id}

    def _roles(
        self, people: Mapping[str, UUID], unit_ids: Mapping[str, UUID], nodes: Mapping[str, UUID]
    ) -> None:
        scopes = {**unit_ids, **nodes}
        held = [(one["key"], item) for one in self.data["people"] for item in one.get("roles", ())]
        places = {id(item): self._place(item, scopes) for _, item in held}
        # Every seat of a unit exists from the start, so that vacancies can be seen.
        wanted = [*places.values(), *self._unit_places(unit_ids)]
        found = seats_for(self.desk.connection, self.organisation_id, self.profile, wanted)
        given = [
            {
                **self._term(item),
                "id": uuid4(),
                "seat_id": found[places[id(item)]],
                "person_id": people[key],
                "decides": item.get("decides", not self.profile.roles[item["role"]].is_group),
            }
            for key, item in held
        ]
        seats.assign(self.desk.connection, given, self.desk.now)

    def _unit_places(self, unit_ids: Mapping[str, UUID]) -> Iterator[Place]:
        for one in self.data["units"]:
            for role in self.profile.roles.values():
                if role.scope == one["kind"] and role.scope not in ORGANISATION_KINDS:
                    yield Place(role.key, role.scope, unit_ids[one["code"]])

    def _place(self, item: Mapping[str, Any], scopes: Mapping[str, UUID]) -> Place:
        scope = self.profile.roles[item["role"]].scope
        at = self.organisation_id if scope in ORGANISATION_KINDS else scopes[item["scope"]]
        return Place(item["role"], scope, at)

    def _term(self, item: Mapping[str, Any]) -> dict[str, date | None]:
        return {"valid_from": item.get("from", clock.day(self.desk.now)), "valid_to": item.get("to")}
