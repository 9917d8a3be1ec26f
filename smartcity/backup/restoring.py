"""Restoring a backup: unpacked and checked beside the data folder, which it then becomes by one rename."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from smartcity import state_file
from smartcity.backup.manifest import BackupError, Damaged, Manifest, Member
from smartcity.backup.reading import read
from smartcity.store import Store, UnreadableVersion
from smartcity.store_errors import plain_errors
from smartcity.versions import sync
from smartcity.words import _

_MODE = 0o750
"""Who else is on the machine reads no accounts."""


@dataclass(frozen=True)
class Restored:
    """What is now in a folder, and where that is which was there before."""

    manifest: Manifest
    folder: Path
    former: Path | None


def restore(backup: Path, folder: Path, *, put_aside: bool = False) -> Restored:
    """Make a data folder of a backup; one that holds anything is put aside under a dated name, or BackupError raised.

    Raises Damaged before anything is in its place. Killed at any instant, the folder is there whole or not at all.
    """
    folder = folder.resolve()
    _must_be_free(folder, put_aside=put_aside)
    with plain_errors(folder.parent), _unpacking(folder) as unpacked:
        with backup.open("rb") as file:
            room = shutil.disk_usage(unpacked).free
            manifest = read(backup, file, lambda member, content: _write(unpacked, member, content), room)
        _must_be_readable(backup, unpacked, manifest)
        _own_as(folder, unpacked)
        for path in (unpacked, *unpacked.iterdir()):
            if path.is_dir():
                sync(path)
        former = _put_aside(folder) if put_aside and _holds_anything(folder) else None
        try:
            unpacked.rename(folder)
        except OSError:
            if former:
                former.rename(folder)
            raise
        sync(folder.parent)
    return Restored(manifest, folder, former)


def _holds_anything(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _must_be_free(folder: Path, *, put_aside: bool) -> None:
    """Raise BackupError where a folder cannot be replaced, with what to do."""
    if folder.exists() and not folder.is_dir():
        raise BackupError(_("{folder} bukan folder.").format(folder=folder))
    if not folder.parent.is_dir():
        raise BackupError(_("Folder {folder} tidak ada; buat dahulu foldernya.").format(folder=folder.parent))
    if folder.is_mount():
        text = _("{folder} adalah sebuah disk; pulihkan ke folder di dalamnya dan ubah SMARTCITY_DATA.")
        raise BackupError(text.format(folder=folder))
    if not os.access(folder.parent, os.W_OK):
        text = _("Anda tidak boleh menulis di {folder}; jalankan perintah ini dengan sudo.")
        raise BackupError(text.format(folder=folder.parent))
    if _holds_anything(folder):
        if not put_aside:
            text = _("{folder} sudah berisi; pakai --put-aside untuk menyisihkannya, atau folder lain.")
            raise BackupError(text.format(folder=folder))
        if used_by := users_of(folder):
            text = _("{folder} sedang dipakai proses {processes}; hentikan dahulu peladennya.")
            raise BackupError(text.format(folder=folder, processes=", ".join(map(str, used_by))))


def users_of(folder: Path) -> list[int]:
    """Return the other processes that have a file in a folder open, of those that may be seen."""
    running = [path for path in Path("/proc").iterdir() if path.name.isdecimal()]
    return sorted(
        int(path.name) for path in running if int(path.name) != os.getpid() and _has_open(path / "fd", folder)
    )


def _has_open(descriptors: Path, folder: Path) -> bool:
    with suppress(OSError):  # it may have ended, or be somebody else's
        for link in descriptors.iterdir():
            with suppress(OSError):
                if link.readlink().is_relative_to(folder):
                    return True
    return False


@contextmanager
def _unpacking(folder: Path) -> Iterator[Path]:
    """Give a folder beside another that is gone in the end, unless it got another name."""
    _clear(folder)
    prefix = f".{folder.name}.{os.getpid()}."
    unpacked = Path(tempfile.mkdtemp(suffix=".restoring", prefix=prefix, dir=folder.parent))
    try:
        yield unpacked
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)


def left_of(folder: Path) -> list[Path]:
    """Return what killed restores left beside a data folder."""
    found = folder.parent.glob(f".{folder.name}.*.restoring")
    return sorted(path for path in found if not Path("/proc", path.name.split(".")[-3]).exists())


def _clear(folder: Path) -> None:
    for path in left_of(folder):
        shutil.rmtree(path, ignore_errors=True)


def _write(folder: Path, member: Member, content: Iterator[bytes]) -> None:
    path = folder / member.name
    path.parent.mkdir(exist_ok=True)
    with path.open("xb") as file:
        for chunk in content:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if path.parent != folder:  # versions and originals never change
        path.chmod(0o444)


def _must_be_readable(backup: Path, unpacked: Path, manifest: Manifest) -> None:
    """Raise Damaged unless the databases in a backup are: a checksum only says that it is what was packed."""
    store = Store(unpacked)
    try:
        with store.whole() as (snapshot, _file):
            found = snapshot.version
    except UnreadableVersion as error:
        raise Damaged(backup, _("basis datanya tidak dapat dibaca")) from error
    finally:
        store.close()
    if found != manifest.version or not _is_readable(unpacked / state_file.FILE):
        raise Damaged(backup, _("basis datanya tidak dapat dibaca"))


def _is_readable(path: Path) -> bool:
    """Return whether a SQLite file, where there is one, is whole."""
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
            return bool(connection.execute("pragma integrity_check").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False


def _own_as(folder: Path, unpacked: Path) -> None:
    """Give what was unpacked the owner and the rights of the folder whose place it takes.

    The folder itself goes last: till then its new owner can put no link in the way of root.
    """
    like = folder.stat() if folder.exists() else None
    if like and os.geteuid() == 0:
        for path in (*unpacked.rglob("*"), unpacked):
            os.chown(path, like.st_uid, like.st_gid, follow_symlinks=False)
    unpacked.chmod(like.st_mode & 0o777 if like else _MODE)


def _put_aside(folder: Path) -> Path:
    former = folder.with_name(f"{folder.name}.{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}")
    folder.rename(former)
    return former
