"""A component of a form as the questions of web/questions/falt.form.json, and back. What the questions leave out stays."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, Final, NamedTuple

from forms import FieldError, Finding
from forms.text import Text

Json = dict[str, Any]


class _Property(NamedTuple):
    """A question and the property that it is about; `read` and `write` go between answer and JSON."""

    path: tuple[str, ...]
    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


def _text(value: Any) -> Any:
    return value if isinstance(value, str) else None


def _number(value: Any) -> Any:
    """Numbers may be FEEL too, so they are asked for as text."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else _text(value)


def _to_number(value: Any) -> Any:
    text = str(value or "").strip().replace(",", ".")
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text or None


def _flag(value: Any) -> bool:
    return value is True


def _listed(value: Any) -> Any:
    return "\n".join(str(one) for one in value) if isinstance(value, list) else None


def _options(value: Any) -> list[Json]:
    found = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    return [
        {
            "varde": str(one.get("value") or ""),
            "ledtext": str(one.get("label") or ""),
            "engelska": one.get("label_en") or (one.get("properties") or {}).get("label_en"),
        }
        for one in found
    ]


def _to_options(rows: Any) -> Any:
    return [
        {"label": row.get("ledtext") or "", "value": row.get("varde") or ""}
        | ({"label_en": row["engelska"]} if row.get("engelska") else {})
        for row in rows or ()
    ] or None


def _plain(value: Any) -> Any:
    return value or None


PROPERTIES: Final[Mapping[str, _Property]] = {
    "nyckel": _Property(("key",), _text, _plain),
    "sokvag": _Property(("path",), _text, _plain),
    "ledtext": _Property(("label",), _text, _plain),
    "ledtext_en": _Property(("properties", "label_en"), _text, _plain),
    "text": _Property(("text",), _text, _plain),
    "text_en": _Property(("properties", "text_en"), _text, _plain),
    "hjalp": _Property(("description",), _text, _plain),
    "hjalp_en": _Property(("properties", "description_en"), _text, _plain),
    "obligatorisk": _Property(("validate", "required"), _flag, _plain),
    "alternativ": _Property(("values",), _options, _to_options),
    "kalla": _Property(("valuesExpression",), _text, _plain),
    "referens": _Property(("properties", "reference"), _text, _plain),
    "minst": _Property(("validate", "min"), _number, _to_number),
    "hogst": _Property(("validate", "max"), _number, _to_number),
    "decimaler": _Property(("decimalDigits",), _number, _to_number),
    "enhet": _Property(("appearance", "suffixAdorner"), _text, _plain),
    "kortast": _Property(("validate", "minLength"), _number, _to_number),
    "langst": _Property(("validate", "maxLength"), _number, _to_number),
    "slag": _Property(("validate", "validationType"), _text, _plain),
    "monster": _Property(("validate", "pattern"), _text, _plain),
    "monster_fel": _Property(("validate", "patternErrorMessage"), _text, _plain),
    "datumslag": _Property(("subtype",), _text, _plain),
    "ej_passerat": _Property(("disallowPassedDates",), _flag, _plain),
    "filtyper": _Property(("accept",), _text, _plain),
    "flera_filer": _Property(("multiple",), _flag, _plain),
    "uttryck": _Property(("expression",), _text, _plain),
    "minst_rader": _Property(("properties", "min_rows"), _number, _to_number),
    "hogst_rader": _Property(("properties", "max_rows"), _number, _to_number),
    "last": _Property(("readonly",), _flag, _plain),
    "dolj": _Property(("conditional", "hide"), _text, _plain),
    "krav": _Property(("properties", "krav"), _listed, lambda value: str(value or "").split() or None),
}


def answers_of(component: Mapping[str, Any]) -> Json:
    """Return the answers that describe a component."""
    found = {name: one.read(_at(component, one.path)) for name, one in PROPERTIES.items()}
    if not found["ledtext"]:
        # form-js gives dates a property of their own for it.
        found["ledtext"] = _text(component.get("dateLabel"))
    if component.get("valuesKey"):
        found["kalla"] = f"={component['valuesKey']}"
    return {name: value for name, value in found.items() if value is not None}


def described(component: Mapping[str, Any], answers: Mapping[str, Any]) -> Json:
    """Return the component as the answers describe it; what was not asked, or answered as before, stays as it stands."""
    after, before = deepcopy(dict(component)), answers_of(component)
    differ = {name for name in PROPERTIES if name in answers and _differ(answers[name], before.get(name))}
    for name in differ:
        _put(after, PROPERTIES[name].path, PROPERTIES[name].write(answers[name]))
    if "kalla" in differ:
        after.pop("valuesKey", None)
        if answers["kalla"]:
            after.pop("values", None)
    return after


def _differ(one: Any, other: Any) -> bool:
    return (one or None) != (other or None)


def of_component(findings: tuple[Finding, ...], component: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Return what the compiler says of one component; it names a component by its key, path or id."""
    names = [component.get(name) for name in ("key", "path", "id")]
    name = next((one for one in names if isinstance(one, str) and one), None)
    return tuple(one for one in findings if name and (one.where == name or one.where.startswith(f"{name}.")))


def at_questions(findings: tuple[Finding, ...]) -> tuple[FieldError, ...]:
    """Return findings as faults of the questions: a condition has its own, the rest stand in the summary."""
    return tuple(
        FieldError(
            ("dolj",) if one.where.endswith(".conditional") else (),
            Text(f"{one.what.sv} {one.remedy.sv}", f"{one.what.en} {one.remedy.en}"),
        )
        for one in findings
    )


def _at(component: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        component = component.get(step) if isinstance(component, Mapping) else None
    return component


def _put(component: Json, path: tuple[str, ...], value: Any) -> None:
    *around, name = path
    level = component
    for step in around:
        inner = level.get(step)
        if not isinstance(inner, dict):
            if value is None:
                return
            inner = level[step] = {}
        level = inner
    if value is None:
        level.pop(name, None)
        if not level and around:
            component.pop(around[0], None)
    else:
        level[name] = value
