"""`rals bench`: measure what Räls costs on this machine."""

import json
import signal
from collections.abc import Iterator, Mapping
from typing import Any, Final

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from benchmarks.figures import NAMES, Figures

WORDS: Final = {
    "complete": "Slutföra en uppgift över HTTP",
    "loop": "Varv 10 000 i en slinga mot varv 10",
    "throughput": "Hela ärenden med två steg per sekund",
    "memory": "Minne per process",
    "growth": "Minne efter 20 000 steg mot 2 000",
    "start": "Kallstart",
    "rights": "Rättigheter i en organisation med 50 000 personer",
    "migrate": "10 000 pågående ärenden byter version",
    "portfolio": "Portföljen med 5 000 ärenden och 100 000 rapporter mot 50",
    "lead_times": "Ledtider och händelselogg för 5 000 ärenden med 200 000 steg",
    "inbox": "Inkorgen bland en miljon öppna uppgifter mot tusen",
}


@click.command()
@click.argument("name", required=False, type=click.Choice(NAMES))
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def bench(name: str | None, *, as_json: bool) -> None:
    """Measure NAME, or everything in turn. Nothing of this installation is touched; docs/benchmarks.md explains."""
    # A measurement has processes and a folder of its own to clear away, also when it is asked to leave.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    found = {one: _measured(one) for one in ([name] if name else NAMES)}
    if as_json:
        click.echo(json.dumps(found[name] if name else found, ensure_ascii=False, indent=2))
        return
    for one, figures in found.items():
        _show(one, figures)


def _measured(name: str) -> Figures:
    # Late, since it brings the whole house with it.
    from benchmarks.measures import MEASURES

    columns = (
        TextColumn("{task.fields[name]}"),
        BarColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("", total=1.0, name=name)
        return MEASURES[name](lambda text, part: progress.update(bar, description=text, completed=part))


def _show(name: str, figures: Figures) -> None:
    console = Console()
    console.print(f"[bold]{name}[/] {WORDS[name]}", highlight=False)
    table = Table("Mått", "Värde", box=None, pad_edge=False)
    for key, value in _flat(figures):
        table.add_row(key, f"{value:.2f}" if isinstance(value, float) else str(value))
    console.print(table)


def _flat(figures: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in figures.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + key, value


COMMANDS = (bench,)
