"""`rals files`: where the content of uploaded files lies."""

from uuid import UUID

import click

from engine import installation, settings
from engine.commands.files.move import MoveNextFile
from engine.governance.actor import RALS

BUCKET, DATABASE = "bucket", "database"


@click.group()
def files() -> None:
    """Uploaded files."""


@files.command()
@click.argument("to", type=click.Choice([BUCKET, DATABASE]))
def move(to: str) -> None:
    """Move every file to the bucket of RALS_FILES, or from it to the database; it can be broken off and begun anew."""
    moved = 0
    last: UUID | None = None
    with installation.opened(settings.read()) as engine:
        while (last := engine.do(MoveNextFile(to == BUCKET, last), RALS)) is not None:
            moved += 1
    click.echo(f"{moved} filer flyttade.")


COMMANDS = (files,)
