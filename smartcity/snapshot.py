"""Reading: open versions leased to whoever asks, and the questions that can be put to one."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from smartcity.store_errors import (
    Busy,
    NoVersion,
    StoreError,
    TooSlow,
    UnreadableVersion,
    is_passing,
    may_be_damage,
)
from smartcity.versions import VersionFolder, read_whole
from smartcity.words import _

MOST_OPEN = 2
"""Open versions per process: the current one, and the one before until its last user has left."""

Answer = TypeVar("Answer")


@dataclass
class Instance:
    """One open version and how many are using it; `led` when it was opened as the current one.

    `is_demo` is not known before somebody asks.
    """

    version: int
    connection: duckdb.DuckDBPyConnection
    users: int = 0
    led: bool = False
    is_demo: bool | None = None


class Instances:
    """The open versions of one process. A superseded one closes after its last user."""

    def __init__(self, files: VersionFolder, patience: float) -> None:
        self._files = files
        self._patience = patience
        self._open: dict[int, Instance] = {}
        self._newest = 0
        self._changed = threading.Condition()

    def lease(self, version: int | None) -> Instance:
        """Return a version, opened if need be; the current one if none is named."""
        if version is not None:
            return self._lease(version, current=False)
        while True:
            number = self._files.current()
            try:
                return self._lease(number, current=True)
            except (NoVersion, UnreadableVersion):
                if self._files.current() == number:
                    raise  # else it was superseded and thinned out before it could be opened

    def _lease(self, number: int, *, current: bool) -> Instance:
        with self._changed:
            if current:
                self._newest = max(self._newest, number)
            instance = self._open.get(number) or self._room_for(number, current=current)
            if instance.version > self._newest:  # asked for by its number, as pages do
                self._newest = instance.version
                self._close_idle(superseded_only=True)
            instance.led = instance.led or current
            instance.users += 1
            return instance

    def _room_for(self, number: int, *, current: bool) -> Instance:
        """Open a version as soon as fewer than two are in use; readers of the current one need not wait for that."""
        deadline = time.monotonic() + self._patience
        while True:
            self._close_idle(superseded_only=len(self._open) < MOST_OPEN)
            opened = self._open.get(number)
            if opened or len(self._open) < MOST_OPEN:
                return opened or self._opened(number)
            led = [instance for instance in self._open.values() if instance.led]
            if current and led:
                return max(led, key=lambda instance: instance.version)
            if not self._changed.wait(deadline - time.monotonic()):
                raise Busy(_("Dua versi data lain masih dibaca; coba lagi sebentar lagi."))

    def _opened(self, number: int) -> Instance:
        try:
            connection = self._files.open(number)
        except (duckdb.Error, OSError) as error:
            if not self._files.path(number).exists():
                raise self._files.no_such(number) from error
            if is_passing(error):
                text = _("Versi {version} tidak dapat dibuka: {detail}")
                detail = str(error).splitlines()[0]
                raise StoreError(text.format(version=number, detail=detail)) from error
            raise self._files.unreadable(number) from error
        self._open[number] = Instance(number, connection)
        return self._open[number]

    def give_back(self, instance: Instance) -> None:
        """End a lease."""
        with self._changed:
            instance.users -= 1
            if instance.users == 0 and instance.version < self._newest:
                self._close(instance)
            self._changed.notify_all()

    def close(self) -> None:
        """Close what nobody uses."""
        with self._changed:
            self._close_idle()

    def _close_idle(self, *, superseded_only: bool = False) -> None:
        for instance in list(self._open.values()):
            if instance.users == 0 and not (superseded_only and instance.version >= self._newest):
                self._close(instance)

    def _close(self, instance: Instance) -> None:
        del self._open[instance.version]
        instance.connection.close()


class Snapshot:
    """One version, unchanging; to be used inside the `with` that gave it, from any number of threads."""

    def __init__(self, instance: Instance, files: VersionFolder, deadline: float | None = None) -> None:
        self.version = instance.version
        self._deadline = deadline
        self._instance = instance
        self._connection = instance.connection
        self._files = files

    @property
    def path(self) -> str:
        """Return which file this is: what is remembered of a version is remembered by it."""
        return str(self._files.path(self.version))

    def frame(self, sql: str, params: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """Return an answer as a table of plain types: str, int64, float64, bool, datetime64; lists as lists.

        Whole numbers with gaps are float64 with NaN; true and false with gaps are objects with None.
        """
        return self.ask(lambda cursor: _plain(cursor.execute(sql, params)))

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Return an answer as Python values."""
        return self.ask(lambda cursor: cursor.execute(sql, params).fetchall())

    def ask(self, question: Callable[[duckdb.DuckDBPyConnection], Answer]) -> Answer:
        """Put a question that needs a connection; it gets one of its own for as long as it runs."""
        with self._cursor() as cursor:
            return question(cursor)

    def bits(
        self, sql: str, params: Mapping[str, Any] | None = None, *, rows: int
    ) -> Iterator[pa.RecordBatch]:
        """Give an answer bit by bit, so many rows at once; columns of an answer without rows come in an empty bit."""
        with self._cursor() as cursor:
            reader = cursor.execute(sql, params).to_arrow_reader(rows)
            yield pa.RecordBatch.from_pylist([], schema=reader.schema)
            for bit in reader:
                self._remaining()
                yield bit

    def within(self, seconds: float) -> "Snapshot":
        """Return this version as it answers for so long: what takes longer is interrupted and raises TooSlow."""
        return Snapshot(self._instance, self._files, time.monotonic() + seconds)

    def beside(self) -> duckdb.DuckDBPyConnection:
        """Open an empty database in memory, with this version attached for reading as `current`.

        Whoever opens it closes it; it may outlast this lease, for the file stays as long as it is open.
        """
        return self._files.beside(self.version)

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        left = self._remaining()
        cursor = self._connection.cursor()
        clock = threading.Timer(left, cursor.interrupt) if left else None
        try:
            if clock:
                clock.start()
            yield cursor
        except (duckdb.Error, pa.ArrowException) as error:
            self._remaining()
            if (
                not isinstance(error, duckdb.Error)
                or not may_be_damage(error)
                or self._files.is_whole(self.version)
            ):
                raise
            raise self._files.unreadable(self.version) from error
        finally:
            if clock:
                clock.cancel()
                clock.join()
            cursor.close()

    def _remaining(self) -> float | None:
        """Return how many seconds are left, None where there is no end. Raises TooSlow after it."""
        left = self._deadline and self._deadline - time.monotonic()
        if left is not None and left <= 0:
            raise TooSlow
        return left

    @property
    def is_whole(self) -> bool:
        """Return whether every table can be read to its last block; raises UnreadableVersion where one cannot."""
        return self.ask(read_whole)

    @property
    def made_at(self) -> datetime:
        """Return when this version was published."""
        milliseconds = self.rows("select epoch_ms(arg_max(made_at, batch)) from batch")[0][0]
        return datetime.fromtimestamp(milliseconds / 1000, UTC)

    @property
    def is_demo(self) -> bool:
        """Return whether what is in here was generated for demonstration; looked up once per open version."""
        if self._instance.is_demo is None:
            self._instance.is_demo = bool(self.rows("select 1 from batch where kind = 'demo' limit 1"))
        return self._instance.is_demo

    @property
    def release(self) -> str:
        """Return which bundled data this version has seen."""
        found = self.rows("select arg_max(release, batch) from batch where kind in ('release', 'demo')")
        return str(found[0][0] or "")


def _plain(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    kinds = [str(column[1]) for column in cursor.description or ()]
    frame = cursor.df()
    for position, kind in enumerate(kinds):
        plain = _plain_values(frame.iloc[:, position], kind)
        if plain is not None:
            frame.isetitem(position, plain)
    return frame


def _plain_values(column: "pd.Series[Any]", kind: str) -> Any:
    """Return a column's values in a plain type, or None if they have one already."""
    if kind == "VARCHAR":
        return None if column.dtype == "str" else column.astype("str").array
    if kind == "BOOLEAN":
        return None if column.dtype == "bool" else column.astype("object").where(column.notna(), None).array
    if kind.endswith("INT") or kind == "INTEGER":
        return column.astype("float64" if column.isna().any() else "int64").array
    if kind.endswith("]"):
        return [value.tolist() if isinstance(value, np.ndarray) else value for value in column]
    return None
