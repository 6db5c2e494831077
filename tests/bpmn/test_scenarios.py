"""The processes of the product do what their scenarios say, and their forms and models have no faults."""

from pathlib import Path

import pytest

import forms
from tests.bpmn.player import ROOT, Player, load, published

SCENARIOS = sorted(
    path for path in (ROOT / "bpmn").glob("*/scenarios/*.yaml") if path.stem not in {"parts", "directory"}
)
FORMS = sorted((ROOT / "forms/definitions").glob("*/*.form.json"))
PROCESSES = sorted(path.parent.name for path in (ROOT / "bpmn").glob("*/*.bpmn"))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_scenario_goes_as_written_with_save_and_restore_between_all_steps(path: Path) -> None:
    Player(path.parts[-3], path.parent).play(load(path))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_of_the_product_compiles_and_is_named_like_its_file(path: Path) -> None:
    assert f"{forms.compile(path.read_bytes()).key}.form.json" == path.name


@pytest.mark.parametrize("process", PROCESSES)
def test_every_form_of_a_process_is_used_and_every_used_form_exists(process: str) -> None:
    model, compiled = published(process)
    assert set(model.forms) == set(compiled)


@pytest.mark.parametrize("process", PROCESSES)
def test_every_end_of_a_process_is_reached_by_a_scenario(process: str) -> None:
    model, _ = published(process)
    ends = {
        each.id
        for each in model.elements.values()
        if each.kind == "endEvent" and each.parent is None and each.process == process
    }
    steps = [step for path in SCENARIOS if path.parts[-3] == process for step in load(path)["steps"]]
    reached = {step["expect"]["ended"] for step in steps if "ended" in step.get("expect", {})}
    branches = {
        "end_forberett",
        "end_inford",
        "end_paminnelse_eskalering",
        "end_paminnelse_rapport",
        "end_paminnelse_vakans",
    }  # ends of side branches, where the case goes on
    assert ends - branches == reached
