"""`rals models`: check, lay out and publish models from files."""

from pathlib import Path

import click

from engine import installation, settings
from engine.commands.models.publish import PublishModel, refuse
from engine.connectors.known import known_to
from engine.errors import Finding, InvalidError
from engine.governance import profile as profiles
from engine.governance.actor import RALS
from engine.library import FORM_SUFFIX, PRODUCT, assemble, compile_forms
from engine.queries.people.organisations import Organisations
from engine.runtime import checks
from engine.runtime.layout import lay_out
from web.cli import output

FINDINGS = {
    "severity": "Grad",
    "element": "Element",
    "text": "Vad",
    "remedy": "Gör så här",
    "check": "Kontroll",
}


@click.group()
def models() -> None:
    """Process models: check, lay out, publish."""


@models.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--profile", default="vgr", show_default=True, help="Profile to check against.")
@output.json_option
def check(path: Path, profile: str, *, as_json: bool) -> None:
    """Check the model in PATH (a folder, or a .bpmn file); exit 1 when it cannot be published."""
    findings = findings_of(files_of(path), profile)
    output.rows(findings, FINDINGS, as_json=as_json)
    refuse(findings)


@models.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
def publish(path: Path) -> None:
    """Publish the model in PATH in every organisation of this installation."""
    files = files_of(path)
    with installation.opened(settings.read()) as engine:
        for organisation in engine.ask(Organisations(), RALS):
            version = engine.do(PublishModel(files, organisation.id), RALS)
            click.echo(f"{organisation.name}: {version['key']} version {version['number']}")


@models.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def layout(path: Path) -> None:
    """Lay out the diagram in PATH, lane by lane, and write it back."""
    path.write_bytes(lay_out(path.read_bytes()))
    click.echo(f"{path} är ritad.")


def files_of(path: Path) -> dict[str, bytes]:
    """Return a model's files: its diagrams, its decision tables, and its forms from beside it or from the product's definitions."""
    folder = path if path.is_dir() else path.parent
    main = folder / f"{folder.name}.bpmn" if path.is_dir() else path
    if not main.exists():
        raise InvalidError(
            f"{main} finns inte. En modell ligger i en mapp med samma namn som processen.",
            f"There is no {main}. A model lies in a folder with the name of its process.",
        )
    files = {main.name: main.read_bytes()}
    files |= {f"called/{one.name}": one.read_bytes() for one in sorted(folder.glob("*.bpmn")) if one != main}
    files |= {f"decisions/{one.name}": one.read_bytes() for one in sorted(folder.glob("*.dmn"))}
    for forms in (folder / "forms", PRODUCT / "forms" / "definitions" / main.stem):
        files |= {f"forms/{one.name}": one.read_bytes() for one in sorted(forms.glob(f"*{FORM_SUFFIX}"))}
    return files


def findings_of(files: dict[str, bytes], profile: str) -> tuple[Finding, ...]:
    """Return every finding on a model; what passes the checks must compile too (ModelRefusedError)."""
    data = (PRODUCT / "bpmn" / "profiles" / f"{profile}.yaml").read_bytes()
    findings = checks.check(files, known_to(profiles.read(data), compile_forms(files)))
    if not any(finding.severity == "error" for finding in findings):
        assemble(files)
    return findings


COMMANDS = (models,)
