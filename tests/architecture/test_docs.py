"""The docs say what is there: targets, settings, rooms, recipes that stay short, links that lead somewhere."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture import source

MARKDOWN = [path for path in source.tracked() if path.suffix == ".md"]
HOWTO = [path for path in MARKDOWN if path.parent == Path("docs/howto")]
ADR = [path for path in MARKDOWN if path.parent == Path("docs/adr") and path.name != "README.md"]
PROMISED_TARGETS = {"help", "setup", "run", "test", "check", "krav", "bench", "fuzz", "soak", "year", "clean"}


def makefile_targets(pattern: str) -> set[str]:
    return set(re.findall(pattern, source.text(Path("Makefile")), re.MULTILINE))


def settings() -> set[str]:
    """Every variable that engine/settings.py asks environs for."""
    return {
        f"RALS_{call.args[0].value}"
        for name, call in source.called(source.tree(Path("engine/settings.py")))
        if name.rpartition(".")[2] in {"str", "int", "bool", "float", "path", "list", "url"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def links(path: Path) -> list[str]:
    """What a page links to inside this tree, without code blocks."""
    prose = re.sub(r"```.*?```", "", source.text(path), flags=re.DOTALL)
    found = re.findall(r"\]\(([^)\s]+)\)", prose)
    return [link.partition("#")[0] for link in found if "://" not in link and not link.startswith("#")]


def test_every_target_is_in_the_help():
    shown = makefile_targets(r"^([a-z]+):.*## ")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", source.text(Path("Makefile")), re.MULTILINE)

    assert shown == set(phony.split()) == makefile_targets(r"^([a-z]+):") == PROMISED_TARGETS


def test_every_setting_is_described_and_no_other():
    described = set(re.findall(r"^\| `(RALS_\w+)`", source.text(Path("docs/settings.md")), re.MULTILINE))
    assert described == settings()


def test_no_page_speaks_of_a_setting_that_does_not_exist():
    known = settings()
    spoken = {
        (str(path), name) for path in MARKDOWN for name in re.findall(r"RALS_[A-Z_]+", source.text(path))
    }
    assert {(path, name) for path, name in spoken if name not in known} == set()


def test_the_readme_gives_the_two_commands():
    blocks = re.findall(r"```\n(.*?)```", source.text(Path("README.md")), re.DOTALL)
    commands = [line.split("#")[0].strip() for line in blocks[0].splitlines()]
    assert commands == ["make run", "make test"]


def test_everybody_whom_the_readme_introduces_is_in_the_demo():
    table = source.text(Path("README.md")).partition("## The demo")[2].partition("## Go on")[0]
    introduced = re.findall(r"^\| ([^|]+?) \|", table, re.MULTILINE)[1:]
    demo = source.text(Path("bpmn/demo/regionhalsan.yaml"))

    assert len(introduced) > 5
    assert [name for name in introduced if f"name: {name}" not in demo] == []


@pytest.mark.parametrize("path", HOWTO, ids=str)
def test_a_recipe_has_at_most_six_steps(path):
    steps = [int(number) for number in re.findall(r"^(\d+)\. ", source.text(path), re.MULTILINE)]
    assert steps == list(range(1, len(steps) + 1))
    assert 2 <= len(steps) <= 6


@pytest.mark.parametrize("path", ADR, ids=str)
def test_a_decision_says_why_what_and_what_follows(path):
    text = source.text(path)
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert "\nStatus: " in text
    assert f"({path.name})" in source.text(Path("docs/adr/README.md"))


@pytest.mark.parametrize("path", MARKDOWN, ids=str)
def test_every_link_leads_to_a_file(path):
    broken = [link for link in links(path) if not (source.ROOT / path.parent / link).exists()]
    assert broken == []


def test_every_page_of_the_docs_can_be_reached_from_the_readme():
    reached, waiting = set(), [Path("README.md")]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.suffix == ".md":
            reached.add(page)
            waiting += [_plain(page.parent / link) for link in links(page)]
    pages = {path for path in MARKDOWN if path.parts[0] == "docs" or len(path.parts) == 1}
    assert pages - reached == set()


def test_every_room_is_described_and_drawn():
    linter = tomllib.loads(source.text(Path("pyproject.toml")))["tool"]["importlinter"]
    floors, rooms = (contract["layers"] for contract in linter["contracts"][:2])
    names = {name.strip() for layer in (*floors, *rooms) for name in layer.split("|")}
    page = source.text(Path("docs/architecture.md"))
    drawing = source.text(Path("docs/architecture.svg"))

    assert {name for name in names if not re.search(rf"\*\*`{name}(/|\.py)`\*\*", page)} == set()
    assert {name for name in names if f">{name}</text>" not in drawing} == set()


def test_the_files_that_a_task_is_followed_through_are_small():
    page = source.text(Path("docs/architecture.md"))
    followed = re.findall(r"^\d+\. \[`([\w/.]+)`\]", page, re.MULTILINE)

    assert len(followed) == 6
    assert [name for name in followed if source.text(Path(name)).count("\n") > 250] == []


def _plain(path: Path) -> Path:
    return (source.ROOT / path).resolve().relative_to(source.ROOT)


def test_every_request_of_users_names_tests_that_there_are():
    rows = re.findall(r"^\| (\d+) \| .* \| (.*) \|$", source.text(Path("docs/features.md")), re.MULTILINE)
    named = {test for _, shown in rows for test in re.findall(r"`(tests/[^`]+)`", shown)}
    there = {
        f"{path}::{node.name}"
        for path in {Path(test.partition("::")[0]) for test in named}
        for node in source.tree(path).body
        if isinstance(node, ast.FunctionDef)
    }

    assert [int(number) for number, _ in rows] == list(range(1, 26))
    assert all("`tests/" in shown for _, shown in rows)
    assert named - there == set()
