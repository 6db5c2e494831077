"""`rals krav`: which governing statements the product carries, by what, and which tests show it."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import click

from engine.queries.statements.coverage import Covered, coverage, totals
from engine.queries.statements.get import covered
from web.cli import output
from web.statements import CARRIERS, GROUPS, STATES

TOTALS = {
    "of": "Per",
    "key": "",
    "total": "Krav",
    "shown": "Prövade",
    "carried": "Burna",
    "missing": "Saknas",
}
LISTED = {"id": "Krav", "state": "Läge", "kind": "Slag", "process": "Process", "text_sv": "Text"}


@click.command()
@click.argument("key", metavar="[ID]", required=False)
@click.option("--missing", is_flag=True, help="List the statements that nothing carries or no test shows.")
@output.json_option
def krav(key: str | None, *, missing: bool, as_json: bool) -> None:
    """Show how far the governing statements are carried and tested; one of them in full with ID."""
    if key:
        _one(covered(key.upper()), as_json=as_json)
    elif as_json or missing:
        found = (each for each in coverage().values() if not missing or each.state != "shown")
        output.rows(list(_plain(found, as_json=as_json)), LISTED, as_json=as_json)
    else:
        found_totals = ({**asdict(one), "of": GROUPS[one.of].sv} for one in totals(coverage().values()))
        output.rows(found_totals, TOTALS, as_json=False)


def _plain(found: Iterable[Covered], *, as_json: bool) -> Iterable[dict[str, Any]]:
    for each in found:
        state = each.state if as_json else STATES[each.state].sv
        proof = {"carriers": [asdict(one) for one in each.carriers], "tests": each.tests} if as_json else {}
        yield {**asdict(each.statement), "state": state, **proof}


def _one(each: Covered, *, as_json: bool) -> None:
    (plain,) = _plain([each], as_json=as_json)
    if as_json:
        output.document(plain)
        return
    one = each.statement
    click.echo(f"{one.id}  {plain['state']}\n{one.source}\n\n  {one.text_sv}\n  {one.summary_en}\n")
    click.echo("Bärs av:")
    for carrier in each.carriers:
        click.echo(f"  {CARRIERS[carrier.kind].sv}: {carrier.name.sv}  ({carrier.place})")
    click.echo("Prövas av:")
    for test in each.tests:
        click.echo(f"  {test}")


COMMANDS = (krav,)
