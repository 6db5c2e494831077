"""A real mail server and a real web server to send to, which can be away; and a worker that does what is in the queue."""

import asyncio
import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from procrastinate import App
from serving import free_port
from sqlalchemy import text

from engine import sending, worker
from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.queries.people.me import DemoPeople
from engine.settings import Outgoing
from engine.store import jobs

SECRET = "s" * 40
BASE = "https://rals.example.org"


class MailServer:
    """Takes mail on a port of its own; those to `refused` are turned away for good."""

    def __init__(self) -> None:
        self.port, self.mails, self.refused = free_port(), list[EmailMessage](), set[str]()
        self._controller: Controller | None = None

    async def handle_RCPT(  # noqa: N802  aiosmtpd calls it so
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  the same
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        return "250 OK"

    def come(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def go(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def to(self, address: str) -> list[EmailMessage]:
        return [one for one in self.mails if one["To"] == address]

    def outgoing(self) -> Outgoing:
        return Outgoing(f"smtp://127.0.0.1:{self.port}", "rals@example.org", BASE)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    server.come()
    try:
        yield server
    finally:
        server.go()


@dataclass
class Received:
    """A call as it came."""

    headers: dict[str, str]
    body: bytes


@dataclass
class HttpReceiver:
    """Takes calls on a port of its own and answers with `status`."""

    port: int = field(default_factory=free_port)
    status: int = 204
    calls: list[Received] = field(default_factory=list)
    _server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/in?system=diarium"

    def come(self) -> None:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.calls.append(Received({key.lower(): one for key, one in self.headers.items()}, body))
                self.send_response(outer.status)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        Thread(target=self._server.serve_forever, daemon=True).start()

    def go(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


@contextmanager
def http_receiver() -> Iterator[HttpReceiver]:
    receiver = HttpReceiver()
    receiver.come()
    try:
        yield receiver
    finally:
        receiver.go()


def work_off(engine: Engine) -> None:
    """Tell of all that has happened, and let a worker do what is in the queue, and leave."""
    sending.tell_all(engine)
    app = worker.make_app(engine, SECRET)

    async def work(app: App) -> None:
        async with app.open_async():
            await app.run_worker_async(wait=False, queues=list(jobs.QUEUES), install_signal_handlers=False)

    asyncio.run(work(app))


def hours_later(engine: Engine, hours: int, minutes: int = 0) -> None:
    """Let the jobs that wait be due as if so much time had passed."""
    with engine.database.transaction() as connection:
        moved = "UPDATE procrastinate_jobs SET scheduled_at = scheduled_at - make_interval(hours => :hours, mins => :minutes)"
        connection.execute(text(moved), {"hours": hours, "minutes": minutes})


def an_hour_passes(engine: Engine) -> None:
    """Let an hour pass in which a worker is there, so that each new try comes at its time."""
    for minutes in (1, 5, 20, 34):
        hours_later(engine, 0, minutes)
        work_off(engine)


def who(engine: Engine, key: str) -> Identity:
    """Return a person of the demo by key."""
    return Identity(person_id=next(one.id for one in engine.ask(DemoPeople(), RALS) if one.key == key))


def address(key: str) -> str:
    """Return where a person of the demo gets mail."""
    return f"{key.replace('-', '.')}@example.org"
