"""/metrics in the text format of Prometheus, for this machine itself and for administrators."""

from ipaddress import ip_address
from typing import Final

from flask import Blueprint, Request, Response, request
from prometheus_client import CONTENT_TYPE_LATEST

from api.actor import identity
from engine.door import Engine
from engine.errors import UnavailableError
from engine.governance.actor import RALS, Identity
from engine.queries.operations.figures import Figures, Measure
from engine.watch import figures
from engine.watch.figures import Gauge, Gauges

# A proxy on this machine passes on what others ask.
_PASSED_ON: Final = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


def metrics(engine: Engine) -> Blueprint:
    """Return /metrics."""
    blueprint = Blueprint("metrics", __name__)

    @blueprint.get("/metrics")
    def read() -> Response:
        """Answer whoever asks from this machine, and administrators with a bearer token."""
        by = _asker(request)
        try:
            gauges = [_up(1), *_gauges(engine.ask(Measure(), by))]
        except UnavailableError:
            # Without the database nobody can be known, but this machine still learns what the processes counted.
            if by is not RALS:
                raise
            gauges = [_up(0)]
        return Response(figures.text(gauges), content_type=CONTENT_TYPE_LATEST)

    return blueprint


def _asker(asked: Request) -> Identity:
    near = asked.remote_addr and ip_address(asked.remote_addr).is_loopback
    passed_on = any(name in asked.headers for name in _PASSED_ON)
    return RALS if near and not passed_on else identity(asked)


def _up(value: float) -> Gauge:
    return Gauge("rals_database_up", "Whether the database answers.", (), {(): value})


def _gauges(found: Figures) -> list[Gauge]:
    by_state: Gauges = {(state,): count for state, count in found.connections.items()}
    by_status: Gauges = {(status,): count for status, count in found.jobs.items()}
    single = {
        "rals_database_connections_max": ("Connections that the database takes.", found.most_connections),
        "rals_incidents_open": ("Incidents that nobody has resolved.", found.incidents),
        "rals_undelivered": ("Mails and calls that were given up.", found.undelivered),
        "rals_instances_late": ("Instances that should have been woken a minute ago.", found.late),
        "rals_workers": ("Workers heard from in the last 30 seconds.", found.workers),
        "rals_jobs_stalled": ("Running jobs whose worker is gone.", found.stalled),
        "rals_jobs_wait_seconds": (
            "How long the oldest job that could run at once has waited.",
            found.waited,
        ),
    }
    return [
        Gauge("rals_database_connections", "Connections to this database.", ("state",), by_state),
        Gauge("rals_jobs", "Jobs in the queue; those done well are removed.", ("status",), by_status),
        *(Gauge(name, what, (), {(): value}) for name, (what, value) in single.items()),
    ]
