"""The seats that nobody holds today, as SQL that reads each register once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from engine.governance.profile import Profile, Role
from engine.governance.routing import CASE_KIND, ORGANISATION_KINDS
from engine.governance.vacancies import acting, demanded

# A place is vacant when the profile demands a holder there, somebody has held it, or tasks wait for it; and neither the
# role nor one that acts for it has a holder. In cases roles are given by the case itself: there only the latter two count.
VACANT: Final = """
WITH wanted AS (
  SELECT * FROM unnest(CAST(:roles AS text[]), CAST(:kinds AS text[]), CAST(:nodes AS text[]),
                       CAST(:acting AS text[]), CAST(:demanded AS boolean[]))
           WITH ORDINALITY AS w (role, kind, nodes, acting, demanded, at)),
place AS (
  SELECT unnest(CAST(:whole AS text[])) AS kind, id, name, '' AS node FROM organisation WHERE id = :organisation
  UNION ALL
  SELECT kind, id, name, '' FROM unit
   WHERE organisation_id = :organisation AND kind <> ALL(CAST(:whole AS text[]))
     AND coalesce(active_from, :day) <= :day AND coalesce(active_to, :day) >= :day
  UNION ALL
  SELECT 'processnod', id, name, kind FROM process_node
   WHERE organisation_id = :organisation AND coalesce(active_to, :day) >= :day
  UNION ALL
  SELECT :case_kind, id, number, '' FROM "case"
   WHERE organisation_id = :organisation AND state = 'running' AND NOT secret),
held AS MATERIALIZED (
  SELECT DISTINCT w.at, s.scope_id
    FROM wanted w
    CROSS JOIN unnest(string_to_array(w.acting, ' ')) AS k (role)
    JOIN seat s ON s.organisation_id = :organisation AND s.role = k.role
    JOIN role_assignment a ON a.seat_id = s.id AND a.valid_from <= :day AND coalesce(a.valid_to, :day) >= :day
    JOIN person p ON p.id = a.person_id AND p.active),
past AS (
  SELECT seat_id, max(valid_to) AS until FROM role_assignment
   WHERE valid_to < :day AND valid_to >= valid_from GROUP BY seat_id),
waiting AS (SELECT seat_id, count(*) AS tasks FROM task WHERE state = 'open' GROUP BY seat_id),
vacant AS (
  SELECT w.at, w.role, w.kind AS scope_kind, p.id AS scope_id, p.name AS scope_name, past.until + 1 AS since,
         coalesce(t.tasks, 0) AS open_tasks
    FROM wanted w
    JOIN place p ON p.kind = w.kind AND (w.nodes = '' OR p.node = ANY(string_to_array(w.nodes, ' ')))
    LEFT JOIN seat s ON s.organisation_id = :organisation AND s.role = w.role AND s.scope_kind = w.kind
                    AND s.scope_id = p.id
    LEFT JOIN past ON past.seat_id = s.id
    LEFT JOIN waiting t ON t.seat_id = s.id
   WHERE (w.demanded OR past.until IS NOT NULL OR t.tasks > 0)
     AND NOT EXISTS (SELECT 1 FROM held h WHERE h.at = w.at AND h.scope_id = p.id))
"""


def asked(
    profile: Profile, organisation_id: UUID, day: date, roles: Iterable[Role] | None = None
) -> dict[str, Any]:
    """Return the values of the statement: the roles of the profile that can stand empty, or some of them."""
    chosen = profile.roles.values() if roles is None else roles
    return {
        "organisation": organisation_id,
        "day": day,
        "whole": list(ORGANISATION_KINDS),
        "case_kind": CASE_KIND,
        **_columns(profile, [one for one in chosen if one.kind != "abstract"]),
    }


def _columns(profile: Profile, roles: Iterable[Role]) -> Mapping[str, Any]:
    listed = list(roles)
    return {
        "roles": [one.key for one in listed],
        "kinds": [one.scope for one in listed],
        "nodes": [" ".join(one.scope_of) if one.scope == "processnod" else "" for one in listed],
        "acting": [" ".join(acting(profile, one)) for one in listed],
        "demanded": [demanded(one) for one in listed],
    }
