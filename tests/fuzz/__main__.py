"""Plays many random models: python -m tests.fuzz --models 2000."""
# ruff: noqa: T201  a program that reports by printing

import argparse
import sys
import time
from collections import Counter

from tests.fuzz.play import Outcome, pair, play


def main() -> int:
    """Play, print a summary with the seeds that differ, and return 1 if any did."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--models", type=int, default=2_000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    began = time.monotonic()
    outcomes: list[Outcome] = []
    with pair() as workers:
        for seed in range(options.first, options.first + options.models):
            outcomes.append(play(seed, workers))
            if outcomes[-1].difference:
                print(f"seed {seed}: {outcomes[-1].difference}"[:2_000], flush=True)
    _summary(outcomes, options.first, time.monotonic() - began)
    return 1 if any(each.difference for each in outcomes) else 0


def _summary(outcomes: list[Outcome], first: int, seconds: float) -> None:
    acts = sum((each.acts for each in outcomes), Counter[str]())
    different = [each.seed for each in outcomes if each.difference]
    print(f"models {len(outcomes)} (seeds {first}-{first + len(outcomes) - 1}), {seconds:.0f} s")
    print(f"steps compared {sum(each.steps for each in outcomes)}: {dict(acts)}")
    print(
        f"played to the end {sum(each.done for each in outcomes)}, most tokens {max(e.largest for e in outcomes)}"
    )
    print(f"differences {len(different)}{': seeds ' + str(different) if different else ''}")


if __name__ == "__main__":
    sys.exit(main())
