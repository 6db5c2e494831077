"""Saves and restores a running case: tokens and data, no specification, no history.

The bytes are a header with our own format version and zlib-compressed JSON. Key order matters to nobody here, but
it is kept. SpiffWorkflow's serializer is not used: it writes the specification into each state, restores wrong data
when keys are re-ordered, reserves a key, and flips a switch on a shared object while it writes.
"""

import json
import zlib
from typing import Any, Final
from uuid import UUID

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.runtime import values
from engine.runtime.failure import StateRefusedError
from engine.runtime.model import Model
from engine.runtime.scripting import Scripting
from engine.runtime.specs.joins import Join
from engine.runtime.workflow import Case, Scope

FORMAT: Final = b"RALS\x01"


def save(case: Case) -> bytes:
    """Return a case as bytes. Only tokens that somebody outside names (tasks and calls) keep their id."""
    model: Model = case.script_engine.model
    content = {"model": model.hash, "ended": case.ended, "case": _workflow(case)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return FORMAT + zlib.compress(text.encode())


def restore(data: bytes, scripting: Scripting) -> Case:
    """Return the case that was saved, on the model that it was saved with."""
    if not data.startswith(FORMAT):
        raise StateRefusedError("The state has a format that this version of the engine does not know.")
    content = json.loads(zlib.decompress(data[len(FORMAT) :]))
    model = scripting.model
    if content["model"] != model.hash:
        raise StateRefusedError(f"The state belongs to model {content['model']}, not to {model.hash}.")
    case = Case(model.spec, model.subs, scripting, deserializing=True)
    case.ended = content["ended"]
    _restore_workflow(case, content["case"])
    case.completed = not content["case"]["tokens"]
    return case


def _workflow(workflow: Any) -> dict[str, Any]:
    tokens = [_task(child) for child in workflow.task_tree.children]
    return {"data": values.write(workflow.data), "tokens": tokens}


def _task(task: Task) -> dict[str, Any]:
    spec, scope = task.task_spec, task.workflow.top_workflow.subprocesses.get(task.id)
    internal = {
        name: values.write(value)
        for name, value in task.internal_data.items()
        if name != "flow" or isinstance(spec, Join)
    }
    found: dict[str, Any] = {"at": spec.name, "state": task.state}
    if spec.manual or spec.calls_out:
        found["id"] = str(task.id)
    if internal:
        found["has"] = internal
    if task.children:
        found["parts"] = [_task(child) for child in task.children]
    if scope is not None:
        found["inside"] = _workflow(scope)
    return found


def _restore_workflow(workflow: Any, content: dict[str, Any]) -> None:
    workflow.data = values.read(content["data"])
    workflow.task_tree = Task(workflow, workflow.spec.start, state=TaskState.COMPLETED)
    for token in content["tokens"]:
        _restore_task(workflow, workflow.task_tree, token)


def _restore_task(workflow: Any, parent: Task, content: dict[str, Any]) -> None:
    spec = workflow.spec.task_specs[content["at"]]
    name = UUID(content["id"]) if "id" in content else None
    task = Task(workflow, spec, parent, content["state"], name)
    task.internal_data = {key: values.read(value) for key, value in content.get("has", {}).items()}
    for part in content.get("parts", ()):
        _restore_task(workflow, task, part)
    if "inside" in content:
        case = workflow.top_workflow
        scope = Scope(case.subprocess_specs[spec.spec], task, case, deserializing=True)
        case.subprocesses[task.id] = scope
        _restore_workflow(scope, content["inside"])
