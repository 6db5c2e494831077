"""The sources of a profile: YAML with the line of every key, and a profile laid upon the one it extends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from engine.governance.profile_sections import SECTIONS
from forms.text import Text

# The base is used as it is or adapted; an organisation can have roles of its own.
KRAV: Final = ("POP-ARB-01", "VGR-ROL-05")
Path = tuple[str, ...]
Place = tuple[str, int]


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: a path of keys in the file."""

    path: Path
    text: Text

    @classmethod
    def of(cls, path: Path, sv: str, en: str) -> "Fault":
        """Return the fault said in both languages."""
        return cls(path, Text(sv, en))


@dataclass(frozen=True)
class Source:
    """One YAML file as data. `places`: the file and line of each key. `faults`: keys that are given twice."""

    data: dict[str, Any]
    places: Mapping[Path, Place]
    faults: tuple[Fault, ...] = ()


@dataclass
class _Seen:
    file: str
    places: dict[Path, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def parse(file: str, data: bytes) -> Source:
    """Read one file; raises yaml.YAMLError, which names the line, for what is not YAML."""
    loader = yaml.CSafeLoader(data)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError:
        yaml.compose(data, Loader=yaml.SafeLoader)  # a tenth as fast, and tells better where it is
        raise
    seen = _Seen(file)
    if node is not None:
        _look(node, (), seen)
    raw = None if node is None else loader.construct_document(node)
    if not isinstance(raw, dict):
        seen.faults.append(
            Fault.of(
                (),
                "Filen ska vara en profil: nycklar med värden.",
                "The file must be a profile: keys with values.",
            )
        )
        raw = {}
    return Source({str(key): value for key, value in raw.items()}, seen.places, tuple(seen.faults))


def _look(node: yaml.Node, path: Path, seen: _Seen) -> None:
    """Note the line of each key below the node, and each key that comes a second time."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            below = (*path, str(key.value))
            if below in seen.places:
                seen.faults.append(
                    Fault.of(
                        below,
                        "Nyckeln står två gånger. Ta bort den ena.",
                        "The key is there twice. Take one of them away.",
                    )
                )
            seen.places[below] = (seen.file, key.start_mark.line + 1)
            _look(value, below, seen)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            below = (*path, str(number))
            seen.places[below] = (seen.file, value.start_mark.line + 1)
            _look(value, below, seen)


def extended(upper: Source, base: Source) -> Source:
    """Return the profile with what it inherits: entries by key, null takes one away, the rest whole."""
    data = {**base.data, **upper.data}
    for section in SECTIONS:
        own, inherited = (one.data.get(section) or {} for one in (upper, base))
        if isinstance(own, dict) and isinstance(inherited, dict):
            data[section] = {key: one for key, one in {**inherited, **own}.items() if one is not None}
    faults = (*upper.faults, *base.faults, *_takes_nothing(upper, base))
    return Source(data, {**_left(base, upper), **upper.places}, faults)


def _takes_nothing(upper: Source, base: Source) -> Iterator[Fault]:
    for section in SECTIONS:
        own, inherited = (one.data.get(section) or {} for one in (upper, base))
        if isinstance(own, dict):
            for key, entry in own.items():
                if entry is None and key not in inherited:
                    yield Fault.of(
                        (section, str(key)),
                        "Null tar bort något som ärvs, men det här ärvs inte.",
                        "Null takes away what is inherited, but this is not inherited.",
                    )


def _left(base: Source, upper: Source) -> dict[Path, Place]:
    """Return the places of what the upper profile leaves as it was."""
    return {
        path: place
        for path, place in base.places.items()
        if path[:2] not in upper.places and (path[:1] not in upper.places or path[0] in SECTIONS)
    }


def place_of(source: Source, path: Path) -> Place | None:
    """Return the file and line of a path, or of the nearest key around it."""
    for end in range(len(path), 0, -1):
        if path[:end] in source.places:
            return source.places[path[:end]]
    return None
