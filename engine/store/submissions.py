"""Who handed in or decided what in a case."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, text

# (element, person_id) of all that was handed in and decided in the case :case.
DONE: Final = """
SELECT element, person_id FROM submission WHERE case_id = :case AND undone_at IS NULL
UNION ALL
SELECT element, decider_id FROM decision WHERE case_id = :case
"""
_DONE_BY = text(f"""
SELECT d.element FROM ({DONE}) d WHERE d.element = ANY(:elements) AND d.person_id = :person LIMIT 1
""")  # noqa: S608  a constant


def done_by(connection: Connection, case_id: UUID, elements: Collection[str], person_id: UUID) -> str | None:
    """Return one of the elements that the person has handed in or decided, None when there is none."""
    asked = {"case": case_id, "elements": list(elements), "person": person_id}
    return connection.execute(_DONE_BY, asked).scalar_one_or_none()
