"""Clocks jump forward and back: a timer fires once, and none is forgotten."""

from engine.commands.access.advance_clock import AdvanceClock
from engine.governance.actor import RALS
from tests.soak import check
from tests.soak.crew import Crew
from tests.soak.house import House
from tests.soak.tally import Tally

JUMPS = ("P8D", "-P8D", "P8D", "-P6M", "P6M")
_REMINDERS = (
    "SELECT count(*) FROM notice WHERE case_id = ANY(%(cases)s::uuid[]) AND subject = 'Prov: påminnelse'"
)


def jump(house: House, tally: Tally, cases: int) -> list[str]:
    """Start cases before every jump; each is reminded of once, however often the clock passes its day."""
    crew = Crew(house, tally)
    begun: list[str] = []
    for by in JUMPS:
        begun += [crew.registrar.start("prov") for _ in range(cases)]
        _move(house, crew, by)
        check.stored(house, tally)
    crew.advance("P8D")
    ((reminders,),) = house.rows(_REMINDERS, cases=begun)
    if reminders != len(begun):
        tally.lost.add(f"{len(begun)} cases had {reminders} reminders")
    tally.notes.append(f"{len(JUMPS)} jumps of the clock, {reminders} reminders of {len(begun)} timers")
    return begun


def _move(house: House, crew: Crew, by: str) -> None:
    if not by.startswith("-"):
        crew.advance(by)
        return
    with house.engine() as engine:
        engine.do(AdvanceClock(by), RALS)
