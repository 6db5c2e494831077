"""Keys, paths and ids of a form: what they may look like and that none is taken twice."""

import re

from forms.component import Component
from forms.expressions import ROW_NAMES
from forms.fields import Path
from forms.findings import Findings
from forms.text import Text

_NAME = re.compile(r"[a-z][A-Za-z0-9_]{0,63}", re.ASCII)
_REMEDY = Text(
    "Skriv gemener utan å, ä, ö och mellanslag, till exempel onskat_datum.",
    "Write lower case without spaces, for example onskat_datum.",
)


def path_of(component: Component, name: str, *, needed: bool) -> Path:
    """Return the steps of a `key` or `path`; () when there is none."""
    text = component.text(name)
    if text is None:
        if needed:
            component.refuse(
                Text(f"Komponenten saknar ”{name}”.", f"The component has no “{name}”."), _REMEDY
            )
        return ()
    steps = tuple(text.split("."))
    if not all(_NAME.fullmatch(step) and step not in ROW_NAMES for step in steps):
        component.refuse(Text(f"”{text}” är inget giltigt namn.", f"“{text}” is not a valid name."), _REMEDY)
    return steps


class Names:
    """The addresses and ids already used in one form."""

    def __init__(self, findings: Findings) -> None:
        """Note what is taken twice in `findings`."""
        self._findings = findings
        self._ids: set[str] = set()
        self._taken: dict[Path, tuple[Path, ...]] = {}

    def take_id(self, name: str, component: Component) -> None:
        """Use an id; refuse one that is used already."""
        if name in self._ids:
            component.refuse(
                Text(f"Två komponenter har id ”{name}”.", f"Two components have the id “{name}”."),
                Text("Ge en av dem ett annat id.", "Give one of them another id."),
            )
        self._ids.add(name)

    def take(self, address: Path, rows: tuple[Path, ...], component: Component) -> None:
        """Use an address inside `rows`; refuse one that is taken, or inside or around another answer."""
        if any(self._collide(address, rows, other, around) for other, around in self._taken.items()):
            component.refuse(
                Text(
                    f"Namnet ”{'.'.join(address)}” används två gånger.",
                    f"The name “{'.'.join(address)}” is used twice.",
                ),
                Text("Ge ett av fälten ett annat namn.", "Give one of the fields another name."),
            )
        self._taken[address] = rows

    @staticmethod
    def _collide(address: Path, rows: tuple[Path, ...], other: Path, around: tuple[Path, ...]) -> bool:
        if address == other:
            return True
        shorter, longer, chain = (
            (other, address, rows) if len(other) < len(address) else (address, other, around)
        )
        return longer[: len(shorter)] == shorter and shorter not in chain
