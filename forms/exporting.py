"""The form-js JSON of a form, with options from data written out as `values`, and last days as days."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from forms.component import component_id
from forms.evaluating import Evaluator, Scope
from forms.fields import ChoiceRules, Definition, Field, Formula, Group, Item, Options, Rows


def to_json(definition: Definition, context: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Return the form with the options, and the last days of dates, as they are before anything is answered.

    Those that depend on other answers are those of an empty form (in rows: of an empty row); `check` decides.
    """
    source: dict[str, Any] = json.loads(definition.source)
    evaluator = Evaluator(context, now)
    found: dict[str, _Known] = {}
    _collect(definition.fields, evaluator, evaluator.top(definition.fields, {}), found)
    _write(source["components"], "form", found)
    return source


@dataclass(frozen=True)
class _Known:
    """What is known of a field now that stands as FEEL in its source."""

    options: Options | None
    latest: date | None


def _collect(items: tuple[Item, ...], evaluator: Evaluator, scope: Scope, found: dict[str, _Known]) -> None:
    for item in items:
        if isinstance(item, Group):
            _collect(item.children, evaluator, scope, found)
        elif isinstance(item, Rows):
            _collect(item.children, evaluator, evaluator.row(item, scope, {}, 0), found)
        elif isinstance(item, Field):
            computed = isinstance(item.rules, ChoiceRules) and isinstance(item.rules.options, Formula)
            options = evaluator.options(item, scope, item.path) if computed else None
            found[item.id] = _Known(options, evaluator.limits(item, scope, item.path).get("latest"))


def _write(components: list[dict[str, Any]], around: str, found: dict[str, _Known]) -> None:
    for index, component in enumerate(components):
        at = f"{around}.components[{index}]"
        known = found.get(component_id(component.get("id"), at), _Known(None, None))
        if known.latest is not None:
            component["validate"]["max"] = known.latest.isoformat()
        if known.options is not None:
            component.pop("valuesKey", None)
            component.pop("valuesExpression", None)
            component["values"] = [
                _value(option.value, option.label.sv, option.label.en) for option in known.options.items
            ]
        _write(component.get("components") or [], at, found)


def _value(value: str, label: str, english: str) -> dict[str, str]:
    return {"label": label, "value": value} | ({"label_en": english} if english != label else {})
