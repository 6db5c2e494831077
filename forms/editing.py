"""Changes to form-js JSON, question by question. What is there and not understood stays; nothing is judged here."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

# Where a component stands: its number, and the numbers of those around it, outermost first.
Place = tuple[int, ...]
Json = dict[str, Any]
KINDS: Final = (
    "textfield",
    "textarea",
    "number",
    "datetime",
    "checkbox",
    "radio",
    "select",
    "checklist",
    "taglist",
    "filepicker",
    "expression",
    "group",
    "dynamiclist",
    "text",
    "separator",
    "spacer",
)
HOLDING: Final = ("group", "dynamiclist")
_NAMED_BY_PATH: Final = HOLDING
_UNNAMED: Final = ("group", "text", "separator", "spacer")
_CHOICES: Final = ("radio", "select", "checklist", "taglist")
_MOST_LEVELS: Final = 10


@dataclass(frozen=True)
class Part:
    """A component with where it stands and what it is called in addresses; `first` and `last` among those beside it."""

    place: Place
    called: str
    component: Json
    first: bool
    last: bool


def parts(form: Mapping[str, Any]) -> tuple[Part, ...]:
    """Return every component of a form, each before what is in it."""
    return tuple(_parts(form.get("components"), ()))


def part(form: Mapping[str, Any], called: str) -> Part | None:
    """Return the component with this name."""
    return next((one for one in parts(form) if one.called == called), None)


def added(form: Json, kind: str, inside: Place = ()) -> tuple[Json, str]:
    """Return the form with a new component last in another (or last of all), and what it is called."""
    taken = {one.called for one in parts(form)} | {str(one.component.get("key")) for one in parts(form)}
    name = next(name for n in range(1, 10_000) if (name := f"{_word(kind)}_{n}") not in taken)
    after = deepcopy(form)
    around = _beside(after, (*inside, 0))
    around.append(_blank(kind, name))
    return after, name


def moved(form: Json, place: Place, by: int) -> Json:
    """Return the form with a component moved among those beside it; the same form where it cannot be."""
    after = deepcopy(form)
    around, at = _beside(after, place), place[-1]
    if 0 <= at + by < len(around):
        around.insert(at + by, around.pop(at))
    return after


def removed(form: Json, place: Place) -> Json:
    """Return the form without a component and what is in it."""
    after = deepcopy(form)
    del _beside(after, place)[place[-1]]
    return after


def inserted(form: Json, place: Place, component: Json) -> Json:
    """Return the form with a component put in at a place, or as near as there is one."""
    after = deepcopy(form)
    for length in range(len(place), 0, -1):
        try:
            around = _beside(after, place[:length])
        except (IndexError, KeyError, TypeError):
            continue
        around.insert(min(place[length - 1], len(around)), component)
        return after
    return after


def replaced(form: Json, place: Place, component: Json) -> Json:
    """Return the form with another component in a place."""
    after = deepcopy(form)
    _beside(after, place)[place[-1]] = component
    return after


def new_form(key: str, title: str) -> Json:
    """Return a form with one question."""
    head = {"type": "default", "id": key, "schemaVersion": 19, "properties": {"title": title}}
    return {**head, "components": [_blank("textfield", "text_1")]}


def _parts(components: Any, around: Place) -> Iterator[Part]:
    listed = components if isinstance(components, list) and len(around) < _MOST_LEVELS else []
    for at, one in enumerate(listed):
        if isinstance(one, dict):
            place = (*around, at)
            yield Part(place, _called(one, place), one, at == 0, at == len(listed) - 1)
            yield from _parts(one.get("components"), place)


def _called(component: Json, place: Place) -> str:
    names = (component.get(name) for name in ("id", "key", "path"))
    found = next((name for name in names if isinstance(name, str) and name and "/" not in name), None)
    return found or ".".join(str(step) for step in place)


def _beside(form: Json, place: Place) -> list[Any]:
    """Return the list that a place is in."""
    level: Json = form
    for step in place[:-1]:
        level = level["components"][step]
    found = level.get("components")
    if not isinstance(found, list):
        found = level["components"] = []
    return found


def _word(kind: str) -> str:
    return {"textfield": "text", "textarea": "lang_text", "text": "prosa"}.get(kind, kind)


def _blank(kind: str, name: str) -> Json:
    new: Json = {"type": kind, "id": name}
    if kind not in _UNNAMED:
        new["path" if kind in _NAMED_BY_PATH else "key"] = name
    if kind == "text":
        new["text"] = "Text"
    elif kind not in ("separator", "spacer"):
        new["label"] = "Ny fråga" if kind not in HOLDING else "Ny grupp"
    if kind in _CHOICES:
        new["values"] = [{"label": "Ja", "value": "ja", "label_en": "Yes"}]
    if kind in HOLDING:
        new["components"] = [_blank("textfield", f"{name}_text")]
    if kind == "expression":
        new["expression"] = "=1 + 1"
    return new
