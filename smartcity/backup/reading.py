"""Reading a backup, which may have been damaged or made by somebody else: nothing of it is believed unchecked."""

import errno
import hashlib
import os
import stat
import struct
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from smartcity.backup.manifest import FILE_NAME, MANIFEST, BackupError, Damaged, Manifest, Member, parsed
from smartcity.formats import number
from smartcity.words import _

CHUNK = 1 << 20
"""Bytes that are in memory at once."""

_LARGEST_MANIFEST = 1 << 26
_MOST_OFTEN = 1032
"""Deflate writes a byte for 1,032 at most: what claims to hold more was put together to fill a disk."""

_DAMAGE = (BadZipFile, zlib.error, struct.error, EOFError, ValueError, KeyError, RuntimeError, OverflowError)
"""What zipfile raises for a file that is none; NotImplementedError is a RuntimeError."""

Sink = Callable[[Member, Iterator[bytes]], object]
"""Takes one member's content, all of it."""


def checked(path: Path, file: IO[bytes]) -> Manifest:
    """Return what a backup says of itself, once every byte of it is as it was written; raise Damaged else."""
    return read(path, file, lambda _member, content: deque(content, maxlen=0))


def manifest_of(path: Path) -> Manifest:
    """Return what a backup says of itself, without looking at all of it."""
    with path.open("rb") as file, _opened(path, file) as archive:
        return _manifest(path, archive)


def of_folder(place: Path, data: Path) -> dict[Path, Manifest]:
    """Return the backups of a data folder in a place, with what they say of themselves; no other file is one."""
    found = {}
    for path in place.iterdir():
        if FILE_NAME.fullmatch(path.name) and path.is_file() and not path.is_symlink():
            try:
                manifest = manifest_of(path)
            except (BackupError, OSError):
                continue
            if manifest.folder == str(data):
                found[path] = manifest
    return found


def read(path: Path, file: IO[bytes], sink: Sink, room: int | None = None) -> Manifest:
    """Hand every member to a sink and return the manifest; raise Damaged where a member is not what it says.

    What needs more bytes than `room` raises BackupError before anything is read.
    """
    with _opened(path, file) as archive:
        manifest = _manifest(path, archive)
        infos = _infos(path, archive, manifest)
        if manifest.bytes > os.fstat(file.fileno()).st_size * _MOST_OFTEN:
            raise Damaged(path, _("isinya lebih besar daripada yang mungkin"))
        if room is not None and manifest.bytes > room:
            text = _("{path} memerlukan {size} MB, tetapi hanya {room} MB yang tersedia.")
            size, there = number(-(-manifest.bytes // 1_000_000)), number(room // 1_000_000)
            raise BackupError(text.format(path=path, size=size, room=there))
        for member in manifest.members:
            with archive.open(infos[member.name]) as source:
                sink(member, _content(path, source, member))
        return manifest


@contextmanager
def _opened(path: Path, file: IO[bytes]) -> Iterator[ZipFile]:
    try:
        with ZipFile(file) as archive:
            yield archive
    except (*_DAMAGE, OSError) as error:
        if isinstance(error, OSError) and error.errno != errno.EINVAL:  # a place before the file's beginning
            raise
        raise Damaged(path, _("berkasnya terpotong atau berubah")) from error


def _manifest(path: Path, archive: ZipFile) -> Manifest:
    info = archive.getinfo(MANIFEST)
    if info.file_size > _LARGEST_MANIFEST or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Damaged(path, _("daftar isinya tidak dapat dibaca"))
    return parsed(path, archive.read(info))


def _infos(path: Path, archive: ZipFile, manifest: Manifest) -> dict[str, ZipInfo]:
    """Return the members by name: those that the manifest names and no other, each an ordinary file."""
    infos = {info.filename: info for info in archive.infolist()}
    del infos[MANIFEST]
    if len(archive.infolist()) != len(manifest.members) + 1 or infos.keys() != {
        member.name for member in manifest.members
    }:
        raise Damaged(path, _("isinya tidak sama dengan daftarnya"))
    for member in manifest.members:
        info = infos[member.name]
        is_ordinary = stat.S_IFMT(info.external_attr >> 16) in (0, stat.S_IFREG)
        if not is_ordinary or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Damaged(path, _("{name} bukan berkas biasa").format(name=member.name))
        if info.file_size != member.size:
            raise Damaged(path, _("isinya tidak sama dengan daftarnya"))
    return infos


def _content(path: Path, source: IO[bytes], member: Member) -> Iterator[bytes]:
    """Give a member's content piece by piece; raise Damaged at its end where it is not what the manifest says."""
    found, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        found.update(chunk)
        size += len(chunk)
        yield chunk
    if size != member.size or found.hexdigest() != member.sha256:
        raise Damaged(path, _("{name} berubah").format(name=member.name))
