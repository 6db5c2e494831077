"""The process that somebody wants to start a case of."""

from engine.desk import Desk
from engine.errors import NotFoundError
from engine.library import Published
from engine.store import content


def published(desk: Desk, process: str) -> Published:
    """Return the version in force of a process; raises NotFoundError when there is none."""
    named = content.in_force(desk.connection, desk.organisation_id, process)
    if named is None:
        raise NotFoundError(
            f"Processen {process} finns inte eller är inte publicerad. Välj en ur listan.",
            f"There is no published process {process}. Choose one of the list.",
        )
    return desk.library.model(named)
