"""What a run waits for: people, answers of connectors, times."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Waiting:
    """A person's task that is open.

    `items` are those of the repeated activities around it, outermost first; `context` is what its FEEL (scope, due,
    form) sees.
    """

    id: UUID
    element: str
    items: tuple[tuple[str, Any], ...]
    context: Mapping[str, Any]


@dataclass(frozen=True)
class Call:
    """A service or send task that waits for `Run.answer`; its parameters are as they were when it was reached."""

    id: UUID
    element: str
    items: tuple[tuple[str, Any], ...]
    connector: str | None
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Token:
    """What waits at an element: how many tokens, and for a repeated activity how many of its instances are done.

    `total` is None when nobody knows how many there will be; both are None when nothing is repeated.
    """

    count: int
    done: int | None = None
    total: int | None = None

    def and_one(self, done: int | None, total: int | None) -> "Token":
        """Return what waits with one token more, which has so many instances done and in all."""
        return Token(self.count + 1, _sum(self.done, done), _sum(self.total, total))


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other
