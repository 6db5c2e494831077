"""Reads a profile with what it extends, checks it, and builds it; every fault names file, line and key."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

import yaml
from marshmallow import ValidationError

from engine.errors import Finding, ModelRefusedError
from engine.governance import document_kinds
from engine.governance import profile_references as references
from engine.governance.profile import Profile
from engine.governance.profile_building import build
from engine.governance.profile_earlier import current
from engine.governance.profile_schema import said
from engine.governance.profile_sections import ProfileShape
from engine.governance.profile_source import Fault, Path, Source, extended, parse, place_of
from forms.text import Text

REMEDY: Final = Text("Rätta profilfilen.", "Mend the profile file.")
Bases = Mapping[str, bytes]


def read(data: bytes, bases: Bases | None = None, statements: Collection[str] | None = None) -> Profile:
    """Read and check a profile; raises ModelRefusedError with a finding for each fault.

    `bases` are the profiles that it may extend, by key. `statements`: the ids that exist; None leaves them unchecked.
    """
    sources = dict(chain(data, bases or {}))
    whole = _whole(sources)
    found = tuple(_finding(whole, fault) for fault in (*whole.faults, *_faults(whole.data, statements)))
    if found:
        raise _refused(found)
    return build(whole.data, _named(sources))


def stored(data: bytes, bases: Bases) -> Profile:
    """Read an edition that has been published: it was checked then, maybe by the rules of an earlier release."""
    sources = dict(chain(data, bases))
    return build(current(_whole(sources).data), _named(sources))


def _whole(sources: Mapping[str, bytes]) -> Source:
    try:
        parsed = [parse(file, text) for file, text in sources.items()]
    except yaml.YAMLError as error:
        raise _refused((Finding("profile-yaml", None, _unread(error), REMEDY),)) from error
    whole = parsed[-1]
    for upper in reversed(parsed[:-1]):
        whole = extended(upper, whole)
    return whole


def _unread(error: yaml.YAMLError) -> Text:
    return Text(f"Filen går inte att läsa som YAML: {error}", f"The file cannot be read as YAML: {error}")


def chain(data: bytes, bases: Bases) -> Iterator[tuple[str, bytes]]:
    """Yield the profile's source and those it builds on, as (name, text), outermost first."""
    seen: list[str] = []
    name, text = "profile", data
    while True:
        yield name, text
        base = _extends(text)
        if base is None:
            return
        if base in seen or base not in bases:
            raise _refused((Finding("profile", "extends", _unbuilt(base, seen, bases), REMEDY),))
        seen.append(base)
        name, text = base, bases[base]


def _unbuilt(base: str, seen: list[str], bases: Bases) -> Text:
    known = ", ".join(bases)
    why = Text(f"finns inte; det som finns är {known}", f"does not exist; those that do are {known}")
    if base in seen:
        why = Text("går i ring", "goes in a circle")
    return Text(f"Profilen bygger på {base}, som {why.sv}.", f"The profile extends {base}, which {why.en}.")


def _extends(text: bytes) -> str | None:
    try:
        raw = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None  # told when the file is parsed
    found = raw.get("extends") if isinstance(raw, dict) else None
    return None if found is None else str(found)


def _faults(raw: dict[str, Any], statements: Collection[str] | None) -> tuple[Fault, ...]:
    """Return what is wrong; what refers to something is looked at when the shape is right."""
    try:
        profile: dict[str, Any] = ProfileShape().load(raw)
    except ValidationError as error:
        return tuple(_flat(error.messages, ()))
    return (
        *references.dangling(profile, statements),
        *references.circles(profile),
        *references.rights(profile),
        *references.played(profile),
        *document_kinds.faults(profile),
    )


def _flat(messages: Any, path: Path) -> Iterator[Fault]:
    if isinstance(messages, Mapping):
        for key, below in messages.items():
            # marshmallow says `value` between the key and the value of a mapping; the file has no such key.
            yield from _flat(below, path if key in ("value", "_schema") else (*path, str(key)))
    else:
        yield from (Fault(path, said(message)) for message in messages)


def _finding(source: Source, fault: Fault) -> Finding:
    place, key = place_of(source, fault.path), ".".join(fault.path)
    where = f"{place[0]}:{place[1]}: {key}" if place else key
    return Finding("profile", where, fault.text, REMEDY)


def _named(sources: Mapping[str, bytes]) -> str:
    """Return the name of these sources together: one that stands alone is named by its own content."""
    digests = [hashlib.sha256(text).hexdigest() for text in sources.values()]
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _refused(findings: tuple[Finding, ...]) -> ModelRefusedError:
    return ModelRefusedError(
        f"Profilen har {len(findings)} fel. Rätta dem och läs in den igen.",
        f"The profile has {len(findings)} faults. Mend them and load it again.",
        findings,
    )
