"""The lists that forms choose from: persons, units, process nodes, groups and goals, in one statement."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from engine import clock
from engine.governance.profile import Profile, Role
from engine.governance.vacancies import appointable

_UNITS = """SELECT json_agg(json_build_object('id', id, 'namn', name, 'typ', kind, 'overordnad', parent_id)
                            ORDER BY code) FROM unit WHERE organisation_id = :organisation"""

_SOURCES = {
    "personer": """SELECT json_agg(json_build_object('id', id, 'namn', name, 'befattning', title)
                            ORDER BY name, id) FROM person WHERE organisation_id = :organisation AND active""",
    "enheter": f"{_UNITS} AND kind = 'enhet'",
    "regionomraden": f"{_UNITS} AND kind = 'regionomrade'",
    "stabsfunktioner": f"{_UNITS} AND kind = 'stabsfunktion'",
    "processer": """SELECT json_agg(json_build_object('id', id, 'namn', name, 'typ', kind) ORDER BY code)
                      FROM process_node WHERE organisation_id = :organisation""",
    "forum": """SELECT json_agg(json_build_object('id', s.id, 'namn', s.role) ORDER BY s.role) FROM seat s
                 WHERE s.organisation_id = :organisation AND s.scope_id = :organisation
                   AND EXISTS (SELECT 1 FROM role_assignment a WHERE a.seat_id = s.id AND a.valid_from <= :today
                                  AND (a.valid_to IS NULL OR a.valid_to >= :today))""",
    "effektmal": """SELECT json_agg(json_build_object('id', id, 'namn', name, 'malvarde', target,
                              'enhet', measured_in, 'status', status) ORDER BY name, id)
                      FROM goal WHERE case_id = :case""",
}
NAMES = frozenset(_SOURCES)


def lists(
    connection: Connection,
    wanted: Collection[str],
    organisation_id: UUID,
    case_id: UUID | None,
    now: datetime,
    profile: Profile,
) -> dict[str, list[dict[str, Any]]]:
    """Return each wanted list by its name; other names are not lists and are left out."""
    found = _roles(wanted, profile)
    names = sorted(NAMES & set(wanted))
    if not names:
        return found
    # The names come from the table above, never from a form.
    columns = ", ".join(f"({_SOURCES[name]}) AS {name}" for name in names)
    row = connection.execute(
        text(f"SELECT {columns}"),
        {"organisation": organisation_id, "case": case_id, "today": clock.day(now)},
    ).one()
    for name in names:
        rows = getattr(row, name) or []
        found[name] = _groups(rows, profile) if name == "forum" else rows
    return found


def _groups(rows: list[dict[str, Any]], profile: Profile) -> list[dict[str, Any]]:
    """Return those of the roles that are groups, by their names."""
    roles = ((row, profile.roles.get(row["namn"])) for row in rows)
    return [{**row, **_named(role)} for row, role in roles if role and role.is_group]


def _roles(wanted: Collection[str], profile: Profile) -> dict[str, list[dict[str, Any]]]:
    # Those that somebody appoints to in the register.
    return {"roller": [_role(role) for role in appointable(profile)]} if "roller" in wanted else {}


def _role(role: Role) -> dict[str, Any]:
    return {"id": role.key, **_named(role), "omfattning": role.scope}


def _named(role: Role) -> dict[str, str]:
    return {"namn": role.name.sv, "namn_en": role.name.en}
