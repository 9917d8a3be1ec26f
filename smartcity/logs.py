"""The log: one line per event on standard error, JSON unless a terminal reads it, with plain tracebacks."""

import logging
import sys

import structlog
from structlog.types import Processor

# Whose lines come through the standard library's logging; Streamlit gives each logger a handler of its own.
LIBRARIES = ("streamlit", "uvicorn", "websockets")
# Streamlit reports an uncaught error before it asks us what to show; we log it once, with its number.
_TWICE = "Uncaught app execution"


def configure() -> None:
    """Set up the log of this process; a second call changes nothing."""
    if structlog.is_configured():
        return
    structlog.configure(
        processors=[*_common(), *_renderer()],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def take_over_libraries() -> None:
    """Give the lines of the server's libraries the same shape as ours."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*_common(), structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_renderer()],
        )
    )
    logging.getLogger().handlers = [handler]
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in LIBRARIES:
            library = logging.getLogger(name)
            library.handlers.clear()
            library.propagate = name != "uvicorn.access"
            library.setLevel(max(library.level, logging.WARNING))
    logging.getLogger("streamlit.error_util").addFilter(lambda record: record.msg != _TWICE)


def _common() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _renderer() -> list[Processor]:
    # Tracebacks are plain: the richer ones print the values of all variables, personal data included.
    if sys.stderr.isatty():
        plain = structlog.dev.plain_traceback
        return [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
