"""Whether what is written in one form can go on in another."""

from forms.fields import Definition, Field
from forms.tree import walk


def fits(before: Definition | None, after: Definition | None) -> bool:
    """Say whether a draft of one form fits another: it has the same questions, of the same kind, and perhaps more."""
    return before is None or (after is not None and _questions(before) <= _questions(after))


def _questions(form: Definition) -> set[tuple[object, type]]:
    found = (node for node in walk(form.fields) if isinstance(node.item, Field))
    return {(node.address, type(node.item.rules)) for node in found}  # type: ignore[union-attr]
