"""The process structure (what is part of what, what is delivered) and the classification, which are two things."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Table, Text, UniqueConstraint

from engine.store.tables.base import METADATA, identity, refer

process_node = Table(
    "process_node",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column(
        "kind",
        Text,
        nullable=False,
        info={
            "krav": (
                "VGR-STR-01",
                "ESK-NIV-01",
                "ESK-NIV-02",
                "ESK-NIV-03",
                "ESK-NIV-04",
                "ESK-NIV-05",
                "UPP-STR-01",
            )
        },
    ),
    refer(
        "parent_id",
        "process_node",
        null=True,
        index=True,
        krav=("VGR-STR-05", "VGR-STR-12", "ESK-TEAM-03", "ESK-TEAM-04"),
    ),
    # A variant of another process, and what tells it apart.
    refer("variant_of_id", "process_node", null=True, krav=("VGR-STR-09",)),
    Column("variant", Text),
    refer("unit_id", "unit", null=True),
    Column("purpose", Text),
    Column("active_to", Date),
    UniqueConstraint("organisation_id", "code"),
    CheckConstraint("parent_id <> id", name="not_itself"),
    info={"krav": ("VGR-STR-06", "VGR-STR-07")},
)

delivery = Table(
    "delivery",
    METADATA,
    identity(),
    refer("from_id", "process_node", index=True),
    # To a process of ours, or to somebody outside.
    refer("to_id", "process_node", null=True, index=True, krav=("VGR-STR-03",)),
    Column("receiver", Text),
    # inleverans | styrande_forutsattning | stodjande_forutsattning
    Column("kind", Text, nullable=False, info={"krav": ("VGR-STR-04",)}),
    Column("object", Text, nullable=False),
    Column("quality", Text),
    Column("ended_on", Date),
    CheckConstraint("(to_id IS NULL) <> (receiver IS NULL)", name="one_receiver"),
)

process_class = Table(
    "process_class",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    refer("parent_id", "process_class", null=True, index=True, krav=("VGR-STR-08",)),
    UniqueConstraint("organisation_id", "code"),
)

classified = Table(
    "classified",
    METADATA,
    Column("node_id", ForeignKey("process_node.id"), primary_key=True),
    Column("class_id", ForeignKey("process_class.id"), primary_key=True),
    # Whatever its place in the structure.
    info={"krav": ("VGR-STR-07", "VGR-STR-10")},
)

# The administrations that take part in a process.
participation = Table(
    "participation",
    METADATA,
    Column("node_id", ForeignKey("process_node.id"), primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    info={"krav": ("ESK-NIV-07",)},
)
