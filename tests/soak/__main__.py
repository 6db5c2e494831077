"""Loads and breaks a real `rals serve`, and reports what was lost: python -m tests.soak --cases 200 --kills 30."""

import argparse
import json
import signal
import sys
import time

from rich.console import Console

from tests.soak import plan, report
from tests.soak.plan import Size
from tests.soak.tally import Tally


def main() -> int:
    """Run, print the report, and return 1 if anything was lost, stored twice, left hanging or otherwise wrong."""
    options = _options()
    # Whoever is asked to leave stops the house first.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    console = Console(stderr=options.json, highlight=False)
    tally, begun = Tally(), time.monotonic()
    size = Size(options.clients, options.cases, options.kills, options.cuts, options.seed)
    with plan.opened() as (house, small):
        plan.run(house, tally, size, small=small, tell=console.print)
    found = report.figures(tally, time.monotonic() - begun)
    report.show(found, tally.notes, console)
    if options.json:
        json.dump(found, sys.stdout, indent=2, ensure_ascii=False)
    return 0 if tally.good else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    for name, much, what in (
        ("clients", Size.clients, "how many race for one task"),
        ("cases", Size.cases, "how many cases run while processes are killed"),
        ("kills", Size.kills, "how many processes are killed"),
        ("cuts", Size.cuts, "how many times connections drop"),
        ("seed", Size.seed, "what decides when what is killed"),
    ):
        parser.add_argument(f"--{name}", type=int, default=much, help=what)
    parser.add_argument("--json", action="store_true", help="print the figures for programs")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
