"""Backups: all comes back, whoever publishes meanwhile; older ones go only for a new one that is whole."""

import errno
import multiprocessing
import os
import re
import shutil
import stat
from collections.abc import Callable
from fnmatch import fnmatch
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any, NoReturn
from zipfile import ZipFile

import pytest

from smartcity import originals, state, state_file
from smartcity.backup import BackupError, Made, checked, of_folder
from smartcity.store import DiskFull, NoVersion, Store, UnreadableVersion
from tests.backup_kit import MAPPED, contents, full_store, made, remembered, restored, taken
from tests.store_faults import Points, in_child, kill, traced
from tests.store_kit import data, make_store, names, ready_store, upload
from tests.store_kit import state as everything

NAME = re.compile(r"smartcity-\d{8}T\d{6}Z-v3-[0-9a-f]{6}\.zip")


def is_whole(backup: Path) -> bool:
    with backup.open("rb") as file:
        return bool(checked(backup, file).version)


def test_everything_comes_back_elsewhere(tmp_path: Path) -> None:
    store = full_store(tmp_path)

    backup = made(store, tmp_path / "backups")
    there = restored(backup.path, tmp_path / "elsewhere" / ".." / "restored")

    assert NAME.fullmatch(backup.path.name)
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert there.folder == tmp_path / "restored"
    assert contents(there.folder) == taken(store, versions=(3,))
    assert remembered(there.folder) == [("agency", "f1", "ani")] == remembered(store.folder)
    assert state.State(there.folder).remembered("agency", "f1") == MAPPED
    assert everything(there) == everything(store)
    assert there.history()["available"].tolist() == [True, False, False]
    assert stat.S_IMODE((there.folder / "versions/000003.duckdb").stat().st_mode) == 0o444
    assert stat.S_IMODE(there.folder.stat().st_mode) == 0o750
    assert upload(Store(there.folder, bundle=make_store(tmp_path)._bundle), ("16", "x", "X")) == 4


def test_what_a_backup_says_of_itself(tmp_path: Path) -> None:
    store = full_store(tmp_path)

    backup = made(store, tmp_path / "backups")

    manifest = backup.manifest
    assert (manifest.version, manifest.folder, manifest.demo) == (3, str(store.folder), False)
    assert {member.name for member in manifest.members} == {*taken(store, versions=(3,)), state_file.FILE}
    assert backup.size == backup.path.stat().st_size
    with ZipFile(backup.path) as archive, backup.path.open("rb") as file:
        assert archive.testzip() is None
        assert checked(backup.path, file) == manifest
    with store.read() as snapshot:
        assert manifest.release == snapshot.release


def test_older_versions_come_along_where_asked_for(tmp_path: Path) -> None:
    store = full_store(tmp_path)

    there = restored(made(store, tmp_path / "backups", all_versions=True).path, tmp_path / "restored")

    assert contents(there.folder) == taken(store, versions=(1, 2, 3))
    assert there.history()["available"].tolist() == [True, True, True]
    assert data(there, 1) == data(store, 1)


def test_a_folder_with_versions_only(tmp_path: Path) -> None:
    store = ready_store(tmp_path)

    there = restored(made(store, tmp_path / "backups").path, tmp_path / "restored")

    assert contents(there.folder) == contents(store.folder)
    assert not (there.folder / state_file.FILE).exists()


def publish_for_ever(folder: Path, started: Event, stopped: Event) -> None:
    """Give every agency the number of the version as its name, each time with a file and a remembered mapping."""
    store, number = make_store(folder, keep_versions=2), 1
    while not stopped.is_set():
        number += 1
        content = f"file of version {number}".encode()
        originals.keep(store.folder, content)
        state.State(store.folder).remember("agency", f"f{number}", MAPPED, "ani")
        upload(store, *((region, "opd", str(number)) for region in ("16", "16.01")))
        started.set()


def test_while_another_process_publishes(tmp_path: Path) -> None:
    store = ready_store(tmp_path)
    context = multiprocessing.get_context("spawn")
    started, stopped = context.Event(), context.Event()
    process = context.Process(target=publish_for_ever, args=(tmp_path, started, stopped))
    process.start()
    assert started.wait(60)

    backups: dict[int, Made] = {}
    while len(backups) < 5 and process.is_alive():
        backup = made(store, tmp_path / "backups")
        backups[backup.manifest.version] = backup
    stopped.set()
    process.join(60)

    assert process.exitcode == 0
    for backup in backups.values():
        there = restored(backup.path, tmp_path / backup.path.stem)
        version = there.current()
        found = everything(there)
        assert version == backup.manifest.version
        assert [row for row in found["agency"] if row[1] == "opd"] == [
            ("16", "opd", str(version), None),
            ("16.01", "opd", str(version), None),
        ]
        assert [row[0] for row in found["batch"]] == list(range(1, version + 1))
        kept = {path.read_bytes() for path in (there.folder / "originals").iterdir()}
        assert kept >= {f"file of version {number}".encode() for number in range(2, version + 1)}
        assert len(remembered(there.folder)) >= version - 1
        shutil.rmtree(there.folder)


def test_only_older_backups_of_the_same_folder_go(tmp_path: Path) -> None:
    store, other = full_store(tmp_path / "one"), ready_store(tmp_path / "other")
    place = tmp_path / "backups"
    first, second, third = (made(store, place) for _ in range(3))
    of_other = made(other, place).path
    damaged = place / "smartcity-20200101T000000Z-v3-aaaaaa.zip"
    damaged.write_bytes(first.path.read_bytes()[:-9])
    renamed = place / "smartcity-before-the-move.zip"
    shutil.copy(first.path, renamed)
    link = place / "smartcity-20200101T000000Z-v3-bbbbbb.zip"
    link.symlink_to(renamed)
    (place / "smartcity-20200101T000000Z-v3-cccccc.zip").mkdir()
    stay = {path.name for path in place.iterdir()} - {first.path.name, second.path.name}

    fourth = made(store, place, keep=2)

    assert fourth.removed == (second.path, first.path)
    assert {path.name for path in place.iterdir()} == {*stay, fourth.path.name}
    assert set(of_folder(place, store.folder)) == {third.path, fourth.path}
    assert made(store, place, keep=9).removed == ()
    assert made(store, place, keep=1).removed[-1] == third.path
    assert of_other.exists()


