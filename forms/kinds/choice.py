"""Choosing one or several of the options. The answer is the option's id, or the whole option when it is a reference."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from forms.component import Component
from forms.expressions import compiled, required_formula
from forms.fields import ChoiceRules, Field, Formula, Option, Options
from forms.findings import AnswerError
from forms.jsonable import jsonable
from forms.kinds.base import Kind, Shown, in_sentence
from forms.kinds.option import static_options
from forms.text import Language, Text

REFERENCES = ("person", "unit", "goal", "process", "forum", "role")
MOST_CHOSEN = 1000
_MOST_NAMED = 6


class One(Kind):
    """radio and select."""

    types = ("radio", "select")

    def compile(self, kind: str, component: Component, validate: Component) -> ChoiceRules | None:
        """Read where the options come from."""
        del kind, validate
        return _rules_of(component, many=False)

    def read(self, shown: Shown, value: Any) -> Any:
        """Take the id of an option, or an object with that id."""
        return _kept(shown.field, _chosen(shown, value))

    def store(self, field: Field, typed: Any) -> Any:
        """Keep the id, or the whole option as JSON."""
        del field
        return jsonable(typed)

    def write(self, shown: Shown, typed: Any, language: Language) -> str:
        """Write the label."""
        return _chosen(shown, typed).label.to(language)

    def control(self, shown: Shown, typed: Any, language: Language) -> str:
        """Write the value that stands in the page."""
        del language
        return _chosen(shown, typed).value

    def missing(self, field: Field) -> Text:
        """Ask for a choice."""
        label = in_sentence(field.label)
        return Text(f"Välj {label.sv}.", f"Choose {label.en}.")


class Many(One):
    """checklist and taglist. The answer is a list without doubles."""

    types = ("checklist", "taglist")
    nothing = ()

    def compile(self, kind: str, component: Component, validate: Component) -> ChoiceRules | None:
        """Read where the options come from."""
        del kind, validate
        return _rules_of(component, many=True)

    def decode(self, field: Field, posted: Sequence[str], today: date) -> list[str]:
        """Take everything that was ticked."""
        del field, today
        return [value for value in posted if value]

    def read(self, shown: Shown, value: Any) -> list[Any]:
        """Take a list of ids or objects."""
        if not isinstance(value, list) or len(value) > MOST_CHOSEN:
            raise AnswerError(Text("Ange valen som en lista.", "Give the choices as a list."))
        chosen = {option.value: option for option in (_chosen(shown, part) for part in value)}
        return [_kept(shown.field, option) for option in chosen.values()]

    def write(self, shown: Shown, typed: Any, language: Language) -> str:
        """Write the labels."""
        return ", ".join(_chosen(shown, part).label.to(language) for part in typed)

    def control(self, shown: Shown, typed: Any, language: Language) -> str:
        """Several values stand in no single input."""
        del shown, typed, language
        return ""

    def missing(self, field: Field) -> Text:
        """Ask for at least one choice."""
        label = in_sentence(field.label)
        return Text(f"Välj minst ett alternativ i {label.sv}.", f"Choose at least one option in {label.en}.")


def chosen_values(shown: Shown) -> frozenset[str]:
    """Return the page values of the options that are chosen now; what is no option is left out."""
    values = shown.value if isinstance(shown.value, list) else [shown.value]
    options = shown.options or Options(())
    found = (options.find(_key(value)) for value in values)
    return frozenset(option.value for option in found if option)


def _rules_of(component: Component, *, many: bool) -> ChoiceRules | None:
    component.ignore("searchable")
    reference = component.part("properties").text("reference")
    if reference is not None and reference not in REFERENCES:
        component.refuse(
            Text(f"Referensen ”{reference}” finns inte.", f"There is no reference “{reference}”."),
            Text(f"Välj {', '.join(REFERENCES)}.", f"Choose {', '.join(REFERENCES)}."),
        )
    options = _options_of(component)
    return None if options is None else ChoiceRules(options, many=many, reference=reference)


def _options_of(component: Component) -> Options | Formula | None:
    given = [name for name in ("values", "valuesKey", "valuesExpression") if component.has(name)]
    if len(given) != 1:
        component.refuse(
            Text(
                "Frågan har inga alternativ, eller flera källor till dem.",
                "The question has no options, or several sources of them.",
            ),
            Text(
                "Skriv antingen values, valuesKey eller valuesExpression.",
                "Write one of values, valuesKey and valuesExpression.",
            ),
        )
        component.ignore("values", "valuesKey", "valuesExpression")
        return None
    if given == ["values"]:
        options = static_options(component)
        return None if options is None else Options(options)
    if given == ["valuesKey"]:
        return compiled(component, component.text("valuesKey") or "")
    return required_formula(component, "valuesExpression")


def _key(value: Any) -> Any:
    return value.get("id") if isinstance(value, Mapping) else value


def _chosen(shown: Shown, value: Any) -> Option:
    options = shown.options or Options(())
    option = options.find(_key(value))
    if option is None:
        raise AnswerError(_not_an_option(options.items))
    return option


def _kept(field: Field, option: Option) -> Any:
    return option.data if isinstance(field.rules, ChoiceRules) and field.rules.reference else option.id


def _not_an_option(options: Sequence[Option]) -> Text:
    if not options:
        return Text(
            "Det finns inget att välja här ännu. Lämna frågan tom.",
            "There is nothing to choose here yet. Leave it empty.",
        )
    if len(options) > _MOST_NAMED:
        return Text("Välj ett av alternativen i listan.", "Choose one of the options in the list.")
    sv, en = (
        ", ".join(option.label.sv for option in options),
        ", ".join(option.label.en for option in options),
    )
    return Text(f"Välj ett av alternativen: {sv}.", f"Choose one of the options: {en}.")
