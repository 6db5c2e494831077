"""`rals doctor`: what is wrong with this installation, and how to mend it."""

from collections.abc import Iterator

import click
from rich.console import Console
from rich.markup import escape

from engine import installation, settings
from engine.door import Engine
from engine.errors import EngineError
from engine.governance.actor import RALS
from engine.queries.operations.figures import Measure
from engine.settings import Settings
from engine.store.embedded import Embedded
from engine.store.probe import probe
from engine.store.work import Database
from forms.text import Text
from web.cli import examination, output
from web.cli.check import FAULT, OK, WARNING, Check
from web.cli.outside import outside

MARKS = {OK: "[green]ok  [/]", WARNING: "[yellow]varn[/]", FAULT: "[bold red]FEL [/]"}


@click.command()
@output.json_option
@click.pass_context
def doctor(context: click.Context, *, as_json: bool) -> None:
    """Look for what is wrong with this installation; exit 1 when something is."""
    found = list(examine())
    if as_json:
        output.rows(found, {}, as_json=True)
    else:
        _show(found)
    if any(one.state == FAULT for one in found):
        context.exit(1)


def examine() -> Iterator[Check]:
    """Make every check that can be made; what depends on something that is broken is left out."""
    try:
        read = settings.read()
    except ValueError as error:
        said = Text(f"Inställningen är fel: {error}", f"The setting is wrong: {error}")
        remedy = Text("Rätta den enligt docs/settings.md.", "Correct it as docs/settings.md says.")
        yield Check("settings", FAULT, said, remedy)
        return
    yield Check("settings", OK, Text("Inställningarna går att läsa.", "The settings can be read."))
    yield from examination.machine(read)
    yield from outside(read.outgoing)
    yield from _database(read)


def _database(read: Settings) -> Iterator[Check]:
    if not read.database_url and not Embedded(read.data_dir).exists():
        said = Text(
            "Den inbyggda databasen är inte gjord än.", "The embedded database has not been made yet."
        )
        remedy = Text(
            "Starta rals serve, eller sätt RALS_DATABASE_URL.", "Start rals serve, or set RALS_DATABASE_URL."
        )
        yield Check("database", FAULT, said, remedy)
        return
    try:
        with installation.place(read) as place:
            yield from _inside(place.url)
    except EngineError as error:
        remedy = Text(
            "Se att databasen är igång och att RALS_DATABASE_URL stämmer.",
            "See that the database is up and that RALS_DATABASE_URL is right.",
        )
        yield Check("database", FAULT, error.text, remedy)


def _inside(url: str) -> Iterator[Check]:
    found = probe(url)
    yield from examination.server(found)
    if found.revision != found.needed:
        return
    database = Database(url)
    try:
        yield from examination.work(Engine(database).ask(Measure(), RALS))
    finally:
        database.close()


def _show(found: list[Check]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for one in found:
        remedy = f" [bold]→ {escape(one.remedy.sv)}[/]" if one.remedy.sv else ""
        console.print(f"{MARKS[one.state]} {one.check:<13} {escape(one.text.sv)}{remedy}")


COMMANDS = (doctor,)
