"""What a check of `rals doctor` says."""

from dataclasses import dataclass
from typing import Final

from forms.text import Text

OK, WARNING, FAULT = "ok", "warning", "fault"
NOTHING: Final = Text("", "")


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: its state (ok, warning, fault), what was found, and how to mend it."""

    check: str
    state: str
    text: Text
    remedy: Text = NOTHING
