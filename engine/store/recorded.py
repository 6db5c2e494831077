"""Versions in force that have no case, since they were approved before Räls was there, as SQL."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

# Nobody gets more reviews at once than a person can see through: those that are due wait for their turn, but not beyond
# their last day. In no order, so that what cannot be begun does not stand in the way of the rest.
_WITHOUT_CASE = text("""
WITH asked AS (
  SELECT d.responsible_id, count(*) AS reviews
    FROM task t JOIN document_version v ON v.case_id = t.case_id JOIN document d ON d.id = v.document_id
   WHERE t.state = 'open' AND t.element = :review AND d.organisation_id = :organisation
   GROUP BY d.responsible_id),
waiting AS (
  SELECT v.id, d.responsible_id, v.valid_to < :day AS over,
         coalesce(v.valid_to <= :ends_by, v.valid_from <= :began_by, true) AS due
    FROM document_version v JOIN document d ON d.id = v.document_id
   WHERE v.organisation_id = :organisation AND v.state = 'gallande' AND v.case_id IS NULL),
turns AS (
  SELECT w.*, row_number() OVER (PARTITION BY w.responsible_id, w.due ORDER BY random())
              + coalesce((SELECT a.reviews FROM asked a WHERE a.responsible_id IS NOT DISTINCT FROM w.responsible_id), 0) AS turn
    FROM waiting w)
SELECT id FROM turns WHERE NOT due OR over OR turn <= :most ORDER BY over DESC NULLS LAST, random() LIMIT :limit
""")


@dataclass(frozen=True)
class Days:
    """When a review is due: of what ends by one day, or has no last day and began by the other."""

    today: date
    ends_by: date
    began_by: date


def without_case(
    connection: Connection, organisation_id: UUID, days: Days, *, review: str, most: int, limit: int
) -> list[UUID]:
    """Return versions to begin a case about; of those due, so many that nobody has more than `most` reviews at once."""
    asked = {
        "organisation": organisation_id,
        "day": days.today,
        "ends_by": days.ends_by,
        "began_by": days.began_by,
        "review": review,
        "most": most,
        "limit": limit,
    }
    return list(connection.execute(_WITHOUT_CASE, asked).scalars())
