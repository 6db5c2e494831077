"""`rals register import` says what it does, and what is wrong at which line."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from web.cli import rals


def test_a_file_is_tried_and_then_imported(
    demo_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RALS_DATABASE_URL", demo_url)
    monkeypatch.setenv("RALS_DATA_DIR", str(tmp_path))
    file = tmp_path / "enheter.csv"
    file.write_bytes("kod;namn;typ;överordnad\nnorr;Norra området;regionomrade;rh\n".encode("cp1252"))

    def run(*more: str) -> str:
        done = CliRunner().invoke(rals, ["register", "import", str(file), "--kind", "units", *more])
        assert done.exception is None, done.output
        return done.output

    tried = run("--dry-run")
    assert "norr: name Regionområde Norr → Norra området" in tried
    assert "Inget har ändrats" in tried
    assert "→ Norra" in run()
    assert "→" not in run()
