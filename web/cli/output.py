"""Prints data as a table for people or as JSON for programs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

import click
from rich.console import Console
from rich.table import Table

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


_INDENT: Final = "    "


def rows(items: Iterable[Any], columns: Mapping[str, str], *, as_json: bool) -> None:
    """Print frozen rows or mappings: `columns` maps keys to headings."""
    plain = [item if isinstance(item, Mapping) else asdict(item) for item in items]
    if as_json:
        document(plain)
        return
    table = Table(*columns.values(), box=None, pad_edge=False)
    for item in plain:
        table.add_row(*(_text(item.get(key)) for key in columns))
    Console().print(table)


def entry(heading: str, *texts: str) -> None:
    """Print a heading, and under it texts that take the width of the terminal."""
    click.echo(heading)
    for text in texts:
        click.echo(click.wrap_text(text, Console().width, _INDENT, _INDENT))


def document(plain: Any) -> None:
    """Print what is not a table as JSON."""
    click.echo(json.dumps(plain, default=str, ensure_ascii=False, indent=2))


def _text(value: Any) -> str:
    # A text in two languages has become a pair.
    if isinstance(value, Sequence) and not isinstance(value, str):
        return (
            ", ".join(_text(one) for one in value)
            if value and not isinstance(value[0], str)
            else str(value[0] if value else "")
        )
    return "" if value is None else str(value)
