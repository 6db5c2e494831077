"""A TCP proxy before PostgreSQL that can cut what goes through it."""

import socket
import struct
from contextlib import suppress
from threading import Lock, Thread
from typing import Self

RESET = struct.pack("ii", 1, 0)


class Proxy:
    """Listens on a port of this machine and passes everything on to a socket file."""

    def __init__(self, target: str) -> None:
        self._target, self._lock = target, Lock()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.refuses = False

    def __enter__(self) -> Self:
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()

    def cut(self) -> int:
        """Break every connection, whatever is under way on it, and return how many there were."""
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for pair in pairs:
            for end in pair:
                _break(end)
        return len(pairs)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                inner, _ = self._listening.accept()
                if self.refuses:
                    _break(inner)
                    continue
                outer = socket.socket(socket.AF_UNIX)
                outer.connect(self._target)
                with self._lock:
                    self._pairs.append((inner, outer))
                for source, sink in ((inner, outer), (outer, inner)):
                    Thread(target=_pass_on, args=(source, sink), daemon=True).start()


def _pass_on(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


def _break(end: socket.socket) -> None:
    with suppress(OSError):
        # At once, with a reset, as when a cable or a firewall goes; not the polite way.
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        end.shutdown(socket.SHUT_RDWR)
    end.close()
