"""Restoring a backup: whole or not at all, beside what was there, and nothing of a damaged or hostile one."""

import errno
import hashlib
import json
import os
import shutil
import signal
import stat
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from smartcity import state_file
from smartcity.backup import BackupError, Damaged, checked, make, restore
from smartcity.backup.restoring import left_of, users_of
from smartcity.store import DiskFull, Store
from tests.backup_kit import contents, full_store, made, taken
from tests.store_faults import in_child
from tests.store_kit import names, ready_store, upload
from tests.test_backup import stopped_at

Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return full_store(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def backup(source: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(source, tmp_path_factory.mktemp("place")).path


# --- where to ---


@pytest.mark.parametrize("mode", [None, 0o700])
def test_an_absent_or_empty_folder_is_filled(
    source: Store, backup: Path, tmp_path: Path, mode: int | None
) -> None:
    folder = tmp_path / "db"
    if mode:
        folder.mkdir(mode)

    done = restore(backup, folder)

    assert (done.folder, done.former) == (folder, None)
    assert contents(folder) == taken(source, versions=(3,))
    assert stat.S_IMODE(folder.stat().st_mode) == (mode or 0o750)
    assert [path.name for path in tmp_path.iterdir()] == ["db"]


def test_what_is_there_is_never_overwritten(backup: Path, tmp_path: Path) -> None:
    store = ready_store(tmp_path)
    store.close()
    before = contents(tmp_path)

    with pytest.raises(BackupError) as caught:
        restore(backup, store.folder)

    assert str(caught.value) == (
        f"{store.folder} sudah berisi; pakai --put-aside untuk menyisihkannya, atau folder lain."
    )
    assert contents(tmp_path) == before


def test_what_is_there_is_put_aside(source: Store, backup: Path, tmp_path: Path) -> None:
    store = ready_store(tmp_path / "place")
    upload(store, ("16", "x", "X"))
    store.close()
    before = contents(store.folder)
    store.folder.chmod(0o711)

    done = restore(backup, store.folder, put_aside=True)

    assert done.former is not None
    assert done.former.name.startswith("db.20")
    assert contents(done.former) == before
    assert contents(store.folder) == taken(source, versions=(3,))
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o711


def test_a_link_to_a_folder_stays_one(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "disk")

    assert restore(backup, tmp_path / "link").folder == tmp_path / "disk"
    assert (tmp_path / "link").is_symlink()
    assert names(Store(tmp_path / "link"))["bappeda"] == "Bappeda"


def test_what_is_restored_belongs_to_the_owner_of_the_folder(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[Path, int, int]] = []
    (tmp_path / "db").mkdir()
    like = (tmp_path / "db").stat()
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(
        "os.chown",
        lambda path, user, group, *, follow_symlinks: given.append((path, user, group - follow_symlinks)),
    )

    restore(backup, tmp_path / "db")

    assert {(user, group) for _path, user, group in given} == {(like.st_uid, like.st_gid)}
    unpacked = given[-1][0]
    assert {path.relative_to(unpacked).as_posix() for path, *_ in given} == {
        ".",
        *(path.relative_to(tmp_path / "db").as_posix() for path in (tmp_path / "db").rglob("*")),
    }


def test_a_folder_in_use_is_not_put_aside(backup: Path, tmp_path: Path) -> None:
    store = ready_store(tmp_path)
    store.close()
    before = contents(store.folder)
    hold = "import sys, time; file = open(sys.argv[1]); print(flush=True); time.sleep(60)"
    command = [sys.executable, "-c", hold, str(store.folder / "versions" / "000001.duckdb")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as user:
        assert user.stdout
        user.stdout.readline()
        try:
            with pytest.raises(BackupError) as caught:
                restore(backup, store.folder, put_aside=True)
        finally:
            user.kill()

    assert str(caught.value) == (
        f"{store.folder} sedang dipakai proses {user.pid}; hentikan dahulu peladennya."
    )
    assert contents(store.folder) == before
    assert users_of(store.folder) == []


def test_places_that_cannot_be_filled(backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "disk").mkdir()
    monkeypatch.setattr("pathlib.Path.is_mount", lambda path: path.name == "disk")

    for folder, said in (
        (tmp_path / "file", f"{tmp_path}/file bukan folder."),
        (tmp_path / "no" / "db", f"Folder {tmp_path}/no tidak ada; buat dahulu foldernya."),
        (
            tmp_path / "disk",
            f"{tmp_path}/disk adalah sebuah disk; pulihkan ke folder di dalamnya dan ubah SMARTCITY_DATA.",
        ),
    ):
        with pytest.raises(BackupError) as caught:
            restore(backup, folder)
        assert str(caught.value) == said
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(
        BackupError, match=r"^Anda tidak boleh menulis di .*; jalankan perintah ini dengan sudo"
    ):
        restore(backup, tmp_path / "db")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["disk", "file"]


# --- faults ---


def test_a_full_disk_leaves_nothing(backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("smartcity.backup.restoring.os.fsync", full)
        with pytest.raises(DiskFull, match=f"^Ruang penyimpanan di {tmp_path} penuh"):
            restore(backup, tmp_path / "db")
    assert list(tmp_path.iterdir()) == []

    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr("smartcity.backup.restoring.shutil.disk_usage", lambda _path: usage)
    with pytest.raises(BackupError, match=r"memerlukan 1 MB, tetapi hanya 0 MB yang tersedia\.$"):
        restore(backup, tmp_path / "db")
    assert list(tmp_path.iterdir()) == []


def test_killed_at_any_call_the_folder_is_there_whole_or_not_at_all(
    source: Store, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # How many processes there are, and with them the calls, changes from run to run.
    monkeypatch.setattr("smartcity.backup.restoring.users_of", lambda _folder: [])
    folder, template = tmp_path / "place" / "db", tmp_path / "template"
    old, new = contents(ready_store(template).folder), taken(source, versions=(3,))
    seen = []

    def act() -> object:
        return restore(backup, folder, put_aside=True)

    def anew() -> None:
        shutil.rmtree(folder.parent, ignore_errors=True)
        shutil.copytree(template / "db", folder)

    anew()
    act()  # so that imports are no part of what is counted
    anew()
    points = in_child(stopped_at(0, act), tmp_path / "answer")["points"]
    # The last ones one by one: there the folder is put aside and replaced.
    for point in [*range(1, points - 20, points // 20), *range(points - 20, points + 1)]:
        anew()
        assert in_child(stopped_at(point, act), tmp_path / "answer") == {"signal": signal.SIGKILL}
        found = contents(folder) if folder.exists() else {}
        assert found in (old, {}, new)
        aside = [path for path in folder.parent.glob("db.*")]
        assert [contents(path) for path in aside] == ([] if found == old else [old])
        seen.append((old, {}, new).index(found))
        act()
        assert contents(folder) == new
        assert left_of(folder) == []

    assert seen == sorted(seen)
    assert set(seen) == {0, 1, 2}


# --- damaged and hostile backups ---


def refused(path: Path, tmp_path: Path) -> str:
    """Return what is said of a backup that is refused, after which nothing is there."""
    before = contents(tmp_path)
    with pytest.raises(BackupError) as caught:
        restore(path, tmp_path / "db")
    assert contents(tmp_path) == before
    assert not (tmp_path / "db").exists()
    return str(caught.value)


def test_a_backup_that_was_cut_or_is_none(backup: Path, tmp_path: Path) -> None:
    whole, path = backup.read_bytes(), tmp_path / "cut.zip"
    said = set()
    for content in (
        b"",
        b"PK",
        b"x" * 1000,
        *(whole[:size] for size in range(10, len(whole), 9001)),
        whole[:-1],
    ):
        path.write_bytes(content)
        said.add(refused(path, tmp_path))

    assert said == {
        f"{path} bukan cadangan yang utuh: berkasnya terpotong atau berubah; pakai cadangan lain."
    }


def test_a_flipped_bit_anywhere_is_found_or_harmless(backup: Path, tmp_path: Path) -> None:
    """The file's frame has bytes that mean nothing, such as times; in what is restored no bit may differ."""
    whole, path = backup.read_bytes(), tmp_path / "flipped.zip"
    with backup.open("rb") as file:
        manifest = checked(backup, file)
    harmless = 0
    places = [*range(0, len(whole), len(whole) // 150), *range(len(whole) - 700, len(whole), 3)]
    for place in places:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        try:
            with path.open("rb") as file:
                assert checked(path, file).members == manifest.members
            harmless += 1
        except Damaged:
            pass

    assert 0 < harmless < len(places) / 4


def parts_of(backup: Path) -> Parts:
    with ZipFile(backup) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts, path: Path, *, infos: dict[str, ZipInfo] | None = None) -> Path:
    """Write members, as they are, to an archive."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr((infos or {}).get(name, name), content)
    return path


def with_manifest(parts: Parts, **changed: Any) -> Parts:
    return {**parts, "manifest.json": json.dumps({**json.loads(parts["manifest.json"]), **changed}).encode()}


def listed(parts: Parts, *, add: Parts) -> Parts:
    """Return parts with others added of which the manifest knows."""
    members = json.loads(parts["manifest.json"])["members"]
    members += [
        {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in add.items()
    ]
    return with_manifest({**parts, **add}, members=members)


LIST, OTHER = "daftar isinya tidak dapat dibaca", "isinya tidak sama dengan daftarnya"
HOSTILE = ("../../x", "/tmp/x", "versions/../../x", "originals/x", "C:\\x", "current\n", "a/current", ".")


def with_name(name: str) -> Callable[[Parts], Parts]:
    return lambda parts: listed(parts, add={name: b"x"})


CASES: dict[str, tuple[Callable[[Parts], Parts], str]] = {
    "no manifest": (lambda p: {k: v for k, v in p.items() if k != "manifest.json"}, "berkasnya terpotong"),
    "no JSON": (lambda p: {**p, "manifest.json": b"{"}, LIST),
    "deep JSON": (lambda p: {**p, "manifest.json": b"[" * 100_000}, LIST),
    "another kind": (lambda p: with_manifest(p, kind="other"), LIST),
    "another column": (lambda p: with_manifest(p, extra=1), LIST),
    "no version": (lambda p: with_manifest(p, version=7), LIST),
    "a member twice": (
        lambda p: with_manifest(p, members=json.loads(p["manifest.json"])["members"] * 2),
        LIST,
    ),
    "a member missing": (lambda p: {k: v for k, v in p.items() if k != "current"}, OTHER),
    "a member more": (lambda p: {**p, "originals/" + "0" * 64: b"x"}, OTHER),
    "another size": (lambda p: {**p, "current": b"33\n"}, OTHER),
    "another content": (lambda p: {**p, "current": b"4\n"}, "current berubah"),
    "another pointer": (
        lambda p: listed(
            with_manifest(
                p, members=[m for m in json.loads(p["manifest.json"])["members"] if m["name"] != "current"]
            ),
            add={"current": b"4\n"},
        ),
        "basis datanya tidak dapat dibaca",
    ),
    **{f"the name {name!r}": (with_name(name), LIST) for name in HOSTILE},
}


@pytest.mark.parametrize("case", CASES)
def test_a_backup_that_was_changed(backup: Path, tmp_path: Path, case: str) -> None:
    change, said = CASES[case]
    path = packed(change(parts_of(backup)), tmp_path / "changed.zip")

    assert refused(path, tmp_path).startswith(f"{path} bukan cadangan yang utuh: {said}")


def test_a_changed_backup_can_be_packed_as_it_was(source: Store, backup: Path, tmp_path: Path) -> None:
    """So the cases above are refused for what was changed in them, not for how they were packed."""
    path = packed(listed(parts_of(backup), add={}), tmp_path / "same.zip")

    restore(path, tmp_path / "db")

    assert contents(tmp_path / "db") == taken(source, versions=(3,))


def test_a_later_form_is_said(backup: Path, tmp_path: Path) -> None:
    path = packed(with_manifest(parts_of(backup), format=2, more="x"), tmp_path / "later.zip")

    assert refused(path, tmp_path) == (
        f"{path} dibuat oleh rilis program yang lebih baru; pulihkan dengan rilis itu."
    )


def test_links_and_other_compressions(backup: Path, tmp_path: Path) -> None:
    for said, attributes, compression in (
        ("current bukan berkas biasa", stat.S_IFLNK, ZIP_DEFLATED),
        ("current bukan berkas biasa", stat.S_IFIFO, ZIP_DEFLATED),
        ("current bukan berkas biasa", stat.S_IFREG, ZIP_BZIP2),
    ):
        info = ZipInfo("current")
        info.external_attr, info.compress_type = attributes << 16, compression
        path = packed(parts_of(backup), tmp_path / "odd.zip", infos={"current": info})
        assert said in refused(path, tmp_path)


def test_one_that_asks_for_a_password(backup: Path, tmp_path: Path) -> None:
    path, content = tmp_path / "secret.zip", bytearray(backup.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := content.find(mark, start)) >= 0:
            content[start + place] |= 1
            start += 4
    path.write_bytes(content)

    assert "berkasnya terpotong atau berubah" in refused(path, tmp_path)


def test_a_database_that_is_none(backup: Path, tmp_path: Path) -> None:
    parts = parts_of(backup)
    for name in ("versions/000003.duckdb", state_file.FILE):
        members = [m for m in json.loads(parts["manifest.json"])["members"] if m["name"] != name]
        changed = listed(with_manifest(parts, members=members), add={name: b"no database" * 1000})
        path = packed(changed, tmp_path / "none.zip")
        assert "basis datanya tidak dapat dibaca" in refused(path, tmp_path)


def test_a_bomb_is_refused_before_it_fills_the_disk(backup: Path, tmp_path: Path) -> None:
    """Many members that are one and the same place in the file, each unpacking to much more than it."""
    zeros = bytes(1 << 20)
    names_of = [f"originals/{number:064x}" for number in range(2000)]
    parts = listed(parts_of(backup), add=dict.fromkeys(names_of[:1], zeros))
    path = packed(parts, tmp_path / "bomb.zip")
    members = json.loads(parts["manifest.json"])["members"]
    members += [{**members[-1], "name": name} for name in names_of[1:]]
    overlap(path, with_manifest(parts, members=members)["manifest.json"], names_of)

    assert path.stat().st_size < 1_000_000
    assert "isinya lebih besar daripada yang mungkin" in refused(path, tmp_path)


def overlap(path: Path, manifest: bytes, members: list[str]) -> None:
    """Write an archive's list anew: a manifest, and one member under many names."""
    with ZipFile(path) as archive:
        infos = {info.filename: info for info in archive.infolist()}
    body = path.read_bytes()[: min(infos["manifest.json"].header_offset, archive.start_dir)]
    shared = infos[members[0]]
    whole = ZipInfo("manifest.json")
    whole.CRC, whole.file_size, whole.compress_size = zlib.crc32(manifest), len(manifest), len(manifest)
    kept = [info for name, info in infos.items() if name not in ("manifest.json", members[0])]
    body = path.read_bytes()[: archive.start_dir]
    whole.header_offset = len(body)
    body += whole.FileHeader() + manifest
    start = len(body)
    for name, info in [
        ("manifest.json", whole),
        *((i.filename, i) for i in kept),
        *((n, shared) for n in members),
    ]:
        encoded = name.encode()
        body += struct.pack(
            "<4s4B4HL2L5H2L",
            b"PK\x01\x02",
            *(20, 3, 20, 0),
            *(info.flag_bits, info.compress_type, 0, 33),
            *(info.CRC, info.compress_size, info.file_size),
            *(len(encoded), 0, 0, 0, 0),
            *(info.external_attr, info.header_offset),
        )
        body += encoded
    count = 1 + len(kept) + len(members)
    body += struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(body) - start, start, 0)
    path.write_bytes(body)


def test_a_backup_of_a_backup_that_was_restored(source: Store, backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "db")
    (tmp_path / "place").mkdir()

    again = make(Store(tmp_path / "db"), tmp_path / "place")

    restore(again.path, tmp_path / "again")
    assert contents(tmp_path / "again") == taken(source, versions=(3,))
