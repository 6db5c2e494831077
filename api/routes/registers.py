"""Units and people: look, search, import; competences and licences."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.shapes.base import page_of
from api.shapes.registers import (
    Calendar,
    CalendarOfYear,
    CalendarQuery,
    Competence,
    Imported,
    ImportQuery,
    Licence,
    PersonInRegister,
    PersonQuery,
    PersonWhole,
    Unit,
    UnitQuery,
)
from api.shapes.rights import LastDay
from engine.commands.organisations.set_calendar import SetCalendar
from engine.commands.people.end_licence import EndLicence
from engine.commands.people.record import RecordCompetence, RecordLicence
from engine.commands.registers.import_register import ImportRegister
from engine.door import Engine
from engine.governance.calendar import OwnDay
from engine.governance.register_diff import Plan
from engine.queries.registers import calendar, people, units
from engine.queries.rows import Page


def routes(engine: Engine) -> Blueprint:
    """Return the routes of the registers."""
    blueprint = Blueprint("registers", __name__, description="Units, people and positions.")
    _people(blueprint, engine)
    _calendar(blueprint, engine)

    @blueprint.get("/units")
    @blueprint.arguments(UnitQuery, location="query", unknown=RAISE)
    @blueprint.response(200, page_of(Unit))
    def all_units(query: Mapping[str, Any]) -> Page:
        """Return units by code."""
        return engine.ask(units.Units(**query), identity(request))

    def imported(kind: str, query: Mapping[str, Any]) -> Plan:
        return engine.do(ImportRegister(kind, request.get_data(), **query), identity(request))

    @blueprint.post("/units/import")
    @blueprint.arguments(ImportQuery, location="query", unknown=RAISE)
    @blueprint.response(200, Imported)
    def import_units(query: Mapping[str, Any]) -> Plan:
        """Bring the units up to date with a CSV file (the body, text/csv), all of it or nothing."""
        return imported("units", query)

    @blueprint.post("/persons/import")
    @blueprint.arguments(ImportQuery, location="query", unknown=RAISE)
    @blueprint.response(200, Imported)
    def import_persons(query: Mapping[str, Any]) -> Plan:
        """Bring the people up to date with a CSV file (the body, text/csv), all of it or nothing."""
        return imported("persons", query)

    @blueprint.post("/positions/import")
    @blueprint.arguments(ImportQuery, location="query", unknown=RAISE)
    @blueprint.response(200, Imported)
    def import_positions(query: Mapping[str, Any]) -> Plan:
        """Bring the positions up to date with a CSV file (the body, text/csv), all of it or nothing."""
        return imported("positions", query)

    return blueprint


def _people(blueprint: Blueprint, engine: Engine) -> None:
    @blueprint.get("/persons")
    @blueprint.arguments(PersonQuery, location="query", unknown=RAISE)
    @blueprint.response(200, page_of(PersonInRegister))
    def persons(query: Mapping[str, Any]) -> Page:
        """Search for people, by name."""
        return engine.ask(people.People(**query), identity(request))

    @blueprint.get("/persons/<uuid:person_id>")
    @blueprint.response(200, PersonWhole)
    def person(person_id: UUID) -> people.PersonWhole:
        """Return a person with positions, competences and licences."""
        return engine.ask(people.PersonById(person_id), identity(request))

    @blueprint.post("/persons/<uuid:person_id>/competences")
    @blueprint.arguments(Competence)
    @blueprint.response(204)
    def competence(body: Mapping[str, Any], person_id: UUID) -> None:
        """Record a competence."""
        engine.do(RecordCompetence(person_id, **body), identity(request))

    @blueprint.post("/persons/<uuid:person_id>/licences")
    @blueprint.arguments(Licence)
    @blueprint.response(204)
    def licence(body: Mapping[str, Any], person_id: UUID) -> None:
        """Record a licence."""
        engine.do(RecordLicence(person_id, **body), identity(request))

    @blueprint.post("/licences/<uuid:licence_id>/end")
    @blueprint.arguments(LastDay)
    @blueprint.response(204)
    def end_licence(body: Mapping[str, Any], licence_id: UUID) -> None:
        """End a licence, today unless another day is given."""
        engine.do(EndLicence(licence_id, **body), identity(request))


def _calendar(blueprint: Blueprint, engine: Engine) -> None:
    @blueprint.get("/calendar")
    @blueprint.arguments(CalendarQuery, location="query", unknown=RAISE)
    @blueprint.response(200, CalendarOfYear)
    def working_days(query: Mapping[str, Any]) -> calendar.CalendarRow:
        """Return when the organisation works, and the Swedish holidays of a year (this year unless told)."""
        return engine.ask(calendar.WorkingDays(**query), identity(request))

    @blueprint.put("/calendar")
    @blueprint.arguments(Calendar)
    @blueprint.response(204)
    def set_calendar(body: Mapping[str, Any]) -> None:
        """Replace when the organisation works (administrators)."""
        own = tuple(OwnDay(**one) for one in body["own"])
        engine.do(SetCalendar(body["closes"], own), identity(request))
