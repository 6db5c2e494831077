"""`rals profiles`: check, compare, publish and activate governance profiles."""

from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import click

from engine import installation, settings
from engine.commands.profiles.activate import ActivateProfile
from engine.commands.profiles.publish import PublishProfile
from engine.door import Engine
from engine.errors import NotFoundError
from engine.governance.actor import RALS
from engine.governance.profile import Profile
from engine.governance.profile_compare import compare as compared
from engine.library import product_profile, profile_files, read_profile
from engine.queries.people.organisations import OrganisationRow, Organisations
from engine.queries.profiles.versions import ProfileVersions
from web.cli import output

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
COLUMNS = {
    "organisation": "Organisation",
    "key": "Profil",
    "number": "Version",
    "hash": "Innehåll",
    "active": "Gäller",
}
organisation_option = click.option("--organisation", help="Only this organisation (key).")


@click.group()
def profiles() -> None:
    """Governance profiles: check, compare, publish, activate."""


@profiles.command()
@click.argument("path", type=FILE)
def check(path: Path) -> None:
    """Check the profile in PATH with what it extends; exit 1 when it cannot be published."""
    found = _read(path)
    click.echo(f"{found.name.sv}: {len(found.roles)} roller, {len(found.mandates)} mandat. Inga fel.")


@profiles.command()
@click.argument("before")
@click.argument("after")
@output.json_option
def compare(before: str, after: str, *, as_json: bool) -> None:
    """Say what changes for whom from BEFORE to AFTER: each a file, or the key of a profile of the product."""
    changes = compared(_named(before), _named(after))
    if as_json:
        output.rows((asdict(one) for one in changes), {}, as_json=True)
        return
    for role, of_role in groupby(changes, lambda one: one.role):
        click.echo(role)
        for one in of_role:
            click.echo(f"  {one.text.sv}")


@profiles.command("list")
@output.json_option
def list_versions(*, as_json: bool) -> None:
    """List the published versions of every organisation."""
    with installation.opened(settings.read()) as engine:
        found = [
            {"organisation": one.name, **asdict(version)}
            for one in _organisations(engine, None)
            for version in engine.ask(ProfileVersions(organisation_id=one.id), RALS)
        ]
    output.rows(found, COLUMNS, as_json=as_json)


@profiles.command()
@click.argument("path", type=FILE)
@organisation_option
def publish(path: Path, organisation: str | None) -> None:
    """Publish the profile in PATH and let it govern."""
    data = path.read_bytes()
    with installation.opened(settings.read()) as engine:
        for one in _organisations(engine, organisation):
            version = engine.do(PublishProfile(data, one.id), RALS)
            _say(one, version)


@profiles.command()
@click.argument("key")
@click.argument("number", type=click.IntRange(min=1))
@organisation_option
def activate(key: str, number: int, organisation: str | None) -> None:
    """Let the published version NUMBER of the profile KEY govern again."""
    with installation.opened(settings.read()) as engine:
        for one in _organisations(engine, organisation):
            version = engine.do(ActivateProfile(key, number, one.id), RALS)
            _say(one, version)


def _say(organisation: OrganisationRow, version: dict[str, object]) -> None:
    click.echo(
        f"{organisation.name}: {version['key']} version {version['number']} gäller."
        f" Öppna beslut som bytte roll: {version['moved']}."
    )


def _organisations(engine: Engine, key: str | None) -> list[OrganisationRow]:
    found = [one for one in engine.ask(Organisations(), RALS) if key in (None, one.key)]
    if key is not None and not found:
        raise NotFoundError(f"Organisationen {key} finns inte.", f"There is no organisation {key}.")
    return found


def _named(named: str) -> Profile:
    path = Path(named)
    return _read(path) if path.is_file() else product_profile(named)


def _read(path: Path) -> Profile:
    return read_profile(profile_files(path.read_bytes()), new=True)


COMMANDS = (profiles,)
