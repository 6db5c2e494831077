"""Cases with a project leader and an assignment owner, and reports about them."""

from typing import Any
from uuid import UUID

from sqlalchemy import text

from engine.door import Engine

LEADER, OWNER = "olga-ivanova", "johan-bergstrom"
PARTS = ("tid", "kostnad", "omfattning", "kvalitet", "risk", "effektmal")
_SEAT = text("""
INSERT INTO seat (id, organisation_id, role, scope_kind, scope_id)
SELECT gen_random_uuid(), c.organisation_id, :role, 'arende', c.id FROM "case" c WHERE c.id = :case ON CONFLICT DO NOTHING
""")
_SIT = text("""
INSERT INTO role_assignment (id, seat_id, person_id, valid_from, recorded_at)
SELECT gen_random_uuid(), s.id, p.id, DATE '2020-01-01', now() FROM seat s, person p
 WHERE s.scope_id = :case AND s.role = :role AND p.key = :person
""")


def staff(engine: Engine, case_id: str, leader: str = LEADER, owner: str = OWNER) -> None:
    """Appoint the project leader and the assignment owner of a case, as if they had been long ago."""
    with engine.database.transaction() as connection:
        for role, person in (("projektledare", leader), ("uppdragsagare", owner)):
            asked = {"role": role, "case": UUID(case_id), "person": person}
            connection.execute(_SEAT, asked)
            connection.execute(_SIT, asked)


def answers(total: str = "gron", trend: str = "oforandrad", **more: Any) -> dict[str, Any]:
    """Return a report as the form is answered; every part has the colour of the whole."""
    why = {} if total == "gron" else {"kommentar": "Provtagarna är sjuka.", "atgard": "Vi lånar två."}
    part = {"status": total, "trend": trend, **why}
    return {
        "period_fran": "2026-10-01",
        "period_till": "2026-10-31",
        "sammanfattning": "Alla mottagningar har fått utbildning.",
        "status_total": total,
        "trend": trend,
        **why,
        "delstatus": dict.fromkeys(PARTS, part),
        **more,
    }
