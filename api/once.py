"""Idempotency-Key: the same request again gets the first answer again."""

from flask import request

from engine.desk import Command
from engine.door import Engine
from engine.errors import InvalidError
from engine.governance.actor import Identity
from engine.receipt import Receipt

MAX_KEY = 200


def do_once(engine: Engine, command: Command[Receipt], who: Identity) -> Receipt:
    """Run the command, under the request's Idempotency-Key if it has one."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return engine.do(command, who)
    if not 0 < len(key) <= MAX_KEY:
        raise InvalidError(
            f"Idempotency-Key ska vara 1-{MAX_KEY} tecken.",
            f"Idempotency-Key must be 1-{MAX_KEY} characters.",
        )
    return engine.do_once(command, who, key)
