"""Values that the server computes from the other answers and the case."""

from decimal import Decimal
from typing import Any

from forms.component import Component
from forms.expressions import required_formula
from forms.fields import ComputedRules, Field
from forms.jsonable import jsonable
from forms.kinds.base import Kind, Shown
from forms.kinds.number import in_figures
from forms.kinds.option import name_of
from forms.text import Language, Text


class Computed(Kind):
    """expression. The answer is the value of the expression as JSON; what is sent for it is ignored."""

    types = ("expression",)

    def compile(self, kind: str, component: Component, validate: Component) -> ComputedRules | None:
        """Read the expression."""
        del kind, validate
        component.ignore("computeOn")
        formula = required_formula(component, "expression")
        return ComputedRules(formula) if formula else None

    def read(self, shown: Shown, value: Any) -> Any:
        """Take what was computed."""
        del shown
        return value

    def store(self, field: Field, typed: Any) -> Any:
        """Keep JSON."""
        del field
        return jsonable(typed)

    def restore(self, field: Field, stored: Any) -> Any:
        """Return numbers as Decimal; dates stay text, since JSON cannot tell them apart."""
        if isinstance(stored, list):
            return [self.restore(field, part) for part in stored]
        if isinstance(stored, dict):
            return {name: self.restore(field, part) for name, part in stored.items()}
        return (
            Decimal(str(stored))
            if isinstance(stored, int | float) and not isinstance(stored, bool)
            else stored
        )

    def write(self, shown: Shown, typed: Any, language: Language) -> str:
        """Write lists with commas, yes and no in words, objects by their name."""
        if isinstance(typed, bool):
            return (Text("Ja", "Yes") if typed else Text("Nej", "No")).to(language)
        if isinstance(typed, list):
            return ", ".join(self.write(shown, part, language) for part in typed)
        if isinstance(typed, dict):
            return name_of(typed).to(language)
        plain = jsonable(typed)
        return in_figures(Decimal(str(plain)), language) if isinstance(plain, int | float) else str(plain)
