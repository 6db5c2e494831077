"""`rals models`: check, lay out and publish models from files."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

import click

from engine import installation, settings
from engine.commands.models.publish import PublishModel
from engine.connectors.known import known_to
from engine.connectors.putting_in_force import refuse
from engine.errors import Finding, InvalidError, ModelRefusedError
from engine.governance.actor import RALS
from engine.library import FORM_SUFFIX, PRODUCT, assemble, compile_forms, product_profile
from engine.queries.models.checks import ChecksOfFiles
from engine.queries.people.organisations import Organisations
from engine.runtime import checks
from engine.runtime.layout import lay_out
from forms.text import Text
from web.cli import findings

_CALLED: Final = re.compile(rb'calledElement="([\w-]+)"')


@click.group()
def models() -> None:
    """Process models: check, lay out, publish."""


@models.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--profile", default="vgr", show_default=True, help="Profile to check against.")
@click.option("--organisation", help="Key of an organisation: check against its profile and its vacancies.")
@click.option("--format", "wanted", type=click.Choice([*findings.FORMATS]), default="text", show_default=True)
@click.option("--json", "wanted", flag_value="json", help="The same as --format json.")
def check(path: Path, profile: str, organisation: str | None, wanted: str) -> None:
    """Check the model in PATH (a folder, or a .bpmn file); exit 0 when it can be published, 1 when it cannot."""
    found = findings_of(files_of(path), profile, organisation)
    findings.show([replace(one, file=_path_of(path, one.file)) for one in found], wanted)
    refuse_shortly(found)


@models.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
def publish(path: Path) -> None:
    """Publish the model in PATH in every organisation of this installation."""
    files = files_of(path)
    with installation.opened(settings.read()) as engine:
        for organisation in engine.ask(Organisations(), RALS):
            version = engine.do(PublishModel(files, organisation.id), RALS)
            click.echo(f"{organisation.name}: {version['key']} version {version['number']}")
            if version["warnings"]:
                findings.show(version["warnings"], "text")


@models.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def layout(path: Path) -> None:
    """Lay out the diagram in PATH, lane by lane, and write it back."""
    path.write_bytes(lay_out(path.read_bytes()))
    click.echo(f"{path} är ritad.")


def files_of(path: Path) -> dict[str, bytes]:
    """Return a model's files: its diagrams, its decision tables, and its forms from beside it or from the product's definitions.

    A process that it calls and that does not lie beside it is the product's, with its forms.
    """
    folder = path if path.is_dir() else path.parent
    main = folder / f"{folder.name}.bpmn" if path.is_dir() else path
    if not main.exists():
        raise InvalidError(
            f"{main} finns inte. En modell ligger i en mapp med samma namn som processen.",
            f"There is no {main}. A model lies in a folder with the name of its process.",
        )
    files = {main.name: main.read_bytes()}
    files |= {f"called/{one.name}": one.read_bytes() for one in sorted(folder.glob("*.bpmn")) if one != main}
    for key in sorted(called_in(files)):
        other = PRODUCT / "bpmn" / key
        if (other / f"{key}.bpmn").exists():
            theirs = files_of(other)
            files |= {f"called/{key}.bpmn": theirs.pop(f"{key}.bpmn"), **theirs}
    files |= {f"decisions/{one.name}": one.read_bytes() for one in sorted(folder.glob("*.dmn"))}
    for forms in (folder / "forms", PRODUCT / "forms" / "definitions" / main.stem):
        files |= {f"forms/{one.name}": one.read_bytes() for one in sorted(forms.glob(f"*{FORM_SUFFIX}"))}
    return files


def called_in(files: Mapping[str, bytes]) -> set[str]:
    """Return the processes that these diagrams call and that are not among them."""
    named = {found.decode() for data in files.values() for found in _CALLED.findall(data)}
    return named - {Path(name).stem for name in files}


def findings_of(
    files: dict[str, bytes], profile: str, organisation: str | None = None
) -> tuple[Finding, ...]:
    """Return every finding on a model, those of its forms and of the compiler too; with the vacancies of an organisation."""
    try:
        found = _of_organisation(files, organisation) if organisation else _of_profile(files, profile)
        if not any(finding.severity == "error" for finding in found):
            assemble(files)
    except ModelRefusedError as refused:
        if not refused.findings:
            raise
        return refused.findings
    return found


def _of_profile(files: dict[str, bytes], profile: str) -> tuple[Finding, ...]:
    return checks.check(files, known_to(product_profile(profile), compile_forms(files)))


def _of_organisation(files: dict[str, bytes], key: str) -> tuple[Finding, ...]:
    with installation.opened(settings.read()) as engine:
        known = {one.key: one.id for one in engine.ask(Organisations(), RALS)}
        if key not in known:
            listed = ", ".join(known)
            here = Text(listed or "ingen", listed or "none")
            raise InvalidError(
                f"Organisationen {key} finns inte här. Här finns: {here.sv}.",
                f"There is no organisation {key} here. There are: {here.en}.",
            )
        return engine.ask(ChecksOfFiles(files, known[key]), RALS)


def _path_of(path: Path, file: str) -> str:
    """Return where a file of the model lies, as it would be written on the command line."""
    folder = path if path.is_dir() else path.parent
    name = PurePosixPath(file)
    places = (folder / name, folder / name.name, PRODUCT / "forms" / "definitions" / path.stem / name.name)
    return next((place.as_posix() for place in places if file and place.is_file()), file)


def refuse_shortly(found: tuple[Finding, ...]) -> None:
    """Refuse with the sentence alone, since the findings have been shown."""
    try:
        refuse(found)
    except ModelRefusedError as refused:
        raise ModelRefusedError(refused.text.sv, refused.text.en) from None


COMMANDS = (models,)
