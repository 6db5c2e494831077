"""The kinds of processes that a profile has: on which level, led by whom, how many, and what may lie under what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from engine.governance.profile import Profile
from forms.text import Text

# Known everywhere; a profile without levels adds its own to them, one with levels has no others than its own.
COMMON: Final = (
    *("ledningsprocess", "overgripande_process", "processomrade", "stodprocessomrade", "processgrupp"),
    *("process", "verksamhetsprocess", "stodprocess", "delprocess", "delprocessflode", "variant"),
)


@dataclass(frozen=True)
class ProcessKind:
    """A kind of process. `level` None where structures are free; `number` how many there are, None for any."""

    key: str
    name: Text
    level: int | None
    compulsory: bool
    role: str | None
    number: int | None
    krav: tuple[str, ...]
    # What processes of the kind can be called.
    examples: tuple[Text, ...] = ()

    @property
    def described(self) -> Text:
        """Its name with what is said of it."""
        sv, en = [self.name.sv], [self.name.en]
        if self.level is not None:
            sv.append(f"nivå {self.level}, {'obligatorisk' if self.compulsory else 'frivillig'}")
            en.append(f"level {self.level}, {'compulsory' if self.compulsory else 'optional'}")
        if self.number is not None:
            sv.append(f"{self.number} stycken")
            en.append(f"{self.number} in number")
        return Text(", ".join(sv), ", ".join(en))


def kinds(profile: Profile) -> Mapping[str, ProcessKind]:
    """Return the profile's own kinds by key, as its structure says."""
    return {
        key: ProcessKind(
            key=key,
            name=Text(raw["name"]["sv"], raw["name"]["en"]),
            level=raw.get("level"),
            compulsory=raw.get("compulsory", False),
            role=raw.get("role"),
            number=raw.get("number"),
            krav=tuple(raw.get("krav", ())),
            examples=tuple(Text(one["sv"], one["en"]) for one in raw.get("examples", ())),
        )
        for key, raw in profile.structure.get("nodes", {}).items()
    }


def known(profile: Profile) -> tuple[str, ...]:
    """Return the keys of the kinds that a process can be of."""
    own = kinds(profile)
    return tuple(own) if _has_levels(profile) else tuple(dict.fromkeys((*own, *COMMON)))


def misplaced(profile: Profile, kind: str, above: str | None, others: int) -> Text | None:
    """Return why a process of a kind may not lie under one of the kind `above` (None: on top), None if it may.

    `others` are how many more of its kind there are in the register.
    """
    own, listed = kinds(profile), known(profile)
    if kind not in listed:
        return Text(f"Välj en typ av {', '.join(listed)}.", f"Choose a kind of {', '.join(listed)}.")
    mine = own.get(kind)
    if mine is not None and mine.number is not None and others >= mine.number:
        return Text(
            f"{profile.name.sv} har {mine.number} av typen {mine.name.sv}. Ändra styrprofilen om de ska bli fler.",
            f"{profile.name.en} has {mine.number} of the kind {mine.name.en}. Change the profile if there are to be more.",
        )
    return _skipped(own, kind, above) if _has_levels(profile) else None


def _has_levels(profile: Profile) -> bool:
    return bool(profile.structure.get("depth") == "levels")


def _skipped(own: Mapping[str, ProcessKind], kind: str, above: str | None) -> Text | None:
    """Return what is wrong with the levels: upside down, or a compulsory one is passed over."""
    level, upper = _level(own, kind), _level(own, above)
    if upper >= level:
        return Text(
            f"{own[kind].name.sv} är nivå {level} och kan inte ligga under nivå {upper}.",
            f"{own[kind].name.en} is level {level} and can not lie under level {upper}.",
        )
    passed = [one.level for one in own.values() if one.compulsory and upper < _level(own, one.key) < level]
    # What is on the very top stands above the areas, and they need not be placed under it.
    between = [one for one in passed if one]
    if not between:
        return None
    return Text(
        f"Nivå {min(between)} är obligatorisk. Lägg {own[kind].name.sv} under en sådan.",
        f"Level {min(between)} is compulsory. Place {own[kind].name.en} under one.",
    )


def _level(own: Mapping[str, ProcessKind], kind: str | None) -> int:
    found = own[kind].level if kind and kind in own else None
    return -1 if found is None else found
