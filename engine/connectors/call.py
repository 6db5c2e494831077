"""One call from a process, with the case it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import fields

from engine.governance.profile import Profile, Role
from engine.runtime.failure import RunFailure
from engine.store.instances import Locked
from forms.text import Text


@dataclass(frozen=True)
class Behind:
    """Who decided and who recorded it (neither may be appointed by that very decision), and the decision's id."""

    persons: frozenset[UUID] = frozenset()
    decision_id: UUID | None = None


NOBODY = Behind()


@dataclass(frozen=True)
class Call:
    """What is called, with which parameters, for which case, under which profile."""

    connector: str
    element: str
    parameters: Mapping[str, Any]
    case: Locked
    profile: Profile
    behind: Behind = NOBODY

    def role(self, key: str) -> Role:
        """Return the role that the model means; a key that the profile does not know fails the step."""
        found = self.profile.role_for(key)
        if found is None:
            what = Text("Modellen nämner en okänd roll.", "The model names an unknown role.")
            raise RunFailure(self.element, what, Text(f"Profilen saknar {key}.", f"The profile lacks {key}."))
        return found


class Reference(fields.Field[UUID]):
    """A person, unit or goal: an object with an `id`, or the id itself."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> UUID:
        del attr, data
        named = value.get("id") if isinstance(value, Mapping) else value
        try:
            return UUID(str(named))
        except ValueError as error:
            raise self.make_error("validator_failed") from error
