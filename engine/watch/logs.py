"""Where the log goes: one JSON line for each thing that happened, or readable lines at a terminal.

Until `show` is called only warnings are said, so that a command's own output stays clean.
"""

import logging
import sys
from typing import Final, TextIO

import structlog
from structlog.typing import Processor

OURS: Final = ("engine", "api", "web")

_COMMON: Final[tuple[Processor, ...]] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.ExtraAdder(),
)

structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_COMMON[:-1],
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)


def show(stream: TextIO | None = None) -> None:
    """Write our log and everybody's warnings to the stream (standard error): JSON, but plain text at a terminal."""
    out = stream or sys.stderr
    handler = logging.StreamHandler(out)
    handler.setFormatter(_formatter(readable=out.isatty()))
    logging.getLogger().handlers[:] = [handler]
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)


def _formatter(*, readable: bool) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_COMMON,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *_rendering(readable=readable),
        ],
    )


def _rendering(*, readable: bool) -> list[Processor]:
    # Tracebacks as plain text: the values of local variables can be what somebody answered.
    if readable:
        plain = structlog.dev.plain_traceback
        return [structlog.dev.ConsoleRenderer(exception_formatter=plain)]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
