"""What was posted, with every chosen file kept at once and in its place the reference that a form takes."""

import json

from flask import Request

from engine.commands.files.store import StoreFile
from engine.door import Engine
from engine.governance.actor import Identity

Items = list[tuple[str, str]]


def items_of(request: Request, engine: Engine, identity: Identity) -> Items:
    """Return names and values as posted. A chosen file is stored even if the form is refused, so that it stays chosen.

    Raises InvalidError for a file that is empty or too large.
    """
    items = list(request.form.items(multi=True))
    for name, sent in request.files.items(multi=True):
        if sent.filename:
            with sent.stream as stream:
                kept = engine.do(StoreFile(sent.filename, sent.mimetype, stream.read()), identity)
            items.append((name, json.dumps(kept, ensure_ascii=False)))
    return items
