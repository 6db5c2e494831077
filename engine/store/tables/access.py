"""Bearer tokens, answers to repeated requests, and the demo clock."""

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Column,
    Integer,
    Interval,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
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
    # What it is shown and revoked by.
    Column("id", Uuid, nullable=False, server_default=text("gen_random_uuid()")),
    # A key that a person has made has a name and scopes; the operator's tokens have neither, and all of the person's rights.
    Column("name", Text),
    Column("scopes", ARRAY(Text)),
    # Only cases in which the person has a role; only one of them.
    Column("own", Boolean, nullable=False, server_default="false"),
    refer("case_id", "case", null=True),
    # At most an hour old; of keys only.
    Column("used_at", INSTANT),
    UniqueConstraint("id"),
    CheckConstraint("(name IS NULL) = (scopes IS NULL)", name="key"),
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
