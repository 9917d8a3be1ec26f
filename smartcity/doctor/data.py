"""The data folder: can it be read and written, is the current version whole, what lies about."""

import fcntl
import os
import pwd
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from smartcity.backup.restoring import left_of
from smartcity.doctor.diagnosis import Diagnosis, Installation
from smartcity.formats import number
from smartcity.release import bundle
from smartcity.store import NoVersion, StoreError, UnreadableVersion
from smartcity.words import _

_ENOUGH_VERSIONS = 10
"""Free space of so many versions is enough; a publication needs that of two, a full disk stops every change."""

_SMALL = 100_000_000
"""Bytes that a version is taken to have at least: so much is free on a disk that is not about to be full."""

_OLD_SECONDS = 60 * 60
"""What is being written is younger than this."""


def folder(installation: Installation) -> Diagnosis:
    """Is there a data folder, and may this user read and write it?"""
    where, user = installation.folder, _name(os.geteuid())
    if not where.is_dir():
        text = _("Folder data {folder} tidak ada.")
        fix = _(
            "Periksa SMARTCITY_DATA; `smartcity serve` membuat folder baru, `smartcity restore-backup` mengisinya."
        )
        return Diagnosis("folder", "wrong", text.format(folder=where), fix)
    places = [where, *(path for path in (where / "versions", where / "prepare") if path.is_dir())]
    for right, text in (
        (os.R_OK | os.X_OK, _("{user} tidak boleh membaca {folder}.")),
        (os.W_OK, _("{user} tidak boleh menulis di {folder}: data hanya dapat dilihat.")),
    ):
        closed = next((place for place in places if not os.access(place, right)), None)
        if closed:
            fix = _("Jalankan sebagai pemiliknya ({owner}), atau perbaiki hak foldernya.")
            owner = _name(closed.stat().st_uid)
            return Diagnosis(
                "folder", "wrong", text.format(user=user, folder=closed), fix.format(owner=owner)
            )
    text = _("Folder data {folder} dapat dibaca dan ditulis oleh {user}.")
    return Diagnosis("folder", "ok", text.format(folder=where, user=user))


def owners(installation: Installation) -> Diagnosis | None:
    """Does everything in the data folder belong to its owner? A command run as root leaves what others cannot write."""
    where = installation.folder
    if not where.is_dir():
        return None
    owner = where.stat().st_uid
    foreign = [path for path in (*where.iterdir(), *_inside(where)) if path.lstat().st_uid != owner]
    if not foreign:
        return None
    text = _("{path} milik {other}, bukan {owner} pemilik folder data.")
    what = text.format(path=foreign[0], other=_name(foreign[0].lstat().st_uid), owner=_name(owner))
    fix = _("Jalankan `sudo chown -R {owner}: {folder}`.").format(owner=_name(owner), folder=where)
    return Diagnosis("owners", "wrong", what, fix)


def space(installation: Installation) -> Diagnosis | None:
    """Is there room on the disk for the versions to come?"""
    where = installation.folder
    if not where.is_dir():
        return None
    free, size = shutil.disk_usage(where).free, max([*_sizes(where, "versions/*.duckdb"), _SMALL])
    values = {"free": _megabytes(free), "folder": where, "size": _megabytes(size)}
    fix = _("Kosongkan atau perbesar disknya; versi lama dikurangi dengan SMARTCITY_KEEP_VERSIONS.")
    if free < 2 * size:
        text = _("Disk {folder} hampir penuh: {free} MB tersisa, perubahan berikutnya dapat gagal.")
        return Diagnosis("space", "wrong", text.format(**values), fix)
    if free < _ENOUGH_VERSIONS * size:
        text = _("Disk {folder} tinggal {free} MB, padahal satu versi dapat sebesar {size} MB.")
        return Diagnosis("space", "warning", text.format(**values), fix)
    return Diagnosis("space", "ok", _("{free} MB tersisa di disk {folder}.").format(**values))


