"""A year as a whole: played, counted anew, compared, and told in figures."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from engine.commands.models.publish import PublishModel
from engine.commands.organisations.load import LoadOrganisation
from engine.door import Engine
from engine.governance.actor import RALS
from engine.settings import Settings
from engine.store import schema
from engine.store.embedded import Embedded
from engine.store.work import Database
from tests.year import comparing, people, reminding
from tests.year.comparing import Found
from tests.year.people import CHAIR
from tests.year.playing import Year
from tests.year.reckoning import History
from web.cli import data, models


@dataclass(frozen=True)
class Size:
    """How many cases during how many days, and what decides how people behave."""

    cases: int = 60
    days: int = 365
    seed: int = 1


@contextmanager
def installation(folder: Path) -> Iterator[str]:
    """Give the address of a database of its own with the demo organisation and the product's models."""
    embedded = Embedded(folder)
    embedded.start()
    try:
        database = Database(embedded.url())
        schema.upgrade(database)
        engine = Engine(database, demo=True)
        raw = yaml.load(data.ORGANISATION.read_bytes(), Loader=yaml.CSafeLoader)
        organisation = engine.do(LoadOrganisation(raw, data.PROFILE.read_bytes()), RALS)
        for process in data.processes():
            engine.do(PublishModel(models.files_of(process), organisation), RALS)
        database.close()
        yield embedded.url()
    finally:
        embedded.stop()


@contextmanager
def played(url: str, folder: Path, size: Size) -> Iterator[Year]:
    """Give the year when it has been played on a database."""
    year = Year(url, Settings(folder, None, "127.0.0.1", 0, 1, demo=True), size.seed)
    try:
        year.play(people.plans(size.cases, size.days, size.seed), size.days)
        yield year
    finally:
        year.close()


def compared(year: Year) -> tuple[Found, Found]:
    """Return what was found of all that the portfolio showed, and of who was told of reports when."""
    shown, told, histories = Found(), Found(), _histories(year)
    for seen in year.seen:
        comparing.compare(shown, seen, histories)
    reminding.compare(told, year, histories)
    return shown, told


def _histories(year: Year) -> dict[str, History]:
    """Return what is kept of every case of the portfolio; questions that were raised are cases of their own."""
    found = {}
    for case in year.plans:
        whole = year.ask(CHAIR, f"/cases/{case}/export")
        if whole["case"]["process"] == "implementering":
            posted = {number: answers for (of, number), answers in year.posted.items() if of == case}
            found[case] = History(whole, posted)
    return found


def figures(year: Year) -> dict[str, int]:
    """Return how much there was of what."""
    histories = _histories(year)
    now = [one.at(year.engine.now()) for one in histories.values()]
    asked = [each for one in now for each in one.cadence.asked]
    return {
        "cases": len(histories),
        "ended": sum(one.ended for one in now),
        "tasks done": sum(count for element, count in year.done.items() if element.startswith("ut_")),
        "reports": sum(len(one.reports) for one in now),
        "reports handed in late": sum(one.late for one in asked),
        "reports given another day": sum(bool(one.moved) for one in asked),
        "escalations": len(year.plans) - len(histories),
        "measurements": year.done["ut_registrera_matning"] + year.done["measured by a program"],
        "goals reached": sum(list(one.goals.values()).count("uppnatt") for one in now),
        "times read": len(year.seen),
    }
