"""Räls installed from its wheel in an empty environment, as the image has it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel and the locked packages, and nothing of the checkout."""

    home: Path

    @property
    def python(self) -> Path:
        return self.home / "bin" / "python"

    @property
    def packages(self) -> Path:
        return (
            self.home / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
        )

    def environment(self, **settings: str) -> dict[str, str]:
        """What its programs see: no path into the checkout, and these settings."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("RALS_", "PYTHON"))}
        return kept | {"PATH": f"{self.home / 'bin'}:{kept['PATH']}"} | settings

    def start(self, *command: str, **settings: str) -> "subprocess.Popen[bytes]":
        environment = self.environment(**settings)
        return subprocess.Popen([self.home / "bin" / "rals", *command], cwd=self.home, env=environment)

    def run(self, *command: str, **settings: str) -> str:
        """Run `rals` to its end and return what it printed."""
        program = [self.home / "bin" / "rals", *command]
        return self._run(program, settings)

    def run_python(self, *command: str, **settings: str) -> str:
        """Run its Python to its end and return what it printed."""
        return self._run([self.python, *command], settings)

    def _run(self, program: list[Path | str], settings: dict[str, str]) -> str:
        done = subprocess.run(
            program,
            cwd=self.home,
            env=self.environment(**settings),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path) -> Iterator[Installed]:
    made = Installed(Path(tempfile.mkdtemp(prefix="rals-installed-")))
    # As root, the embedded database runs as somebody else, who must be able to reach its programs.
    made.home.chmod(0o755)
    venv.create(made.home, with_pip=False, symlinks=True)
    _lend_locked_packages(made.packages)
    quiet = ["--quiet", "--disable-pip-version-check", "--root-user-action=ignore"]
    install = ["install", *quiet, "--no-index", "--no-deps", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(made.python), *install], check=True)
    yield made
    shutil.rmtree(made.home)


def _lend_locked_packages(to: Path) -> None:
    """Link to what requirements.lock names and to no other package of ours, so that a forgotten one is missed."""
    for name in re.findall(r"^([\w.-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE):
        package = metadata.distribution(name)
        tops = {file.parts[0] for file in package.files or () if file.parts[0] not in ("..", "__pycache__")}
        for top in tops:
            (to / top).symlink_to(Path(str(package.locate_file(top))).resolve())
