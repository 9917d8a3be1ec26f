"""What lies beside the versions and what is kept elsewhere: uploaded files, accounts, areas, backups."""

import hashlib
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd

from smartcity import backup
from smartcity import boundaries as areas
from smartcity import originals as files
from smartcity import state_file as beside
from smartcity.doctor.diagnosis import Diagnosis, Installation
from smartcity.formats import moment, number
from smartcity.store import StoreError
from smartcity.words import _

_STALE = timedelta(days=2)
"""A backup is made every night; one that was left out is noticed on the second day."""


def originals(installation: Installation) -> Diagnosis | None:
    """Is every uploaded file that a batch names there, and as it came?"""
    history = _history(installation)
    if history is None:
        return None
    named = {str(sha256) for sha256 in history["sha256"].dropna() if sha256}
    kept = installation.folder / files.FOLDER
    there = {path.name for path in kept.iterdir() if files.is_name(path.name)} if kept.is_dir() else set()
    if not named and not there:
        return None
    changed = [name for name in sorted(there) if _sha256(kept / name) != name]
    if missing := sorted(named - there):
        text = _("{count} berkas unggahan yang disebut Riwayat tidak ada, misalnya {path}.")
    elif changed:
        text = _("{count} berkas unggahan tidak lagi seperti semula, misalnya {path}.")
    else:
        text = _("{count} berkas unggahan lengkap dan seperti semula.")
        return Diagnosis("originals", "ok", text.format(count=number(len(there))))
    found = missing or changed
    fix = _("Salin berkas itu dari cadangan; isi data sendiri tidak terpengaruh.")
    return Diagnosis("originals", "wrong", text.format(count=number(len(found)), path=kept / found[0]), fix)


def state(installation: Installation) -> Diagnosis | None:
    """Can accounts and remembered mappings be read?"""
    path = installation.folder / beside.FILE
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            said = str(connection.execute("pragma integrity_check(1)").fetchone()[0])
            schema = int(connection.execute("pragma user_version").fetchone()[0])
    except sqlite3.Error as error:
        said, schema = str(error), 0
    if said != "ok":
        text = _("{path} rusak: {detail}")
        fix = _("Hentikan peladen, lalu ambil berkas itu dari cadangan (`unzip CADANGAN {name}`).")
        what = text.format(path=path, detail=said.splitlines()[0])
        return Diagnosis("state", "wrong", what, fix.format(name=beside.FILE))
    if schema > beside.SCHEMA:
        text = _("{path} ditulis oleh rilis program yang lebih baru.")
        return Diagnosis("state", "wrong", text.format(path=path), _("Pasang rilis itu lagi."))
    return Diagnosis("state", "ok", _("{name} utuh.").format(name=beside.FILE))


def boundaries(installation: Installation) -> Diagnosis | None:
    """Can the office's own areas be read?"""
    try:
        found = areas.checked(installation.folder)
    except areas.BoundaryError as error:
        return Diagnosis("boundaries", "wrong", str(error))
    if not found:
        return None
    text = _("{count} batas wilayah milik kantor dapat dibaca.")
    return Diagnosis("boundaries", "ok", text.format(count=number(len(found.features))))


def backups(installation: Installation) -> Diagnosis | None:
    """Is there a whole and recent backup of these data, where it is known where backups are?"""
    place = Path(installation.options.backups)
    if not installation.options.backups:
        return _without_backups(installation)
    fix = _("Jalankan `smartcity backup`; sebaiknya setiap malam, lihat docs/hosting.md.")
    if not place.is_dir():
        text = _("Folder cadangan {folder} tidak ada.").format(folder=place)
        return Diagnosis("backups", "wrong", text, _("Periksa SMARTCITY_BACKUPS, atau pasang disknya."))
    found = backup.of_folder(place, installation.folder)
    if not found:
        text = _("Tidak ada cadangan folder data ini di {folder}.").format(folder=place)
        return Diagnosis("backups", "wrong", text, fix)
    newest = max(found, key=lambda path: found[path].made_at)
    try:
        with newest.open("rb") as file:
            made_at = backup.checked(newest, file).made_at
    except backup.BackupError as error:
        return Diagnosis("backups", "wrong", str(error), fix)
    text = _("Cadangan terbaru: {path}, {made_at}, utuh.").format(path=newest, made_at=moment(made_at))
    if datetime.now(UTC) - made_at > _STALE:
        text = _("Cadangan terbaru sudah lama: {path}, {made_at}.")
        return Diagnosis("backups", "warning", text.format(path=newest, made_at=moment(made_at)), fix)
    return Diagnosis("backups", "ok", text)


def _without_backups(installation: Installation) -> Diagnosis | None:
    """Warn where there is something to lose: what people uploaded comes with no release."""
    history = _history(installation)
    if history is None or set(history["kind"]) <= {"release", "demo"}:
        return None
    text = _("Data ini berisi unggahan, tetapi tidak diketahui di mana cadangannya.")
    fix = _("Isi SMARTCITY_BACKUPS dan jalankan `smartcity backup` setiap malam, lihat docs/hosting.md.")
    return Diagnosis("backups", "warning", text, fix)


def _history(installation: Installation) -> pd.DataFrame | None:
    with suppress(StoreError):
        return installation.store.history()
    return None  # another check says so


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
