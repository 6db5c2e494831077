"""The disk of the embedded database runs full: a sentence instead of an answer, and it goes on when there is room."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from tests.soak import check
from tests.soak.clients import PERSON, Once, Registrar
from tests.soak.crew import Crew
from tests.soak.house import House, wait_for
from tests.soak.tally import Tally

MEGABYTES = 400
TRIES = 3000
SEGMENTS = 20
FULL_SECONDS = 4
CHUNK = bytes(1 << 20)


@contextmanager
def small_disk(place: Path) -> Iterator[bool]:
    """Make a small file system in a folder; gives False, and an ordinary folder, to who has no right to mount."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=0700", "rals-soak", str(place)]
    mounted = os.geteuid() == 0 and subprocess.run(command, check=False, capture_output=True).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(house: House, tally: Tally, cases: int, *, small: bool) -> list[str]:
    """Fill the disk while cases run, first so that tables cannot grow, then so that not even the log can."""
    if not small:
        tally.notes.append("full disk: not tried, since to mount a small file system needs root")
        return []
    crew = Crew(house, tally)
    begun = crew.start(cases)
    ballast = house.served.folder / "ballast"
    with house.connect() as inside:
        # Who comes later is not let in: PostgreSQL has no room for what it notes about a new connection.
        inside.autocommit = True
        inside.execute("SELECT 1")
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(CHUNK):
                pass
        refused = [_start_until_refused(house, tally, begun)]
        _end_the_log(inside, tally)
    for _ in range(FULL_SECONDS):
        refused.append(_start_until_refused(house, tally, begun))
        time.sleep(1)
    down = "Försöker igen varje sekund" in house.served.log.read_text(encoding="utf-8")
    ballast.unlink()
    since = time.monotonic()
    wait_for(house.ready, "the house to go on when there is room")
    tally.away.append(time.monotonic() - since)
    begun += [crew.registrar.start("tva_steg", key) for key in refused if key]
    check.stored(house, tally)
    tally.notes.append(
        f"full disk: PostgreSQL {'went down' if down else 'stayed up'}; back by itself {tally.away[-1]:.1f} s after there was room"
    )
    return begun


def _end_the_log(inside: "psycopg.Connection[Any]", tally: Tally) -> None:
    """Use up the write-ahead log; its next segment has no place, so PostgreSQL goes down until there is room."""
    try:
        for _ in range(SEGMENTS):
            inside.execute("SELECT pg_logical_emit_message(false, 'soak', 'x'), pg_switch_wal()")
    except psycopg.OperationalError:
        return
    tally.fault("PostgreSQL still wrote although the disk was full")


def _start_until_refused(house: House, tally: Tally, begun: list[str]) -> str:
    """Start cases until there is no room for one more, and return the key that this one was sent under."""
    hasty = Registrar(Once(house.served.http.base, tally), house.people[PERSON], tally)
    for _ in range(TRIES):
        key = uuid4().hex
        case = hasty.try_start("tva_steg", key)
        if case is None:
            return key
        begun.append(case)
    tally.fault("nobody was refused although the disk was full")
    return ""
