"""Every example of docs/status-reports.md is run as it stands there, by a project leader with a key, against a real server.

The two for Power Query cannot be run here: of them it is tested that the server answers what they ask for, with the headers that they
send, and that it has the columns that they name and convert.
"""

import csv
import io
import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import demo
import keys
import measured
import pytest
import reporting
from flask.testing import FlaskClient
from reporting import LEADER
from serving import Answer, Http
from sqlalchemy import select
from templates import COMPILED
from werkzeug.serving import make_server

from engine.door import Engine
from engine.governance.tokens import Scope
from engine.settings import Settings
from engine.store import tables
from web.app import create_app

# What makes PDF leaves a file for the collector to close.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "status-reports.md").read_text("utf-8")
TYPES = {"type date": str, "Int64.Type": int, "type logical": bool}


@dataclass(frozen=True)
class Leader:
    """A project leader at a machine of their own, with a key, a case and an empty folder."""

    engine: Engine
    site: str
    key: str
    case: str
    folder: Path

    def example(self, language: str) -> list[str]:
        """Return the examples in a language, with the leader's own address, key and case."""
        own = {"https://rals.example.org": self.site, "rals_…": self.key, str(UUID(int=0)): self.case}
        page = PAGE
        for example, real in own.items():
            page = page.replace(example, real)
        return re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        there = {"RALS": f"{self.site}/api/v1", "KEY": self.key, "CASE": self.case}
        there["PATH"] = f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"
        return subprocess.run(
            command, cwd=self.folder, env=there, capture_output=True, text=True, check=False, timeout=60
        )

    def send(self, file: str) -> subprocess.CompletedProcess[str]:
        return self.run("python3", str(DOCS / "send_report.py"), file)

    def rows(self, table: str) -> list[Any]:
        with self.engine.database.snapshot() as connection:
            return list(connection.execute(select(tables.METADATA.tables[table])))

    def ask(self, path: str, headers: dict[str, str], **query: Any) -> Answer:
        return Http(self.site).get(f"/api/v1/{path}", headers, query)


@pytest.fixture
def leader(engine: Engine, client: FlaskClient, tmp_path: Path) -> Iterator[Leader]:
    case = demo.robot(engine, client, {}).start(demo.LEAD, demo.START)["id"]
    reporting.staff(engine, case)
    me = keys.person(engine, LEADER)
    measured.measure(engine, UUID(case), me.person_id or UUID(int=0))
    app = create_app(engine, Settings(tmp_path, None, "127.0.0.1", 0, 1, demo=True))
    app.jinja_env.bytecode_cache = COMPILED
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    folder = tmp_path / "leader"
    folder.mkdir()
    yield Leader(engine, f"http://127.0.0.1:{server.port}", keys.made(engine, LEADER, *Scope), case, folder)
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_examples_for_curl_hand_in_a_report_and_read_it_back(leader: Leader) -> None:
    shell, _ = leader.example("sh")

    done = leader.run("bash", "-euo", "pipefail", "-c", shell)

    assert done.returncode == 0, done.stdout + done.stderr
    (report,) = leader.rows("status_report")
    assert (report.total, report.parts["kostnad"], str(report.case_id)) == ("gron", "gul", leader.case)
    begins = {"report.pptx": b"PK", "report.pdf": b"%PDF-", "portfolio.xlsx": b"PK"}
    for name, first in begins.items():
        assert (leader.folder / name).read_bytes().startswith(first), name
    assert '"number":1' in done.stdout


def test_the_example_in_python_writes_a_risk_a_milestone_and_a_measurement(leader: Leader) -> None:
    headers, planned = {"Authorization": f"Bearer {leader.key}"}, {"planned_on": "2026-11-01"}
    body = {"items": [{"name": "Utbildning klar", **planned}, {"name": "Start", **planned}]}
    assert Http(leader.site).post(f"/api/v1/cases/{leader.case}/milestones", headers, body).status_code == 200
    (program,) = leader.example("python")

    done = leader.run("python3", "-c", program)

    assert done.stdout == "4 measurements\n", done.stderr
    assert [one.description for one in leader.rows("risk")] == ["Provtagare är sjuka"]
    reached = {one.name: one.reached_on and one.reached_on.isoformat() for one in leader.rows("milestone")}
    assert reached == {"Utbildning klar": "2026-11-20", "Start": None}


