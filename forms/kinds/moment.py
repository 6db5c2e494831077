"""Dates, times of day and both together. The answer is ISO 8601 text without time zone."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Literal

from forms.component import Component
from forms.expressions import dynamic_day
from forms.fields import Field, MomentRules
from forms.findings import AnswerError
from forms.kinds.base import Kind, Shown, in_sentence
from forms.kinds.swedish_dates import read_date, read_time
from forms.text import Language, Text

Moment = date | datetime | time
_SUBTYPES: dict[str, Literal["date", "time", "datetime"]] = {
    "date": "date",
    "time": "time",
    "datetime": "datetime",
}
_ISO = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII),
    "time": re.compile(r"\d{2}:\d{2}(:\d{2})?", re.ASCII),
    "datetime": re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?", re.ASCII),
}
_ASK = {
    "date": Text("Skriv ett datum, till exempel 2026-11-26.", "Write a date, for example 2026-11-26."),
    "time": Text("Skriv ett klockslag, till exempel 14.30.", "Write a time, for example 14:30."),
    "datetime": Text(
        "Skriv datum och klockslag, till exempel 2026-11-26 14.30.",
        "Write date and time, for example 2026-11-26 14:30.",
    ),
}
_EXAMPLE = {
    "date": ("2026-11-26", "2026-11-26"),
    "time": ("14.30", "14:30"),
    "datetime": ("2026-11-26 14.30", "2026-11-26 14:30"),
}


class MomentKind(Kind):
    """datetime, with subtype date, time or datetime."""

    types = ("datetime",)

    def compile(self, kind: str, component: Component, validate: Component) -> MomentRules | None:
        """Read the subtype and the last day; times with a zone of their own are refused."""
        del kind
        subtype = component.text("subtype") or "date"
        component.ignore("use24h", "dateLabel", "timeLabel")
        zone = component.text("timeSerializingFormat")
        if zone not in {None, "no_timezone"}:
            component.refuse(
                Text("Tider sparas utan tidszon.", "Times are kept without time zone."),
                Text(
                    "Skriv timeSerializingFormat: no_timezone.", "Write timeSerializingFormat: no_timezone."
                ),
            )
        no_past, interval = component.flag("disallowPassedDates"), component.whole("timeInterval", 1, 720)
        latest = dynamic_day(validate, "max")
        if known := _SUBTYPES.get(subtype):
            return MomentRules(known, no_past, latest, interval)
        component.refuse(
            Text(f"Undertypen ”{subtype}” finns inte.", f"There is no subtype “{subtype}”."),
            Text("Välj date, time eller datetime.", "Choose date, time or datetime."),
        )
        return None

    def decode(self, field: Field, posted: Sequence[str], today: date) -> str | None:
        """Take dates and times as Swedes write them."""
        if not posted:
            return None
        typed = _from_page(_rules(field).subtype, " ".join(part for part in posted if part.strip()), today)
        return posted[-1] if typed is None else _iso(typed)

    def read(self, shown: Shown, value: Any) -> Moment:
        """Take ISO 8601 only."""
        subtype = _rules(shown.field).subtype
        if not isinstance(value, str) or not _ISO[subtype].fullmatch(value.strip()):
            raise AnswerError(_ASK[subtype])
        try:
            return _parse(subtype, value.strip())
        except ValueError as error:
            raise AnswerError(_ASK[subtype]) from error

    def obey(self, shown: Shown, typed: Moment, now: datetime) -> None:
        """Refuse the past, and what comes after the last day, when the form does."""
        if isinstance(typed, time):
            return
        day, latest = typed.date() if isinstance(typed, datetime) else typed, shown.limits.get("latest")
        if latest is not None and day > latest:
            last = latest.isoformat()
            raise AnswerError(Text(f"Välj ett datum senast {last}.", f"Choose a date no later than {last}."))
        if _rules(shown.field).no_past and day < now.date():
            today = now.date().isoformat()
            raise AnswerError(
                Text(
                    f"Välj ett datum från och med i dag, {today}.",
                    f"Choose a date from today, {today}, onwards.",
                )
            )

    def store(self, field: Field, typed: Moment) -> str:
        """Keep ISO 8601."""
        del field
        return _iso(typed)

    def restore(self, field: Field, stored: Any) -> Moment:
        """Return date, time or datetime (without zone)."""
        return _parse(_rules(field).subtype, str(stored))

    def write(self, shown: Shown, typed: Moment, language: Language) -> str:
        """Write 2026-11-26, 14.30 (14:30 in English)."""
        del shown
        text = _iso(typed).replace("T", " ")
        return text.replace(":", ".") if language == "sv" else text

    def control(self, shown: Shown, typed: Moment, language: Language) -> str:
        """Write ISO 8601, which native inputs want."""
        del shown, language
        return _iso(typed)

    def missing(self, field: Field) -> Text:
        """Ask for a date or time, with an example of the right subtype."""
        label, (sv, en) = in_sentence(field.label), _EXAMPLE[_rules(field).subtype]
        return Text(f"Fyll i {label.sv}, till exempel {sv}.", f"Fill in {label.en}, for example {en}.")


def is_iso(subtype: str, text: str) -> bool:
    """Tell whether a native input of the browser can show this text."""
    return bool(_ISO[subtype].fullmatch(text))


def _rules(field: Field) -> MomentRules:
    if not isinstance(field.rules, MomentRules):
        raise TypeError(field.rules)
    return field.rules


def _iso(typed: Moment) -> str:
    if isinstance(typed, datetime | time):
        return typed.isoformat(timespec="seconds" if typed.second else "minutes")
    return typed.isoformat()


def _parse(subtype: str, text: str) -> Moment:
    kinds: dict[str, type[date | time]] = {"date": date, "time": time, "datetime": datetime}
    return kinds[subtype].fromisoformat(text)


def _from_page(subtype: str, text: str, today: date) -> Moment | None:
    if subtype == "date":
        return read_date(text, today)
    if subtype == "time":
        return read_time(text)
    day, _, clock = text.strip().replace("T", " ").rpartition(" ")
    on, at = read_date(day, today), read_time(clock)
    return datetime.combine(on, at) if on and at else None
