"""Tells two editions of a form apart: fields that came and went, what is asked, what must be answered."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from engine.runtime.comparing.change import Change, What
from engine.runtime.comparing.words import fact, said
from forms.text import Text

SUFFIX: Final = ".form.json"
_TOLD: Final = frozenset({"id", "key", "label", "validate/required", "properties/label_en"})
Fields = Mapping[str, Mapping[str, Any]]


def title(data: bytes | None, key: str) -> Text:
    """Return what a form is called, its key when it has no title."""
    said_ = {} if data is None else json.loads(data).get("properties") or {}
    name = str(said_.get("title") or key)
    return Text(name, str(said_.get("title_en") or name))


def changes(file: str, old: bytes | None, new: bytes | None) -> Iterator[Change]:
    """Yield what differs between two editions; None where there is none."""
    key = file.rpartition("/")[2].removesuffix(SUFFIX)
    name = title(new or old, key)
    label = Text(f"Formuläret ”{name.sv}”", f'The form "{name.en}"')
    if old is None or new is None:
        what: What = "added" if old is None else "removed"
        text = Text("lades till", "was added") if old is None else Text("togs bort", "was removed")
        yield Change(what, "forms", file, key, Text(f"{label.sv} {text.sv}.", f"{label.en} {text.en}."))
        return
    before, after = _fields(json.loads(old)), _fields(json.loads(new))
    for each in dict.fromkeys((*after, *before)):
        for kind, text in _field(before.get(each), after.get(each)):
            whole = Text(f"{label.sv}: {text.sv}.", f"{label.en}: {text.en}.")
            yield Change(kind, "forms", file, each, whole)
    if _rest(json.loads(old)) != _rest(json.loads(new)):
        yield Change(
            "changed",
            "forms",
            file,
            key,
            Text(
                f"{label.sv}: rubriken eller inställningarna ändrades.",
                f"{label.en}: its title or settings changed.",
            ),
        )


def asks_for_more(old: bytes | None, new: bytes | None) -> bool:
    """Say whether some field must be answered now that was not there or not required before."""
    before = {} if old is None else _fields(json.loads(old))
    after = {} if new is None else _fields(json.loads(new))
    return any(_required(each) and not _required(before.get(key, {})) for key, each in after.items())


def _fields(form: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {str(each.get("key") or each.get("path") or each.get("id")): each for each in _all(form)}


def _all(holder: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for each in holder.get("components", []):
        yield each
        yield from _all(each)


def _rest(form: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        name: value
        for name, value in form.items()
        if name not in ("components", "exporter", "executionPlatform")
    }


def _field(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> Iterator[tuple[What, Text]]:
    if old is None and new is not None:
        must = Text(" och måste fyllas i", " and must be filled in") if _required(new) else Text("", "")
        name = _called(new)
        yield (
            "added",
            Text(f"fältet {name.sv} lades till{must.sv}", f"the field {name.en} was added{must.en}"),
        )
    elif new is None and old is not None:
        name = _called(old)
        yield "removed", Text(f"fältet {name.sv} togs bort", f"the field {name.en} was removed")
    elif old is not None and new is not None:
        for text in _differences(old, new):
            yield "changed", text


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Text]:
    was, now = _called(old), _called(new)
    if was != now:
        yield Text(f"fältet {was.sv} heter nu {now.sv}", f"the field {was.en} is now called {now.en}")
    if _required(old) != _required(new):
        must = (
            Text("måste fyllas i", "must be filled in")
            if _required(new)
            else Text("får lämnas tomt", "may be left empty")
        )
        yield Text(f"fältet {now.sv} {must.sv}", f"the field {now.en} {must.en}")
    before, after = dict(_flat(old)), dict(_flat(new))
    for path in dict.fromkeys((*before, *after)):
        if before.get(path) != after.get(path):
            values = [None if path not in each else Text(each[path], each[path]) for each in (before, after)]
            how = said(fact(path), values[0], values[1])
            yield Text(f"fältet {now.sv}, {how.sv}", f"the field {now.en}, {how.en}")


def _flat(field: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for name, value in field.items():
        at = f"{path}/{name}" if path else name
        if isinstance(value, Mapping):
            yield from _flat(value, at)
        elif at not in _TOLD and name != "components":
            yield at, _options(value) if name == "values" else _plain(value)


def _options(value: Any) -> str:
    named = [f"{each.get('label')} ({each.get('value')})" for each in value if isinstance(each, Mapping)]
    return ", ".join(named) if isinstance(value, list) and len(named) == len(value) else _plain(value)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _required(field: Mapping[str, Any]) -> bool:
    return bool((field.get("validate") or {}).get("required"))


def _called(field: Mapping[str, Any]) -> Text:
    name = str(field.get("label") or field.get("text") or field.get("key") or field.get("id"))
    english = str((field.get("properties") or {}).get("label_en") or name)
    first = name.strip().splitlines()[0] if name.strip() else name
    return Text(f"”{first}”", f'"{english.strip().splitlines()[0] if english.strip() else english}"')
