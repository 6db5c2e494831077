"""Names for keys: what the profile calls a role or mandate, what a model calls an element."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, true

from engine.desk import View
from engine.library import Published
from engine.runtime.model import Element
from engine.store.tables import model_version
from forms import Form
from forms.fields import ChoiceRules, Option, Options
from forms.text import Text
from forms.tree import walk


def role(view: View, key: str) -> Text:
    """Return the profile's name of a role; an operator, who stands outside the organisations, sees the key."""
    return Text(key, key) if view.actor.is_rals else view.profile.role_name(key)


def mandate(view: View, key: str | None) -> Text | None:
    """Return the profile's name of a mandate; an older edition's mandate keeps its key."""
    if not key:
        return None
    if view.actor.is_rals:
        return Text(key, key)
    found = view.profile.mandates.get(key)
    return found.name if found else Text(key, key)


def element(view: View, model_hash: str, element_id: str | None) -> Text | None:
    """Return a model's name of an element."""
    if not element_id:
        return None
    found = view.library.model(model_hash).model.elements.get(element_id) or _earlier(
        view, model_hash, element_id
    )
    return found.label if found else Text(element_id, element_id)


def _earlier(view: View, model_hash: str, element_id: str) -> Element | None:
    """Return the element of the newest version that has it: a case that has changed version was there before."""
    of_process = model_version.c.key == view.library.model(model_hash).model.key
    ours = (
        true()
        if view.actor.organisation_id is None
        else model_version.c.organisation_id == view.actor.organisation_id
    )
    hashes = view.connection.execute(
        select(model_version.c.hash).where(of_process, ours).order_by(model_version.c.number.desc())
    ).scalars()
    found = (view.library.model(one).model.elements.get(element_id) for one in hashes)
    return next((one for one in found if one is not None), None)


def outcome(view: View, model_hash: str, element_id: str, value: str) -> Text:
    """Return what the form of a decision calls its outcome."""
    found = outcomes(view.library.model(model_hash), element_id)
    return next((option.label for option in found if option.value == value), Text(value, value))


def outcomes(published: Published, element_id: str) -> tuple[Option, ...]:
    """Return the outcomes that the form of a task offers."""
    found = published.model.elements.get(element_id)
    form = published.forms.get((found and found.form) or "")
    return outcomes_of(form) if form else ()


def outcomes_of(form: Form) -> tuple[Option, ...]:
    """Return the outcomes that a form offers."""
    for node in walk(form.fields):
        rules = getattr(node.item, "rules", None)
        if (
            node.address == ("utfall",)
            and isinstance(rules, ChoiceRules)
            and isinstance(rules.options, Options)
        ):
            return rules.options.items
    return ()


def lender(by_right: Mapping[str, Any] | None) -> str | None:
    """Return for whom something was done, by the right that is kept with it."""
    lent = (by_right or {}).get("for")
    return lent["name"] if lent else None
