"""Alembic's entrance: runs the revisions on the connection that engine.store.schema hands over."""

from alembic import context

from engine.store import tables


def _ours(_: object, name: str | None, kind: str, *__: object) -> bool:
    # Procrastinate keeps its own tables.
    return not (kind == "table" and name is not None and name.startswith("procrastinate_"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.METADATA,
    include_object=_ours,
    compare_server_default=True,
)
context.run_migrations()
