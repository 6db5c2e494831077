"""Refusals: what was expected, what was found, what to do. Anything else that is raised is a bug."""

from dataclasses import dataclass
from typing import ClassVar

from forms.text import Text


class EngineError(Exception):
    """A refusal. `text` is what a person reads; `type` is what a program reads."""

    type: ClassVar[str] = "engine-error"

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(sv, en)


class NotFoundError(EngineError):
    """The thing does not exist, or the actor may not know that it does."""

    type = "not-found"


class UnknownActorError(EngineError):
    """Nobody is logged in, or the token is unknown or has run out."""

    type = "unknown-actor"


class ForbiddenError(EngineError):
    """The actor lacks the mandate; the text says which, who may, and where it is written."""

    type = "forbidden"


class InsufficientScopeError(ForbiddenError):
    """The key that is acted by has not the scope, or is not for the case; the text says what it has."""

    type = "insufficient-scope"


class ConflictError(EngineError):
    """The state has moved on: somebody else was first, or the thing is closed."""

    type = "conflict"


class ChangedError(EngineError):
    """The caller's version is not the current one (If-Match)."""

    type = "changed"


class UnavailableError(EngineError):
    """The database or another part is away for the moment; nothing was stored."""

    type = "unavailable"


class DamagedError(EngineError):
    """What was stored is gone or has been changed; to try again does not help."""

    type = "damaged"


class InvalidError(EngineError):
    """What was sent in cannot be accepted; `errors` says where and why."""

    type = "invalid"

    def __init__(self, sv: str, en: str, errors: "tuple[FieldError, ...]" = ()) -> None:
        super().__init__(sv, en)
        self.errors = errors

    @classmethod
    def at(cls, pointer: str, sv: str, en: str) -> "InvalidError":
        """Return the refusal with its one fault in its place."""
        return cls(sv, en, (FieldError(pointer, Text(sv, en)),))


@dataclass(frozen=True)
class FieldError:
    """One fault in what was sent in. `pointer` is a JSON pointer into the body (RFC 6901)."""

    pointer: str
    text: Text


@dataclass(frozen=True)
class Finding:
    """One fault in a model, a form or a profile, with its remedy."""

    check: str
    element: str | None
    text: Text
    remedy: Text
    severity: str = "error"
    # What the element is called, and where it stands: the file as it was handed in, and the line.
    name: str = ""
    file: str = ""
    line: int | None = None


class ModelRefusedError(EngineError):
    """A model, form or profile cannot be published; `findings` says why and what to do."""

    type = "model-refused"

    def __init__(self, sv: str, en: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(sv, en)
        self.findings = findings
