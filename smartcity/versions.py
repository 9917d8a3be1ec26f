"""The folder of versions: numbered read-only files, the pointer to the current one, drafts and the lock.

current                   text: the number of the current version; 0 while none was ever published
versions/000001.duckdb    a published version, never written again
prepare/                  what a writer is working on; left over from a killed one, the next cleans it up
lock                      held by the one writer; the kernel lets go of it when the process dies
"""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import duckdb
from filelock import FileLock, Timeout

from smartcity import connections
from smartcity.connections import Setting
from smartcity.formats import moment
from smartcity.store_errors import (
    Busy,
    NewerVersion,
    NoVersion,
    StoreError,
    UnreadableVersion,
    is_newer,
    is_passing,
)
from smartcity.words import _

_NUMBER = re.compile(rb"\d{1,15}\n?")
_BLOCKS: dict[str, Setting] = {"default_block_size": 16384}
# The smallest DuckDB offers: with our few thousand rows in many small tables a version is a quarter as large as
# with its usual 256 KiB, and a million rows load and scan as fast.
_TIDY: dict[str, Setting] = {
    "allocator_flush_threshold": "1MB",
    "allocator_bulk_deallocation_flush_threshold": "1MB",
}
# Memory that a large upload no longer needs goes back to the system while it still runs: a quarter less at its peak.


@cache
def _spill_folder() -> str:
    """Return where this process keeps what does not fit in memory; readers never write beside the data."""
    return str(Path(tempfile.gettempdir()) / f"smartcity-{uuid4().hex}")


