"""The versioned store: reading leases an open version, publishing prepares the next one beside it.

Nothing else in the program touches a database file or opens a connection.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import duckdb
import pandas as pd

from smartcity.draft import About, Counts, Draft
from smartcity.release import Bundle, adopt, bring, bundle, create_views
from smartcity.snapshot import Instances, Snapshot
from smartcity.store_errors import (
    Busy,
    CheckFailed,
    DiskFull,
    NoVersion,
    ReadOnlyFolder,
    StoreError,
    TooSlow,
    UnreadableVersion,
    in_plain_words,
    may_be_damage,
    plain_errors,
)
from smartcity.undo import Left, must_be_undoable, undo, undo_released
from smartcity.versions import Published, VersionFolder, to_keep
from smartcity.whole_files import copy_whole
from smartcity.words import N_, _

__all__ = [
    "Bundle",
    "Busy",
    "CheckFailed",
    "Counts",
    "DiskFull",
    "Draft",
    "NoVersion",
    "ReadOnlyFolder",
    "Snapshot",
    "Store",
    "StoreError",
    "TooSlow",
    "UnreadableVersion",
]

Change = Callable[[Draft], object]
"""Writes to a draft; it is called once, with the version that is current when its turn has come."""

Witness = Callable[[Draft], None]
"""Sees a finished draft before it is published; what it raises stops the publication."""


class Store:
    """One data folder. Any number of processes may have a store on the same folder; threads may share one."""

    def __init__(
        self,
        folder: Path,
        *,
        memory_limit: str = "1GB",
        threads: int = 2,
        keep_versions: int = 20,
        patience: float = 30.0,
        bundle: Bundle | None = None,
    ) -> None:
        self.folder = Path(folder).absolute()
        self._files = VersionFolder(self.folder, memory_limit=memory_limit, threads=threads)
        self._instances = Instances(self._files, patience)
        self._keep_versions = keep_versions
        self._patience = patience
        self._given_bundle = bundle

    @property
    def _bundle(self) -> Bundle:
        if self._given_bundle is None:
            self._given_bundle = bundle()
        return self._given_bundle

    def current(self) -> int:
        """Return the current version: a small read and a stat. Raises NoVersion or UnreadableVersion."""
        return self._files.current()

    @contextmanager
    def read(self, version: int | None = None) -> Iterator[Snapshot]:
        """Lease a version, the current one unless another is named; it stays open at least until the lease ends."""
        instance = self._instances.lease(version)
        try:
            yield Snapshot(instance, self._files)
        finally:
            self._instances.give_back(instance)

    def close(self) -> None:
        """Close what is open and not leased."""
        self._instances.close()

    def check(self) -> pd.DataFrame:
        """Return every row of the current version that breaks a rule (check, severity, table_name, row_key, detail)."""
        with self.read() as snapshot:
            return snapshot.ask(self._bundle.checks)

    def history(self) -> pd.DataFrame:
        """Return all batches, the newest first; `available` says whether its version can still be restored."""
        with self.read() as snapshot:
            batches = snapshot.frame("select * from batch order by batch desc")
        batches["available"] = batches["version"].isin(self._files.numbers())
        return batches

    def ensure(self) -> int:
        """Make sure that there is a version with what the program brings; return the current version.

        The first start builds version 1. Later a newer release comes as a batch of its own. Where the folder
        cannot be written and there is a version, it stays the current one. Demonstration data take over the shape of
        tables and views, but no facts: published facts and generated ones are never in one database.
        """
        digest = self._bundle.digest()
        if self._brought() == digest:
            return self.current()
        try:
            with self._writing("smartcity"):
                return self._bring(digest)
        except ReadOnlyFolder:
            if self._brought() is None:
                raise
            return self.current()

    def _brought(self) -> str | None:
        """Return the release that the current version has, None before the first."""
        try:
            with self.read() as snapshot:
                return snapshot.release
        except NoVersion:
            return None

    def _bring(self, digest: str) -> int:
        brought = self._brought()
        if brought == digest:  # somebody was faster
            return self.current()
        is_demo = False
        if brought is None:
            self._files.begin()
            reason = N_("Data bawaan")
        else:
            with self.read() as snapshot:
                is_demo = snapshot.is_demo
            reason = N_("Bentuk data rilis baru") if is_demo else N_("Data bawaan rilis baru")

        def change(draft: Draft) -> None:
            adopt(draft.connection, self._bundle.contract)
            if not is_demo:
                bring(draft, self._bundle)

        about = About("release", "smartcity", reason, release=digest)
        base = 0 if brought is None else self.current()
        return self._publish(change, about, base, always=True)

    def build(self, change: Change, *, kind: str, made_by: str, reason: str) -> int:
        """Publish a version that is written from nothing; those before it go."""
        about = About(kind, made_by, reason, release=self._bundle.digest())
        with self._writing(made_by):
            if self._brought() is None:
                self._files.begin()
            number = self._publish(change, about, 0, always=True)
            self._files.thin_out({number})
            return number

    def publish(
        self,
        change: Change,
        *,
        kind: str,
        made_by: str,
        reason: str,
        table_name: str = "",
        file_name: str = "",
        sha256: str = "",
        release: str = "",
        witness: Witness | None = None,
    ) -> int:
        """Publish what `change` writes as the next version and return its number.

        Another writer is waited for first, so `change` meets what is then current. If nothing differs nothing is
        published and the current version is returned. `witness` sees what was written and is called before it is
        published. Whatever is raised on the way leaves all as it was.
        """
        about = About(kind, made_by, reason, table_name, file_name, sha256, release)
        with self._writing(made_by):
            return self._publish(change, about, self.current(), witness=witness)

    def undo(
        self, batch: int, *, made_by: str, reason: str, witness: Witness | None = None
    ) -> tuple[int, Left]:
        """Publish the data as if a batch had not been; return the version and what stays: (table, key).

        Rows that a later batch made different stay as they are. Where nothing is left to undo nothing is published
        and the version is the current one. What the program brought cannot be undone; an older version can be restored.
        """
        left: Left = []

        def change(draft: Draft) -> None:
            must_be_undoable(draft, batch)
            left.extend(undo(draft, batch))
            undo_released(draft, batch, self._files.path)

        version = self.publish(change, kind="undo", made_by=made_by, reason=reason, witness=witness)
        return version, left

    def restore(self, version: int, *, made_by: str, reason: str, witness: Witness | None = None) -> int:
        """Publish the data tables of an older version; batches, changes and confirmed aliases stay.

        Works from a damaged state, too: then these are those of the newest version that can still be read, what
        came after it is lost, and the damaged files are set aside (`*.unreadable`).
        """
        with self._writing(made_by):
            base, broken = self._newest_whole()
            if version not in self._files.numbers():
                raise self._files.no_such(version)
            if not self._files.is_whole(version):
                raise self._files.unreadable(version)
            about = About("restore", made_by, reason)
            past = self._files.path(version)
            return self._publish(
                lambda draft: draft.take_from(past), about, base, broken=broken, witness=witness
            )

    def _newest_whole(self) -> tuple[int, bool]:
        """Return the version to restore upon, and whether the current one is damaged."""
        with suppress(UnreadableVersion):
            current = self.current()
            if self._files.is_whole(current):
                return current, False
        base = self._files.newest_whole()
        if base is None:
            raise self._files.unreadable(0)
        return base, True

    def export(self, target: Path) -> int:
        """Write the current version as one ordinary DuckDB file, all at once, and return its number."""
        target = target.absolute()
        if target.is_dir() or not target.parent.is_dir():
            raise StoreError(_("{path} bukan nama berkas yang dapat ditulis.").format(path=target))
        with plain_errors(target.parent), self.read() as snapshot:
            if not self._files.is_whole(snapshot.version):
                raise self._files.unreadable(snapshot.version)
            copy_whole(self._files.path(snapshot.version), target)
            return snapshot.version

    @contextmanager
    def whole(self) -> Iterator[tuple[Snapshot, IO[bytes]]]:
        """Lease the current version with its file, once all of it could be read; both stay whatever is published."""
        with self.read() as snapshot, self._files.path(snapshot.version).open("rb") as file:
            if not snapshot.is_whole:
                raise self._files.unreadable(snapshot.version)
            yield snapshot, file

    def older(self, version: int) -> Iterator[tuple[int, IO[bytes]]]:
        """Give the files of the versions before one, as far as they are kept."""
        for number in self._files.numbers():
            if number < version:
                with suppress(FileNotFoundError), self._files.path(number).open("rb") as file:
                    yield number, file

    @contextmanager
    def _writing(self, who: str) -> Iterator[None]:
        with plain_errors(self.folder), self._files.writing(who, self._patience):
            yield

    def _publish(
        self,
        change: Change,
        about: About,
        base: int,
        *,
        always: bool = False,
        broken: bool = False,
        witness: Witness | None = None,
    ) -> int:
        """Prepare, check and publish the next version; the lock is held."""
        number = self._files.next_number()
        try:
            with self._files.drafting(number, base) as connection:
                draft = Draft(connection, self._bundle.contract, number)
                change(draft)
                if draft.is_empty and not always and not broken:
                    return base
                published = self._finish(draft, about)
                if witness:
                    witness(draft)
        except duckdb.Error as error:
            full_or_closed = in_plain_words(error, self.folder)
            if full_or_closed:
                raise full_or_closed from error
            if not base or not may_be_damage(error) or self._files.is_whole(base):
                raise
            raise self._files.unreadable(base) from error
        if broken:
            self._files.set_aside_after(base)
        self._files.publish(number)
        self._files.thin_out(to_keep(published, self._keep_versions))
        return number

    def _finish(self, draft: Draft, about: About) -> list[Published]:
        """Complete a draft and check it as a whole; return the versions published so far."""
        draft.finish(about)
        create_views(draft.connection, self._bundle.views)
        errors = self._bundle.errors(draft.connection)
        if len(errors):
            raise CheckFailed(errors)
        return draft.connection.execute("select version, cast(made_at as date), kind from batch").fetchall()
