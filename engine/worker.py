"""The worker: each job runs one command through the door."""

import asyncio
import signal
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import procrastinate
import structlog

from engine import sending
from engine.commands.cases.deliver import DeliverMessage
from engine.commands.cases.raise_appointment import RaiseAppointment
from engine.commands.cases.raise_document import RaiseDocument
from engine.commands.cases.wake import WakeInstance
from engine.commands.migrations.carry import CarryCase, GoOn, PassCase
from engine.door import Engine
from engine.errors import ConflictError, EngineError, UnavailableError
from engine.governance.actor import RALS
from engine.queries.models.migrations import CasesToCarry
from engine.queries.operations.due import DueInstances
from engine.queries.operations.to_fill import SeatsToFill
from engine.queries.operations.to_raise import DocumentsToRaise
from engine.store import jobs
from forms.text import Text

POLL_SECONDS: Final = 0.5
HEARTBEAT_SECONDS: Final = 5
STALLED_SECONDS: Final = 15
CONCURRENCY: Final = 4
KEEP_DONE_HOURS: Final = 24

_FAULT: Final = Text(
    "Ett fel i Räls hindrade bytet. Det står i loggen.", "A fault in Räls prevented it. The log says which."
)

log = structlog.get_logger()


def make_app(engine: Engine, secret: str) -> procrastinate.App:
    """Return the Procrastinate app with our jobs, on the engine's database; `secret` signs links in mails."""
    url = engine.database.url.replace("postgresql+psycopg://", "postgresql://")
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=url))

    # Waking is safe to repeat: it asks the instance whether anything is due.
    @app.task(name=jobs.WAKE, queue=jobs.QUEUE, retry=procrastinate.RetryStrategy(max_attempts=10, wait=2))
    def wake(instance_id: str) -> None:
        engine.do(WakeInstance(UUID(instance_id)), RALS)

    # A message that nothing waits for any more does no harm.
    @app.task(name=jobs.DELIVER, queue=jobs.QUEUE, retry=procrastinate.RetryStrategy(max_attempts=10, wait=2))
    def deliver(case_id: str, message: str) -> None:
        engine.do(DeliverMessage(UUID(case_id), message), RALS)

    # A worker that was killed leaves its jobs behind as running.
    @app.periodic(cron="* * * * * */10")
    @app.task(name="bring-back-stalled", queue=jobs.QUEUE, pass_context=True)
    async def bring_back(context: procrastinate.JobContext, timestamp: int) -> None:
        del timestamp
        await bring_back_stalled(context.app)

    _add_sweeps(app, engine)

    # What a job has not done is done by the next: the cases that are left are asked for anew.
    @app.task(name=jobs.MIGRATE, queue=jobs.QUEUE, retry=procrastinate.RetryStrategy(max_attempts=10, wait=2))
    def migrate(migration_id: str) -> None:
        carry_over(engine, UUID(migration_id))

    @app.periodic(cron="17 * * * *")
    @app.task(name="forget-done", queue=jobs.QUEUE, pass_context=True)
    async def forget(context: procrastinate.JobContext, timestamp: int) -> None:
        del timestamp
        await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_DONE_HOURS)

    sending.add_jobs(app, engine, secret)
    return app


def _add_sweeps(app: procrastinate.App, engine: Engine) -> None:
    """Add what looks every minute for something that nobody has asked for."""

    # Whatever is due and was not woken, e.g. after a backup was restored without its jobs.
    @app.periodic(cron="* * * * *")
    @app.task(name="wake-forgotten", queue=jobs.QUEUE)
    def wake_forgotten(timestamp: int) -> None:
        del timestamp
        for instance_id in engine.ask(DueInstances(), RALS):
            try:
                engine.do(WakeInstance(instance_id), RALS)
            except EngineError as error:
                log.warning("not-woken", instance=str(instance_id), why=error.text.en)

    # Seats that nobody holds, or soon nobody will: one transaction each, and so many at a time.
    @app.periodic(cron="* * * * *")
    @app.task(name="raise-appointments", queue=jobs.QUEUE)
    def raise_appointments(timestamp: int) -> None:
        del timestamp
        raise_all(engine)

    # Documents that were approved before Räls was there, in the same way.
    @app.periodic(cron="* * * * *")
    @app.task(name="raise-documents", queue=jobs.QUEUE)
    def raise_for_documents(timestamp: int) -> None:
        del timestamp
        raise_documents(engine)


def raise_documents(engine: Engine) -> None:
    """Begin a case about each document in force that has none; one that cannot be begun does not stop the others."""
    for organisation_id, version_id in engine.ask(DocumentsToRaise(), RALS):
        try:
            engine.do(RaiseDocument(organisation_id, version_id), RALS)
        except EngineError as error:
            log.warning("not-followed", version=str(version_id), why=error.text.en)


def raise_all(engine: Engine) -> None:
    """Start a case about each seat that needs one now; one that cannot be started does not stop the others."""
    for organisation_id, place in engine.ask(SeatsToFill(), RALS):
        try:
            engine.do(RaiseAppointment(organisation_id, place), RALS)
        except EngineError as error:
            log.warning("not-raised", role=place.role, scope=str(place.scope_id), why=error.text.en)


def carry_over(engine: Engine, migration_id: UUID) -> None:
    """Take the next cases of a migration, one transaction each; one that cannot be taken does not stop the others."""
    for case_id in engine.ask(CasesToCarry(migration_id), RALS):
        try:
            engine.do(CarryCase(migration_id, case_id), RALS)
        except (UnavailableError, ConflictError) as error:
            # Somebody holds the case, or the database is away: it is taken later.
            log.warning("case-not-carried", case=str(case_id), why=error.text.en)
            raise
        except Exception:
            log.exception("case-not-carried", case=str(case_id))
            engine.do(PassCase(migration_id, case_id, _FAULT), RALS)
    engine.do(GoOn(migration_id), RALS)


async def bring_back_stalled(app: procrastinate.App) -> None:
    """Put the jobs of dead workers back in the queue."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        log.info("job-brought-back", job=job.id, task=job.task_name)
        await app.job_manager.retry_job(job)


def run(engine: Engine, secret: str) -> None:
    """Work until TERM or INT; running jobs are finished first."""
    asyncio.run(_work(make_app(engine, secret)))


async def _work(app: procrastinate.App) -> None:
    async with app.open_async():
        await bring_back_stalled(app)
        options: dict[str, Any] = {
            "concurrency": CONCURRENCY,
            "fetch_job_polling_interval": POLL_SECONDS,
            "update_heartbeat_interval": HEARTBEAT_SECONDS,
            "stalled_worker_timeout": STALLED_SECONDS,
            "shutdown_graceful_timeout": 20,
            "delete_jobs": "successful",
            "install_signal_handlers": False,
        }
        await _until_asked_to_leave(app, options)


async def _until_asked_to_leave(app: procrastinate.App, options: Mapping[str, Any]) -> None:
    """Work on each queue by itself; when one cannot go on, the other stops too, and the supervisor starts both anew."""
    async with asyncio.TaskGroup() as group:
        working = [
            group.create_task(app.run_worker_async(queues=[queue], **options)) for queue in jobs.QUEUES
        ]
        for signal_ in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(signal_, _leave, working)


def _leave(working: Sequence[asyncio.Task[None]]) -> None:
    for one in working:
        one.cancel()
