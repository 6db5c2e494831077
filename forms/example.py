"""Answers that fill in a form, made from its JSON alone: for the demo, and for trying a model out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Wanted = Mapping[str, Any]


def example(
    form: Mapping[str, Any] | None, wanted: Wanted, today: date, *, all_of_it: bool = False
) -> dict[str, Any]:
    """Return answers to the questions of a form that must be answered, or to `all_of_it`.

    `form` is form-js JSON with its options written out. `wanted` wins, by field key; options may be named by their
    label. Days lie a month after `today`, or on the last day that the form takes.
    """
    return dict(_Filler(today, all_of_it).answers(form["components"], wanted)) if form else {}


@dataclass(frozen=True)
class _Filler:
    today: date
    all_of_it: bool

    def answers(self, components: list[Any], wanted: Wanted) -> Iterator[tuple[str, Any]]:
        for one in components:
            if one["type"] == "group":
                yield from self._group(one, wanted)
            elif one["type"] == "dynamiclist":
                given = wanted.get(one["path"])
                rows = given if isinstance(given, list) else [{}]
                yield one["path"], [dict(self.answers(one["components"], row)) for row in rows]
            elif one.get("key") in wanted:
                yield one["key"], _by_label(one, wanted[one["key"]])
            elif one.get("key") and not one.get("readonly"):
                yield from self._field(one)

    def _group(self, one: Mapping[str, Any], wanted: Wanted) -> Iterator[tuple[str, Any]]:
        if one.get("path"):
            yield one["path"], dict(self.answers(one["components"], wanted.get(one["path"], {})))
        else:
            yield from self.answers(one["components"], wanted)

    def _field(self, one: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        if self.all_of_it or one.get("validate", {}).get("required"):
            value = self._value(one)
            if value is not None:
                yield one["key"], value

    def _value(self, one: Mapping[str, Any]) -> Any:
        options = [option["value"] for option in one.get("values", ())]
        if options:
            return options[:1] if one["type"] in ("checklist", "taglist") else options[0]
        rules = one.get("validate", {})
        if one["type"] == "datetime":
            return self._day(rules.get("max")) if one.get("subtype", "date") == "date" else None
        values = {
            "textfield": f"Text om {one.get('label', '').lower()}",
            "number": max(1, rules.get("min", 1)),
            "checkbox": bool(rules.get("required")),
        }
        return values.get("textfield" if one["type"] == "textarea" else one["type"])

    def _day(self, latest: str | None) -> str:
        ahead = (self.today + timedelta(days=30)).isoformat()
        return min(ahead, latest or ahead)


def _by_label(one: Mapping[str, Any], value: Any) -> Any:
    labels = {option["label"]: option["value"] for option in one.get("values", ())}
    if isinstance(value, list):
        return [labels.get(item, item) if isinstance(item, str) else item for item in value]
    return labels.get(value, value) if isinstance(value, str) else value
