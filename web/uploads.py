"""What was posted, with every chosen file kept at once and in its place the reference that a form takes."""

import json

from flask import Request

from engine.commands.files.store import MAX_BYTES, StoreFile
from engine.door import Engine
from engine.errors import InvalidError, UnavailableError
from engine.governance.actor import Identity
from forms import FieldError
from forms.text import Text

Items = list[tuple[str, str]]


def items_of(request: Request, engine: Engine, identity: Identity) -> tuple[Items, tuple[FieldError, ...]]:
    """Return names and values as posted, and the faults of the files that were not taken: empty, too large, infected.

    One that cannot be scanned or kept right now is such a fault too, so that the rest of what was written is kept.
    A chosen file is stored even if the form is refused, so that it stays chosen.
    """
    items, faults = list(request.form.items(multi=True)), []
    for name, sent in request.files.items(multi=True):
        if sent.filename:
            with sent.stream as stream:
                command = StoreFile(sent.filename, sent.mimetype, stream.read(MAX_BYTES + 1))
            try:
                given = engine.do(command, identity).reference()
                items.append((name, json.dumps(given, ensure_ascii=False)))
            except (InvalidError, UnavailableError) as error:
                faults.append(FieldError(_place(name), _about(sent.filename, error.text)))
    return items, tuple(faults)


def _place(name: str) -> tuple[str | int, ...]:
    return tuple(int(step) if step.isdecimal() else step for step in name.split("."))


def _about(file: str, text: Text) -> Text:
    return Text(f"{file}: {text.sv}", f"{file}: {text.en}")
