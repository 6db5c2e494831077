"""What the states of documents are called, their texts as HTML, and the form of a draft made from its kind."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from markupsafe import Markup

import forms
from engine.commands.documenting import MOST_TEXT
from engine.governance.document_fields import Field
from engine.governance.document_kinds import DIAGRAM, DocumentKind
from engine.governance.profile import Profile
from engine.queries.documents.choices import Choices
from forms import Form, prose
from forms.text import Text
from web.asked import options, plain

STATES: Final[Mapping[str, Text]] = {
    "utkast": Text("Utkast", "Draft"),
    "under_granskning": Text("Under granskning", "In review"),
    "for_godkannande": Text("För godkännande", "For approval"),
    "godkand": Text("Godkänt", "Approved"),
    "gallande": Text("Gällande", "In force"),
    "ersatt": Text("Ersatt", "Replaced"),
    "upphavd": Text("Upphävt", "Repealed"),
    "utgangen": Text("Utgånget", "Expired"),
}
COLOURS: Final[Mapping[str, str]] = {
    "gallande": "green",
    "upphavd": "red",
    "utgangen": "red",
    "utkast": "blue",
}
CONTENTS: Final[Mapping[str, Text]] = {
    "text": Text("Text", "Text"),
    "file": Text("Fil", "File"),
    "diagram": Text("Diagram", "Diagram"),
    "model": Text("Modell", "Model"),
    "form": Text("Formulär", "Form"),
    "profile": Text("Styrprofil", "Profile"),
}
# The questions of a draft beside its metadata.
NUMBER, TEXT, FILE, CHANGE = "dokument_nummer", "innehall", "fil", "andring"
PROCESSES, STEPS, PERSON_Q, UNIT_Q = "processer", "steg", "sok_person", "sok_enhet"

_NEEDED: Final = Text(
    "Behövs när utkastet skickas för godkännande.", "Needed when the draft is sent for approval."
)
MAX_DIGITS: Final = 9
_HEADING: Final = re.compile(r"^(#{1,4})(?= )", re.MULTILINE)


def as_number(text: str | None) -> int | None:
    """Return a number that a page posted; None for anything that is not one."""
    return int(text) if text and text.isdecimal() and len(text) <= MAX_DIGITS else None


def as_html(text: str) -> Markup:
    """Return a document's text as HTML, its headings below those of the page; never raw HTML."""
    return prose.html(_HEADING.sub(r"##\1", text), MOST_TEXT * 2)


def form_of(kind: DocumentKind, *, first: bool, written: bool) -> Form:
    """Return the form of a draft: `first` asks for a number of its own, `written` for what it holds."""
    return _compiled(json.dumps(_form(kind, first=first, written=written), ensure_ascii=False))


@lru_cache(maxsize=200)
def _compiled(source: str) -> Form:
    return forms.compile(source.encode())


def context_of(profile: Profile, choices: Choices) -> dict[str, Any]:
    """Return the lists that the form chooses from."""
    return {
        "personer": options((one.id, plain(one.name)) for one in choices.people),
        "enheter": options((one.id, plain(one.name)) for one in choices.units),
        "roller": options((role.key, role.name) for role in profile.roles.values()),
        "noder": options((one.id, plain(one.name)) for one in choices.processes),
        "delar": options((f"{one.process_id} {one.element}", one.shown) for one in choices.steps),
        "fler_personer": choices.more_people,
        "fler_enheter": choices.more_units,
    }


def links_of(answers: Mapping[str, Any]) -> tuple[tuple[UUID, str], ...]:
    """Return what the draft is about: processes, and steps of their diagrams."""
    steps = [one.split(" ", 1) for one in answers.get(STEPS) or ()]
    whole = set(answers.get(PROCESSES) or ()) - {process for process, _ in steps}
    named = [(UUID(process), element) for process, element in steps]
    return (*((UUID(one), "") for one in sorted(whole)), *named)


