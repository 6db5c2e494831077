"""What `rals doctor` and `rals serve` say of the storage of files and the scanner."""

import json
import os
import subprocess
import sys
from pathlib import Path

import outside
import pytest
from click.testing import CliRunner

from engine import settings
from web.cli import rals
from web.cli.outside import outside as checks


def _said() -> dict[str, tuple[str, str]]:
    return {one.check: (one.state, one.text.sv) for one in checks(settings.read().outgoing)}


def test_doctor_says_whether_storage_and_scanner_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {state for state, _ in _said().values()} == {"ok"}
    with outside.storage(tmp_path / "store") as storage, outside.scanner() as address:
        for name, value in {**storage.environment, "RALS_CLAMAV": address}.items():
            monkeypatch.setenv(name, value)
        assert _said() == {
            "files": ("ok", "Filer ligger i bucketen rals."),
            "scanner": ("ok", f"Virusskyddet på {address} svarar."),
        }

        monkeypatch.setenv("RALS_FILES_SECRET", "fel")
        assert "svarar 403" in _said()["files"][1]
        monkeypatch.setenv("RALS_FILES_SECRET", outside.SECRET)
        monkeypatch.setenv("RALS_FILES", "s3://borta")
        assert "Det finns ingen bucket borta" in _said()["files"][1]
        refused = _serve()
        assert refused.returncode == 1
        assert "Det finns ingen bucket borta" in refused.stderr

    assert {state for state, _ in _said().values()} == {"fault"}
    lines = json.loads(CliRunner().invoke(rals, ["doctor", "--json"]).stdout)
    assert {one["check"]: one["state"] for one in lines}["scanner"] == "fault"


def _serve() -> subprocess.CompletedProcess[str]:
    # It looks before it opens the database, which is nowhere.
    nowhere = {**os.environ, "RALS_DATABASE_URL": "postgresql://127.0.0.1:1/nowhere", "RALS_PORT": "0"}
    command = [sys.executable, "-c", "from web.cli import main; main()", "serve"]
    return subprocess.run(command, env=nowhere, capture_output=True, text=True, timeout=60, check=False)
