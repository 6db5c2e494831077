"""The way up for what is escalated: the levels of the profile's chain, as places where a role is held."""

from dataclasses import dataclass
from typing import Final

# What an escalation can be about.
KINDS: Final = ("arende", "process")


@dataclass(frozen=True)
class Rung:
    """One level of a chain: the first of these roles that somebody holds.

    `every_node`: a level for each process node on the way up. `appointer_of`: whoever appointed the holder of that role.
    """

    roles: tuple[str, ...]
    every_node: bool = False
    appointer_of: str | None = None
