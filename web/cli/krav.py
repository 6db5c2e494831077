"""`rals krav`: which governing statements the product carries, by what, and which tests show it."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any

import click

from engine.queries.statements.coverage import LEFT, STATES, Covered, coverage, totals
from engine.queries.statements.get import covered
from web.cli import output
from web.statements import CARRIERS, GROUPS, KINDS
from web.statements import STATES as CALLED

TOTALS = {
    "of": "Per",
    "key": "",
    "total": "Krav",
    "shown": "Prövade",
    "carried": "Burna",
    "missing": "Saknas",
    "explanatory": "Förklarande",
}


@click.command()
@click.argument("key", metavar="[ID]", required=False)
@click.option("--missing", is_flag=True, help="List the statements that nothing carries or no test shows.")
@click.option("--state", type=click.Choice(STATES), help="List the statements in one state.")
@output.json_option
def krav(key: str | None, *, missing: bool, state: str | None, as_json: bool) -> None:
    """Show how far the governing statements are carried and tested; one of them in full with ID."""
    if key:
        _one(covered(key.upper()), as_json=as_json)
    elif as_json or missing or state:
        _list((state,) if state else LEFT if missing else STATES, as_json=as_json)
    else:
        found_totals = ({**asdict(one), "of": GROUPS[one.of].sv} for one in totals(coverage().values()))
        output.rows(found_totals, TOTALS, as_json=False)


def _list(states: Collection[str], *, as_json: bool) -> None:
    found = [each for each in coverage().values() if each.state in states]
    if as_json:
        output.document(list(_plain(found)))
        return
    for each in found:
        one = each.statement
        heading = f"{one.id}  {CALLED[each.state].sv}, {KINDS[one.kind].sv.lower()}, {one.process}"
        output.entry(heading, one.text_sv, *([one.not_binding.sv] if one.not_binding else []))


def _plain(found: Iterable[Covered]) -> Iterable[dict[str, Any]]:
    for each in found:
        proof = {"carriers": [asdict(one) for one in each.carriers], "tests": each.tests}
        yield {**asdict(each.statement), "state": each.state, **proof}


def _one(each: Covered, *, as_json: bool) -> None:
    one = each.statement
    if as_json:
        (plain,) = _plain([each])
        output.document(plain)
        return
    output.entry(f"{one.id}  {CALLED[each.state].sv}\n{one.source}", one.text_sv, one.summary_en)
    if one.not_binding:
        output.entry("Binder ingen:", one.not_binding.sv)
        return
    click.echo("Bärs av:")
    for carrier in each.carriers:
        click.echo(f"  {CARRIERS[carrier.kind].sv}: {carrier.name.sv}  ({carrier.place})")
    click.echo("Prövas av:")
    for test in each.tests:
        click.echo(f"  {test}")


COMMANDS = (krav,)
