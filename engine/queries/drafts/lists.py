"""The lists that a form of a draft chooses from, as the register is today."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.store import choices


@dataclass(frozen=True)
class FormLists:
    """People, units and whatever else forms may choose from, by the names that a form reads; other names are left out."""

    wanted: Collection[str]

    def run(self, view: View) -> dict[str, list[dict[str, Any]]]:
        """Return the lists."""
        require(view.actor, Permission.MODEL_DRAFT)
        organisation = view.organisation_id
        return choices.lists(view.connection, self.wanted, organisation, None, view.now, view.profile)
