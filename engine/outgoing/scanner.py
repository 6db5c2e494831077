"""The virus scanner: ClamAV's clamd, asked over its socket."""

import socket
import struct
from contextlib import closing
from typing import Final
from urllib.parse import urlsplit

import structlog

from engine.errors import UnavailableError

PORT: Final = 3310
PATIENCE: Final = 30
_CHUNK: Final = 64 * 1024
_LONGEST: Final = 1000

log = structlog.get_logger()


def virus(place: str, data: bytes) -> str:
    """Return what the scanner found in the content, "" when it is clean; raise UnavailableError when it cannot say."""
    parts = (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))
    stream = b"".join(struct.pack("!L", len(part)) + part for part in (*parts, b""))
    answer = _said(place, b"zINSTREAM\0" + stream)
    if answer == "stream: OK":
        return ""
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    log.error("scanner-refused", answer=answer)
    raise _silent()


def version(place: str) -> str:
    """Return the version of the scanner and its signatures; raise UnavailableError when it does not answer."""
    return _said(place, b"zVERSION\0")


def _said(place: str, asked: bytes) -> str:
    try:
        with closing(_connected(place)) as line:
            line.sendall(asked)
            answer = b""
            while b"\0" not in answer and len(answer) < _LONGEST and (more := line.recv(_LONGEST)):
                answer += more
    except OSError as error:
        log.warning("scanner-away", why=type(error).__name__)
        raise _silent() from error
    if not answer:
        raise _silent()
    return answer.split(b"\0")[0].decode("utf-8", "replace")


def _connected(place: str) -> socket.socket:
    parts = urlsplit(place)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname, parts.port or PORT), PATIENCE)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(PATIENCE)
    try:
        line.connect(parts.path)
    except OSError:
        line.close()
        raise
    return line


def _silent() -> UnavailableError:
    return UnavailableError(
        "Filen kan inte sökas igenom efter virus just nu, så den togs inte emot. Lägg till den igen om en stund. Säg"
        " till den som driver Räls om det fortsätter.",
        "The file cannot be scanned for viruses right now, so it was not taken. Add it again in a while. Tell those"
        " who run Räls if it goes on.",
    )
