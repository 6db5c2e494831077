"""`rals slides`: the template of the slides, to change and use instead."""

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def slides(file: Path) -> None:
    """Write the template of status reports to FILE (PPTX). Change it, keep the names of its shapes, and set RALS_SLIDES to it."""
    from web.slides.template import own

    file.write_bytes(own())
    click.echo(f"Mallen ligger i {file}.")


COMMANDS = (slides,)
