"""The organisations of the installation."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.store.tables import organisation


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation."""

    id: UUID
    key: str
    name: str


@dataclass(frozen=True)
class Organisations:
    """Which organisations are there? For operators."""

    def run(self, view: View) -> tuple[OrganisationRow, ...]:
        """Return them in order of name."""
        require(view.actor, Permission.ORGANISATION_LOAD)
        columns = (organisation.c.id, organisation.c.key, organisation.c.name)
        rows = view.connection.execute(select(*columns).order_by(organisation.c.name))
        return tuple(OrganisationRow(row.id, row.key, row.name) for row in rows)
