"""Cached answers of one data version: what pages ask, they ask here."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st
import structlog

from smartcity import queries
from smartcity.settings import settings
from smartcity.store import CheckFailed, Store

log = structlog.get_logger("smartcity.ui")
JAKARTA = ZoneInfo("Asia/Jakarta")
# Answers kept in memory; each is a small table. The oldest go first.
MOST_ANSWERS = 2_000
_RUN_VERSION = "_version"


@st.cache_resource(show_spinner=False)
def _open(folder: str) -> Store:
    options = settings()
    store = Store(
        Path(folder),
        memory_limit=options.memory_limit,
        threads=options.threads,
        keep_versions=options.keep_versions,
    )
    try:
        store.ensure()
    except CheckFailed as error:
        store.current()  # raises where there is nothing older to show
        log.warning("release_refused", error=str(error))
    return store


def store() -> Store:
    """Return this process's store; the first call builds the first version."""
    return _open(str(settings().data))


def begin() -> int:
    """Fix the version that this run reads, so that all of its numbers belong together; return it."""
    version = store().current()
    st.session_state[_RUN_VERSION] = version
    return version


def version() -> int:
    """Return the version that this run reads."""
    return int(st.session_state[_RUN_VERSION])


def today() -> str:
    """Return today's date in Jakarta, ISO."""
    return datetime.now(JAKARTA).date().isoformat()


@st.cache_resource(show_spinner=False, max_entries=MOST_ANSWERS)
def _answer(folder: str, version: int, name: str, parameters: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    with _open(folder).read(version) as snapshot:
        return queries.run(snapshot, name, **dict(parameters))


def ask(name: str, **parameters: Any) -> pd.DataFrame:
    """Return the answer to a question of `smartcity/queries/` from this run's version, cached.

    The answer is shared by everybody who asks the same: read it, never change it in place.
    """
    return _answer(str(settings().data), version(), name, tuple(sorted(parameters.items())))


@st.cache_data(show_spinner=False, max_entries=4)
def _made_at(folder: str, version: int) -> datetime:
    with _open(folder).read(version) as snapshot:
        return snapshot.made_at


@st.cache_resource(show_spinner=False, max_entries=4)
def _is_demo(folder: str, version: int) -> bool:
    with _open(folder).read(version) as snapshot:
        return snapshot.is_demo


def is_demo() -> bool:
    """Return whether this run's version holds demonstration data."""
    return _is_demo(str(settings().data), version())


def made_at() -> datetime:
    """Return when this run's version was published."""
    return _made_at(str(settings().data), version())
