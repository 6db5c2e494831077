"""Form-js JSON to a compiled form. What cannot be honoured is refused, all findings at once."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from forms.component import Component
from forms.dependencies import CircleError, Dependencies, shadowed, sources
from forms.fields import Item
from forms.findings import Findings, FormRefused
from forms.form import Form
from forms.items import ItemReader
from forms.text import Text
from forms.tree import walk

SCHEMA_VERSION = 19
LARGEST_FORM = 500_000
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,99}", re.ASCII)


def compile_form(data: bytes | str | Mapping[str, Any]) -> Form:
    """Return the compiled form of form-js JSON; raise FormRefused with everything that is wrong."""
    findings = Findings()
    source = _source(data, findings)
    names = frozenset(_names(source.get("components")))
    top = Component(source, "form", findings, names)
    key, title = _head(top)
    items = ItemReader(findings, names).read(source.get("components"), "form")
    top.ignore("components")
    top.finish()
    rounds = _order(items, names, findings)
    findings.refuse_if_any()
    canonical = json.dumps(source, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Form(
        key=key,
        hash=hashlib.sha256(canonical.encode()).hexdigest(),
        title=title,
        fields=items,
        sources=sources(items, names),
        source=canonical,
        rounds=rounds,
    )


def _source(data: bytes | str | Mapping[str, Any], findings: Findings) -> Mapping[str, Any]:
    try:
        source = _parsed(json.dumps(data, ensure_ascii=False) if isinstance(data, Mapping) else data)
    except (TypeError, ValueError, RecursionError) as error:
        findings.add(
            "form",
            Text(f"Filen är ingen giltig JSON: {error}.", f"The file is not valid JSON: {error}."),
            Text(
                "Hämta formuläret på nytt från det verktyg där det ritades.",
                "Export the form again from the tool it was drawn in.",
            ),
        )
        raise FormRefused(findings.all()) from error
    if isinstance(source, dict):
        return source
    findings.add(
        "form",
        Text("Filen är inget formulär.", "The file is not a form."),
        Text("Börja med {.", "Begin with {."),
    )
    raise FormRefused(findings.all())


def _parsed(text: bytes | str) -> Any:
    if len(text) > LARGEST_FORM:
        raise ValueError(f"larger than {LARGEST_FORM} characters")
    source = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_constant)
    json.dumps(source, ensure_ascii=False).encode()
    return source


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name occurs twice in one object")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _names(components: Any) -> set[str]:
    """Return every name that answers may have, before anything else is known about the form."""
    found: set[str] = set()
    waiting = list(components) if isinstance(components, list) else []
    while waiting:
        component = waiting.pop()
        if isinstance(component, Mapping):
            texts = (component.get("key"), component.get("path"))
            found.update(part for text in texts if isinstance(text, str) for part in text.split(".") if part)
            waiting.extend(inner if isinstance(inner := component.get("components"), list) else [])
    return found


def _head(top: Component) -> tuple[str, Text]:
    top.ignore("$schema", "exporter", "executionPlatform", "executionPlatformVersion", "versionTag")
    key, kind, version = top.text("id") or "", top.text("type"), top.raw("schemaVersion")
    if not _KEY.fullmatch(key):
        top.refuse(
            Text("Formuläret saknar ett giltigt id.", "The form lacks a valid id."),
            Text("Skriv till exempel f_arende.", "Write for example f_arende."),
        )
    if kind != "default":
        top.refuse(
            Text("Formulärets type är inte default.", "The form's type is not default."),
            Text("Skriv type: default.", "Write type: default."),
        )
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= SCHEMA_VERSION:
        top.refuse(
            Text(
                "Formulärets schemaVersion saknas eller är okänd.",
                "The form's schemaVersion is missing or unknown.",
            ),
            Text(f"Skriv schemaVersion: {SCHEMA_VERSION}.", f"Write schemaVersion: {SCHEMA_VERSION}."),
        )
    own = top.part("properties")
    own.ignore("krav")
    title = own.text("title") or key
    return key, Text(title, own.text("title_en") or title)


def _order(items: tuple[Item, ...], names: frozenset[str], findings: Findings) -> int:
    for name in sorted(shadowed(items, names)):
        findings.add(
            name,
            Text(
                f"Fältet ”{name}” heter som en datakälla som formuläret läser.",
                f"The field “{name}” is named like a source that the form reads.",
            ),
            Text("Byt namn på fältet.", "Rename the field."),
        )
    addresses = [node.address for node in walk(items)]
    try:
        return Dependencies(items).rounds() if addresses else 1
    except CircleError as circle:
        findings.add(
            str(circle),
            Text(
                "Svaret beror på sig självt genom sina uttryck.",
                "The answer depends on itself through its expressions.",
            ),
            Text(
                "Bryt cirkeln: låt ett av uttrycken läsa något annat.",
                "Break the circle: let one of the expressions read something else.",
            ),
        )
        return 1
