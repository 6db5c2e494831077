"""Editions that an earlier release stored, in today's shape; what has been published stays usable."""

from collections.abc import Mapping
from typing import Any


def current(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a stored edition as one of today would say it; one of today comes back as it is."""
    return {
        **raw,
        "line": raw.get("line", []),
        "roles": {key: _role(role) for key, role in raw.get("roles", {}).items()},
        # These were lists.
        "incompatible": _keyed(raw.get("incompatible", {}), None),
        "separation": _keyed(raw.get("separation", {}), "act"),
    }


def _role(raw: dict[str, Any]) -> dict[str, Any]:
    # There was one way to be appointed.
    way = raw.get("appointed_by")
    return {**raw, "appointed_by": [way]} if isinstance(way, Mapping) else raw


def _keyed(section: Any, name: str | None) -> Any:
    if not isinstance(section, list):
        return section
    return {one[name] if name else str(number): one for number, one in enumerate(section)}
