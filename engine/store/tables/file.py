"""Files that people hand in, kept whole: here, or in the bucket under their hash."""

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from engine.store.tables.base import INSTANT, METADATA, identity, refer

file = Table(
    "file",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    # Empty when the content lies in the bucket: nobody can hand in an empty file.
    Column("data", LargeBinary, nullable=False),
    refer("uploaded_by", "person"),
    Column("uploaded_at", INSTANT, nullable=False),
    # None until it is handed in with a form.
    refer("case_id", "case", null=True, index=True),
)
