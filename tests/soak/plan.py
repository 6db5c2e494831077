"""The scenarios in their order, each in the size that is asked for."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.soak import check, clocks, cutting, dying, full, killing, racing
from tests.soak.clients import SilentError
from tests.soak.crew import Crew
from tests.soak.house import House
from tests.soak.tally import Tally


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    clients: int = 200
    cases: int = 200
    kills: int = 30
    cuts: int = 30
    seed: int = 1


@contextmanager
def opened(*, hurry: bool = False) -> Iterator[tuple[House, bool]]:
    """Give a house on a small disk of its own, and whether the disk is small; remove both afterwards."""
    with tempfile.TemporaryDirectory(prefix="rals-soak-") as name:
        place = Path(name)
        with full.small_disk(place / "disk") as small:
            house = House(place / "disk/data", place / "serve.log", hurry=hurry)
            try:
                house.start()
                yield house, small
            finally:
                house.stop()


def scenarios(house: House, tally: Tally, size: Size, *, small: bool) -> dict[str, Callable[[], list[str]]]:
    """Return every scenario under its name; each returns the cases that it has begun."""
    some = max(4, size.cases // 8)
    return {
        "race": lambda: racing.race(house, tally, size.clients),
        "clock": lambda: clocks.jump(house, tally, max(1, size.cases // 40)),
        "worker": lambda: dying.die(house, tally, Random(size.seed)),
        "connections": lambda: cutting.cut(house, tally, some, size.cuts, Random(size.seed)),
        "disk": lambda: full.fill(house, tally, some, small=small),
        "kill": lambda: killing.kill(house, tally, size.cases, size.kills, Random(size.seed)),
    }


def run(house: House, tally: Tally, size: Size, *, small: bool, tell: Callable[[str], None]) -> None:
    """Run every scenario, take all cases to their ends, and look at all that has been stored."""
    before, begun = check.cases(house), list[str]()
    for name, act in scenarios(house, tally, size, small=small).items():
        tell(f"{time.strftime('%H:%M:%S')} {name}")
        try:
            begun += act()
        except (AssertionError, SilentError) as error:
            tally.fault(f"{name}: {type(error).__name__}: {error}")
    tell(f"{time.strftime('%H:%M:%S')} every case to its end")
    Crew(house, tally).to_the_end(begun)
    check.ended(house, tally, before)