def test_the_new_backup_stays_whatever_the_clock_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, place = ready_store(tmp_path), tmp_path / "backups"
    before = made(store, place).path
    monkeypatch.setattr("smartcity.backup.making.datetime", _Past)

    backup = made(store, place, keep=1)

    assert backup.path.name.startswith("smartcity-20000101T")
    assert backup.removed == (before,)
    assert [path.name for path in place.iterdir()] == [backup.path.name]


class _Past:
    @staticmethod
    def now(zone: Any) -> Any:
        from datetime import datetime

        return datetime(2000, 1, 1, tzinfo=zone)


def test_nothing_whole_is_no_reason_to_throw_backups_away(tmp_path: Path) -> None:
    store, place = full_store(tmp_path), tmp_path / "backups"
    backup = made(store, place)
    store.close()
    path = store.folder / "versions" / "000003.duckdb"
    path.chmod(0o644)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"\0" * (len(whole) - len(whole) // 2))

    with pytest.raises(UnreadableVersion, match="Versi 3 tidak dapat dibaca"):
        made(Store(store.folder), place, keep=1)
    path.unlink()
    with pytest.raises(UnreadableVersion):
        made(Store(store.folder), place, keep=1)
    with pytest.raises(NoVersion):
        made(Store(tmp_path / "nowhere"), place, keep=1)

    assert list(place.iterdir()) == [backup.path]
    assert is_whole(backup.path)


@pytest.mark.parametrize("content", [b"x" * 5000, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_accounts_that_cannot_be_read_are_said(tmp_path: Path, content: bytes) -> None:
    store = ready_store(tmp_path)
    (store.folder / state_file.FILE).write_bytes(content)

    with pytest.raises(BackupError, match=r"state\.sqlite tidak dapat dibaca \(.+\); pulihkan berkas itu"):
        made(store, tmp_path / "backups")

    assert list((tmp_path / "backups").iterdir()) == []


def test_places_that_cannot_be_used(tmp_path: Path) -> None:
    store = ready_store(tmp_path)
    (tmp_path / "link").symlink_to(store.folder)

    for place, said in (
        (tmp_path / "nowhere", "tidak ada; buat dahulu, atau pasang medianya."),
        (store.folder / "originals", "tidak ada; buat dahulu, atau pasang medianya."),
        (store.folder, "ada di dalam folder data; pilih folder lain, sebaiknya di disk lain."),
        (tmp_path / "link", "ada di dalam folder data; pilih folder lain, sebaiknya di disk lain."),
    ):
        with pytest.raises(BackupError) as caught:
            made_there(store, place)
        assert str(caught.value) == f"Folder cadangan {place} {said}"


def made_there(store: Store, place: Path) -> None:
    from smartcity.backup import make

    make(store, place)


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, place = ready_store(tmp_path), tmp_path / "backups"
    before = made(store, place).path

    def full(descriptor: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("smartcity.whole_files.os.fsync", full)
    with pytest.raises(DiskFull, match=f"^Ruang penyimpanan di {place} penuh; tidak ada data yang berubah.$"):
        made(store, place, keep=1)

    assert list(place.iterdir()) == [before]


def test_where_files_cannot_be_nameless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, place = full_store(tmp_path), tmp_path / "backups"
    place.mkdir()
    for name in (".smartcity-1-1.partial", ".smartcity-2-2.partial", ".other.partial"):
        (place / name).write_bytes(b"half")
    os.utime(place / ".smartcity-1-1.partial", (0, 0))
    os.utime(place / ".other.partial", (0, 0))
    monkeypatch.delattr("os.O_TMPFILE")

    backup = made(store, place)

    assert {path.name for path in place.iterdir()} == {
        ".smartcity-2-2.partial",
        ".other.partial",
        backup.path.name,
    }
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert everything(restored(backup.path, tmp_path / "restored")) == everything(store)


def stopped_at(point: int, act: Callable[[], object]) -> Callable[[], dict[str, int]]:
    """Return an act that is killed at its nth call with an effect, and counts them."""

    def run() -> dict[str, int]:
        points = Points(point, kill)
        with traced(points):
            act()
        return {"points": points.count}

    return run


def backups(place: Path) -> list[Path]:
    """Return the backups in a folder; nothing else may be there but parts, which the next backup clears when old."""
    found = [path for path in place.iterdir() if not fnmatch(path.name, ".smartcity-*.partial")]
    assert [path.name for path in found if not NAME.fullmatch(path.name)] == []
    return found


def test_killed_at_any_call_there_is_always_a_whole_backup(tmp_path: Path) -> None:
    store, place = full_store(tmp_path), tmp_path / "backups"
    first = made(store, place).path
    store.close()

    def act() -> object:
        return made(Store(store.folder), place, keep=1)

    points = in_child(stopped_at(0, act), tmp_path / "answer")["points"]
    assert not first.exists()
    for point in [*range(1, points, points // 25), points]:
        assert in_child(stopped_at(point, act), tmp_path / "answer") == {"signal": 9}
        assert backups(place)
        assert [path for path in backups(place) if not is_whole(path)] == []

    assert points > 100
    act()
    assert len(backups(place)) == 1
    assert names(store)["bappeda"] == "Bappeda"
