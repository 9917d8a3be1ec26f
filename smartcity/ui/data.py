"""Cached answers of one data version: what pages ask, they ask here."""

from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Condition
from typing import Any, ClassVar, TypeVar
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st
import structlog
from cachetools import LRUCache, cached

from smartcity import checks, queries, words
from smartcity.settings import settings
from smartcity.snapshot import Snapshot
from smartcity.store import CheckFailed, Store

log = structlog.get_logger("smartcity.ui")
JAKARTA = ZoneInfo("Asia/Jakarta")
# Answers, and what is made of them, that are kept in memory: each some 1 to 100 KB. The oldest go first.
MOST_ANSWERS, MOST_MADE = 2_000, 2_000
Made = TypeVar("Made")
_RUN_VERSION = "_version"


class Kept:
    """What was made of a version, by its folder, its number and what else it depends on; the oldest goes first."""

    everywhere: ClassVar[list["Kept"]] = []

    def __init__(self, most: int) -> None:
        self.made: LRUCache[tuple[Any, ...], Any] = LRUCache(most)
        self._change = Condition()
        self._get = cached(self.made, key=lambda made_of, _make: made_of, condition=self._change)(_call)
        self.everywhere.append(self)

    def get(self, folder: str, version: int, made_of: tuple[Hashable, ...], make: Callable[[], Made]) -> Made:
        """Return what is kept, or make it now; who asks for the same meanwhile waits for it."""
        found: Made = self._get((folder, version, *made_of), make)
        return found

    def forget_older(self, folder: str, version: int) -> None:
        """Let go of what was made of superseded versions."""
        with self._change:
            for key in [key for key in self.made if key[0] == folder and key[1] < version]:
                del self.made[key]


def _call(_made_of: tuple[Any, ...], make: Callable[[], Made]) -> Made:
    return make()


_answers, _products = Kept(MOST_ANSWERS), Kept(MOST_MADE)


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
    _forget_older(str(settings().data), version)
    return version


@lru_cache(maxsize=1)
def _forget_older(folder: str, version: int) -> None:
    """Let go of what was kept of superseded versions, some 100 MB each: no run that begins from now on asks for it."""
    for kept in Kept.everywhere:
        kept.forget_older(folder, version)


def version() -> int:
    """Return the version that this run reads."""
    return int(st.session_state[_RUN_VERSION])


@dataclass(frozen=True)
class At:
    """One version of one data folder, by which work in another thread finds what this run reads."""

    folder: str
    version: int

    def read(self) -> AbstractContextManager[Snapshot]:
        """Lease that version."""
        return _open(self.folder).read(self.version)


def here() -> At:
    """Return what this run reads."""
    return At(str(settings().data), version())


def today() -> str:
    """Return today's date in Jakarta, ISO."""
    return datetime.now(JAKARTA).date().isoformat()


# Streamlit's own caches hash arguments anew at every call: 0.3 ms for each of the 80 that a page makes.
def ask(name: str, **parameters: Any) -> pd.DataFrame:
    """Return the answer to a question of `smartcity/queries/` from this run's version, cached.

    The answer is shared by everybody who asks the same: read it, never change it in place.
    """
    at = here()

    def answer() -> pd.DataFrame:
        with at.read() as snapshot:
            return queries.run(snapshot, name, **parameters)

    return _answers.get(at.folder, at.version, (name, *sorted(parameters.items())), answer)


def made(made_of: Hashable, make: Callable[[], Made]) -> Made:
    """Return what is made of answers, made once for each version and language.

    `made_of` names all that it depends on besides those and the place in the code that makes it. It is shared by
    everybody: never change it in place.
    """
    place = (make.__module__, getattr(make, "__qualname__", ""))
    return _products.get(str(settings().data), version(), (words.language(), place, made_of), make)


@cached(LRUCache(2), condition=Condition())
def _checked(folder: str, version: int) -> pd.DataFrame:
    with _open(folder).read(version) as snapshot:
        return snapshot.ask(checks.run_checks)


def checked() -> pd.DataFrame:
    """Return the rows of this run's version that break a rule; the whole database is read once per version."""
    return _checked(str(settings().data), version())


@cached(LRUCache(4), condition=Condition())
def _made_at(folder: str, version: int) -> datetime:
    with _open(folder).read(version) as snapshot:
        return snapshot.made_at


@cached(LRUCache(4), condition=Condition())
def _is_demo(folder: str, version: int) -> bool:
    with _open(folder).read(version) as snapshot:
        return snapshot.is_demo


def is_demo() -> bool:
    """Return whether this run's version holds demonstration data."""
    return _is_demo(str(settings().data), version())


def made_at() -> datetime:
    """Return when this run's version was published."""
    return _made_at(str(settings().data), version())


def file_name(what: str, ending: str) -> str:
    """Return the name of a file that a person downloads; that of demonstration data says so."""
    return f"smartcity-{'data-contoh-' if is_demo() else ''}{what}.{ending}"


def in_this_language(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return the same work bound to this run's language: a deferred download runs in another thread."""
    chosen = words.language()

    def work() -> bytes:
        with words.in_language(chosen):
            return make()

    return work
