"""The command `rals`. Every error is a sentence; 0 went well, 1 was refused, 2 wrong usage, 3 away for the moment."""

import sys
from typing import Final

import click
from environs import EnvError
from rich.console import Console

from engine.errors import EngineError, ModelRefusedError, UnavailableError
from web.cli import (
    bench,
    cases,
    data,
    doctor,
    event_log,
    files,
    krav,
    models,
    profiles,
    registers,
    serving,
    slides,
)

REFUSED: Final = 1
AWAY: Final = 3


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rals")
def rals() -> None:
    """Räls runs the governance of a process-oriented organisation."""


for command in (
    *serving.COMMANDS,
    *data.COMMANDS,
    *models.COMMANDS,
    *profiles.COMMANDS,
    *krav.COMMANDS,
    *cases.COMMANDS,
    *event_log.COMMANDS,
    *registers.COMMANDS,
    *doctor.COMMANDS,
    *files.COMMANDS,
    *slides.COMMANDS,
    *bench.COMMANDS,
):
    rals.add_command(command)


def main() -> None:
    """Run the command line; a refusal is printed as a sentence."""
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        rals()
    except ModelRefusedError as error:
        errors.print(error.text.sv, style="bold red")
        for finding in error.findings:
            errors.print(f"  {finding.element or '-'}: {finding.text.sv} {finding.remedy.sv}", markup=False)
        sys.exit(REFUSED)
    except UnavailableError as error:
        errors.print(error.text.sv, style="bold red")
        sys.exit(AWAY)
    except EngineError as error:
        errors.print(error.text.sv, style="bold red")
        sys.exit(REFUSED)
    except EnvError as error:
        errors.print(f"Inställningen är fel: {error}", style="bold red")
        sys.exit(2)
