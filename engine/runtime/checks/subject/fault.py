"""What a check yields: which element, what is wrong with it and what that would cause, and how to mend it."""

from typing import Literal, NamedTuple

from lxml import etree

from engine.runtime.names import RALS
from forms.text import Text


class Fault(NamedTuple):
    """One fault. The name of the check is added by the one who runs it."""

    element: str | None
    text: Text
    remedy: Text
    severity: Literal["error", "warning"] = "error"


def called(element: etree._Element) -> Text:
    """Return what to call an element in a sentence: its name in quotes, else its id."""
    name = " ".join(element.get("name", "").split())
    english = " ".join(element.get(f"{RALS}name-en", "").split()) or name
    key = element.get("id", "")
    return Text(f"”{name or key}”", f'"{english or key}"')
