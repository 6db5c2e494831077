"""What has been done so far in a trial, as JSON: the whole state of it, since a trial is played again from the start."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, get_args

from engine.errors import InvalidError

MAX_CHOICES: Final = 300
MAX_BYTES: Final = 1_000_000
MAX_NAMES: Final = 5_000
Do = Literal["start", "complete", "answer", "advance", "send"]
_NAMES: Final = frozenset(get_args(Do))


@dataclass(frozen=True)
class Choice:
    """One thing done.

    `start` and `complete` have `answers`; `complete` and `answer` name an `element`, and which of several open ones of it
    (`number`, from 0); `answer` has a `result` in FEEL (None: what the connector would say); `send` names a message.
    """

    do: Do
    element: str = ""
    number: int = 0
    answers: Mapping[str, Any] | None = None
    result: str | None = None
    message: str = ""

    def plain(self) -> dict[str, Any]:
        """Return it as JSON, without what says nothing."""
        return {name: value for name, value in asdict(self).items() if value not in (None, "", 0)}


@dataclass(frozen=True)
class Trial:
    """A trial as it is carried between requests: what was done, and what earlier walks have passed."""

    choices: tuple[Choice, ...] = ()
    passed: frozenset[str] = frozenset()

    def plain(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"choices": [one.plain() for one in self.choices], "passed": sorted(self.passed)}


def trial(raw: Any) -> Trial:
    """Read what `plain` wrote, from strangers; raise InvalidError for anything else, or for too much."""
    if not isinstance(raw, Mapping):
        raise _wrong("/")
    choices, passed = raw.get("choices") or [], raw.get("passed") or []
    if not isinstance(choices, list) or not isinstance(passed, list):
        raise _wrong("/choices")
    if len(choices) > MAX_CHOICES or len(passed) > MAX_NAMES or _size(raw) > MAX_BYTES:
        raise too_long()
    if not all(isinstance(name, str) for name in passed):
        raise _wrong("/passed")
    return Trial(tuple(_choice(one, at) for at, one in enumerate(choices)), frozenset(passed))


def _size(raw: Any) -> int:
    try:
        return len(json.dumps(raw, ensure_ascii=False).encode())
    except (ValueError, TypeError, RecursionError) as error:
        raise _wrong("/choices") from error


def too_long() -> InvalidError:
    """Return the refusal of a trial that has become too long."""
    return InvalidError.at(
        "/choices",
        f"Provet är för långt: högst {MAX_CHOICES} steg. Backa, eller börja om.",
        f"The trial is too long: at most {MAX_CHOICES} steps. Go back, or begin again.",
    )


def _choice(raw: Any, at: int) -> Choice:
    texts = ("do", "element", "message")
    if (
        not isinstance(raw, Mapping)
        or raw.get("do") not in _NAMES
        or not set(raw) <= set(Choice.__dataclass_fields__)
        or not all(isinstance(raw.get(name, ""), str) for name in texts)
        or not isinstance(raw.get("answers") or {}, Mapping)
        or not isinstance(raw.get("result") or "", str)
        or not _is_count(raw.get("number", 0))
    ):
        raise _wrong(f"/choices/{at}")
    return Choice(**raw)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MAX_NAMES


def last(choices: Sequence[Choice]) -> Choice | None:
    """Return what was done last."""
    return choices[-1] if choices else None


def _wrong(pointer: str) -> InvalidError:
    known = ", ".join(get_args(Do))
    return InvalidError.at(
        pointer,
        f"Det här är inget steg i ett prov. Steg har do ({known}) och det som hör till.",
        f"This is not a step of a trial. Steps have do ({known}) and what belongs to it.",
    )
