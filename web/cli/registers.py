"""`rals register`: bring the registers up to date from files."""

from pathlib import Path

import click
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from engine import installation, settings
from engine.commands.registers.import_register import ImportRegister, counts
from engine.governance.actor import RALS
from engine.governance.register_diff import Changed, Plan
from engine.governance.register_rows import REGISTERS
from web.cli import output

SHOWN = 20
_WORDS = {"new": "Nya", "changed": "Ändrade", "ended": "Avslutade", "unchanged": "Oförändrade"}


@click.group()
def register() -> None:
    """The registers of units, people and positions."""


@register.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", required=True, type=click.Choice(list(REGISTERS)))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--end-missing", is_flag=True, help="End what the file does not have.")
@click.option("--organisation", help="The organisation's key, when there are several.")
@output.json_option
def import_(
    file: Path, kind: str, organisation: str | None, *, dry_run: bool, end_missing: bool, as_json: bool
) -> None:
    """Bring a register up to date with FILE (CSV), all of it or nothing. docs/howto/import-registers.md has the headers."""
    asked = ImportRegister(kind, file.read_bytes(), dry_run, end_missing, organisation)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with installation.opened(settings.read()) as engine, Progress(*columns, transient=True) as progress:
        progress.add_task(f"Läser in {file.name}")
        plan = engine.do(asked, RALS)
    found = [{"what": _WORDS[what], "count": count} for what, count in counts(plan).items()]
    output.rows(found, {"what": "Rader", "count": "Antal"}, as_json=as_json)
    if not as_json:
        _show(plan)
        click.echo("Inget har ändrats (--dry-run)." if dry_run else "Registret är uppdaterat.")


def _show(plan: Plan) -> None:
    for row in plan.new[:SHOWN]:
        click.echo("  ny: " + ", ".join(str(value) for value in row.values() if value is not None))
    for one in (*plan.changed[:SHOWN], *plan.ended[:SHOWN]):
        click.echo(f"  {_key(one)}: {_fields(one)}")
    more = max(len(plan.new), len(plan.changed), len(plan.ended)) - SHOWN
    if more > 0:
        click.echo("  … och fler; de första av varje slag visas.")


def _key(one: Changed) -> str:
    return "/".join(str(part) for part in one.key)


def _fields(one: Changed) -> str:
    return ", ".join(f"{name} {_said(old)} → {_said(new)}" for name, (old, new) in one.fields.items())


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return "inget" if value is None else str(value)


COMMANDS = (register,)
