"""`rals db`, `rals demo`, `rals token`: the database, the demo organisation, tokens."""

import subprocess
from pathlib import Path

import click
import yaml
from rich.progress import Progress

from engine import installation, settings
from engine.commands.access.issue_token import IssueToken
from engine.commands.models.publish import PublishModel
from engine.commands.organisations.load import LoadOrganisation
from engine.demo import Player, enter_documents
from engine.door import Engine
from engine.errors import InvalidError
from engine.governance.actor import RALS
from engine.library import PRODUCT
from engine.queries.people.me import DemoPeople
from engine.queries.people.organisations import Organisations
from engine.store import schema
from engine.store.embedded import Embedded
from web.cli import models, output

ORGANISATION = PRODUCT / "bpmn" / "demo" / "regionhalsan.yaml"
CASES = PRODUCT / "bpmn" / "demo" / "cases.yaml"
DOCUMENTS = PRODUCT / "bpmn" / "demo" / "documents.yaml"
PROFILE = PRODUCT / "bpmn" / "profiles" / "vgr.yaml"


@click.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Bring the database to the schema of this release."""
    with installation.opened(settings.read()) as engine:
        click.echo(f"Databasen har schema {schema.upgrade(engine.database)}.")


@db.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("program")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def run(context: click.Context, program: str, arguments: tuple[str, ...]) -> None:
    """Run PROGRAM (psql, pg_dump, pg_restore ...) of the embedded database on it; its exit code is ours."""
    read = settings.read()
    if read.database_url:
        raise InvalidError(
            "Det här är för den inbyggda databasen. För en egen finns PostgreSQL:s program där den finns.",
            "This is for the embedded database. For one of your own, use the programs that come with it.",
        )
    embedded = Embedded(read.data_dir)
    try:
        embedded.start()
        done = subprocess.run(embedded.tool(program, *arguments), check=False)  # noqa: S603  what the operator asked for
    finally:
        embedded.stop()
    context.exit(done.returncode)


@click.group()
def demo() -> None:
    """The demo organisation (RALS_DEMO=1)."""


@demo.command()
def load() -> None:
    """Load the demo organisation with its models; does nothing when it is there."""
    with installation.opened(settings.read()) as engine:
        schema.upgrade(engine.database)
        load_demo(engine)


@demo.command()
@click.option("--tokens", is_flag=True, help="Make a bearer token for each person.")
@output.json_option
def people(*, tokens: bool, as_json: bool) -> None:
    """List the demo people."""
    with installation.opened(settings.read()) as engine:
        found = [
            {"key": one.key, "name": one.name, "roles": [role.sv for role in one.roles]}
            | ({"token": engine.do(IssueToken(one.key), RALS)} if tokens else {})
            for one in engine.ask(DemoPeople(), RALS)
        ]
    output.rows(found, {"key": "Nyckel", "name": "Namn", "roles": "Roller"}, as_json=as_json)


@click.command()
@click.argument("person")
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 366))
def token(person: str, days: int) -> None:
    """Print a bearer token for PERSON (key or HSA-id)."""
    with installation.opened(settings.read()) as engine:
        click.echo(engine.do(IssueToken(person, days), RALS))


def load_demo(engine: Engine) -> None:
    """Load the demo organisation and publish the product's models, unless there already is an organisation."""
    if engine.ask(Organisations(), RALS):
        return
    raw = yaml.load(ORGANISATION.read_bytes(), Loader=yaml.CSafeLoader)
    organisation_id = engine.do(LoadOrganisation(raw, PROFILE.read_bytes()), RALS)
    for folder in processes():
        version = engine.do(PublishModel(models.files_of(folder), organisation_id), RALS)
        click.echo(f"Publicerad: {version['key']} version {version['number']}")
    click.echo(f"Organisationen {raw['name']} är inläst.")
    if engine.demo:
        told = yaml.load(CASES.read_bytes(), Loader=yaml.CSafeLoader)
        with Progress(transient=True) as progress:
            bar = progress.add_task("Spelar upp demoärenden", total=len(told["cases"]))
            Player(engine, told).play(lambda title: progress.update(bar, advance=1, description=title))
        enter_documents(engine, yaml.safe_load(DOCUMENTS.read_bytes()))


def processes() -> list[Path]:
    """Return the folders of the product's models that a case is started of; those that they call are published with them."""
    found = sorted(one for one in (PRODUCT / "bpmn").glob("*/*.bpmn") if one.stem == one.parent.name)
    called = {key for one in found for key in models.called_in({one.name: one.read_bytes()})}
    return [one.parent for one in found if one.stem not in called]


COMMANDS = (db, demo, token)
