"""Checks at publication that need no answers."""

from forms.fields import ChoiceRules, ComputedRules, Field, Formula
from forms.kinds import KINDS, Shown


def fits(field: Field) -> None:
    """Raise AnswerError when the field's default value is none that it takes."""
    if field.default in (None, "", []) or isinstance(field.rules, ComputedRules):
        return
    options = None
    if isinstance(field.rules, ChoiceRules):
        if isinstance(field.rules.options, Formula):
            return
        options = field.rules.options
    KINDS[field.kind].read(Shown(field, field.path, field.default, options=options), field.default)
