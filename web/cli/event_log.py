"""`rals event-log`: the event log of a process, for process-mining tools."""

from pathlib import Path

import click

from api.shapes.event_log import KINDS, pieces
from engine import installation, settings
from engine.governance.actor import RALS
from engine.queries.reports.event_log import EventLog, events


@click.command("event-log")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--process", help="Key of a process; all processes without it.")
@click.option("--format", "kind", type=click.Choice([*KINDS]), default="xes", show_default=True)
def event_log(file: Path, process: str | None, kind: str) -> None:
    """Write each completed step as an event to FILE, secret cases included; nobody's name is in it."""
    count = 0
    with installation.opened(settings.read()) as engine, file.open("wb") as out:
        found = events(lambda page: engine.ask(page, RALS), EventLog(engine.now(), process))
        for piece in pieces(kind, process or "Räls", found):
            count += out.write(piece)
    click.echo(f"{file} har {count / 1000:.0f} kB.")


COMMANDS = (event_log,)
