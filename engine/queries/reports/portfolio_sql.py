"""The pieces of the statement that reads the portfolio. `c` is a case, `r` its latest report."""

from collections.abc import Mapping
from typing import Final

from engine.queries.reports.changes import KEYS
from engine.queries.reports.questions import OPEN
from engine.queries.tasks.order import Order
from engine.store.sight import MY_SEATS

MISSING: Final = "saknas"
STATUSES: Final = ("rod", "gul", MISSING, "gron")
_RANK: Final = ("s.rank", "int")
_OLDEST: Final = ("coalesce(s.submitted_at, '-infinity'::timestamptz)", "timestamptz")
_ID: Final = ("s.id", "uuid")
ORDERS: Final[Mapping[str, Order]] = {
    "worst": Order((_RANK, _OLDEST, _ID)),
    "oldest": Order((_OLDEST, _ID)),
    "number": Order((("s.number", "text"), _ID)),
    "process": Order((("s.process", "text"), _RANK, _OLDEST, _ID)),
    "phase": Order((("coalesce(s.phase, '')", "text"), _RANK, _OLDEST, _ID)),
    "owner": Order((("s.owner_name", "text"), _RANK, _OLDEST, _ID)),
}
LATE: Final = """EXISTS (SELECT 1 FROM task t WHERE t.case_id = c.id AND t.state = 'open' AND t.form = 'f_statusrapport'
                         AND t.due_at < :now)"""
NEEDS: Final = f"(r.id IS NOT NULL AND {OPEN} IS NOT NULL)"
# What somebody has to look at: it is not green, late, or has a question without a decision.
ATTENTION: Final = f"(r.total IN ('rod', 'gul') OR {LATE} OR {NEEDS})"
WHERE: Final[Mapping[str, str]] = {
    "process": "c.process = :process",
    "phase": "c.phase = :phase",
    # What concerns a unit under it concerns the unit.
    "unit": "c.units && ARRAY(SELECT below.id FROM below)",
    "owner": """EXISTS (SELECT 1 FROM seat z JOIN role_assignment a ON a.seat_id = z.id WHERE z.organisation_id = c.organisation_id
                 AND z.role = 'uppdragsagare' AND z.scope_kind = 'arende' AND z.scope_id = c.id AND a.person_id = :owner
                 AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today))""",
    "q": "(c.number || ' ' || c.title) ILIKE :q",
    "late": LATE,
    "needs_decision": NEEDS,
    "attention": ATTENTION,
}
REPORTS: Final = """(r.id IS NOT NULL OR EXISTS (SELECT 1 FROM seat z JOIN role_assignment a ON a.seat_id = z.id
 WHERE z.organisation_id = c.organisation_id AND z.role = 'uppdragsagare' AND z.scope_kind = 'arende' AND z.scope_id = c.id))"""
HELD: Final = """(SELECT min(p.name) FROM seat z JOIN role_assignment a ON a.seat_id = z.id JOIN person p ON p.id = a.person_id
   WHERE z.organisation_id = :organisation AND z.role = '{role}' AND z.scope_kind = 'arende' AND z.scope_id = {case}.id
     AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today))"""
# Only looked up for every case when they are sorted by it.
OWNER_NAME: Final = f", coalesce({HELD.format(role='uppdragsagare', case='c')}, '') AS owner_name"
BELOW: Final = """
  below (id) AS (SELECT u.id FROM unit u WHERE u.id = cast(:unit AS uuid) AND u.organisation_id = :organisation
                 UNION SELECT u.id FROM unit u JOIN below ON u.parent_id = below.id)"""
# The latest report of each case from an index alone; what it says is fetched for the page only.
SEEN: Final = """
  seen AS MATERIALIZED (
    SELECT c.id, c.number, c.process, c.phase, r.id AS report_id, r.number AS report_number, r.total, r.submitted_at,
           CASE r.total WHEN 'rod' THEN 0 WHEN 'gul' THEN 1 WHEN 'gron' THEN 3 ELSE 2 END AS rank{more}
      FROM "case" c LEFT JOIN status_report r ON r.organisation_id = :organisation AND r.case_id = c.id AND r.latest
     WHERE {where})"""
WITH: Final = f"WITH RECURSIVE {MY_SEATS}, {BELOW}"


def _kept(report: str) -> str:
    """Return what changes are read from, of a report."""
    pairs = ", ".join(f"'{key}', {report}.content->'{key}'" for key in KEYS)
    return f"jsonb_build_object({pairs})"


# The report to compare with: the one before the latest; with :since the last one that came before that moment.
_BEFORE: Final = f"""(SELECT jsonb_build_object('total', k.total, 'parts', k.parts, 'number', k.number,
    'content', CASE WHEN :compare THEN {_kept("k")} END) FROM status_report k
   WHERE k.case_id = x.id AND CASE WHEN cast(:since AS timestamptz) IS NULL THEN k.number < x.report_number
                                   ELSE k.submitted_at < :since END ORDER BY k.number DESC LIMIT 1)"""  # noqa: S608  constants
SHOWN: Final = f"""
SELECT x.*, {{columns}}, c.title, c.model_hash, c.organisation_id, r.trend, r.parts, r.period_to,
       (SELECT jsonb_object_agg(n.total, n.count) FROM (
         SELECT coalesce(total, '{MISSING}') AS total, count(*) FROM seen GROUP BY 1) n) AS counts,
       CASE WHEN r.id IS NOT NULL THEN {OPEN} END AS needed, r.content -> 'effektmal' AS judged,
       r.content ->> 'sammanfattning' AS summary, r.content -> 'delstatus' AS said_parts,
       CASE WHEN :compare THEN {_kept("r")} END AS kept,
       ARRAY(SELECT k.total FROM status_report k WHERE k.case_id = x.id ORDER BY k.number DESC LIMIT 5) AS history,
       {_BEFORE} AS before,
       (SELECT jsonb_object_agg(g.id, g.status) FROM goal g WHERE g.case_id = x.id AND g.status <> 'avskrivet') AS goals,
       (SELECT min(t.due_at) FROM task t WHERE t.case_id = x.id AND t.state = 'open' AND t.form = 'f_statusrapport') AS due_at,
       {HELD.format(role="uppdragsagare", case="x")} AS owner, {HELD.format(role="projektledare", case="x")} AS leader,
       ARRAY(SELECT u.name FROM unit u WHERE u.id = ANY (c.units) AND u.kind = 'regionomrade' ORDER BY u.code) AS areas
  FROM (SELECT s.* FROM seen s WHERE {{after}} ORDER BY {{by}} LIMIT :limit) x
  JOIN "case" c ON c.id = x.id LEFT JOIN status_report r ON r.id = x.report_id ORDER BY {{again}}
"""  # noqa: S608  constants
