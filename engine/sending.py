"""The jobs that tell people and systems what happens; each try is sent outside any transaction, then noted."""

import smtplib
from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog
from procrastinate import App, BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.jobs import Job
from urllib3.exceptions import HTTPError

from engine import clock
from engine.commands.dispatches.note import DropDispatch, NoteDispatch
from engine.commands.notifications.tell import ForgetSent, TellWhatHappened
from engine.door import Engine
from engine.governance.actor import RALS
from engine.outgoing import calls, mail
from engine.outgoing.addresses import RefusedError
from engine.outgoing.calls import Call, CallError
from engine.outgoing.links import Links
from engine.outgoing.mail import DeclinedError, Letter, NoMailError
from engine.queries.dispatches.to_send import ToSend
from engine.queries.notifications.anything import AnythingToTell
from engine.store import jobs

# How long to wait before each new try: two days and a half in all, since somebody may be away over the weekend.
WAITS: Final = tuple(timedelta(minutes=one) for one in (1, 5, 20, 60, 180, 360, 720, 1080, 1440))
_FOR_NOW: Final = (OSError, smtplib.SMTPException, HTTPError, CallError, NoMailError)
_FOR_GOOD: Final = (DeclinedError, RefusedError)

log = structlog.get_logger()


class NotTakenError(Exception):
    """The receiver did not take a dispatch; it is tried again."""


class Backoff(BaseRetryStrategy):
    """Tries again after longer and longer times."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to try again; None when it has been tried often enough."""
        del exception
        if job.attempts >= len(WAITS):
            return None
        return RetryDecision(retry_in={"seconds": int(WAITS[job.attempts].total_seconds())})


def add_jobs(app: App, engine: Engine, secret: str) -> None:
    """Add the jobs to the app; `secret` signs the links that mails carry."""
    links = Links(engine.outgoing.base_url or "", secret)

    @app.periodic(cron="* * * * * */5")
    @app.task(name="tell", queue=jobs.OUTGOING, queueing_lock="tell")
    def tell(timestamp: int) -> None:
        del timestamp
        tell_all(engine)

    @app.task(name=jobs.SEND, queue=jobs.OUTGOING, retry=Backoff(), pass_context=True)
    def send(context: JobContext, dispatch_id: str) -> None:
        send_one(engine, links, UUID(dispatch_id), context.job.attempts)

    @app.periodic(cron="23 * * * *")
    @app.task(name="forget-sent", queue=jobs.OUTGOING)
    def forget(timestamp: int) -> None:
        del timestamp
        engine.do(ForgetSent(), RALS)


def tell_all(engine: Engine) -> None:
    """Make the mails and calls that tell of everything that has happened."""
    more = engine.ask(AnythingToTell(), RALS)
    while more:
        more = engine.do(TellWhatHappened(), RALS)


def send_one(engine: Engine, links: Links, dispatch_id: UUID, tried: int) -> None:
    """Send a dispatch unless that is done, and note how it went; raise NotTakenError to be tried again."""
    what = engine.ask(ToSend(dispatch_id), RALS)
    if what is None:
        engine.do(DropDispatch(dispatch_id), RALS)
        return
    try:
        _hand_over(engine, links, what)
    except (*_FOR_NOW, *_FOR_GOOD) as error:
        final = isinstance(error, _FOR_GOOD) or tried >= len(WAITS)
        trouble = f"{type(error).__name__}: {error}"[:500]
        engine.do(NoteDispatch(dispatch_id, trouble, final=final), RALS)
        log.warning("not-sent", dispatch=str(dispatch_id), why=type(error).__name__, final=final)
        if not final:
            raise NotTakenError(trouble) from None
        return
    engine.do(NoteDispatch(dispatch_id), RALS)


def _hand_over(engine: Engine, links: Links, what: Letter | Call) -> None:
    outgoing, now = engine.outgoing, clock.now()
    if isinstance(what, Call):
        calls.make(what, outgoing.networks, now)
    elif outgoing.sends_mail:
        mail.hand_over(mail.compose(what, links, outgoing.mail_from or "", now), outgoing)
    else:
        raise NoMailError("RALS_SMTP_URL, RALS_MAIL_FROM or RALS_BASE_URL is missing")
