"""Compares the files of two versions of a model."""

from collections.abc import Iterator, Mapping
from itertools import chain

from engine.runtime import reading, xml
from engine.runtime.comparing import elements, forms, tables
from engine.runtime.comparing.change import Change, Comparison, FormWork, RoleWork
from engine.runtime.comparing.elements import Pair, Side
from engine.runtime.comparing.things import Sheet, sheet
from engine.runtime.model import Element
from engine.runtime.names import WORKED_BY_PEOPLE
from forms.text import Text

Files = Mapping[str, bytes]
_EMPTY = Sheet({}, {})


def compare(old: Files, new: Files, names: Mapping[str, Text] | None = None) -> Comparison:
    """Return what differs: models, their forms and decision tables. `names` is what roles and mandates are called.

    Raises ModelRefusedError for a file that cannot be read.
    """
    before, after = _read(old), _read(new)
    found = list(_changes(old, new, names or {}))
    return Comparison(
        changes=tuple(found),
        redrawn=frozenset(_redrawn(old, new)),
        work=tuple(_work(before, after)),
        forms=tuple(_forms(old, new, after, found)),
    )


def _read(files: Files) -> tuple[Element, ...]:
    roots = (xml.read(data) for name, data in sorted(files.items()) if name.endswith(".bpmn"))
    return tuple(chain.from_iterable(reading.elements(root) for root in roots))


def _changes(old: Files, new: Files, names: Mapping[str, Text]) -> Iterator[Change]:
    for file in sorted(old.keys() | new.keys()):
        before, after = old.get(file), new.get(file)
        if before == after:
            continue
        if file.endswith(".bpmn"):
            yield from elements.changes(Pair(file, _side(before, names), _side(after, names)))
        elif file.endswith(forms.SUFFIX):
            yield from forms.changes(file, before, after)
        elif file.endswith(".dmn"):
            yield from tables.changes(file, before, after)


def _side(data: bytes | None, names: Mapping[str, Text]) -> Side:
    if data is None:
        return Side(_EMPTY, {}, names)
    roles = {each.id: each.role for each in reading.elements(xml.read(data)) if _works(each) and each.role}
    return Side(sheet(data), roles, names)


def _works(element: Element) -> bool:
    return element.kind in WORKED_BY_PEOPLE


def _redrawn(old: Files, new: Files) -> Iterator[str]:
    for file in sorted(old.keys() & new.keys()):
        if file.endswith(".bpmn") and old[file] != new[file]:
            before, after = sheet(old[file]), sheet(new[file])
            gone = before.things.keys() ^ after.things.keys()
            for key in (before.drawn.keys() | after.drawn.keys()) - gone:
                if before.drawn.get(key) != after.drawn.get(key):
                    yield key


def _work(before: tuple[Element, ...], after: tuple[Element, ...]) -> Iterator[RoleWork]:
    """Yield the roles whose steps are not the same, the one that gets most more first."""
    old, new = _steps(before), _steps(after)
    found = [
        RoleWork(
            role,
            len(old.get(role, {})),
            len(new.get(role, {})),
            tuple(name for key, name in new.get(role, {}).items() if key not in old.get(role, {})),
            tuple(name for key, name in old.get(role, {}).items() if key not in new.get(role, {})),
        )
        for role in dict.fromkeys((*new, *old))
    ]
    changed = [one for one in found if one.gained or one.lost]
    yield from sorted(changed, key=lambda one: one.before - one.after)


def _steps(all_: tuple[Element, ...]) -> dict[str, dict[str, Text]]:
    found: dict[str, dict[str, Text]] = {}
    for each in all_:
        if _works(each) and each.role:
            found.setdefault(each.role, {})[each.id] = _name(each)
    return found


def _name(element: Element) -> Text:
    name = element.name or element.id
    return Text(name, element.name_en or name)


def _forms(old: Files, new: Files, after: tuple[Element, ...], found: list[Change]) -> Iterator[FormWork]:
    for file in dict.fromkeys(change.file for change in found if change.part == "forms"):
        key = file.rpartition("/")[2].removesuffix(forms.SUFFIX)
        used = tuple(_name(each) for each in after if each.form == key)
        if used:
            before, now = old.get(file), new.get(file)
            yield FormWork(key, forms.title(now or before, key), used, forms.asks_for_more(before, now))
