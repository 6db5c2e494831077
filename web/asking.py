"""Several questions answered from one moment of the database, so that a page never contradicts itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.desk import Question, View


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
