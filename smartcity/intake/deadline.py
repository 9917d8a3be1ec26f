"""How long the examination of one file may take: asked between steps, told to readers, enforced on DuckDB."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import duckdb

from smartcity.intake.refusals import Shown, refused

_AGAIN_SECONDS = 0.05
"""A connection is interrupted again after so long: the first time it may have been between two questions."""

_running: ContextVar[tuple[float, float] | None] = ContextVar("deadline", default=None)
"""When it ends (by the monotonic clock), and how many seconds were given."""


@contextmanager
def within(seconds: float, *, since: float | None = None) -> Iterator[None]:
    """Let what runs inside end after so long, or when one outside ends; `since` is when it began."""
    begun = time.monotonic() if since is None else since
    given, outer = (begun + seconds, seconds), _running.get()
    token = _running.set(given if outer is None else min(outer, given))
    try:
        yield
    finally:
        _running.reset(token)


def left() -> float:
    """Return how many seconds are left."""
    running = _running.get()
    return threading.TIMEOUT_MAX if running is None else running[0] - time.monotonic()


def check() -> None:
    """Raise Unreadable where the time is over."""
    running = _running.get()
    if running and time.monotonic() >= running[0]:
        raise refused("too_slow", limit=Shown(running[1]))


@contextmanager
def interrupts(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Break off what a connection is asked inside as soon as the time is over, which raises Unreadable."""
    if _running.get() is None:
        yield
        return
    done = threading.Event()
    watch = threading.Thread(target=_interrupt, args=(connection, left(), done), daemon=True)
    watch.start()
    try:
        yield
        check()
    except duckdb.InterruptException:
        check()
        raise
    finally:
        done.set()
        watch.join()


def _interrupt(connection: duckdb.DuckDBPyConnection, seconds: float, done: threading.Event) -> None:
    """Interrupt a connection after so long, and again until it is no longer asked anything."""
    wait = seconds
    while not done.wait(max(wait, 0)):
        connection.interrupt()
        wait = _AGAIN_SECONDS
