"""When Räls itself starts a case that appoints: what the profile says of vacancies and of terms that end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import feel
from engine.governance.profile import Profile, Role
from engine.governance.vacancies import appointable, demanded

# The process that appoints; and, in the profile, the switches and the cadences that say when it is started.
PROCESS: Final = "utse_roll"
STARTS: Final = "vakanser_startar_arenden"
AT_ONCE: Final = "vakansarenden_samtidigt"
AHEAD: Final = "forordnande_slut"
ENTERING: Final = "ny_organisation"


@dataclass(frozen=True)
class Rule:
    """Which roles; how many days before a term ends; how many such cases are open at once.

    Seats that nobody has held so far wait until the organisation has been there since `settled_before`.
    """

    roles: tuple[Role, ...]
    ahead: int
    most_at_once: int
    settled_before: datetime


def rule_of(profile: Profile, now: datetime) -> Rule | None:
    """Return the rule of a profile, None when its switch is off or it has none."""
    if not profile.switches.get(STARTS):
        return None
    return Rule(
        roles=tuple(role for role in appointable(profile) if demanded(role)),
        ahead=_length(profile, AHEAD, now).days,
        most_at_once=int(profile.switches[AT_ONCE]),
        settled_before=now - _length(profile, ENTERING, now),
    )


def _length(profile: Profile, cadence: str, now: datetime) -> timedelta:
    return feel.add(now, feel.parse_duration(profile.cadences[cadence]["duration"])) - now
