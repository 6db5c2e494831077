"""Carries a saved case from one version to another: token by token, scope by scope, as the bytes have them."""

import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.runtime import values
from engine.runtime.migrating.change import CHILD, GUARD, Change
from engine.runtime.migrating.hindrance import Hindrance, hindrance
from engine.runtime.specs.joins import Join
from engine.runtime.state import FORMAT

Content = dict[str, Any]


def opened(saved: bytes) -> Content:
    """Return what the bytes of a case say."""
    content: Content = json.loads(zlib.decompress(saved[len(FORMAT) :]))
    return content


def closed(content: Content) -> bytes:
    """Return the bytes that say this."""
    return FORMAT + zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


class Carrier:
    """Carries one case. What cannot be carried is gathered in `hindrances`, and then there is nothing to use."""

    def __init__(self, change: Change, answers: Mapping[str, Any]) -> None:
        self._change = change
        self._answers = dict(answers)
        self.hindrances: list[Hindrance] = []
        # Where tokens stand in the new version, and which names have a value somewhere.
        self.standing: list[str] = []
        self.known: set[str] = set()
        self._open: set[str] = set()

    def carry(self, content: Content) -> Content:
        """Return the content for the new version."""
        change = self._change
        self._open = {base(token["at"]) for token in every(content["case"]) if "inside" in token}
        for one in content["ended"]:
            if change.to(one) not in change.new.elements:
                self._stop("end", one)
        return {
            "model": change.new.hash,
            "ended": [change.to(one) for one in content["ended"]],
            "case": self._scope(content["case"], None),
        }

    def _scope(self, content: Content, owner: str | None) -> Content:
        later = {one: self._answers[one] for one in self._answers if self._around(one) == owner}
        carried = self._change.carried({**values.read(content["data"]), **later})
        self.known |= carried.keys()
        tokens = [one for token in content["tokens"] for one in self._group(token)]
        return {"data": values.write(carried), "tokens": tokens}

    def _around(self, key: str) -> str | None:
        """Return the innermost subprocess around an element that is going on; None: the case itself."""
        up = self._change.old.elements[key].parent
        while up is not None and up not in self._open:
            up = self._change.old.elements[up].parent
        return up

    # --- tokens -----------------------------------------------------------------------------------------------

    def _group(self, token: Content) -> Iterator[Content]:
        """Yield a token; an activity stands in its group of boundary events if it has some in the new version."""
        host, events = token, []
        if token["at"].endswith(GUARD):
            host, *events = sorted(token["parts"], key=lambda part: base(part["at"]) != base(token["at"]))
        carried = self._token(host)
        if carried is None:
            return
        guard = carried["at"] + GUARD
        if guard not in self._change.specs[1]:
            yield carried
            return
        kept = [self._token(one) for one in events if self._change.keeps_waiting(one["at"])]
        yield {"at": guard, "state": TaskState.COMPLETED, "parts": [carried, *filter(None, kept)]}

    def _token(self, token: Content) -> Content | None:
        change, key = self._change, base(token["at"])
        if key in change.faults:
            self.hindrances.append(change.faults[key])
            return None
        self.standing.append(change.to(key))
        spec = change.specs[1][change.named(token["at"])]
        found: Content = {"at": spec.name, "state": token["state"]}
        found |= {name: token[name] for name in ("id",) if name in token}
        has = self._has(token.get("has", {}), key)
        if isinstance(spec, Join):
            has["flow"] = change.arrival(has["flow"], key)
        if isinstance(spec, Join) and has["flow"] is None:
            self._stop("flow", key)
        if has:
            found["has"] = {name: values.write(value) for name, value in has.items()}
        if "parts" in token:
            found["parts"] = [part for part in map(self._token, token["parts"]) if part is not None]
        if "inside" in token:
            found["inside"] = self._scope(token["inside"], key)
        return found

    def _has(self, written: Content, key: str) -> Content:
        change = self._change
        has = {name: values.read(value) for name, value in written.items()}
        if "timers" in has:
            known = change.specs[1]
            has["timers"] = {
                change.to(one): plan for one, plan in has["timers"].items() if change.to(one) in known
            }
        if "own" in has:
            has["own"] = change.carried(has["own"])
            self.known |= has["own"].keys()
        if "results" in has:
            has["results"] = [self._record(one, key) for one in has["results"]]
        self.known |= has.get("item", {}).keys()
        return has

    def _record(self, record: Any, key: str) -> Any:
        new = self._change.new
        if record is None:
            return None
        return new.keep(self._change.to(key), record) if new.reads(self._change.to(key)) else {}

    def _stop(self, key: str, element: str) -> None:
        self.hindrances.append(hindrance(key, self._change.old, element))


def base(spec: str) -> str:
    """Return the element that a spec is made for."""
    return spec.removesuffix(GUARD).removesuffix(CHILD)


def spread(tokens: list[Content]) -> Iterator[Content]:
    """Yield the tokens of one level: activities without the groups that they stand in."""
    for token in tokens:
        if token["at"].endswith(GUARD):
            yield from (part for part in token["parts"] if base(part["at"]) == base(token["at"]))
        else:
            yield token


def every(scope: Content) -> Iterator[Content]:
    """Yield all tokens of a scope and of the scopes inside it, boundary events too."""
    todo = list(scope["tokens"])
    while todo:
        token = todo.pop()
        yield token
        todo += [*token.get("parts", ()), *token.get("inside", {"tokens": ()})["tokens"]]


def levels(scope: Content) -> Iterator[list[Content]]:
    """Yield the tokens of each level that has some: those of the scope, then of each scope inside it."""
    if scope["tokens"]:
        yield list(spread(scope["tokens"]))
    for token in every(scope):
        if "inside" in token and token["inside"]["tokens"]:
            yield list(spread(token["inside"]["tokens"]))
