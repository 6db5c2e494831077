"""`rals cases`: look at cases from the command line."""

from uuid import UUID

import click

from engine import installation, settings
from engine.governance.actor import RALS
from engine.queries.cases.list import CaseById, Cases
from engine.queries.cases.trail import Trail
from web.cli import output

COLUMNS = {
    "number": "Nummer",
    "title": "Rubrik",
    "phase": "Fas",
    "state": "Läge",
    "open_tasks": "Öppna",
    "id": "Id",
}


@click.group()
def cases() -> None:
    """Cases and their trail."""


@cases.command("list")
@click.option("--state", type=click.Choice(["running", "ended"]))
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000))
@output.json_option
def list_cases(state: str | None, limit: int, *, as_json: bool) -> None:
    """List cases, newest first."""
    with installation.opened(settings.read()) as engine:
        page = engine.ask(Cases(state=state, limit=limit), RALS)
    output.rows(page.items, COLUMNS, as_json=as_json)


@cases.command()
@click.argument("case")
@output.json_option
def show(case: str, *, as_json: bool) -> None:
    """Show the trail of CASE (its number, e.g. ARB-2026-00001, or id)."""
    with installation.opened(settings.read()) as engine:
        found = engine.ask(CaseById(_named(case)), RALS)
        trail = engine.ask(Trail(found.id, limit=1000), RALS)
    if not as_json:
        click.echo(f"{found.number} {found.title} ({found.state}, {found.phase or found.ended_in})")
    columns = {"at": "När", "person": "Vem", "kind": "Vad", "element_id": "Steg"}
    output.rows(trail.items, columns, as_json=as_json)


def _named(case: str) -> UUID | str:
    try:
        return UUID(case)
    except ValueError:
        return case


COMMANDS = (cases,)
