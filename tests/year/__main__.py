"""Plays a year of a portfolio and holds every figure of it against the trail: python -m tests.year --cases 60."""
# ruff: noqa: T201  a program that reports by printing

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.year import whole
from tests.year.whole import Size


def main() -> int:
    """Play, print the figures and what differs, and return 1 if anything did."""
    parser = argparse.ArgumentParser(prog="python -m tests.year", description=__doc__)
    for name, much, what in (
        ("cases", Size.cases, "how many cases begin"),
        ("days", Size.days, "how many days pass"),
        ("seed", Size.seed, "what decides how people behave"),
    ):
        parser.add_argument(f"--{name}", type=int, default=much, help=what)
    options = parser.parse_args()
    size = Size(options.cases, options.days, options.seed)
    with tempfile.TemporaryDirectory(prefix="rals-year-") as name, whole.installation(Path(name)) as url:
        begun, used = time.monotonic(), time.process_time()
        with whole.played(url, Path(name), size) as year:
            lasted = time.monotonic() - begun
            shown, told = whole.compared(year)
            figures = whole.figures(year)
    figures |= {
        "figures compared": shown.compared,
        "reminders compared": told.compared,
        "different": len(shown.different + told.different),
        "seconds to play": round(lasted),
        "CPU seconds": round(time.process_time() - used),
    }
    for one in (shown.different + told.different)[:100]:
        print(one[:500])
    for name, value in figures.items():
        print(f"{name:<26}{value:>8}")
    return 1 if figures["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
