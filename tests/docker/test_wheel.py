"""The wheel is the whole product: installed in an empty environment it migrates, serves, works and is stopped."""

import json
import re
import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from server import Server
from serving import UP_SECONDS, Http, free_port

from tests.architecture import source

PACKAGES = {"feel", "forms", "engine", "api", "web", "bpmn", "benchmarks"}
HEALTH = source.ROOT / "docker" / "health.py"


class Running:
    """Web and worker as the containers have them: two programs on one database."""

    def __init__(self, installed, folder: Path) -> None:
        self.installed = installed
        self.settings = {
            "RALS_DATA_DIR": str(folder),
            "RALS_PORT": str(free_port()),
            "RALS_DEMO": "1",
            "RALS_WEB_PROCESSES": "1",
        }
        self.http = Http(f"http://127.0.0.1:{self.settings['RALS_PORT']}")
        self.programs: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str, ready: int) -> None:
        """Start a program and wait until /readyz answers so."""
        self.programs.append(self.installed.start(*command, **self.settings))
        deadline = time.monotonic() + UP_SECONDS
        while time.monotonic() < deadline:
            assert self.programs[-1].poll() is None, f"rals {command[0]} has stopped"
            try:
                if self.http.get("/readyz", {}).status_code == ready:
                    return
            except OSError:
                pass  # not there yet
            time.sleep(0.1)
        raise AssertionError(f"/readyz never answered {ready}")

    def stop(self) -> list[int]:
        """Ask all to leave, the last one first, and return how each left."""
        for program in reversed(self.programs):
            program.terminate()
            program.wait(60)
        return [program.returncode for program in self.programs]


@pytest.fixture(scope="module")
def running(installed, tmp_path_factory) -> Iterator[Running]:
    made = Running(installed, tmp_path_factory.mktemp("data"))
    try:
        made.start("serve", "--no-worker", ready=503)
        made.start("worker", ready=200)
        yield made
    finally:
        made.stop()


def test_the_wheel_has_every_file_of_the_product_and_nothing_else(wheel):
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    kept = {str(path) for path in source.tracked() if path.parts[0] in PACKAGES}
    built = {name for name in packed if name.startswith("web/static/dist/")}

    assert kept - packed == set()
    assert packed - kept - built == set()
    assert "web/static/dist/htmx.js" in built


def test_the_product_comes_from_the_wheel_and_not_from_the_checkout(installed):
    program = "import sys, web, engine.library as l; print(web.__file__, l.PRODUCT, *sys.path, sep='\\n')"
    found = installed.run_python("-c", program).split()

    assert found[:2] == [str(installed.packages / "web" / "__init__.py"), str(installed.packages)]
    assert [path for path in found if path.startswith(str(source.ROOT))] == []


def test_web_is_ready_once_a_worker_is_there(running):
    assert running.http.get("/readyz", {}).json == {"database": True, "migrated": True, "worker": True}
    assert running.http.get("/healthz", {}).status_code == 200


def test_the_login_page_shows_the_demo_people_and_all_that_it_loads_is_there(running):
    page = running.http.get("/login", {}).get_data(as_text=True)
    loaded = set(re.findall(r'(?:href|src)="(/assets/[^"#]+)', page))
    sheet = next(address for address in loaded if "rals.css" in address)
    inner = re.findall(r'url\("(/assets/[^"]+)"\)', running.http.get(sheet, {}).get_data(as_text=True))

    assert "Linda Hedlund" in page
    assert any("htmx.js" in address for address in loaded)
    assert any(".woff2" in address for address in inner)
    answers = {address: running.http.get(address, {}) for address in (*loaded, *inner)}
    assert {
        address for address, answer in answers.items() if answer.status_code != 200 or not answer.body
    } == set()


def test_the_demo_is_loaded_with_its_model_forms_and_cases(running):
    listed = json.loads(running.installed.run("demo", "people", "--json", "--tokens", **running.settings))
    people = [{"Authorization": f"Bearer {one['token']}"} for one in listed if one["roles"]]
    tasks = (
        (person, task)
        for person in people
        for task in running.http.get("/api/v1/tasks", person).json["items"]
    )
    person, task = next(tasks)

    start = running.http.get("/api/v1/process-definitions/implementering/start-form", person)
    assert start.status_code == 200
    assert running.http.get("/api/v1/cases", person).json["items"]
    shown = running.http.get(f"/api/v1/tasks/{task['id']}", person).json
    assert shown["form"]["components"]


def test_the_governing_statements_are_in_the_wheel(installed):
    program = "from engine.library import statements; print(len(statements()))"
    assert int(installed.run_python("-c", program)) == 427


def test_the_model_in_the_wheel_passes_its_check(installed):
    installed.run("models", "check", str(installed.packages / "bpmn" / "implementering"))


@pytest.mark.parametrize("part", ["web", "worker"])
def test_the_health_check_of_the_image_says_that_all_is_well(running, part):
    running.installed.run_python(str(HEALTH), part, **running.settings)


@pytest.mark.parametrize("part", ["web", "worker"])
def test_the_health_check_of_the_image_says_when_it_is_not(installed, empty_url, part):
    elsewhere = {"RALS_PORT": "9", "RALS_DATABASE_URL": empty_url}
    with pytest.raises(AssertionError):
        installed.run_python(str(HEALTH), part, **elsewhere)


def test_the_migration_alone_makes_the_schema_and_may_be_run_again(installed, server: Server):
    server.execute("CREATE DATABASE made_by_wheel")
    url = server.embedded.url("made_by_wheel")
    first = installed.run("db", "upgrade", RALS_DATABASE_URL=url)

    assert "schema" in first
    assert installed.run("db", "upgrade", RALS_DATABASE_URL=url) == first
    server.drop(url)


def test_web_and_worker_leave_when_asked(running):
    assert running.stop() == [0, 0]
