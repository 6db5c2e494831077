#!/usr/bin/env python3
"""Is this container well? `health.py web` or `health.py worker`; exit 0 means yes, anything else no.

The web server is asked whether it lives, not whether all is ready: starting it anew would not mend a database
that is away. A worker is well when the database is migrated and a worker has reported there in the last 30 seconds.
"""

import sys
import urllib.request

from engine import settings


def web() -> bool:
    """Whether the web server of this container answers."""
    address = f"http://127.0.0.1:{settings.read().port}/healthz"
    with urllib.request.urlopen(address, timeout=4) as answer:
        return answer.status == 200  # noqa: PLR2004  OK


def worker() -> bool:
    """Whether the database answers, is migrated, and hears from a worker."""
    from engine import installation
    from engine.governance.actor import RALS
    from engine.queries.operations.status import Ready

    with installation.opened(settings.read()) as engine:
        return all(engine.ask(Ready(), RALS).values())


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "worker": worker}[sys.argv[1]]() else 1)
