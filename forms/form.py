"""The compiled form: what pages, API and engine ask of it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import Schema

from forms.checking import Checked, check
from forms.drafting import draft, typed
from forms.exporting import to_json
from forms.fields import Definition
from forms.findings import FieldError
from forms.posting import Posted, decode
from forms.resolving import Given, resolve
from forms.schema import schema_for
from forms.text import Language
from forms.view import View
from forms.viewing import view

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_SWEDEN = ZoneInfo("Europe/Stockholm")


class Form(Definition):
    """An immutable, published form.

    `answers` are nested JSON: raw from a page or the API, or clean from an earlier `check` (checking those again
    gives the same). `context` holds the sources and names in `Form.sources`. `initial` holds values that the server
    gives: what open fields begin with, and the only values that locked (readonly, disabled) fields have. `now` is
    any aware instant; clocks in Sweden decide what "today" is then.
    """

    def decode(self, items: Iterable[tuple[str, str]], today: date) -> Posted:
        """Return the answers in the names and values that a page posted; never raises. `today` is what idag means."""
        return decode(self, items, today)

    def check(
        self,
        answers: Any,
        context: Mapping[str, Any],
        now: datetime,
        *,
        initial: Mapping[str, Any] = _NOTHING,
    ) -> Checked:
        """Return clean answers, or errors; never raises, whatever the answers are."""
        return check(self, Given(answers, context, _local(now), initial))

    def schema(
        self,
        answers: Any,
        context: Mapping[str, Any],
        now: datetime,
        *,
        initial: Mapping[str, Any] = _NOTHING,
    ) -> Schema:
        """Return the marshmallow schema of the fields that are visible and open for these answers."""
        return schema_for(resolve(self, Given(answers, context, _local(now), initial)).items, _local(now))

    def view(
        self,
        answers: Any,
        context: Mapping[str, Any],
        now: datetime,
        *,
        errors: Iterable[FieldError] = (),
        language: Language = "sv",
        initial: Mapping[str, Any] = _NOTHING,
    ) -> View:
        """Return the form ready to be drawn; what is not answered yet has its start value."""
        return view(self, Given(answers, context, _local(now), initial, defaults=True), errors, language)

    def draft(self, answers: Any) -> dict[str, Any]:
        """Return what can be kept of unfinished answers, with no validation; never raises."""
        return draft(self, answers)

    def typed(self, clean: Mapping[str, Any]) -> dict[str, Any]:
        """Return clean answers with Decimal, date, time and datetime values, for expressions."""
        return typed(self, clean)

    def to_json(self, context: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """Return the form-js JSON with options from data written out as `values`."""
        return to_json(self, context, _local(now))


def _local(now: datetime) -> datetime:
    return now.astimezone(_SWEDEN)
