"""One line in the log and one count for each command: who, what, how it went, how long it took."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Final
from uuid import UUID

import structlog

from engine.errors import EngineError
from engine.watch import figures

log = structlog.get_logger()
INCIDENT: Final = "incident-raised"


@dataclass
class Seen:
    """What is known about a command while it runs; what it did not get to know stays None."""

    person_id: UUID | None = None
    organisation_id: UUID | None = None
    case_id: UUID | None = None
    kinds: Sequence[str] = ()


@contextmanager
def watched(name: str) -> Iterator[Seen]:
    """Watch one command; whatever is raised passes through."""
    seen, started = Seen(), perf_counter()
    try:
        yield seen
    except EngineError as refusal:
        _note(name, seen, perf_counter() - started, ("refused", refusal.type))
        raise
    except Exception as fault:
        _note(name, seen, perf_counter() - started, ("failed", type(fault).__name__))
        raise
    # The step could not be taken, but the answers are kept.
    ending = "incident" if INCIDENT in seen.kinds else "done"
    _note(name, seen, perf_counter() - started, (ending, ""))


def _note(name: str, seen: Seen, seconds: float, ending: tuple[str, str]) -> None:
    outcome, error = ending
    figures.COMMANDS.labels(name, outcome, error).inc()
    figures.COMMAND_SECONDS.labels(name).observe(seconds)
    for kind in seen.kinds:
        figures.EVENTS.labels(kind).inc()
    said = log.error if outcome == "failed" else log.info
    said(
        "command",
        command=name,
        outcome=outcome,
        error=error or None,
        ms=round(seconds * 1000, 1),
        **_who(seen),
    )


def _who(seen: Seen) -> dict[str, str | None]:
    return {
        "actor": _text(seen.person_id),
        "organisation": _text(seen.organisation_id),
        "case": _text(seen.case_id),
    }


def _text(value: UUID | None) -> str | None:
    return str(value) if value else None
