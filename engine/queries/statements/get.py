"""One governing statement, with what carries it and what shows it."""

from dataclasses import dataclass

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.queries.statements.coverage import Covered, coverage


@dataclass(frozen=True)
class StatementById:
    """A statement by its id. Raises NotFoundError."""

    id: str

    def run(self, view: View) -> Covered:
        """Return the statement with its carriers and tests."""
        require(view.actor, Permission.MODEL_READ)
        return covered(self.id)


def covered(key: str) -> Covered:
    """Return a statement with its carriers and tests; raises NotFoundError."""
    found = coverage().get(key)
    if found is None:
        raise NotFoundError(
            f"Kravet {key} finns inte. Alla krav finns på sidan /krav.",
            f"There is no statement {key}. All of them are on the page /krav.",
        )
    return found
