"""Making a backup: written beside its place, read back and compared, named, and only then are older ones removed."""

import hashlib
import importlib.metadata
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from smartcity import boundaries, originals, state_file
from smartcity.backup.manifest import MANIFEST, POINTER, BackupError, Manifest, Member, version_name
from smartcity.backup.reading import CHUNK, checked, of_folder
from smartcity.store import Store
from smartcity.store_errors import plain_errors
from smartcity.versions import sync
from smartcity.whole_files import give_name, nameless
from smartcity.words import _

_LEVEL = 1
"""Deflate's fastest level makes a database a quarter as large; the usual one needs six times the time for a fifth."""

_MODE = 0o600
"""A backup holds accounts and what is not for the public."""

_LEFT_AFTER_SECONDS = 60 * 60
"""A part of a backup that nobody has written to for so long was left by a killed process."""


@dataclass(frozen=True)
class Made:
    """A new backup, how large it is, and the older ones that went for it."""

    path: Path
    size: int
    manifest: Manifest
    removed: tuple[Path, ...]


def make(store: Store, place: Path, *, keep: int | None = None, all_versions: bool = False) -> Made:
    """Write a backup of a data folder into another folder; `keep` is how many of its backups stay there.

    Raises NoVersion or UnreadableVersion where there is nothing whole to keep, BackupError where it cannot be kept
    here, DiskFull. Whatever is raised, and even a kill, leaves no backup and removes none.
    """
    place = place.absolute()
    _must_be_usable(place, store.folder)
    _clear(place)
    with plain_errors(place), nameless(place, _MODE) as (file, named):
        manifest = _write(store, file, all_versions=all_versions)
        path = place / manifest.file_name(token_hex(3))
        checked(path, file)
        size = file.seek(0, 2)
        give_name(file, named)
        named.rename(path)
        sync(place)
    return Made(path, size, manifest, _thin_out(path, store.folder, keep))


def _must_be_usable(place: Path, data: Path) -> None:
    if not place.is_dir():
        text = _("Folder cadangan {folder} tidak ada; buat dahulu, atau pasang medianya.")
        raise BackupError(text.format(folder=place))
    if place.resolve().is_relative_to(data.resolve()):
        text = _(
            "Folder cadangan {folder} ada di dalam folder data; pilih folder lain, sebaiknya di disk lain."
        )
        raise BackupError(text.format(folder=place))


def _clear(place: Path) -> None:
    """Delete parts that killed processes left."""
    for path in place.glob(".smartcity-*.partial"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT_AFTER_SECONDS:
                path.unlink()


def _write(store: Store, file: IO[bytes], *, all_versions: bool) -> Manifest:
    with (
        ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive,
        store.whole() as (snapshot, content),
    ):
        version, release, demo = snapshot.version, snapshot.release, snapshot.is_demo
        members = [_add(archive, version_name(version), content)]
        members.append(_add(archive, POINTER, BytesIO(f"{version}\n".encode())))
        for number, older in store.older(version) if all_versions else ():
            members.append(_add(archive, version_name(number), older))
        members += [_add(archive, name, beside) for name, beside in _beside(store.folder)]
        manifest = Manifest(
            made_at=datetime.now(UTC),
            folder=str(store.folder),
            program=importlib.metadata.version("smartcity"),
            release=release,
            version=version,
            demo=demo,
            members=tuple(members),
        )
        archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))
    return manifest


def _add(archive: ZipFile, name: str, content: IO[bytes]) -> Member:
    """Add a file to the archive piece by piece."""
    found, size = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as target:
        while chunk := content.read(CHUNK):
            found.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return Member(name=name, size=size, sha256=found.hexdigest())


def _beside(data: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Give what lies beside the versions, by its name."""
    kept = data / originals.FOLDER
    for path in sorted(kept.iterdir()) if kept.is_dir() else ():
        if originals.is_name(path.name):
            with path.open("rb") as content:
                yield f"{originals.FOLDER}/{path.name}", content
    for name in (boundaries.FILE, boundaries.FORMER):
        with suppress(FileNotFoundError), (data / name).open("rb") as content:
            yield name, content
    if (data / state_file.FILE).exists():
        with _copied_state(data / state_file.FILE) as content:
            yield state_file.FILE, content


@contextmanager
def _copied_state(path: Path) -> Iterator[IO[bytes]]:
    """Open a copy of a SQLite file as it is at one moment, whoever is writing to it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / state_file.FILE
        try:
            with (
                closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source,
                closing(sqlite3.connect(copy)) as target,
            ):
                source.backup(target)
        except sqlite3.Error as error:
            text = _("{path} tidak dapat dibaca ({detail}); pulihkan berkas itu dari cadangan sebelumnya.")
            raise BackupError(text.format(path=path, detail=error)) from error
        with copy.open("rb") as content:
            yield content


def _thin_out(made: Path, data: Path, keep: int | None) -> tuple[Path, ...]:
    """Delete this folder's older backups until so many are left, the new one among them; nothing else is touched."""
    if keep is None:
        return ()
    found = of_folder(made.parent, data)
    older = sorted(found.keys() - {made}, key=lambda path: found[path].made_at, reverse=True)
    removed = tuple(older[keep - 1 :])
    for path in removed:
        path.unlink(missing_ok=True)
    return removed
