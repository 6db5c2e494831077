"""`rals serve` and `rals worker`."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Mapping
from typing import Final

import click
from rich.console import Console

from engine import installation, settings, watch, worker
from engine.errors import UnavailableError
from engine.installation import Place
from engine.outgoing import bucket
from engine.settings import Settings
from engine.store import schema
from web.cli.data import load_demo

STOP_SECONDS: Final = 30
RESTART_SECONDS: Final = 1.0
# A machine under load needs its time; a web server that has died is noticed at once.
UP_SECONDS: Final = 180
PR_SET_PDEATHSIG: Final = 1
MEMORY: Final = "/dev/shm"  # noqa: S108  a folder of our own is made in it


@click.command()
@click.option("--no-worker", is_flag=True, help="Only the web server; run `rals worker` elsewhere.")
def serve(*, no_worker: bool) -> None:
    """Serve pages and API, with a worker, on the database of the settings."""
    read = settings.read()
    _refuse_taken_port(read)
    signal.signal(signal.SIGTERM, _leave)
    with installation.place(read) as place:
        _prepare(read)
        environment = {**os.environ, "RALS_DATABASE_URL": place.url, "RALS_SECRET_KEY": read.secret_key()}
        commands = [_web(read)] if no_worker else [_web(read), _rals("worker")]
        with tempfile.TemporaryDirectory(prefix="rals-counted-", dir=_memory()) as counted:
            # prometheus-client reads this: the processes count together, from zero at each start.
            counting = {**environment, "PROMETHEUS_MULTIPROC_DIR": counted}
            _supervise(commands, counting, read, place)


@click.command("worker")
def run_worker() -> None:
    """Run jobs: timers, mail and calls."""
    watch.show()
    read = settings.read()
    with installation.opened(read) as engine:
        worker.run(engine, read.secret_key())


def _memory() -> str | None:
    # The files are mapped into memory: on a disk that runs full a count would kill the process that counts.
    return MEMORY if os.access(MEMORY, os.W_OK) else None


def _prepare(read: Settings) -> None:
    _look_for_bucket(read)
    with installation.opened(read) as engine:
        schema.upgrade(engine.database)
        if read.demo:
            load_demo(engine)


def _look_for_bucket(read: Settings) -> None:
    """Refuse to start with a bucket that is not there; one that does not answer stops only what has files."""
    if read.outgoing.bucket is not None:
        try:
            bucket.look(read.outgoing.bucket)
        except UnavailableError as error:
            click.echo(error.text.sv, err=True)


def _web(read: Settings) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "web.wsgi:make()"),
        *("--bind", f"{read.host}:{read.port}", "--workers", str(read.web_processes)),
        *("--worker-class", "gthread", "--threads", "4", "--log-level", "warning"),
        *("--graceful-timeout", "20", "--no-control-socket"),
    ]


def _rals(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from web.cli import main; main()", *arguments]


def _supervise(
    commands: list[list[str]], environment: Mapping[str, str], read: Settings, place: Place
) -> None:
    """Keep the commands and the database running; when asked to leave, ask them to leave and wait for them."""
    trouble = ""
    running = [_spawn(command, environment) for command in commands]
    try:
        _wait_until_up(read, running[0])
        Console(highlight=False).print(f"Räls svarar på [bold]{_address(read)}[/] (Ctrl+C stoppar)")
        while True:
            time.sleep(RESTART_SECONDS)
            trouble = _keep_up(place, trouble)
            for index, child in enumerate(running):
                if child.poll() is not None:
                    click.echo(f"En process slutade ({child.returncode}); startar om den.", err=True)
                    running[index] = _spawn(commands[index], environment)
    except (KeyboardInterrupt, SystemExit):
        click.echo("Stoppar.", err=True)
    finally:
        for child in running:
            child.terminate()
        for child in running:
            _wait(child)


def _keep_up(place: Place, before: str) -> str:
    """Start a database that has died, and return why it cannot start; that is said once, not every second."""
    try:
        if place.keep_up():
            click.echo("Databasen slutade; den är startad igen.", err=True)
    except UnavailableError as error:
        if error.text.sv != before:
            click.echo(f"{error.text.sv} Försöker igen varje sekund.", err=True)
        return error.text.sv
    return ""


def _address(read: Settings) -> str:
    """Return an address that a browser on this machine can open."""
    everywhere = read.host in ("0.0.0.0", "::")  # noqa: S104  compared with, not listened on
    return f"http://{'127.0.0.1' if everywhere else read.host}:{read.port}"


def _wait_until_up(read: Settings, web: subprocess.Popen[bytes]) -> None:
    for _ in range(int(UP_SECONDS / 0.1)):
        if web.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{_address(read)}/healthz", timeout=1):  # noqa: S310  our own server
                return
        except OSError:
            time.sleep(0.1)
    raise UnavailableError(
        "Webbservern startade inte. Läs vad den skrev ovanför.",
        "The web server did not start. Read what it wrote above.",
    )


def _spawn(command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=dict(environment), preexec_fn=_die_with_parent)  # noqa: S603, PLW1509  ours


def _die_with_parent() -> None:
    # When this process is killed outright, nobody is left to stop the children: let the kernel tell them.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    # Ctrl+C reaches the whole group; the parent alone decides when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _wait(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()


def _leave(*_: object) -> None:
    sys.exit(0)


def _refuse_taken_port(read: Settings) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((read.host, read.port))
        except OSError as error:
            raise UnavailableError(
                f"Porten {read.port} går inte att använda ({error.strerror}). Välj en annan med RALS_PORT.",
                f"Port {read.port} cannot be used ({error.strerror}). Choose another with RALS_PORT.",
            ) from error


COMMANDS = (serve, run_worker)
