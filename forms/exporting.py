"""The form-js JSON of a form, with options from data written out as `values`."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from forms.component import component_id
from forms.evaluating import Evaluator, Scope
from forms.fields import ChoiceRules, Definition, Field, Formula, Group, Item, Options, Rows


def to_json(definition: Definition, context: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Return the form with the options as they are before anything is answered.

    Options that depend on other answers are those of an empty form (in rows: of an empty row); `check` decides.
    """
    source: dict[str, Any] = json.loads(definition.source)
    evaluator = Evaluator(context, now)
    options: dict[str, Options] = {}
    _collect(definition.fields, evaluator, evaluator.top(definition.fields, {}), options)
    _write(source["components"], "form", options)
    return source


def _collect(items: tuple[Item, ...], evaluator: Evaluator, scope: Scope, found: dict[str, Options]) -> None:
    for item in items:
        if isinstance(item, Group):
            _collect(item.children, evaluator, scope, found)
        elif isinstance(item, Rows):
            _collect(item.children, evaluator, evaluator.row(item, scope, {}, 0), found)
        elif (
            isinstance(item, Field)
            and isinstance(item.rules, ChoiceRules)
            and isinstance(item.rules.options, Formula)
        ):
            options = evaluator.options(item, scope, item.path)
            if options is not None:
                found[item.id] = options


def _write(components: list[dict[str, Any]], around: str, options: dict[str, Options]) -> None:
    for index, component in enumerate(components):
        at = f"{around}.components[{index}]"
        if (known := options.get(component_id(component.get("id"), at))) is not None:
            component.pop("valuesKey", None)
            component.pop("valuesExpression", None)
            component["values"] = [
                _value(option.value, option.label.sv, option.label.en) for option in known.items
            ]
        _write(component.get("components") or [], at, options)


def _value(value: str, label: str, english: str) -> dict[str, str]:
    return {"label": label, "value": value} | ({"label_en": english} if english != label else {})
