"""What carries the governing statements, found in the product's own files: each says itself what it carries."""

import ast
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from engine.library import PRODUCT
from engine.runtime import tracing
from engine.store.tables import METADATA
from forms.text import Text

# Where Python may carry a statement, by the beginning of its path. The first that fits wins.
CODE: Final = {
    "engine/runtime/checks": "check",
    "engine/connectors": "connector",
    "engine/queries": "question",
    "engine": "rule",
    "api": "page",
    "web": "page",
}
DRAWN: Final = {".bpmn": "element", ".dmn": "table"}
_MARK: Final = b"\nKRAV: "


@dataclass(frozen=True)
class Carrier:
    """A thing that carries a statement. `kind` is what sort of thing, `place` its file and where in it."""

    kind: str
    name: Text
    place: str
    address: str | None = None


Found = Iterator[tuple[str, Carrier]]


@lru_cache(maxsize=1)
def carriers() -> Mapping[str, tuple[Carrier, ...]]:
    """Return the carriers of each statement by its id: models, profiles, forms, registers, code."""
    found: dict[str, list[Carrier]] = {}
    for find in (in_models, in_profiles, in_forms, in_registers, in_code):
        for statement, carrier in find():
            found.setdefault(statement, []).append(carrier)
    return {statement: tuple(dict.fromkeys(each)) for statement, each in found.items()}


def in_models() -> Found:
    """Yield what elements of diagrams and decision tables carry: `rals:krav`, and the output `krav` of a table."""
    for suffix, kind in DRAWN.items():
        for path in sorted((PRODUCT / "bpmn").glob(f"*/*{suffix}")):
            for each in tracing.named(path.read_bytes()):
                carrier = Carrier(kind, Text(each.name, each.name_en), f"{_relative(path)}#{each.id}")
                yield from ((statement, carrier) for statement in each.krav)


def in_profiles() -> Found:
    """Yield what the entries of the profiles carry: `krav`, and `denied_krav` of what a mandate denies."""
    for path in sorted((PRODUCT / "bpmn" / "profiles").glob("*.yaml")):
        raw = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        for keys, entry, statements in _with_krav(raw, ()):
            name, place = _called(raw, keys, entry), f"{_relative(path)}#{'.'.join(keys)}"
            shown = _page(raw, keys, path.stem)
            yield from ((statement, Carrier("profile", name, place, shown)) for statement in statements)


def _page(profile: dict[str, Any], keys: tuple[str, ...], key: str) -> str | None:
    """Return the page that shows an entry of a profile."""
    if keys[0] == "source":
        return f"/krav?document={profile['source'][int(keys[1])]['document']}"
    return f"/roller/{keys[1]}?profil={key}" if keys[0] == "roles" else None


def in_forms() -> Found:
    """Yield what forms and their fields carry: `krav` among their properties, ids with spaces between."""
    for path in sorted((PRODUCT / "forms" / "definitions").glob("*/*.form.json")):
        name = path.name.removesuffix(".form.json")
        for keys, _, statements in _with_krav(json.loads(path.read_bytes()), ()):
            carrier = Carrier("form", Text(name, name), f"{_relative(path)}#{'.'.join(keys)}")
            yield from ((statement, carrier) for statement in statements)


def in_registers() -> Found:
    """Yield what tables and their columns carry: `info={"krav": (...)}`."""
    for table in METADATA.tables.values():
        parts = {table.name: table.info, **{f"{table.name}.{one.name}": one.info for one in table.columns}}
        for name, info in parts.items():
            carrier = Carrier("register", Text(name, name), f"engine/store/tables#{name}")
            yield from ((statement, carrier) for statement in info.get("krav", ()))


def in_code() -> Found:
    """Yield what Python modules carry: the constant `KRAV`, ids; on pages ids by address."""
    for top in ("engine", "api", "web"):
        for path in sorted((PRODUCT / top).rglob("*.py")):
            data = path.read_bytes()
            if _MARK in data:
                yield from _of_module(_relative(path), _constant(data))


def _of_module(place: str, krav: Any) -> Found:
    kind = next(kind for start, kind in CODE.items() if place.startswith(f"{start}/"))
    name = Path(place).stem
    if isinstance(krav, Mapping):
        for address, statements in krav.items():
            carrier = Carrier(kind, Text(address, address), place, address)
            yield from ((statement, carrier) for statement in statements)
    else:
        yield from ((statement, Carrier(kind, Text(name, name), place)) for statement in krav)


def _constant(data: bytes) -> Any:
    """Read the constant without running the module: the pages lie on a floor above this one."""
    return next(
        ast.literal_eval(node.value)
        for node in ast.parse(data).body
        if isinstance(node, ast.AnnAssign) and node.value and ast.unparse(node.target) == "KRAV"
    )


def _with_krav(
    raw: Any, keys: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], dict[str, Any], list[str]]]:
    """Yield every mapping that names statements, with the keys that lead to it and the statements."""
    if isinstance(raw, dict):
        named = [value for key, value in raw.items() if key == "krav" or str(key).endswith("_krav")]
        statements = [one for each in named for one in (each.split() if isinstance(each, str) else each)]
        if statements:
            yield keys, raw, statements
    below = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    for key, each in below:
        yield from _with_krav(each, (*keys, str(key)))


def _called(profile: dict[str, Any], keys: tuple[str, ...], entry: dict[str, Any]) -> Text:
    """Return what an entry is called: its own words, else those of the role or mandate that it belongs to."""
    own = entry.get("name") or entry.get("reason") or entry
    above: Any = profile
    for key in keys[:2]:
        above = above[int(key)] if isinstance(above, list) else above[key]
    named = above.get("name") if isinstance(above, dict) else None
    words = [each for each in (named, own) if each and "sv" in each]
    if not words:
        return Text(".".join(keys), ".".join(keys))
    unique = [each for number, each in enumerate(words) if each not in words[:number]]
    return Text(*(": ".join(each[language] for each in unique) for language in ("sv", "en")))


def _relative(path: Path) -> str:
    return path.relative_to(PRODUCT).as_posix()
