"""Metadata of a draft: what somebody gave becomes what is kept, with names and titles as they are then."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from engine.desk import Desk
from engine.errors import FieldError, InvalidError
from engine.governance.document_fields import TITLE, Field
from engine.governance.document_kinds import DocumentKind
from engine.store import documents
from forms.text import Text

LONGEST: Final = 4000
TITLE_LONGEST: Final = 500
FROM: Final = "giltig_fran"
TO: Final = "giltig_till"
_APART: Final = {FROM, TO}


@dataclass(frozen=True)
class Filled:
    """Metadata as it is kept, and what of it has columns of its own."""

    metadata: dict[str, Any]
    valid_from: date | None
    valid_to: date | None
    responsible_id: UUID | None
    unit_id: UUID | None
    secrecy: str | None


@dataclass
class _Reading:
    desk: Desk
    faults: list[FieldError] = field(default_factory=list)

    def fault(self, key: str, sv: str, en: str) -> None:
        self.faults.append(FieldError(f"/metadata/{key}", Text(sv, en)))


def filled(desk: Desk, kind: DocumentKind, given: Mapping[str, Any]) -> Filled:
    """Check what was given of each field of the kind. Raises InvalidError with every fault; what is missing is not one."""
    reading = _Reading(desk)
    # What it is about are links, and come beside the metadata.
    known = {one.key: one for one in kind.typed if one.shape != "processes"}
    for key in given.keys() - known.keys():
        reading.fault(
            key, f"{kind.name.sv} har ingen uppgift {key}.", f"{kind.name.en} has no metadata {key}."
        )
    values = {
        key: value
        for key, one in known.items()
        if (value := _value(reading, one, given.get(key))) is not None
    }
    if TITLE not in values:
        reading.fault(TITLE, "Skriv en titel.", "Write a title.")
    start, end = values.get(FROM), values.get(TO)
    if start and not end and TO in known:
        end = kind.until(start)
    _in_order(reading, kind, start, end)
    if reading.faults:
        first = reading.faults[0].text
        raise InvalidError(first.sv, first.en, tuple(reading.faults))
    return Filled(
        metadata={key: _kept(value) for key, value in values.items() if key not in _APART},
        valid_from=start,
        valid_to=end,
        responsible_id=_id(values.get("innehallsansvar")),
        unit_id=_id(values.get("ansvarig_enhet")),
        secrecy=values.get("sekretess"),
    )


def given(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return kept metadata as somebody would give it: ids where there are people and units."""
    return {key: _given(value) for key, value in kept.items()}


def _given(value: Any) -> Any:
    if isinstance(value, list):
        return [_given(one) for one in value]
    return value["id"] if isinstance(value, Mapping) else value


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _id(value: Mapping[str, str] | None) -> UUID | None:
    return UUID(value["id"]) if value else None


def _value(reading: _Reading, one: Field, raw: Any) -> Any:
    if raw in (None, "", []):
        return None
    return _READERS[one.shape](reading, one, raw)


def _text(reading: _Reading, one: Field, raw: Any) -> str | None:
    longest = TITLE_LONGEST if one.key == TITLE else LONGEST
    if not isinstance(raw, str) or len(raw) > longest:
        reading.fault(one.key, f"Skriv högst {longest} tecken.", f"Write at most {longest} characters.")
        return None
    return raw.replace("\0", "").strip() or None


def _day(reading: _Reading, one: Field, raw: Any) -> date | None:
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(raw)
    except (TypeError, ValueError):
        reading.fault(one.key, "Ange en dag, till exempel 2026-09-01.", "Give a day, for example 2026-09-01.")
        return None


def _documents(reading: _Reading, one: Field, raw: Any) -> list[str] | None:
    numbers = raw if isinstance(raw, list) else str(raw).split("\n")
    said = [text for number in numbers if (text := _text(reading, one, number))]
    return said or None


def _person(reading: _Reading, one: Field, raw: Any) -> dict[str, str] | None:
    found = _known(reading, one, [raw], documents.people)
    return found[0] if found else None


def _unit(reading: _Reading, one: Field, raw: Any) -> dict[str, str] | None:
    found = _known(reading, one, [raw], documents.units)
    return found[0] if found else None


def _units(reading: _Reading, one: Field, raw: Any) -> list[dict[str, str]] | None:
    return _known(reading, one, raw if isinstance(raw, list) else [raw], documents.units)


def _role(reading: _Reading, one: Field, raw: Any) -> str | None:
    if raw not in reading.desk.profile.roles:
        reading.fault(one.key, "Välj en roll i profilen.", "Choose a role of the profile.")
        return None
    return str(raw)


def _known(
    reading: _Reading, one: Field, raw: list[Any], find: Callable[..., dict[UUID, Any]]
) -> list[dict[str, str]] | None:
    ids = [found for value in raw if (found := _uuid(value))]
    there = find(reading.desk.connection, reading.desk.organisation_id, ids)
    if len(ids) < len(raw) or not there.keys() >= set(ids):
        reading.fault(one.key, "Välj bland dem som finns i registret.", "Choose among those in the register.")
        return None
    return [there[named] for named in dict.fromkeys(ids)]


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


def _in_order(reading: _Reading, kind: DocumentKind, start: date | None, end: date | None) -> None:
    if end is None:
        return
    if start is not None and end < start:
        reading.fault(TO, "Sista dagen är före den första.", "The last day is before the first.")
        return
    most = kind.at_most(start) if start else None
    if most is not None and end > most:
        reading.fault(TO, f"Sista dagen är senast {most}.", f"The last day is {most} at the latest.")


_READERS: Final[Mapping[str, Callable[[_Reading, Field, Any], Any]]] = {
    "text": _text,
    "long": _text,
    "date": _day,
    "person": _person,
    "unit": _unit,
    "units": _units,
    "role": _role,
    "documents": _documents,
}
