"""What leaves the house: steps to tell of, who is told of what, and the mails and calls on their way."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from engine.store.tables.base import INSTANT, METADATA, identity, refer

# Steps that nobody has been told of yet: written with the step, taken by the worker. Found again by case and instant.
outbox = Table(
    "outbox",
    METADATA,
    Column("case_id", Uuid, primary_key=True),
    Column("at", INSTANT, primary_key=True),
    # Who took the step; that person is not told of what follows.
    Column("person_id", Uuid),
)

# Up to which instant due dates have been looked at; one row.
due_told = Table(
    "due_told",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", INSTANT, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

# What a person has chosen; who has no row has the defaults.
preference = Table(
    "preference",
    METADATA,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("language", Text, nullable=False, server_default="sv"),
    # Kind of notification -> at_once | digest | nothing.
    Column("how", JSONB, nullable=False, server_default="{}"),
    # SHA-256 of the token in the address of the calendar.
    Column("calendar_hash", LargeBinary, unique=True),
)

webhook = Table(
    "webhook",
    METADATA,
    identity(),
    refer("organisation_id", "organisation", index=True),
    Column("url", Text, nullable=False),
    Column("events", ARRAY(Text), nullable=False),
    Column("secret", Text, nullable=False),
    Column("made_at", INSTANT, nullable=False),
    refer("made_by", "person", null=True),
    Column("ended_at", INSTANT),
)

# A mail to a person or a call of a webhook. Its id is the id of the message at the receiver, however often it is sent.
dispatch = Table(
    "dispatch",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    refer("person_id", "person", null=True),
    refer("webhook_id", "webhook", null=True),
    # Of a call: what is sent. A mail is written when it is sent, so that it says what is true then.
    Column("body", Text),
    Column("made_at", INSTANT, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    # Why the last try failed; when it was sent; when it was given up.
    Column("trouble", Text),
    Column("sent_at", INSTANT),
    Column("failed_at", INSTANT),
    CheckConstraint("(person_id IS NULL) <> (webhook_id IS NULL)", name="one_receiver"),
    Index("ix_dispatch_failed", "organisation_id", postgresql_where=text("failed_at IS NOT NULL")),
    Index("ix_dispatch_sent_at", "sent_at"),
)

notification = Table(
    "notification",
    METADATA,
    identity(),
    refer("person_id", "person"),
    refer("case_id", "case"),
    Column("kind", Text, nullable=False),
    refer("task_id", "task", null=True),
    refer("decision_id", "decision", null=True),
    refer("notice_id", "notice", null=True),
    # What makes it the same notification, so that a person is told of it once.
    Column("key", Text, nullable=False),
    Column("at", INSTANT, nullable=False),
    # The mail that it goes in; none while it waits for the day's digest.
    Column("dispatch_id", ForeignKey("dispatch.id", ondelete="CASCADE"), index=True),
    Unique("person_id", "kind", "key"),
    Index("ix_notification_waiting", "at", postgresql_where=text("dispatch_id IS NULL")),
)
