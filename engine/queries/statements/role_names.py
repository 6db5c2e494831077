"""What the roles of a governing text are called, in the product's own profiles: no organisation has all of them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import yaml

from engine.library import PRODUCT, Statement
from forms.text import Text

# The profile made of each text, by the beginning of its statements' ids.
PROFILES: Final[Mapping[str, str]] = {
    "UPP": "region",
    "VGR": "vgr",
    "POP": "pop",
    "RH": "vgr",
    "ESK": "eskilstuna",
}


def role_names(statement: Statement) -> tuple[Text, ...]:
    """Return the names of the roles that a statement concerns, as its text has them if they are there."""
    known = _named()
    own = known.get(PROFILES.get(statement.document, ""), {})
    others = {key: name for names in known.values() for key, name in names.items()}
    return tuple(own.get(key) or others.get(key) or Text(key, key) for key in statement.roles)


@lru_cache(maxsize=1)
def _named() -> Mapping[str, Mapping[str, Text]]:
    """Return the names of roles by profile and key; a role that another plays is called by the other's name."""
    return {
        path.stem: _names(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader))
        for path in sorted((PRODUCT / "bpmn" / "profiles").glob("*.yaml"))
    }


def _names(profile: Mapping[str, Any]) -> Mapping[str, Text]:
    roles = {key: one for key, one in profile["roles"].items() if one}
    played = {key: _text(one) for one in roles.values() for key in one.get("plays", ())}
    return {**played, **{key: _text(one) for key, one in roles.items()}}


def _text(role: Mapping[str, Any]) -> Text:
    return Text(role["name"]["sv"], role["name"]["en"])
