"""Repeated activities: multi-instance over a FEEL list or count, and the standard loop.

The activity itself is the spec "<id> [child]"; its instances hang under the task of the repeated one, and what each
of them wrote is kept with its item until all are done.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Final

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.runtime.failure import RunFailure
from engine.runtime.scripting import own_names
from engine.runtime.specs import tree
from engine.runtime.specs.node import Node
from engine.runtime.texts import show, what, words

MAX_INSTANCES: Final = 10_000


@dataclass(frozen=True)
class Repetition:
    """How an activity is repeated: over a list (`collection`), a number of times (`count`), as `item`."""

    collection: str | None = None
    count: str | None = None
    item: str | None = None
    completion: str | None = None


class Repeated(Node):
    """What all repetitions share: instances are children, and the whole is open until they are done."""

    repeats: ClassVar[bool] = True
    inner: str = ""

    def start_instance(self, my_task: Task, **internal: Any) -> None:
        """Start one more instance of the activity."""
        tree.new(my_task.workflow.spec.task_specs[self.inner], my_task, **internal)

    def instance_done(self, my_task: Task, child: Task) -> None:
        """Take in what an instance wrote, then go on or start the next."""
        raise NotImplementedError

    def done_of_total(self, my_task: Task) -> tuple[int, int | None]:
        """Return how many instances are done, and of how many (None when nobody knows)."""
        raise NotImplementedError


class MultiInstance(Repeated):
    """One instance per item; the results are a list under the element's id, in the order of the items."""

    sequential: ClassVar[bool] = False

    def __init__(self, wf_spec: Any, bpmn_id: str, repetition: Repetition, **kwargs: Any) -> None:
        super().__init__(wf_spec, bpmn_id, **kwargs)
        self.repetition = repetition

    def _update_hook(self, my_task: Task) -> bool:
        items = self._items(my_task)
        my_task.internal_data.update(results=[None] * len(items), done=0)
        if not items:
            self._keep_results(my_task)
            return True
        tree.become(my_task, TaskState.STARTED)
        self.start(my_task, items)
        return False

    def start(self, my_task: Task, items: list[Any]) -> None:
        """Start the instances that run at first: all of them."""
        for index, item in enumerate(items):
            self.start_item(my_task, index, item)

    def start_item(self, my_task: Task, index: int, item: Any) -> None:
        """Start the instance of one item."""
        name = self.repetition.item
        self.start_instance(my_task, index=index, item={name: item} if name else {})

    def instance_done(self, my_task: Task, child: Task) -> None:
        """Keep the result in its place; end when all, or enough, are done."""
        index = child.internal_data["index"]
        my_task.internal_data["results"][index] = self._record(child)
        my_task.internal_data["done"] += 1
        if self._all_done(my_task, child):
            for other in my_task.children:
                my_task.workflow.top_workflow.cancel_task(other)
            self._keep_results(my_task)
            tree.ready(my_task)
        else:
            self.go_on(my_task, index)

    def go_on(self, my_task: Task, index: int) -> None:
        """Do what follows on one instance while others remain: nothing, they all run already."""

    def done_of_total(self, my_task: Task) -> tuple[int, int | None]:
        """Return the count of instances done and of all."""
        return my_task.internal_data["done"], len(my_task.internal_data["results"])

    def _record(self, child: Task) -> dict[str, Any]:
        """Return the item with what the instance wrote; answers and results of the element itself lie flat."""
        own = dict(child.internal_data.get("own", {}))
        if isinstance(own.get(self.bpmn_id), dict):
            own.update(own.pop(self.bpmn_id))
        record = {**child.internal_data["item"], **own}
        model = child.workflow.script_engine.model
        return dict(model.keep(self.bpmn_id, record)) if model.reads(self.bpmn_id) else {}

    def _items(self, my_task: Task) -> list[Any]:
        scripting, rule = my_task.workflow.script_engine, self.repetition
        text = rule.collection or rule.count or ""
        value = scripting.evaluate(my_task, text, what("collection"))
        if rule.collection is None:
            value = _numbers(self.bpmn_id, text, value)
        if not isinstance(value, list):
            raise RunFailure(self.bpmn_id, what("collection"), words("not a list", text, show(value)))
        _refuse_many(self.bpmn_id, len(value))
        return value

    def _all_done(self, my_task: Task, child: Task) -> bool:
        done, total = my_task.internal_data["done"], len(my_task.internal_data["results"])
        if done == total or not self.repetition.completion:
            return bool(done == total)
        counts = {"numberOfInstances": total, "numberOfCompletedInstances": done}
        seen = {**own_names(child), **counts, self.bpmn_id: _results(my_task)}
        scripting = my_task.workflow.script_engine
        return bool(scripting.condition(my_task, self.repetition.completion, what("completion"), **seen))

    def _keep_results(self, my_task: Task) -> None:
        my_task.workflow.script_engine.write(my_task, _results(my_task))


class OneByOne(MultiInstance):
    """Multi-instance where the next item waits for the one before."""

    sequential: ClassVar[bool] = True

    def start(self, my_task: Task, items: list[Any]) -> None:
        """Keep the items and start the first."""
        my_task.internal_data["left"] = items
        self.go_on(my_task, -1)

    def go_on(self, my_task: Task, index: int) -> None:
        """Start the next item."""
        item, *my_task.internal_data["left"] = my_task.internal_data["left"]
        self.start_item(my_task, index + 1, item)


class Loop(Repeated):
    """The standard loop: again and again while the condition holds, at most `maximum` times (None: no limit)."""

    def __init__(
        self,
        wf_spec: Any,
        bpmn_id: str,
        condition: str | None,
        maximum: int | None,
        *,
        test_before: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(wf_spec, bpmn_id, **kwargs)
        self.condition = condition
        self.maximum = maximum
        self.test_before = test_before

    def _update_hook(self, my_task: Task) -> bool:
        my_task.internal_data["done"] = 0
        if self.test_before and not self._again(my_task):
            return True
        tree.become(my_task, TaskState.STARTED)
        self.start_instance(my_task)
        return False

    def instance_done(self, my_task: Task, _child: Task) -> None:
        """Count the round and decide on another."""
        my_task.internal_data["done"] += 1
        if self._again(my_task):
            self.start_instance(my_task)
        else:
            tree.ready(my_task)

    def done_of_total(self, my_task: Task) -> tuple[int, int | None]:
        """Return the count of rounds done; nobody knows how many there will be."""
        return my_task.internal_data["done"], None

    def _again(self, my_task: Task) -> bool:
        if self.maximum is not None and my_task.internal_data["done"] >= self.maximum:
            return False
        if self.condition is None:
            return True
        scripting = my_task.workflow.script_engine
        counter = {"loopCounter": my_task.internal_data["done"]}
        return bool(scripting.condition(my_task, self.condition, what("completion"), **counter))


def _results(my_task: Task) -> list[Any]:
    return [result for result in my_task.internal_data["results"] if result is not None]


def _numbers(element: str, text: str, value: Any) -> list[int]:
    whole = isinstance(value, int | Decimal) and not isinstance(value, bool) and value == int(value) >= 0
    if not whole:
        raise RunFailure(element, what("collection"), words("not a count", text, show(value)))
    _refuse_many(element, int(value))
    return list(range(1, int(value) + 1))


def _refuse_many(element: str, count: int) -> None:
    if count > MAX_INSTANCES:
        raise RunFailure(element, what("collection"), words("too many", count, MAX_INSTANCES))
