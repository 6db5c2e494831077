"""What a caller gets for starting a case or completing a task; made of JSON so that it can be given again."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Receipt:
    """The case as it now stands, the task that was done, and what the same person may do next in the case."""

    case: dict[str, Any]
    task: dict[str, Any] | None = None
    next: list[dict[str, Any]] = field(default_factory=list)
    # Set when the step could not be taken: the answers are kept and somebody has to mend something first.
    incident: dict[str, Any] | None = None
    # The status report that was handed in outside its process.
    report: str | None = None
