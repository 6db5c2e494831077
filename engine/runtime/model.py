"""A published model as the rest of the house sees it: elements with their governance attributes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

import feel
from engine.runtime.decisions.decision import Decision
from forms.text import Text

# How urgent a task can be: ordinary, high, urgent.
PRIORITIES: Final = (0, 1, 2)


@dataclass(frozen=True)
class Element:
    """One BPMN element. `kind` is its BPMN local name; texts in FEEL are not evaluated here.

    `parent` is the id of the enclosing subprocess (None at the top of a process), `process` the process it
    stands in. `role` and `scope` are resolved: own attribute, else the innermost lane, else the nearest
    enclosing element that has one. A sequence flow has `source`, `target` and perhaps a `condition`. `event` is what
    an event waits for or throws: the name of its first event definition. `working_days` is whether the days of its due time
    or timer are working days.
    """

    id: str
    kind: str
    process: str
    name: str = ""
    name_en: str = ""
    parent: str | None = None
    documentation: str = ""
    role: str | None = None
    scope: str | None = None
    mandate: str | None = None
    # Tasks whose doers, in the same case, may not do this one.
    separate_from: tuple[str, ...] = ()
    # Earlier tasks that this one can be sent back to.
    send_back: tuple[str, ...] = ()
    form: str | None = None
    # What the form begins with, while its doer has no draft: a context in FEEL.
    prefill: str | None = None
    due: str | None = None
    priority: str | None = None
    # Which of the holders has the task from the start; the others leave it to that one.
    assignee: str | None = None
    working_days: bool = False
    krav: tuple[str, ...] = ()
    connector: str | None = None
    decision: str | None = None
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    collection: str | None = None
    item: str | None = None
    attached_to: str | None = None
    default: str | None = None
    source: str | None = None
    target: str | None = None
    condition: str | None = None
    event: str | None = None

    @property
    def label(self) -> Text:
        """Its name in both languages; what has no name is called by its id."""
        name = self.name or self.id
        return Text(name, self.name_en or name)


# Which fields of an element's result the model reads: None means all of it.
Kept = frozenset[str] | None


@dataclass(frozen=True)
class Model:
    """A model version: immutable, named by its content hash, shared by all threads of a process.

    `key` is the id of the process that starts a case, `phases` its top-level subprocesses in sequence order,
    `forms` the form keys it uses. The rest belongs to the runtime.
    """

    key: str
    name: str
    hash: str
    elements: Mapping[str, Element]
    phases: tuple[str, ...]
    forms: tuple[str, ...]
    expressions: Mapping[str, feel.Expression] = field(repr=False)
    decisions: Mapping[str, Decision] = field(repr=False)
    kept: Mapping[str, Kept] = field(repr=False)
    spec: Any = field(repr=False)
    subs: Mapping[str, Any] = field(repr=False)

    def keep(self, element: str, result: Any) -> Any:
        """Return the part of an element's result that some expression of the model reads."""
        fields = self.kept.get(element, frozenset())
        return result if fields is None else only(result, fields)

    def reads(self, element: str) -> bool:
        """Say whether any expression of the model reads the element's result."""
        return element in self.kept


def only(result: Any, fields: Collection[str]) -> Any:
    """Return a mapping with only these fields, a list of such; anything else has no fields to keep."""
    if isinstance(result, Mapping):
        return {name: value for name, value in result.items() if name in fields}
    if isinstance(result, list):
        return [only(value, fields) for value in result]
    return result
