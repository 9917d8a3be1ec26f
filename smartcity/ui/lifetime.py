"""The life of the server's process: what is done before the first page, what is said, and how it ends."""

import contextlib
import gc
import importlib
import importlib.metadata
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable
from functools import lru_cache, partial
from types import FrameType
from typing import TYPE_CHECKING

import streamlit as st
import structlog

from smartcity import logs, serve
from smartcity.errors import SmartcityError
from smartcity.settings import settings
from smartcity.words import _

if TYPE_CHECKING:
    from smartcity.store import Store

log = structlog.get_logger("smartcity.server")
# The end is promised within 5 seconds, whatever a browser or a query is still doing.
ENDS_WITHIN = 3.0
TIDY_SECONDS = 60
# What the pages import.
PAGE_MODULES = (
    "account_list",
    "account_own",
    "account_tokens",
    "audit_lines",
    "agency",
    "agency_change",
    "agency_latest",
    "agency_page",
    "agency_results",
    "agency_tiles",
    "agency_work",
    "assessment_change",
    "assessment_checks",
    "assessment_gmsc",
    "assessment_profile",
    "assessment_results",
    "assessment_tiles",
    "assessment_tree",
    "run",
    "search",
    "about",
    "attention",
    "briefing_choices",
    "briefing_page",
    "claims",
    "edit",
    "edit_form",
    "explore_filters",
    "explore_row",
    "explore_rows",
    "event_empty",
    "event_latest",
    "event_list",
    "event_page",
    "event_pictures",
    "event_reach",
    "events",
    "ietpd",
    "history",
    "history_actions",
    "history_batch",
    "map_small",
    "overview",
    "pilot_page",
    "pilot_pictures",
    "region",
    "region_facts",
    "region_file",
    "region_parts",
    "region_quality",
    "region_work",
    "stage",
    "upload",
    "upload_changes",
    "upload_columns",
    "upload_done",
    "upload_grid",
    "upload_publish",
    "upload_reading",
    "upload_regions",
    "upload_result",
    "upload_rows",
    "method",
    "quality",
    "quality_age",
    "quality_checks",
    "quality_claims",
    "quality_coverage",
    "sources",
)


@contextlib.asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Prepare the process, say that it is ready, and say when it has ended."""
    logs.configure()
    answer_without_delay()
    _end_in_time()
    prepare()
    logs.take_over_libraries()
    _say_ready()
    yield
    log.info("server_stopped")


def answer_without_delay() -> None:
    """Make the server's sockets send small answers at once; what the listening one accepts later inherits it.

    Left alone, an answer waits some 40 ms for the browser's acknowledgement of the one before. asyncio sets this
    for sockets that it made itself; Streamlit makes its own and hands nobody a reference to it.
    """
    for found in gc.get_objects():
        if type(found) is socket.socket and _is_open_tcp(found):
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _is_open_tcp(found: socket.socket) -> bool:
    internet = found.family in (socket.AF_INET, socket.AF_INET6)
    return internet and found.type == socket.SOCK_STREAM and found.fileno() >= 0


def store() -> "Store":
    """Return this process's store, which the pages and the API share."""
    # Not at the top: Streamlit's caches want its runtime, which starts with the server.
    from smartcity.ui import data

    return data.store()


def prepare() -> None:
    """Open the data; import what pages are drawn with beside the first answers."""
    try:
        note_version(store().current())
    except SmartcityError as error:
        log.error("data_unreadable", error=str(error))  # the pages and /readyz say it, too
    _importing.start()


def _import_pages() -> None:
    """Import what pages are drawn with; a quarter of the time that the start would take with it."""
    for name in PAGE_MODULES:
        importlib.import_module(f"smartcity.ui.{name}")
    # Browsers that tried again during the restart were connected before the listening socket was set; the server
    # has taken them over by now, and what is frozen is not found any more.
    answer_without_delay()
    gc.collect()
    gc.freeze()  # what is imported stays, and need not be walked at each collection
    gc.enable()
    threading.Thread(target=_tidy_for_ever, name="tidy", daemon=True).start()


def _tidy_for_ever() -> None:
    """Collect all garbage every minute, also what Python itself would leave until there are more objects.

    Streamlit would do it after every script run (`runner.postScriptGC`): with fifty sessions three quarters of the
    processor's time. Freezing what lives in between is no way out: it keeps the runs that are under way, and their
    garbage with them.
    """
    while True:
        time.sleep(TIDY_SECONDS)
        gc.collect()


_importing = threading.Thread(target=_import_pages, name="import-pages", daemon=True)


def wait_for_pages() -> None:
    """Wait until what pages are drawn with is imported, so that no two threads import it at once."""
    if _importing.is_alive():
        _importing.join()


@lru_cache(maxsize=1)
def note_version(version: int) -> None:
    """Log a data version when it is first seen."""
    log.info("data_version", version=version)


def _say_ready() -> None:
    host, port = str(st.get_option("server.address") or serve.HOST), int(st.get_option("server.port"))
    address = serve.address(host, port)
    release = importlib.metadata.version("smartcity")
    log.info("server_started", release=release, address=address, host=host, data=str(settings().data))
    sys.stdout.write(_("Buka {address} (Ctrl+C untuk berhenti)").format(address=address) + "\n")
    sys.stdout.flush()
    _tell_systemd()


def _tell_systemd() -> None:
    """Tell systemd, where it asked for it (Type=notify), that the server is ready."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as speaker, contextlib.suppress(OSError):
            speaker.sendto(b"READY=1", "\0" + address[1:] if address.startswith("@") else address)


def _end_in_time() -> None:
    """Let the signals that end the server also start the clock for its end."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        before = signal.getsignal(number)

        if callable(before):
            signal.signal(number, partial(_stop, before))


def _stop(before: Callable[[int, FrameType | None], object], number: int, frame: FrameType | None) -> None:
    clock = threading.Timer(ENDS_WITHIN, _end_now)
    clock.daemon = True
    clock.start()
    before(number, frame)


def _end_now() -> None:
    log.warning("server_stopped", late=True)
    os._exit(0)
