"""What `rals models check` prints, for people and for programs."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from engine.errors import ModelRefusedError
from engine.runtime.checks import CHECKS, key_of
from tests.engine.runtime.checks.tiny import END, START, process, user, ways
from web.cli import rals

MODEL = process(START, "\n", user("ut_a", name="Skriv", rals_role="kung"), "\n", END, ways("s ut_a e"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A folder with a model that has one fault of its role, and more."""
    folder = tmp_path / "p å"
    folder.mkdir()
    file = folder / "p.bpmn"
    file.write_bytes(MODEL)
    return file


def check(path: Path, *options: str) -> Result:
    return CliRunner().invoke(rals, ["models", "check", str(path), *options])


def sarif(path: Path) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(check(path, "--format", "sarif").output)
    return log


def test_the_text_says_file_line_severity_check_element_what_and_remedy(path: Path) -> None:
    answer = check(path)
    found = next(part for part in answer.output.split("\n\n") if "[known_role]" in part)

    assert found.splitlines() == [
        f"{path}:2: fel: Uppgiften har en roll [known_role]: ut_a ”Skriv”",
        "  ”Skriv” har rollen kung, som inte finns i profilen.",
        "  Gör så här: Välj en roll som finns, eller lägg till rollen i profilen.",
    ]


def test_a_model_with_errors_is_refused_once_and_shortly(path: Path) -> None:
    answer = check(path)

    assert isinstance(answer.exception, ModelRefusedError)
    assert answer.exception.findings == ()


def test_json_has_the_names_of_the_api(path: Path) -> None:
    found = next(one for one in json.loads(check(path, "--json").output) if one["check"] == "known_role")

    assert (found["element"], found["name"], found["line"], found["severity"]) == (
        "ut_a",
        "Skriv",
        2,
        "error",
    )
    assert found["file"] == path.as_posix()
    assert set(found["text"]) == {"sv", "en"}


def test_sarif_has_what_version_2_1_0_demands(path: Path) -> None:
    log = sarif(path)

    # sarifLog, run, tool, toolComponent, reportingDescriptor and result: the properties that the schema requires.
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "Räls"
    assert [rule["id"] for rule in driver["rules"]] == [key_of(one) for one in CHECKS]
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    assert run["results"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]


def test_sarif_points_at_the_line_of_the_element_with_an_encoded_path(path: Path) -> None:
    found = next(one for one in sarif(path)["runs"][0]["results"] if one["ruleId"] == "known_role")
    (location,) = found["locations"]

    assert location["physicalLocation"]["region"] == {"startLine": 2}
    assert location["physicalLocation"]["artifactLocation"]["uri"].endswith("/p%20%C3%A5/p.bpmn")
    assert location["logicalLocations"] == [{"name": "Skriv", "fullyQualifiedName": "ut_a"}]


def test_a_fault_in_a_form_is_a_finding_too(path: Path) -> None:
    (path.parent / "forms").mkdir()
    (path.parent / "forms" / "f.form.json").write_text(
        '{"type": "default", "components": 1}', encoding="utf-8"
    )

    assert {one["ruleId"] for one in sarif(path)["runs"][0]["results"]} == {"form"}
