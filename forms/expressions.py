"""Properties of a component that are, or may be, FEEL. In form JSON an expression begins with an equals sign."""

from datetime import date
from decimal import Decimal

import feel
from forms.component import Component
from forms.fields import Bound, Flag, Formula
from forms.text import Text

ROW_NAMES = frozenset({"this", "parent", "i"})
_REMEDY = Text(
    "Rätta uttrycket, till exempel =kostnad > 100000.", "Mend the expression, for example =kostnad > 100000."
)


def dynamic_flag(component: Component, name: str) -> Flag:
    """Return true, false or an expression."""
    return formula if (formula := formula_if_any(component, name)) else component.flag(name)


def dynamic_number(component: Component, name: str) -> Bound:
    """Return a number or an expression."""
    if formula := formula_if_any(component, name):
        return formula
    value = component.raw(name)
    if value is None or value == "":
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    component.expected(name, Text("ett tal", "a number"))
    return None


def dynamic_day(component: Component, name: str) -> date | Formula | None:
    """Return a day or an expression."""
    if formula := formula_if_any(component, name):
        return formula
    value = component.raw(name)
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        component.expected(name, Text("en dag som 2026-11-26", "a day such as 2026-11-26"))
        return None


def formula_if_any(component: Component, name: str) -> Formula | None:
    """Return the expression when the property is a text that begins with an equals sign."""
    value = component.raw(name)
    if not isinstance(value, str) or not value.strip().startswith("="):
        return None
    return compiled(component, value.strip()[1:])


def required_formula(component: Component, name: str, *, unary: bool = False) -> Formula | None:
    """Return the expression; a property that is no expression is refused."""
    text = component.text(name)
    if text is None or not text.startswith("="):
        component.expected(name, Text("ett uttryck som börjar med =", "an expression that begins with ="))
        return None
    return compiled(component, text[1:], unary=unary)


def compiled(component: Component, text: str, *, unary: bool = False) -> Formula | None:
    """Compile FEEL without its equals sign; one that does not compile is refused."""
    try:
        expression = feel.parse_unary(text) if unary else feel.parse(text)
    except feel.FeelError as error:
        short = text[:200]
        component.refuse(
            Text(
                f"Uttrycket ”{short}” går inte att läsa: {error.sv}",
                f"The expression “{short}” cannot be read: {error}",
            ),
            _REMEDY,
        )
        return None
    first = {path[0] for path in expression.paths if path}
    own = bool(first & ROW_NAMES) or any(name in component.names for name in first)
    return Formula(expression, constant=not own)
