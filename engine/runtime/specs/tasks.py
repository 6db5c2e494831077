"""Activities: people's tasks, calls to connectors, scripts, decision tables."""

from typing import Any, ClassVar

from SpiffWorkflow.bpmn.specs.mixins.subworkflow_task import SubWorkflowTask
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.runtime.specs import tree
from engine.runtime.specs.node import Node
from engine.runtime.texts import what


class Manual(Node):
    """A person's task: ready until the caller completes it."""

    stays_open: ClassVar[bool] = True

    def __init__(self, wf_spec: Any, bpmn_id: str, **kwargs: Any) -> None:
        super().__init__(wf_spec, bpmn_id, **kwargs)
        self.manual = True


class Call(Node):
    """A service or send task: its parameters are worked out when it is reached, then it waits for the answer."""

    calls_out: ClassVar[bool] = True
    stays_open: ClassVar[bool] = True

    def _update_hook(self, my_task: Task) -> bool:
        my_task.internal_data["parameters"] = my_task.workflow.script_engine.parameters(my_task)
        return super()._update_hook(my_task)


class Script(Node):
    """One FEEL expression; its value is the result."""

    def __init__(self, wf_spec: Any, bpmn_id: str, script: str = "", **kwargs: Any) -> None:
        super().__init__(wf_spec, bpmn_id, **kwargs)
        self.script = script

    def _run_hook(self, my_task: Task) -> bool:
        scripting = my_task.workflow.script_engine
        scripting.write(my_task, scripting.evaluate(my_task, self.script, what("script")))
        return True


class Decide(Node):
    """A business rule task: its decision table's result is the result."""

    def _run_hook(self, my_task: Task) -> bool:
        scripting = my_task.workflow.script_engine
        scripting.write(my_task, scripting.decide(my_task))
        return True


class Nested(Node, SubWorkflowTask):
    """A subprocess or call activity: open until the workflow inside it has no token left."""

    stays_open: ClassVar[bool] = True

    def _update_hook(self, my_task: Task) -> bool:
        super()._update_hook(my_task)
        tree.become(my_task, TaskState.STARTED)
        my_task.workflow.top_workflow.create_subprocess(my_task, self.spec).task_tree.run()
        return False

    def inner_ended(self, my_task: Task, inner: Any) -> None:
        """Take over what was written inside, and go on."""
        del my_task.workflow.top_workflow.subprocesses[my_task.id]
        if "item" in my_task.internal_data:
            my_task.internal_data["own"] = inner.data
        else:
            my_task.workflow.data.update(inner.data)
        tree.ready(my_task)
