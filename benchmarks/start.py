"""From the command `rals serve` to an answer that it is ready: in an empty folder, and in one that has been used."""

from statistics import median
from typing import Final

from benchmarks.figures import Figures, Tell
from benchmarks.house import House

TIMES: Final = 3


def measure(tell: Tell, times: int = TIMES) -> Figures:
    """Return the seconds of the first start (database, schema and demo organisation are made) and of the second."""
    first, second = [], []
    for number in range(times):
        house = House()
        try:
            tell("första starten", number / times)
            first.append(house.start())
            house.stop()
            tell("andra starten", (number + 0.5) / times)
            second.append(house.start())
        finally:
            house.remove()
    return {"first_s": median(first), "second_s": median(second)}
