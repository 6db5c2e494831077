"""Parsed expressions that are kept, the longest unused dropped first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Kept(Generic[_Value]):
    """A cache bounded by the length of the texts in it, as that is what decides the memory they take."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._held: OrderedDict[Hashable, tuple[_Value, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, size: int, make: Callable[[], _Value]) -> _Value:
        """Return what is kept under the key, made and kept when it is not; an error is not kept."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key][0]
        value = make()  # outside the lock: another thread may make the same, which does no harm
        with self._lock:
            if key not in self._held:
                self._held[key] = (value, size)
                self._size += size
            while self._size > self._most:
                self._size -= self._held.popitem(last=False)[1][1]
        return value

    def __len__(self) -> int:
        return len(self._held)
