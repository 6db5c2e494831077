"""States saved by earlier versions must still run: see tests/golden/states."""

import json
from pathlib import Path

import pytest

from engine.runtime import running, state
from engine.runtime.catalogue import compile_model
from tests.engine.runtime.small import NOW

STATES = Path(__file__).parents[2] / "golden" / "states"
FOLDERS = sorted(path for path in STATES.iterdir() if path.is_dir())
AT_MOST = 400


def write(name, files, data, acts):
    """Save a new golden state: start the model, complete that many tasks, keep what there is."""
    folder = STATES / name
    folder.mkdir()
    for filename, content in files.items():
        (folder / filename).write_bytes(content)
    run = running.start(compile_model("main", files), data, NOW)
    for _ in range(acts):
        step(run)
    (folder / "state").write_bytes(run.save())
    (folder / "open.json").write_text(json.dumps(sorted(each.element for each in run.waiting)) + "\n")


def step(run):
    """Do the next thing that can be done: the oldest call, else the oldest task."""
    for call in run.calls[:1]:
        run.answer(call.id, {"w": 1})
        return
    for task in run.waiting[:1]:
        run.complete(task.id, {"v": 0})


def files_of(folder):
    return {
        path.name: path.read_bytes() for path in folder.iterdir() if path.name not in {"state", "open.json"}
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_old_state_still_runs_to_its_end(folder):
    model = compile_model("main", files_of(folder))
    run = running.restore(model, (folder / "state").read_bytes(), NOW)
    assert sorted(each.element for each in run.waiting) == json.loads((folder / "open.json").read_text())
    now = NOW
    for _ in range(AT_MOST):
        if run.done:
            break
        now = max(now, run.next_due or now)
        run = running.restore(model, run.save(), now)
        run.wake()
        for name in ("m", *(f"m{number}" for number in range(200))):
            run.receive(name, {"v": 0})
        step(run)
    assert run.done


def test_there_are_states_of_this_format():
    current = [folder for folder in FOLDERS if (folder / "state").read_bytes().startswith(state.FORMAT)]
    assert len(current) >= 3
