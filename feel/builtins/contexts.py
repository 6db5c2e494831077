"""Functions over contexts."""

from __future__ import annotations

from typing import Any

from feel.builtins.registry import Registry
from feel.limits import MAX_DEPTH, check_items
from feel.scopes import World

CONTEXTS = Registry()
_Context = dict[str, Any]


@CONTEXTS.plain("get value", "m: context", "key: string")
def get_value(context: _Context, key: str) -> Any:
    """Return the entry of that name, null when there is none."""
    return context.get(key)


@CONTEXTS.add("get entries", "m: context")
def get_entries(world: World, context: _Context) -> list[_Context]:
    """Return a list of contexts with `key` and `value`."""
    world.budget.spend(len(context))
    return [{"key": key, "value": value} for key, value in context.items()]


@CONTEXTS.over_list("context", "context")
def context_of(_world: World, entries: list[_Context]) -> _Context | None:
    """Return the context of entries with `key` and `value`, null when a key is missing, twice or no string."""
    found: _Context = {}
    for entry in entries:
        key = entry.get("key")
        if type(key) is not str or "value" not in entry or key in found:
            return None
        found[key] = entry["value"]
    return found


@CONTEXTS.over_list("context merge", "context")
def context_merge(world: World, contexts: list[_Context]) -> _Context:
    """Return one context of all; the later wins."""
    found: _Context = {}
    for context in contexts:
        world.budget.spend(len(context))
        found |= context
    check_items(len(found))
    return found


@CONTEXTS.add("context put", "context: context", "key: any", "value: any")
def context_put(world: World, context: _Context, key: Any, value: Any) -> _Context | None:
    """Return the context with one entry set; a list of keys is a path to it."""
    keys = key if type(key) is list else [key]
    if not keys or len(keys) > MAX_DEPTH or not all(type(part) is str for part in keys):
        return None
    world.budget.spend(len(context))
    return _put(context, keys, value)


def _put(context: Any, keys: list[str], value: Any) -> _Context | None:
    if type(context) is not dict:
        return None
    if len(keys) == 1:
        return {**context, keys[0]: value}
    inner = _put(context.get(keys[0]), keys[1:], value)
    return None if inner is None else {**context, keys[0]: inner}