def test_a_report_is_sent_from_a_file_once_however_often(leader: Leader) -> None:
    (written,) = leader.example("toml")
    (leader.folder / "report.toml").write_text(written, "utf-8")
    (leader.folder / "send_report.py").write_bytes((DOCS / "send_report.py").read_bytes())
    _, shell = leader.example("sh")

    sent, again = (leader.run("bash", "-c", shell) for _ in range(2))

    assert sent.returncode == 0, sent.stderr
    assert again.stdout == sent.stdout
    (report,) = leader.rows("status_report")
    assert sent.stdout == f"Rapport 1: {leader.site}/statusrapporter/{report.id}\n"
    said = tomllib.loads(written)["answers"]
    assert report.content["sammanfattning"] == said["sammanfattning"]
    (step,) = report.content["nasta_steg"]
    assert (step["text"], step["datum"]) == ("Utbilda Lindåsa", "2026-12-10")
    assert report.content["inforandegrad"], "what the next report begins with is there too"


def test_the_key_is_not_sent_to_the_address_that_a_file_has(leader: Leader) -> None:
    (written,) = leader.example("toml")
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        theirs = f"http://127.0.0.1:{elsewhere.getsockname()[1]}"
        (leader.folder / "report.toml").write_text(written.replace(leader.site, theirs), "utf-8")
        done = leader.send("report.toml")
        elsewhere.settimeout(0)
        with pytest.raises(BlockingIOError):
            elsewhere.accept()
    assert done.stdout.startswith(f"Rapport 1: {leader.site}/statusrapporter/"), done.stderr


def test_a_file_or_a_key_with_a_fault_is_told_in_plain_words(leader: Leader) -> None:
    (written,) = leader.example("toml")
    faults = {
        written.replace('"gron"\ntrend', '"blå"\ntrend'): "/answers/status_total",
        written.replace('trend = "battre"\n', 'trend = "battre"\nokant = 1\n', 1): "/answers/okant",
        written.replace('kommentar = "Sjukdom.", ', ""): "/answers/delstatus/risk/kommentar: Fyll i orsak.",
        written.replace(leader.case, str(UUID(int=1))): "Ärendet finns inte",
        written.replace("[answers]", "[answers"): "TOMLDecodeError",
    }
    for content, told in faults.items():
        (leader.folder / "wrong.toml").write_text(content, "utf-8")
        done = leader.send("wrong.toml")
        assert done.returncode == 1
        assert told in done.stderr, (told, done.stderr)
        assert "Traceback" not in done.stderr
    assert "FileNotFoundError" in leader.send("missing.toml").stderr
    (leader.folder / "right.toml").write_text(written, "utf-8")
    poor = Leader(
        leader.engine, leader.site, keys.made(leader.engine, LEADER, "progress:read"), "", leader.folder
    )
    assert "kräver en nyckel med status_reports:write" in poor.send("right.toml").stderr
    assert leader.rows("status_report") == []


def test_what_power_query_asks_for_is_there(leader: Leader) -> None:
    paged, table = leader.example("powerquery")
    for example in (paged, table):
        assert f'Address = "{leader.site}/api/v1"' in example
        assert 'Authorization = "Bearer " & Key' in example
    headers = {"Authorization": f"Bearer {leader.key}", "Accept-Language": "sv"}

    found = leader.ask(_path(paged), headers, **_query(paged)).json
    (row,) = found["items"]
    assert found["next"] is None
    assert set(re.findall(r"\[(next|items)\]", paged)) == {"next", "items"}
    named = re.search(r"FromRecords\(Rows, \{(.*?)\}", paged)
    assert named
    assert set(re.findall(r'"(\w+)"', named[1])) <= set(row)
    for column, kind in re.findall(r'\{"(\w+)", ([\w. ]+)\}', paged):
        assert row[column] is None or type(row[column]) is TYPES[kind], column
    assert leader.ask(_path(paged), headers, **_query(paged), cursor="x").status_code == 422

    sheet = leader.ask(_path(table), headers, **_query(table)).body
    mark = re.search(r'Delimiter = "(.)", Encoding = 65001', table)
    assert mark
    heads, *rows = csv.reader(io.StringIO(sheet.decode("utf-8-sig")), delimiter=mark[1])
    assert heads[:2] == ["ärende", "rubrik"]
    assert [one[1] for one in rows] == [demo.START["rubrik"]]


def _path(example: str) -> str:
    return re.findall(r'RelativePath = "(\w+)"', example)[0]


def _query(example: str) -> dict[str, str]:
    return dict(re.findall(r'(\w+) = "(\w+)"', re.findall(r"Query = \[(.*?)\]", example)[0]))
