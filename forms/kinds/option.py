"""Options: from the form's own `values`, or from the objects that an expression gives."""

from collections.abc import Mapping
from typing import Any

from forms.component import Component
from forms.fields import Option
from forms.jsonable import jsonable
from forms.text import Text

MOST_STATIC = 500


def static_options(component: Component) -> tuple[Option, ...] | None:
    """Read `values`: label and value, English label in `label_en` or in `properties.label_en`."""
    values = component.raw("values")
    if not isinstance(values, list) or not 0 < len(values) <= MOST_STATIC:
        component.refuse(
            Text(
                "Listan med alternativ är tom, för lång eller ingen lista.",
                "The list of options is empty, too long or no list.",
            ),
            Text(
                'Skriv till exempel [{"label": "Ja", "value": "ja"}].',
                'Write for example [{"label": "Yes", "value": "ja"}].',
            ),
        )
        return None
    options = tuple(option for item in values if (option := _static(component, item)))
    if len({option.value for option in options}) < len(options):
        component.refuse(
            Text("Två alternativ har samma värde.", "Two options have the same value."),
            Text("Ge varje alternativ ett eget value.", "Give every option a value of its own."),
        )
    return options if len(options) == len(values) else None


def _static(component: Component, item: Any) -> Option | None:
    known = isinstance(item, Mapping) and set(item) <= {"label", "value", "label_en", "properties"}
    value, label = (item.get("value"), item.get("label")) if known else (None, None)
    if not isinstance(value, str) or not value or not isinstance(label, str) or not label:
        component.refuse(
            Text(
                "Ett alternativ saknar label eller value, eller har annat än text i dem.",
                "An option lacks label or value, or has other than text in them.",
            ),
            Text(
                'Skriv till exempel {"label": "Ja", "value": "ja"}.',
                'Write for example {"label": "Yes", "value": "ja"}.',
            ),
        )
        return None
    own = item.get("properties")
    english = item.get("label_en") or (own.get("label_en") if isinstance(own, Mapping) else None) or label
    return Option(value, Text(label, str(english)), value, {"id": value, "namn": label})


def option_from(item: Any) -> Option | None:
    """Return the option of `{id, namn, …}`, `{value, label}` or a bare text or number; None when it is none of these."""
    data = jsonable(item)
    if isinstance(data, str | int) and not isinstance(data, bool):
        return Option(str(data), Text(str(data), str(data)), data, {"id": data, "namn": str(data)})
    if not isinstance(data, Mapping):
        return None
    key = data.get("id", data.get("value"))
    if isinstance(key, bool) or not isinstance(key, str | int) or key == "":
        return None
    return Option(str(key), name_of(data, key), key, data)


def name_of(data: Mapping[str, Any], otherwise: Any = "") -> Text:
    """Return what an object such as `{id, namn, namn_en, …}` or `{value, label}` is called."""
    label = data.get("namn", data.get("label", otherwise))
    return Text(str(label), str(data.get("namn_en") or data.get("label_en") or label))