def version(installation: Installation) -> Diagnosis | None:
    """Does the pointer name a version, and can all of it be read?"""
    if not installation.folder.is_dir():
        return None
    try:
        with installation.store.whole() as (snapshot, _file):
            text = _("Versi {version} adalah versi sekarang dan utuh.")
            return Diagnosis("version", "ok", text.format(version=snapshot.version))
    except NoVersion as error:
        return Diagnosis("version", "warning", str(error))
    except UnreadableVersion as error:
        fix = _("Dari cadangan: `smartcity restore-backup BERKAS --put-aside`.")
        return Diagnosis("version", "wrong", str(error), fix)
    except StoreError as error:
        return Diagnosis("version", "wrong", str(error))


def release(installation: Installation) -> Diagnosis | None:
    """Have the data been brought to this release of the program?"""
    with suppress(StoreError), installation.store.read() as snapshot:
        if snapshot.is_demo or snapshot.release == bundle().digest():
            return Diagnosis("release", "ok", _("Data sesuai dengan rilis program ini."))
        fix = _("Jalankan ulang `smartcity serve` dan baca pesannya; data lama tetap disimpan.")
        return Diagnosis("release", "warning", _("Data belum dibawa ke rilis program ini."), fix)
    return None


def rules(installation: Installation) -> Diagnosis | None:
    """Do the data keep the rules of the contract?"""
    with suppress(StoreError), installation.store.read() as snapshot:
        broken = len(snapshot.ask(bundle().errors))
        if not broken:
            return Diagnosis("rules", "ok", _("Tidak ada baris yang melanggar aturan data."))
        text = _("{count} baris melanggar aturan data.")
        fix = _("Lihat dan perbaiki menurut `smartcity check`.")
        return Diagnosis("rules", "wrong", text.format(count=number(broken)), fix)
    return None


def older(installation: Installation) -> Diagnosis | None:
    """How many versions are kept, and were damaged ones set aside?"""
    where = installation.folder
    sizes, aside = _sizes(where, "versions/*.duckdb"), list(where.glob("versions/*.unreadable"))
    if aside:
        text = _("{path} adalah versi rusak yang disisihkan.")
        fix = _("Setelah data sekarang diperiksa, hapus berkas itu.")
        return Diagnosis("older", "warning", text.format(path=aside[0]), fix)
    if not sizes:
        return None
    text = _("{count} versi disimpan, seluruhnya {size} MB.")
    return Diagnosis("older", "ok", text.format(count=number(len(sizes)), size=_megabytes(sum(sizes))))


def leftovers(installation: Installation) -> Diagnosis | None:
    """Is somebody writing, or did a killed process leave a half-finished file?"""
    where = installation.folder
    if not where.is_dir():
        return None
    if _is_locked(where / "lock"):
        return Diagnosis("leftovers", "ok", _("Data sedang diubah oleh proses lain."))
    parts = [*where.glob("prepare/*"), *left_of(where), *_old_parts(where)]
    if not parts:
        return None
    text = _("{count} berkas setengah jadi ditinggalkan proses yang mati, misalnya {path}.")
    fix = _("Tidak berbahaya: dibersihkan sendiri oleh perubahan atau pemulihan berikutnya.")
    return Diagnosis("leftovers", "warning", text.format(count=number(len(parts)), path=parts[0]), fix)


def _old_parts(where: Path) -> Iterator[Path]:
    for pattern in (".*.partial", "originals/.*.partial"):
        for path in where.glob(pattern):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _OLD_SECONDS:
                    yield path


def _is_locked(path: Path) -> bool:
    """Return whether a process holds the writer's lock; looking takes it for a moment and makes no file."""
    with suppress(FileNotFoundError), path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _inside(where: Path) -> Iterator[Path]:
    for name in ("versions", "prepare", "originals"):
        with suppress(OSError):
            yield from (where / name).iterdir()


def _sizes(where: Path, pattern: str) -> list[int]:
    return [path.stat().st_size for path in where.glob(pattern)]


def _megabytes(count: int) -> str:
    return number(count / 1e6)


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
