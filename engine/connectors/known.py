"""What a model may refer to: the roles and mandates of the profile, the forms beside it, the connectors."""

from collections.abc import Mapping

import forms
from engine import connectors
from engine.governance.profile import Profile, Role
from engine.governance.routing import CASE_KIND, ORGANISATION_KINDS, in_cases
from engine.governance.vacancies import Holding, unheld, vacant
from engine.library import statements
from engine.runtime.checks import Known
from forms.fields import ChoiceRules, Options
from forms.tree import walk


def known_to(profile: Profile, compiled: Mapping[str, forms.Form], holding: Holding | None = None) -> Known:
    """Return what the checks of a model may count on; with `holding`, who is missing in an organisation too.

    A role that the profile does not have but plays is placed by the profile, and decides what its mandates say.
    """
    played = {key: ORGANISATION_KINDS[0] for role in profile.roles.values() for key in role.plays}
    return Known(
        roles={**played, **{key: _kind(role) for key, role in profile.roles.items()}},
        groups=frozenset(key for key in profile.names() if _is_group(profile.role_for(key))),
        unheld=unheld(profile),
        mandates={key: frozenset([*mandate.decides, *played]) for key, mandate in profile.mandates.items()},
        denied={key: frozenset(mandate.denied) for key, mandate in profile.mandates.items()},
        levels={
            **{key: frozenset(role.level) for key, role in profile.roles.items()},
            **{key: frozenset(mandate.level) for key, mandate in profile.mandates.items()},
        },
        vacant=vacant(profile, holding) if holding else {},
        forms={
            key: frozenset(node.address[0] for node in walk(form.fields) if node.address)
            for key, form in compiled.items()
        },
        outcomes={key: _outcomes(form) for key, form in compiled.items()},
        connectors={name: _parameters(module.Parameters()) for name, module in connectors.CONNECTORS.items()},
        krav=frozenset(statements()),
    )


def _is_group(role: Role | None) -> bool:
    return role is not None and role.is_group


def _kind(role: Role) -> str:
    return CASE_KIND if in_cases(role) else role.scope


def _outcomes(form: forms.Form) -> frozenset[str]:
    for node in walk(form.fields):
        rules = getattr(node.item, "rules", None)
        if (
            node.address == ("utfall",)
            and isinstance(rules, ChoiceRules)
            and isinstance(rules.options, Options)
        ):
            return frozenset(option.value for option in rules.options.items)
    return frozenset()


def _parameters(schema: object) -> Mapping[str, bool]:
    fields = getattr(schema, "fields", {})
    return {field.data_key or name: field.required for name, field in fields.items()}
