"""The metadata that all tables share, and the columns that many have."""

from sqlalchemy import Column, ForeignKey, MetaData, Uuid, text
from sqlalchemy.dialects.postgresql import TIMESTAMP

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
INSTANT = TIMESTAMP(timezone=True)


def identity() -> "Column[object]":
    """Return a primary key that the application makes (UUID)."""
    return Column("id", Uuid, primary_key=True)


def refer(
    name: str, to: str, *, null: bool = False, index: bool = False, krav: tuple[str, ...] = ()
) -> "Column[object]":
    """Return a column that refers to another table's id, the column named `name`; `krav` are the statements it carries."""
    return Column(name, ForeignKey(f"{to}.id"), nullable=null, index=index, info={"krav": krav})


def of_organisation() -> "Column[object]":
    """Return the organisation of a row that belongs to a case: that of the person who acts; for Räls a trigger's."""
    ours = "(NULLIF(current_setting('rals.organisation'::text, true), ''::text))::uuid"
    return Column("organisation_id", Uuid, nullable=False, server_default=text(ours))
