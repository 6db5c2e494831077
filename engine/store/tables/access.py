"""Bearer tokens, answers to repeated requests, and the demo clock."""

from sqlalchemy import CheckConstraint, Column, Integer, Interval, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from engine.store.tables.base import INSTANT, METADATA, refer

access_token = Table(
    "access_token",
    METADATA,
    # SHA-256 of the token: whoever reads the table cannot log in.
    Column("hash", LargeBinary, primary_key=True),
    refer("person_id", "person", index=True),
    Column("made_at", INSTANT, nullable=False),
    Column("expires_at", INSTANT, nullable=False),
)

repeat = Table(
    "repeat",
    METADATA,
    Column("person_id", Uuid, primary_key=True),
    Column("key", Text, primary_key=True),
    # What was asked for under this key; the same key with something else is refused.
    Column("fingerprint", LargeBinary, nullable=False),
    Column("result", JSONB, nullable=False),
    Column("at", INSTANT, nullable=False),
)

demo_clock = Table(
    "demo_clock",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("ahead", Interval, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
