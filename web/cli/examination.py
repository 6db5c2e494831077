"""The checks of `rals doctor`: each looks at one thing and says how it is and what to do about it."""

import os
import shutil
import stat
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final

from engine.queries.operations.figures import Figures
from engine.settings import Settings
from engine.store.probe import Probe
from engine.store.wall import MEMBER
from forms.text import Text
from web.cli.check import FAULT, NOTHING, OK, WARNING, Check
from web.cli.mail_check import mail

OLDEST: Final = 15
MOST_SKEW_SECONDS: Final = 5
GIGABYTE: Final = 1_000_000_000
LITTLE, TOO_LITTLE = 5 * GIGABYTE, GIGABYTE
SHORT_KEY: Final = 32

START: Final = Text("Starta rals serve eller rals worker.", "Start rals serve or rals worker.")
LOOK: Final = Text("Åtgärda dem på sidan Drift.", "Mend them on the page Drift.")
READ_LOG: Final = Text(
    "Läs arbetarens logg; det som ska väckas försöks igen varje minut.",
    "Read the worker's log; what is to be woken is tried again every minute.",
)


def machine(read: Settings) -> Iterator[Check]:
    """Look at what can be seen without the database."""
    yield data_folder(read)
    yield secret_key(read)
    yield demo_mode(read)
    yield mail(read)
    yield disk(read)


def data_folder(read: Settings) -> Check:
    """Whether Räls can write there, and nobody else."""
    folder, name = read.data_dir, "data-folder"
    if not folder.exists():
        return _no_data_folder(read)
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        found = Text(f"Det går inte att skriva i {folder}.", f"{folder} cannot be written in.")
        remedy = Text("Låt den användare som kör Räls skriva där.", "Let the user who runs Räls write there.")
        return Check(name, FAULT, found, remedy)
    if folder.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        found = Text(f"Andra får skriva i {folder}.", f"Others may write in {folder}.")
        return Check(name, FAULT, found, Text(f"Kör: chmod go-w {folder}", f"Run: chmod go-w {folder}"))
    return Check(name, OK, Text(f"Datamappen är {folder}.", f"The data folder is {folder}."))


def _no_data_folder(read: Settings) -> Check:
    if read.database_url and read.secret_given():
        return Check("data-folder", OK, Text("Datamappen behövs inte här.", "No data folder is needed here."))
    found = Text(f"Datamappen {read.data_dir} finns inte.", f"There is no data folder {read.data_dir}.")
    remedy = Text(
        "Starta rals serve, som gör den, eller rätta RALS_DATA_DIR.",
        "Start rals serve, which makes it, or correct RALS_DATA_DIR.",
    )
    return Check("data-folder", FAULT, found, remedy)


def secret_key(read: Settings) -> Check:
    """Whether the key that signs sessions is there and is a secret."""
    given, path, name = read.secret_given(), read.secret_file(), "secret-key"
    if given is not None:
        return _given_key(given)
    if not path.exists() or not path.stat().st_size:
        found = Text("Det finns ingen hemlig nyckel.", "There is no secret key.")
        remedy = Text(
            "Starta rals serve, som gör en, eller sätt RALS_SECRET_KEY.",
            "Start rals serve, which makes one, or set RALS_SECRET_KEY.",
        )
        return Check(name, FAULT, found, remedy)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        found = Text(f"Andra kan läsa den hemliga nyckeln {path}.", f"Others can read the secret key {path}.")
        remedy = Text(
            "Ta bort filen och starta om: en ny görs, skyddad, och alla får logga in igen.",
            "Remove the file and start again: a new one is made, protected, and everybody logs in anew.",
        )
        return Check(name, FAULT, found, remedy)
    return Check(name, OK, Text("Den hemliga nyckeln är skyddad.", "The secret key is protected."))


def _given_key(given: str) -> Check:
    if len(given) < SHORT_KEY:
        found = Text("RALS_SECRET_KEY är för kort.", "RALS_SECRET_KEY is too short.")
        remedy = Text(
            "Sätt den till utfallet av: openssl rand -hex 32",
            "Set it to what this gives: openssl rand -hex 32",
        )
        return Check("secret-key", FAULT, found, remedy)
    return Check("secret-key", OK, Text("Den hemliga nyckeln är given.", "The secret key is given."))


def demo_mode(read: Settings) -> Check:
    """Whether anybody on the network could be anybody."""
    if read.demo and not _is_loopback(read.host):
        found = Text(
            f"Demoläget är på och nås utifrån ({read.host}): vem som helst kan vara vem som helst.",
            f"Demo mode is on and reached from outside ({read.host}): anybody can be anybody.",
        )
        remedy = Text(
            "Ta bort RALS_DEMO där riktiga ärenden finns.", "Remove RALS_DEMO where real cases are kept."
        )
        return Check("demo-mode", WARNING, found, remedy)
    sv, en = ("på, men bara på den här maskinen", "on, on this machine only") if read.demo else ("av", "off")
    return Check("demo-mode", OK, Text(f"Demoläget är {sv}.", f"Demo mode is {en}."))


