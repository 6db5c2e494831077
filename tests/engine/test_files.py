"""Where the content of files lies, and that what is dangerous is not kept."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import demo
import outside
import pytest
from click.testing import CliRunner
from environs import EnvError
from outside import EICAR, Storage
from robot import Robot
from sqlalchemy import text

from engine import settings
from engine.door import Engine
from engine.settings import Outgoing
from web.cli import rals

PDF = b"%PDF-1.7 om provtagning"


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    with outside.storage(tmp_path / "store") as made:
        yield made


def _send(robot: Robot, data: bytes = PDF) -> Any:
    sent = {"file": (io.BytesIO(data), "plan.pdf", "application/pdf")}
    return robot.client.post("/api/v1/files", data=sent, headers=robot.people[demo.LEAD])


def _read(robot: Robot, file: Any) -> Any:
    return robot.client.get(f"/api/v1/files/{file.json['id']}", headers=robot.people[demo.LEAD])


def _rows(engine: Engine, wanted: str) -> list[Any]:
    with engine.database.snapshot() as connection:
        return list(connection.execute(text(wanted)).scalars())


def test_content_lies_once_in_the_bucket_and_is_read_from_there(
    engine: Engine, robot: Robot, storage: Storage
) -> None:
    engine.outgoing = storage.outgoing

    first, again = _send(robot), _send(robot)

    (kept,) = storage.contents()
    assert kept.read_bytes() == PDF
    assert kept.relative_to(storage.folder).parts[:2] == ("rals", "filer")
    assert _rows(engine, "SELECT octet_length(data) FROM file") == [0, 0]
    assert _read(robot, first).data == _read(robot, again).data == PDF


def test_content_that_is_changed_or_gone_is_not_given_out(
    engine: Engine, robot: Robot, storage: Storage
) -> None:
    engine.outgoing = storage.outgoing
    file = _send(robot)
    (kept,) = storage.contents()

    kept.write_bytes(PDF + b" och annat")
    changed = _read(robot, file)
    kept.unlink()
    gone = _read(robot, file)
    with engine.database.transaction() as connection:
        connection.execute(text("UPDATE file SET data = 'annat'"))
    changed_here = _read(robot, file)

    for answer, said in (
        (changed, "inte det som sparades"),
        (gone, "saknas"),
        (changed_here, "inte det som"),
    ):
        assert (answer.status_code, answer.json["title"]) == (500, "damaged")
        assert said in answer.json["detail"]


def test_without_its_storage_a_file_is_not_taken_and_can_be_sent_again(
    engine: Engine, robot: Robot, storage: Storage
) -> None:
    engine.outgoing = storage.outgoing
    before = _send(robot)
    storage.go()

    refused, unread = _send(robot, b"%PDF-1.4 ny"), _read(robot, before)

    assert (refused.status_code, unread.status_code) == (503, 503)
    assert "Fillagret svarar inte" in refused.json["detail"]
    assert len(_rows(engine, "SELECT id FROM file")) == 1
    storage.come()
    assert _send(robot, b"%PDF-1.4 ny").status_code == 201
    assert _read(robot, before).data == PDF


def test_files_move_to_the_bucket_and_back(
    engine: Engine, robot: Robot, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RALS_DATABASE_URL", engine.database.url)
    sent = {data: _send(robot, data) for data in (PDF, b"%PDF-1.4 en till", b"%PDF-1.4 en tredje")}
    refused = CliRunner().invoke(rals, ["files", "move", "bucket"])
    for name, value in storage.environment.items():
        monkeypatch.setenv(name, value)

    out = CliRunner().invoke(rals, ["files", "move", "bucket"], catch_exceptions=False)

    assert "Sätt RALS_FILES" in refused.exception.text.sv  # type: ignore[union-attr]
    assert out.stdout == "3 filer flyttade.\n"
    assert len(storage.contents()) == 3
    engine.outgoing = settings.read().outgoing
    assert {_read(robot, file).data for file in sent.values()} == set(sent)

    back = CliRunner().invoke(rals, ["files", "move", "database"], catch_exceptions=False)

    assert back.stdout == "3 filer flyttade.\n"
    engine.outgoing = Outgoing()
    assert {_read(robot, file).data for file in sent.values()} == set(sent)


@pytest.mark.parametrize("by", ["tcp", "unix"])
def test_an_infected_file_is_refused_and_noted(engine: Engine, robot: Robot, tmp_path: Path, by: str) -> None:
    with outside.scanner(tmp_path / "clamd" if by == "unix" else None) as address:
        engine.outgoing = Outgoing(scanner=address)
        clean, infected = _send(robot, b"x" * 200_000), _send(robot, b"x" * 70_000 + EICAR)

    assert (clean.status_code, infected.status_code) == (201, 422)
    assert "virusskyddet fann Eicar-Test-Signature" in infected.json["detail"]
    assert _rows(engine, "SELECT size FROM file") == [200_000]
    (noted,) = _rows(
        engine, "SELECT details FROM trail WHERE kind = 'file-infected' AND person_id IS NOT NULL"
    )
    assert noted["virus"] == "Eicar-Test-Signature"


def test_a_file_is_not_taken_while_the_scanner_is_silent(engine: Engine, robot: Robot) -> None:
    with outside.scanner() as address:
        pass
    engine.outgoing = Outgoing(scanner=address)

    refused = _send(robot)

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
    assert "Lägg till den igen om en stund" in refused.json["detail"]
    assert _rows(engine, "SELECT id FROM file") == []


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"RALS_FILES": "rals"}, "RALS_FILES"),
        ({"RALS_FILES_ENDPOINT": "lager.example.org"}, "RALS_FILES_ENDPOINT"),
        ({"RALS_CLAMAV": "unix://"}, "RALS_CLAMAV"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str], named: str) -> None:
    whole = {"RALS_FILES": "s3://rals", "RALS_FILES_KEY": "nyckel", "RALS_FILES_SECRET": "hemligt"}
    for name, value in {**whole, "RALS_FILES_ENDPOINT": "https://s3.example.org", **wrong}.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(EnvError, match=named):
        settings.read()
