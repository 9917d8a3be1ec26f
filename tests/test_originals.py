"""Uploaded files as they came: there whole or not at all, found by their hash and by nothing else."""

import errno
import hashlib
import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from smartcity import originals
from smartcity.store_errors import DiskFull

CONTENT = b"Kode wilayah;Nilai\r\n16.01;3,52\r\n"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def killed(work: Callable[[], Any]) -> int:
    """Return the signal that ended a process that does some work."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


def test_a_kept_file_is_found_by_its_hash(tmp_path: Path) -> None:
    assert originals.keep(tmp_path, CONTENT) == SHA256
    assert originals.keep(tmp_path, CONTENT) == SHA256

    assert originals.original(tmp_path, SHA256) == CONTENT
    assert names(tmp_path) == [f"originals/{SHA256}"]
    assert stat.S_IMODE((tmp_path / "originals" / SHA256).stat().st_mode) == 0o444


def test_a_file_that_is_kept_is_not_written_again(tmp_path: Path) -> None:
    originals.keep(tmp_path, CONTENT)
    before = (tmp_path / "originals" / SHA256).stat()

    originals.keep(tmp_path, CONTENT)

    after = (tmp_path / "originals" / SHA256).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("damage", [CONTENT[:-1], b"", CONTENT + b"x"])
def test_a_damaged_file_is_none_and_is_kept_anew(tmp_path: Path, damage: bytes) -> None:
    originals.keep(tmp_path, CONTENT)
    path = tmp_path / "originals" / SHA256
    path.chmod(0o644)
    path.write_bytes(damage)

    assert originals.original(tmp_path, SHA256) is None
    originals.keep(tmp_path, CONTENT)
    assert originals.original(tmp_path, SHA256) == CONTENT


@pytest.mark.parametrize(
    "name",
    ["", "..", "../secret", f"../originals/{SHA256}", SHA256.upper(), f"{SHA256}\n", SHA256[:-1], "0" * 64],
)
def test_no_other_name_finds_a_file(tmp_path: Path, name: str) -> None:
    originals.keep(tmp_path, CONTENT)
    (tmp_path / "secret").write_bytes(b"x")

    assert originals.original(tmp_path, name) is None


@pytest.mark.parametrize(
    ("place", "whole"), [("os.fsync", False), ("Path.chmod", False), ("Path.replace", False), ("sync", True)]
)
def test_killed_at_any_step_there_is_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, whole: bool
) -> None:
    def kill(*arguments: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    (tmp_path / "originals").mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(f"smartcity.originals.{place}", kill)
        assert killed(lambda: originals.keep(tmp_path, CONTENT)) == signal.SIGKILL

    assert originals.original(tmp_path, SHA256) == (CONTENT if whole else None)
    assert (tmp_path / "originals" / SHA256).exists() == whole
    originals.keep(tmp_path, CONTENT)
    assert originals.original(tmp_path, SHA256) == CONTENT


def test_what_killed_processes_left_goes_when_it_is_old(tmp_path: Path) -> None:
    folder = tmp_path / "originals"
    folder.mkdir()
    for name in (".old.partial", ".new.partial"):
        (folder / name).write_bytes(b"half")
    os.utime(folder / ".old.partial", (0, 0))

    originals.keep(tmp_path, CONTENT)

    assert names(tmp_path) == ["originals/.new.partial", f"originals/{SHA256}"]


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "originals").mkdir()
    monkeypatch.setattr("smartcity.originals.os.fsync", full)

    with pytest.raises(DiskFull):
        originals.keep(tmp_path, CONTENT)

    assert names(tmp_path) == []