def disk(read: Settings) -> Check:
    """Whether there is room left where the data folder is."""
    place = next(one for one in (read.data_dir, *read.data_dir.parents) if one.exists())
    free = shutil.disk_usage(place).free
    state = FAULT if free < TOO_LITTLE else WARNING if free < LITTLE else OK
    left = f"{free / GIGABYTE:.1f} GB"
    found = Text(f"{left} ledigt där datamappen ligger.", f"{left} free where the data folder lies.")
    remedy = Text("Frigör plats eller flytta datamappen.", "Free some space or move the data folder.")
    return Check("disk", state, found, NOTHING if state == OK else remedy)


def server(found: Probe) -> Iterator[Check]:
    """Look at the database server that answered."""
    yield _version(found.version // 10_000)
    yield _clock(round(found.ahead.total_seconds(), 1) + 0.0)  # never -0.0
    yield _schema(found)
    yield _wall(found)


def _version(major: int) -> Check:
    said = Text(f"PostgreSQL {major} svarar.", f"PostgreSQL {major} answers.")
    remedy = Text(
        f"Räls behöver PostgreSQL {OLDEST} eller senare.", f"Räls needs PostgreSQL {OLDEST} or newer."
    )
    return _judged("database", said, remedy, good=major >= OLDEST)


def _clock(seconds: float) -> Check:
    said = Text(
        f"Databasens klocka går {seconds:+} s mot den här maskinens.",
        f"The database's clock is {seconds:+} s against this machine's.",
    )
    remedy = Text("Ställ båda mot en tidsserver (NTP).", "Set both by a time server (NTP).")
    return _judged("clock", said, remedy, good=abs(seconds) <= MOST_SKEW_SECONDS)


def _schema(found: Probe) -> Check:
    said = Text(
        f"Schemat är {found.revision or 'tomt'}; den här utgåvan behöver {found.needed}.",
        f"The schema is {found.revision or 'empty'}; this release needs {found.needed}.",
    )
    remedy = Text(
        "Säkerhetskopiera och kör rals db upgrade. Är schemat nyare, kör den nyare utgåvan.",
        "Back up and run rals db upgrade. If the schema is newer, run the newer release.",
    )
    return _judged("schema", said, remedy, good=found.revision == found.needed)


def _wall(found: Probe) -> Check:
    if found.walled:
        said = Text("Databasen håller isär organisationer.", "The database keeps organisations apart.")
        return Check("wall", OK, said)
    said = Text(
        "Organisationer hålls isär av frågorna, men inte av databasen också.",
        "The queries keep organisations apart, but not the database as well.",
    )
    remedy = Text(
        f"Kör som databasens administratör: CREATE ROLE {MEMBER} NOLOGIN; GRANT {MEMBER} TO"
        " <användaren i RALS_DATABASE_URL>; och sedan rals db upgrade.",
        f"Run as the database's administrator: CREATE ROLE {MEMBER} NOLOGIN; GRANT {MEMBER} TO"
        " <the user in RALS_DATABASE_URL>; and then rals db upgrade.",
    )
    return Check("wall", WARNING, said, remedy)


def work(found: Figures) -> Iterator[Check]:
    """Look at how the work is going."""
    heard = Text("Arbetare som hörts av", "Workers heard from")
    yield _judged("worker", _count(heard, found.workers), START, good=found.workers > 0)
    failed = found.jobs.get("failed", 0)
    for name, what, count, remedy in (
        ("late", Text("Sena ärenden", "Late instances"), found.late, START),
        ("incidents", Text("Öppna incidenter", "Open incidents"), found.incidents, LOOK),
        (
            "undelivered",
            Text("Försändelser som inte kom fram", "Undelivered mail and calls"),
            found.undelivered,
            LOOK,
        ),
        ("jobs-stalled", Text("Övergivna jobb", "Stalled jobs"), found.stalled, START),
        ("jobs-failed", Text("Misslyckade jobb", "Failed jobs"), failed, READ_LOG),
    ):
        yield _judged(name, _count(what, count), remedy, good=count == 0)


def _count(what: Text, count: int) -> Text:
    return Text(f"{what.sv}: {count}.", f"{what.en}: {count}.")


def _judged(name: str, found: Text, remedy: Text, *, good: bool) -> Check:
    return Check(name, OK, found) if good else Check(name, FAULT, found, remedy)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