def sync(path: Path) -> None:
    """Make a file or a folder's list of names survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_whole(connection: duckdb.DuckDBPyConnection) -> bool:
    """Read every table of a version to its last block, which raises where one is damaged; return whether it is one."""
    tables = "select schema_name, table_name from duckdb_tables()"
    for schema, table in connection.execute(tables).fetchall():
        connection.execute(f"select bit_xor(hash(t)) from {schema}.{table} as t").fetchall()
    return bool(connection.execute("select count(*) > 0 from batch").fetchall()[0][0])


Published = tuple[int, date, str]
"""A version with the day on which it was published and the kind of its batch."""


class VersionFolder:
    """The only one that knows how versions lie on disk."""

    def __init__(self, root: Path, *, memory_limit: str, threads: int) -> None:
        self.root = root
        self._limits: dict[str, Setting] = {"memory_limit": memory_limit, "threads": threads}
        self._pointer = root / "current"
        self._versions = root / "versions"
        self._drafts = root / "prepare"

    def path(self, number: int) -> Path:
        """Return where a version lies."""
        return self._versions / f"{number:06d}.duckdb"

    def draft(self, number: int) -> Path:
        """Return where a version is prepared."""
        return self._drafts / f"{number:06d}.duckdb"

    def numbers(self) -> list[int]:
        """Return the versions whose files are there, the newest last."""
        return sorted(int(path.stem) for path in self._versions.glob("*.duckdb") if path.stem.isdecimal())

    def open(self, number: int) -> duckdb.DuckDBPyConnection:
        """Open a version for reading."""
        spill: dict[str, Setting] = {"temp_directory": f"{_spill_folder()}-{hash(self.path(number)):x}"}
        try:
            return connections.reading(self.path(number), self._limits | spill)
        except duckdb.IOException as error:
            if is_newer(error):
                raise NewerVersion(number) from error
            raise

    def beside(self, number: int) -> duckdb.DuckDBPyConnection:
        """Open an empty database in memory with a version attached for reading as `current`.

        Joins are done as they are written, what stands on the right is held in memory: DuckDB does not know how
        many rows an Arrow table has and would hold a million to find three.
        """
        own: dict[str, Setting] = {
            "temp_directory": f"{_spill_folder()}-{uuid4().hex}",
            "disabled_optimizers": "join_order,build_side_probe_side",
        }
        return connections.in_memory(self._limits | _TIDY | own, current=self.path(number))

    @contextmanager
    def drafting(self, number: int, base: int) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open a copy of a version (0: an empty one) for writing; afterwards all of it is in its one file."""
        if base:
            shutil.copyfile(self.path(base), self.draft(number))
        settings = self._limits | _BLOCKS | _TIDY
        connection = connections.writing(self.draft(number), self._versions, settings)
        try:
            yield connection
            connection.execute("checkpoint")
        except BaseException:
            with suppress(duckdb.Error):
                connection.close()
            raise
        connection.close()

    def is_whole(self, number: int) -> bool:
        """Return whether every table of a version can be read to its last block."""
        try:
            with self.open(number) as connection:
                return read_whole(connection)
        except (duckdb.Error, OSError) as error:
            if is_passing(error):
                raise
            return False

    def newest_whole(self) -> int | None:
        """Return the newest version that can be read to its last block."""
        return next((number for number in reversed(self.numbers()) if self.is_whole(number)), None)

    def current(self) -> int:
        """Return the current version's number; raise NoVersion or UnreadableVersion."""
        number = self._pointed()
        if number and self.path(number).exists():
            return number
        if number and number != self._pointed():
            return self.current()  # published and thinned out between two looks
        if number == 0 or (number is None and not self._pointer.exists() and not self.numbers()):
            text = _("Belum ada data di {folder}; jalankan `smartcity serve` untuk membuat versi pertama.")
            raise NoVersion(text.format(folder=self.root))
        raise self.unreadable(number or 0)

    def no_such(self, number: int) -> NoVersion:
        """Return the error that there is no such version."""
        text = _("Versi {version} tidak ada; lihat versi yang ada dengan `smartcity history`.")
        return NoVersion(text.format(version=number))

    def unreadable(self, number: int) -> UnreadableVersion:
        """Return the error that a version is damaged, with the version that can be restored."""
        return UnreadableVersion(number, self.path(number) if number else self._pointer, self.newest_whole())

    def _pointed(self) -> int | None:
        try:
            text = self._pointer.read_bytes()
        except OSError:
            return None
        return int(text) if _NUMBER.fullmatch(text) else None

    @contextmanager
    def writing(self, who: str, patience: float) -> Iterator[None]:
        """Hold the lock of the one writer, with the leavings of a killed one cleared away."""
        self._create()
        lock = FileLock(self.root / "lock", timeout=patience)
        try:
            lock.acquire()
        except Timeout:
            raise self._busy() from None
        try:
            self._clear()
            note = {"who": who, "since": datetime.now(UTC).isoformat()}
            (self._drafts / "writer").write_text(json.dumps(note), "utf-8")
            yield
        finally:
            with suppress(OSError):
                self._clear()
            lock.release()

    def _create(self) -> None:
        if self._versions.is_dir() and self._drafts.is_dir():
            return
        if self.root.exists() and not self.root.is_dir():
            raise StoreError(_("{folder} bukan folder.").format(folder=self.root))
        for folder in (self._versions, self._drafts):
            folder.mkdir(parents=True, exist_ok=True)
        with suppress(PermissionError):
            sync(self.root.parent)

    def _clear(self) -> None:
        for path in self._drafts.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _busy(self) -> Busy:
        try:
            note = json.loads((self._drafts / "writer").read_text("utf-8"))
            who, since = note["who"], moment(datetime.fromisoformat(note["since"]))
        except (OSError, ValueError, KeyError):
            return Busy(_("Data sedang diubah oleh proses lain; coba lagi sebentar lagi."))
        text = _("Data sedang diubah oleh {who} sejak {since}; coba lagi sebentar lagi.")
        return Busy(text.format(who=who, since=since))

    def begin(self) -> None:
        """Mark that nothing was ever published here, so that what a killed first start left is not taken for data."""
        self._point(self._written_pointer(0))
        for number in self.numbers():
            self.path(number).unlink()

    def next_number(self) -> int:
        """Return a number that no version ever had, damaged and never published ones included."""
        taken = [int(path.stem) for path in self._versions.iterdir() if path.stem.isdecimal()]
        return max(self._pointed() or 0, *taken, 0) + 1

    def publish(self, number: int) -> None:
        """Make a finished draft the current version: everything is on disk before the pointer is replaced."""
        draft = self.draft(number)
        draft.chmod(0o444)
        sync(draft)
        pointer = self._written_pointer(number)
        draft.rename(self.path(number))
        sync(self._versions)
        self._point(pointer)

    def _point(self, pointer: Path) -> None:
        pointer.replace(self._pointer)
        sync(self.root)

    def _written_pointer(self, number: int) -> Path:
        pointer = self._drafts / "current"
        pointer.write_text(f"{number}\n", "ascii")
        sync(pointer)
        return pointer

    def set_aside_after(self, number: int) -> None:
        """Rename damaged newer versions: neither read nor thinned out any more, but there to be examined."""
        for path in (self.path(newer) for newer in self.numbers() if newer > number):
            path.rename(path.with_suffix(".unreadable"))

    def thin_out(self, keep: set[int]) -> None:
        """Delete every other version; who has one open goes on reading it, the kernel keeps the file till then."""
        for number in self.numbers():
            if number not in keep:
                with suppress(OSError):
                    self.path(number).unlink()


def to_keep(published: Iterable[Published], newest: int) -> set[int]:
    """Return the newest versions, the last one of each day, and the one that each later release met.

    Newer means a higher number, not a later clock. What a release met is the copy of the data as they were before
    the upgrade: it lies beside the others, is restored as they are, and is never thinned out.
    """
    by_number = sorted(published)
    last_of_day = {day: number for number, day, _kind in by_number}
    met = {before[0] for before, after in pairwise(by_number) if after[2] == "release"}
    return {number for number, _day, _kind in by_number[-newest:]} | set(last_of_day.values()) | met
