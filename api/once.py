"""Idempotency-Key: the same request again gets the first answer again."""

from flask import request

from engine.desk import Command
from engine.door import Engine
from engine.errors import InvalidError
from engine.governance.actor import Identity
from engine.receipt import Receipt

MAX_KEY = 200


def do_once(engine: Engine, command: Command[Receipt], who: Identity, asked: object = None) -> Receipt:
    """Run the command, under the request's Idempotency-Key if it has one.

    `asked` is what the request asks for, where the same again can lead to another command.
    """
    key = _key()
    return engine.do(command, who) if key is None else engine.do_once(command, who, key, asked)


def earlier(engine: Engine, who: Identity, asked: object) -> Receipt | None:
    """Return the answer that the same request was given before, if it has an Idempotency-Key."""
    key = _key()
    return None if key is None else engine.earlier(who, key, asked)


def _key() -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 0 < len(key) <= MAX_KEY:
        raise InvalidError(
            f"Idempotency-Key ska vara 1-{MAX_KEY} tecken.",
            f"Idempotency-Key must be 1-{MAX_KEY} characters.",
        )
    return key
