"""What people say about a case, and who follows it."""

from sqlalchemy import Boolean, Column, ForeignKey, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from engine.store.tables.base import INSTANT, METADATA, identity, refer

comment = Table(
    "comment",
    METADATA,
    identity(),
    refer("case_id", "case", index=True),
    # None: about the whole case.
    refer("task_id", "task", null=True),
    refer("person_id", "person"),
    Column("role", Text),
    Column("by_right", JSONB(none_as_null=True)),
    Column("text", Text, nullable=False),
    Column("mentioned", ARRAY(Uuid), nullable=False),
    Column("written_at", INSTANT, nullable=False),
    # From then on only the line is shown that it was withdrawn.
    Column("withdrawn_at", INSTANT),
)

# Who started a case follows it without a row here, until one says otherwise.
follower = Table(
    "follower",
    METADATA,
    Column("case_id", ForeignKey("case.id"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("follows", Boolean, nullable=False),
    Column("since", INSTANT, nullable=False),
)
