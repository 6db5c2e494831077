"""Drafts of models and their files."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert

from engine.store.tables import model_draft, model_draft_file


def create(connection: Connection, row: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    """Insert a draft with its files."""
    connection.execute(insert(model_draft).values(**row))
    rows = [{"draft_id": row["id"], "name": name, "data": data} for name, data in files.items()]
    connection.execute(insert(model_draft_file), rows)