def _form(kind: DocumentKind, *, first: bool, written: bool) -> dict[str, Any]:
    parts = [part for one in kind.typed for part in _asked(one, needed=one.key in kind.required)]
    if not any(one.shape == "processes" for one in kind.typed):
        parts += _about(Text("Handlar om processer", "Is about processes"))
    if first:
        hint = Text("Tomt: Räls ger nästa nummer.", "Empty: Räls gives the next number.")
        parts.append(_part("textfield", NUMBER, Text("Dokument-id", "Document id"), hint, most=100))
    if written:
        parts += [_diagram()] if kind.key == DIAGRAM else _content()
    if not first:
        hint = Text(
            "Behövs när en ny version skickas för godkännande.",
            "Needed when a new version is sent for approval.",
        )
        parts.append(_part("textarea", CHANGE, Text("Vad har ändrats", "What has changed"), hint, most=4000))
    title = {"title": kind.name.sv, "title_en": kind.name.en}
    return {
        "type": "default",
        "id": "dokument",
        "schemaVersion": 19,
        "properties": title,
        "components": parts,
    }


def _diagram() -> dict[str, Any]:
    hint = Text(
        "Ritad i vilket verktyg som helst. Den sparas som den är och ersätter den som finns.",
        "Drawn in any tool. It is kept as it is and replaces the one that there is.",
    )
    return {**_part("filepicker", FILE, Text("BPMN-fil", "BPMN file"), hint), "accept": ".bpmn,.xml"}


def _content() -> list[dict[str, Any]]:
    hint = Text(
        "Stycken, rubriker med #, listor med -. Används när du inte lägger till en fil.",
        "Paragraphs, headings with #, lists with -. Used when you add no file.",
    )
    file = Text("Fil i stället för text", "A file instead of a text")
    kept = Text("Ersätter det innehåll som finns.", "Replaces the content that there is.")
    return [
        _part("textarea", TEXT, Text("Text", "Text"), hint, most=MOST_TEXT),
        _part("filepicker", FILE, file, kept),
    ]


def _asked(one: Field, *, needed: bool) -> Iterator[dict[str, Any]]:
    """Yield the questions of a piece of metadata. Only the title has to be there in a draft; the rest when it is sent."""
    for part in _questions(one):
        if needed and part["key"] not in ("titel", STEPS) and not part["key"].startswith("sok_"):
            properties = {**part["properties"], "description_en": _NEEDED.en}
            yield {**part, "description": _NEEDED.sv, "properties": properties}
        else:
            yield part


def _questions(one: Field) -> Iterator[dict[str, Any]]:
    if one.shape == "processes":
        yield from _about(one.name)
    elif one.shape == "person":
        yield _search(PERSON_Q, Text("Sök person", "Find a person"), "fler_personer")
        yield _part("select", one.key, one.name, values="personer")
    elif one.shape in ("unit", "units"):
        yield _search(f"{UNIT_Q}_{one.key}", Text("Sök enhet", "Find a unit"), "fler_enheter")
        yield _part("select" if one.shape == "unit" else "checklist", one.key, one.name, values="enheter")
    elif one.shape == "role":
        yield _part("select", one.key, one.name, values="roller")
    elif one.shape == "date":
        yield {**_part("datetime", one.key, one.name), "dateLabel": one.name.sv, "subtype": "date"}
    elif one.shape == "documents":
        hint = Text("Ett dokument-id på varje rad.", "One document id on each line.")
        yield _part("textarea", one.key, one.name, hint, most=4000)
    else:
        long = one.shape == "long"
        part = _part(
            "textarea" if long else "textfield", one.key, one.name, most=4000 if one.key != "titel" else 500
        )
        yield part if one.key != "titel" else {**part, "validate": {**part["validate"], "required": True}}


def _about(name: Text) -> list[dict[str, Any]]:
    steps = _part(
        "checklist", STEPS, Text("Steg i processens karta", "Steps of the map of the process"), values="delar"
    )
    chosen = {"hide": "=count(delar) = 0"}
    return [_part("checklist", PROCESSES, name, values="noder"), {**steps, "conditional": chosen}]


def _search(key: str, name: Text, shown: str) -> dict[str, Any]:
    return {**_part("textfield", key, name, most=100), "conditional": {"hide": f"={shown} = false"}}


def _part(
    kind: str,
    key: str,
    name: Text,
    hint: Text | None = None,
    *,
    most: int | None = None,
    values: str | None = None,
) -> dict[str, Any]:
    part: dict[str, Any] = {"type": kind, "id": key, "key": key, "label": name.sv, "validate": {}}
    part["properties"] = {"label_en": name.en}
    if hint:
        part["description"], part["properties"]["description_en"] = hint.sv, hint.en
    if most:
        part["validate"]["maxLength"] = most
    if values:
        part["valuesExpression"] = f"={values}"
    return part
