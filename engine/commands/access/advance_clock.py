"""Move the demo clock forward."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import feel
from engine.desk import Desk
from engine.errors import ForbiddenError, InvalidError
from engine.governance.permissions import Permission, require
from engine.runtime.due import later
from engine.store import actors, instances, jobs, units
from engine.store.work import Event

MOST: Final = timedelta(days=3660)


@dataclass(frozen=True)
class AdvanceClock:
    """Let time pass, in demo mode only: ISO 8601, e.g. "P15D" or "P1M", at most ten years at once."""

    by: str

    def run(self, desk: Desk) -> timedelta:
        """Move the clock, wake what is due at once, and return how far ahead it runs."""
        require(desk.actor, Permission.CLOCK_ADVANCE)
        if not desk.demo:
            raise ForbiddenError(
                "Klockan kan bara flyttas i demoläge (RALS_DEMO=1).",
                "The clock can be moved in demo mode only (RALS_DEMO=1).",
            )
        then = _moved(desk.now, self.by)
        # Räls itself may turn it back, so that the demo can have a past.
        if not desk.actor.is_rals and not timedelta() < then - desk.now <= MOST:
            raise InvalidError("Ange en tid framåt, högst tio år.", "Give a time forward, at most ten years.")
        ahead: timedelta = actors.ahead(desk.connection) + (then - desk.now)
        units.move_clock(desk.connection, ahead)
        for instance_id in instances.due(desk.connection, then):
            jobs.wake_now(desk.connection, instance_id)
        if not desk.actor.is_rals:
            desk.work.record(Event("clock-advanced", details={"by": self.by}))
        return ahead


def _moved(now: datetime, by: str) -> datetime:
    try:
        duration = feel.parse_duration(by)
        # A day later is the same time by Swedish clocks; so many hours are so many, also over a change of summer time.
        if isinstance(duration, timedelta) and "T" in by and "D" not in by:
            return now + duration
        return later(now, duration)
    except feel.FeelError as error:
        raise InvalidError(
            "Ange tiden som ISO 8601, till exempel P15D för femton dagar eller P1M för en månad.",
            "Give the time as ISO 8601, for example P15D for fifteen days or P1M for a month.",
        ) from error
