"""What files meet outside the house: storage that speaks S3, and a virus scanner."""

import socket
import socketserver
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from serving import UP_SECONDS, free_port

from engine.settings import Bucket, Outgoing

# The standard's harmless text that every scanner takes for a virus; in two parts, so that none takes this file for one.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
BUCKET, KEY, SECRET = "rals", "ralsnyckel", "ralshemlighet"


class Storage:
    """A real server of S3 (rclone's), which checks every signature; what it keeps lies as files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        (folder / BUCKET).mkdir(parents=True)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        return {
            "RALS_FILES": f"s3://{BUCKET}/filer",
            "RALS_FILES_ENDPOINT": f"http://127.0.0.1:{self.port}",
            "RALS_FILES_KEY": KEY,
            "RALS_FILES_SECRET": SECRET,
        }

    @property
    def outgoing(self) -> Outgoing:
        where = Bucket(BUCKET, "filer", f"http://127.0.0.1:{self.port}", "us-east-1", KEY, SECRET)
        return Outgoing(bucket=where)

    def contents(self) -> list[Path]:
        return [path for path in (self.folder / BUCKET).rglob("*") if path.is_file()]

    def come(self) -> None:
        rclone = Path(sys.executable).with_name("rclone")
        listening = ["--addr", f"127.0.0.1:{self.port}", "--auth-key", f"{KEY},{SECRET}"]
        # Without a cache, so that what a test does to the files is seen.
        fresh = ["--dir-cache-time", "0", "--config", "/dev/null", "--log-level", "ERROR"]
        self._process = subprocess.Popen([rclone, "serve", "s3", self.folder, *listening, *fresh])
        deadline = time.monotonic() + UP_SECONDS
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("the storage did not come up")

    def go(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(UP_SECONDS)
            self._process = None


@contextmanager
def storage(folder: Path) -> Iterator[Storage]:
    made = Storage(folder)
    made.come()
    try:
        yield made
    finally:
        made.go()


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        asked = b""
        while not asked.endswith(b"\0"):
            asked += self.rfile.read(1)
        if asked == b"zVERSION\0":
            self.wfile.write(b"ClamAV 1.4.6\0")
        elif asked == b"zINSTREAM\0":
            found = EICAR in b"".join(iter(self._part, b""))
            self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")
        else:
            self.wfile.write(b"UNKNOWN COMMAND\0")

    def _part(self) -> bytes:
        (size,) = struct.unpack("!L", self.rfile.read(4))
        return self.rfile.read(size)


@contextmanager
def scanner(path: Path | None = None) -> Iterator[str]:
    """Give the address of a scanner: a server that speaks clamd's documented protocol and knows one virus, EICAR.

    ClamAV itself is no part of the tests, since it is a system package with gigabytes of signatures.
    """
    kind = socketserver.ThreadingTCPServer if path is None else socketserver.ThreadingUnixStreamServer
    with kind(("127.0.0.1", 0) if path is None else str(path), _Talk) as server:  # type: ignore[arg-type]
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"unix://{path}" if path else f"tcp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
