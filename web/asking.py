"""Several questions answered from one moment of the database, so that a page never contradicts itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.desk import Question, View
from engine.errors import ForbiddenError
from engine.governance.permissions import Permission, require


@dataclass(frozen=True)
class Together:
    """Questions to answer together; each asks for its own permission."""

    questions: tuple[Question[Any], ...]

    def run(self, view: View) -> tuple[Any, ...]:
        """Return the answers in the order of the questions."""
        return tuple(question.run(view) for question in self.questions)


@dataclass(frozen=True)
class Now:
    """What time is it by our clock?"""

    def run(self, view: View) -> datetime:
        """Return the instant, which in demo mode can run ahead."""
        return view.now


@dataclass(frozen=True)
class Permitted:
    """Does the reader have a permission? `needed`: a refusal instead of a no."""

    permission: Permission
    needed: bool = False

    def run(self, view: View) -> bool:
        """Return whether a page shows what asks for it; raises ForbiddenError when it is needed and not there."""
        try:
            require(view.actor, self.permission)
        except ForbiddenError:
            if self.needed:
                raise
            return False
        return True
