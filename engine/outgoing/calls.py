"""Calls of webhooks: signed as Standard Webhooks says, so that ready-made libraries can verify them."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import SplitResult
from uuid import UUID

import urllib3

from engine.outgoing.addresses import PORTS, Networks, resolve

PREFIX: Final = "whsec_"
TIMEOUT: Final = urllib3.Timeout(connect=5, read=10)
AGENT: Final = "Rals-Webhook"


@dataclass(frozen=True)
class Call:
    """A call to make: its id stays the same however often it is tried."""

    id: UUID
    url: str
    secret: str
    body: str


class CallError(Exception):
    """The receiver did not take the call."""


def signature(secret: str, message_id: str, timestamp: int, body: str) -> str:
    """Return the signature: HMAC-SHA256 over id, time and body."""
    signed = f"{message_id}.{timestamp}.{body}".encode()
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def make(call: Call, networks: Networks, now: datetime) -> None:
    """Make the call; raise CallError, an OSError, an urllib3 error or RefusedError when it was not taken."""
    parts, place = resolve(call.url, networks)
    timestamp = int(now.timestamp())
    headers = {
        "Host": parts.netloc,
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        "webhook-id": str(call.id),
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(call.secret, str(call.id), timestamp, call.body),
    }
    path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    with _pool(parts, str(place)) as pool:
        # The answer is not read: only whether it was taken matters.
        answer = pool.request(
            "POST",
            path,
            body=call.body.encode(),
            headers=headers,
            redirect=False,
            retries=False,
            preload_content=False,
        )
        answer.close()
    if not 200 <= answer.status < 300:  # noqa: PLR2004  the class of answers that say yes
        raise CallError(f"HTTP {answer.status}")


def _pool(parts: SplitResult, place: str) -> urllib3.HTTPConnectionPool:
    port = parts.port or PORTS[parts.scheme]
    if parts.scheme == "http":
        return urllib3.HTTPConnectionPool(place, port, timeout=TIMEOUT)
    # The place is called by its number, but shows a certificate in its name.
    name = parts.hostname
    return urllib3.HTTPSConnectionPool(
        place, port, timeout=TIMEOUT, server_hostname=name, assert_hostname=name
    )
