"""Whatever stops a writer and wherever: the old version or the new one is there, whole, and the next one works."""

import errno
import hashlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import pytest

from smartcity.settings import ROOT
from smartcity.store import Busy, DiskFull, Draft, NoVersion, ReadOnlyFolder, Store
from tests.store_faults import FILE, MANY
from tests.store_kit import AGENCIES, agencies, files, make_bundle, make_store, names, ready_store, upload

Outcome = dict[str, Any]
NEXT = ["16", "next", "Berikutnya", None]


def outcomes(folder: Path, scenario: str, modes: tuple[str, ...], every: int) -> dict[str, list[Outcome]]:
    """Run a scenario once for each point at which it can be stopped, the modes beside each other."""
    running = {}
    for mode in modes:
        (folder / mode).mkdir()
        command = [sys.executable, "-m", "tests.store_faults", scenario, mode, str(folder / mode), str(every)]
        running[mode] = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    found = {mode: process.communicate()[0].splitlines() for mode, process in running.items()}
    assert [process.returncode for process in running.values()] == [0] * len(modes)
    return {mode: [json.loads(line) for line in lines] for mode, lines in found.items()}


def seen(outcome: Outcome) -> Outcome:
    return {"version": outcome["version"], "state": outcome["state"]}


def assert_old_or_new(cases: list[Outcome]) -> None:
    """Of the old and the new version one is there, each at least once, and the next one stands upon it."""
    before, undisturbed, *stopped = cases
    old, new = seen(before), seen(undisturbed)
    assert old != new
    assert [case for case in stopped if seen(case) not in (old, new)] == []
    assert {case["version"] for case in stopped} == {old["version"], new["version"]}
    for case in stopped:
        base = case["state"] or undisturbed["state"]
        assert case["next_state"]["agency"] == sorted([*base["agency"], NEXT])
        assert case["next_state"]["batch"][:-1] == base["batch"]
        assert case["next_state"]["change"][:-1] == base["change"]
        assert case["next"] > max(case["version"], 1)
        kept = [row[1] for row in case["next_state"]["batch"]][-2:]
        here = [name for name in case["files"] if not name.startswith(("originals/", "state.sqlite"))]
        assert here == ["current", *(f"versions/{version:06d}.duckdb" for version in kept)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scenario", "every", "fewest"), [("publication", 4, 20), ("first", 13, 14), ("restore", 9, 13)]
)
def test_a_writer_stopped_at_any_call_leaves_a_whole_version(
    tmp_path: Path, scenario: str, every: int, fewest: int
) -> None:
    found = outcomes(tmp_path, scenario, ("raise", "kill"), every)

    assert min(len(cases) for cases in found.values()) > fewest
    assert {case.get("signal") for case in found["kill"][2:]} == {signal.SIGKILL}
    assert {case["error"] for case in found["raise"][2:]} >= {"", "OSError"}
    for cases in found.values():
        assert_old_or_new(cases)


@pytest.mark.slow
def test_an_upload_stopped_at_any_call_is_there_whole_with_its_file_or_not_at_all(tmp_path: Path) -> None:
    found = outcomes(tmp_path, "file_upload", ("raise", "kill"), 10)

    original = f"originals/{hashlib.sha256(FILE).hexdigest()}"
    assert min(len(cases) for cases in found.values()) > 12
    for cases in found.values():
        assert_old_or_new(cases)
        new = seen(cases[1])
        for case in cases[1:]:
            kept = [name for name in case["files"] if name.startswith("originals/")]
            left = [name for name in kept if name != original]
            assert (original in kept) >= (seen(case) == new)
            assert all(name.endswith(".partial") and case.get("signal") for name in left)
    assert new["state"]["agency"] == [
        ["16", "bappeda", "Bappeda", None],
        ["16.01", "bapenda", "Badan Pendapatan Daerah", None],
        ["16.01", "diskominfo", "Dinas Kominfo", None],
    ]


@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["large_publication", "first"])
def test_a_writer_stopped_inside_a_write_leaves_a_whole_version(tmp_path: Path, scenario: str) -> None:
    found = outcomes(tmp_path, scenario, ("full", "cut"), 3)

    for cases in found.values():
        assert len(cases) > 9
        assert_old_or_new(cases)
    assert {case["error"] for case in found["full"][2:]} == {"", "DiskFull"}
    assert {case.get("signal") for case in found["cut"][2:]} == {None, signal.SIGXFSZ}


def hold(folder: Path, inside: Event) -> None:
    """Publish for ever."""

    def change(draft: Draft) -> None:
        draft.upsert("agency", agencies(("16", "setengah", "Setengah jadi")))
        inside.set()
        time.sleep(600)

    make_store(folder).publish(change, kind="upload", made_by="budi", reason="")


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[multiprocessing.process.BaseProcess]:
    """Return another process that is in the middle of a publication."""
    ready_store(tmp_path)
    context = multiprocessing.get_context("spawn")
    inside = context.Event()
    process = context.Process(target=hold, args=(tmp_path, inside))
    process.start()
    assert inside.wait(60)
    yield process
    process.kill()
    process.join()


def test_a_writer_that_waits_too_long_is_told_for_whom(
    writing: multiprocessing.process.BaseProcess, tmp_path: Path
) -> None:
    store = make_store(tmp_path, patience=0.2)

    with pytest.raises(
        Busy, match=r"^Data sedang diubah oleh budi sejak \d+ \w+ \d{4} pukul \d\d\.\d\d WIB; coba"
    ):
        upload(store, ("16", "x", "X"))
    assert names(store) == {"bapenda": "Badan Pendapatan", "diskominfo": "Dinas Komunikasi"}
    assert store.ensure() == 1


def test_a_killed_writer_blocks_nobody_and_its_draft_is_cleaned_up(
    writing: multiprocessing.process.BaseProcess, tmp_path: Path
) -> None:
    store = make_store(tmp_path, patience=10)
    assert "prepare/000002.duckdb" in files(store)
    waiting = threading.Thread(target=upload, args=(store, ("16", "x", "X")))
    waiting.start()

    writing.kill()
    waiting.join()

    assert names(store)["x"] == "X"
    assert files(store) == ["current", "versions/000001.duckdb", "versions/000002.duckdb"]


def test_a_second_writer_waits_and_meets_what_the_first_published(tmp_path: Path) -> None:
    store = ready_store(tmp_path)
    inside, go_on = threading.Event(), threading.Event()
    met: list[Any] = []

    def slow(draft: Draft) -> None:
        inside.set()
        go_on.wait()
        draft.upsert("agency", agencies(("16", "x", "X")))

    def second(draft: Draft) -> None:
        met.extend(draft.connection.execute("select name from agency where agency = 'x'").fetchall())
        draft.upsert("agency", agencies(("16", "x", "X kedua")))

    def publish(change: Any) -> threading.Thread:
        publishing = {"kind": "upload", "made_by": "ani", "reason": ""}
        thread = threading.Thread(target=store.publish, args=(change,), kwargs=publishing)
        thread.start()
        return thread

    threads = [publish(slow)]
    assert inside.wait(10)
    threads.append(publish(second))
    time.sleep(0.2)
    assert met == []
    go_on.set()
    for thread in threads:
        thread.join()

    assert met == [("X",)]
    assert store.current() == 3
    assert names(store)["x"] == "X kedua"


def test_a_full_disk_is_said_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = ready_store(tmp_path)

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("shutil.copyfile", full)
        with pytest.raises(DiskFull) as caught:
            upload(store, *MANY)
        assert str(caught.value) == f"Ruang penyimpanan di {store.folder} penuh; tidak ada data yang berubah."
        patch.setattr("shutil.copyfileobj", full)
        with pytest.raises(DiskFull):
            store.export(tmp_path / "out.duckdb")

    assert files(store) == ["current", "versions/000001.duckdb"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bundle", "db"]
    assert upload(store, *MANY) == 2


def unprivileged(work: Any) -> str:
    """Return what work returns in a process that may not write what others own."""
    with tempfile.TemporaryFile() as answer:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                if os.geteuid() == 0:
                    os.setgroups([])
                    os.setgid(65_534)
                    os.setuid(65_534)
                answer.write(work().encode())
                answer.flush()
                status = 0
            finally:
                os._exit(status)
        assert os.waitpid(child, 0)[1] == 0
        answer.seek(0)
        return answer.read().decode()


@pytest.fixture
def read_only() -> Iterator[Store]:
    """Return a store with one version in a folder that nobody may write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = ready_store(folder, patience=1)
        folder.chmod(0o755)
        upload(store, ("16", "x", "X"))
        store.close()
        places = [path for path in folder.rglob("*") if path.is_dir()]
        for path in places:
            path.chmod(0o555)
        yield store
        for path in places:
            path.chmod(0o755)


def test_a_read_only_folder_can_be_read(read_only: Store) -> None:
    assert unprivileged(lambda: json.dumps(names(read_only))) == json.dumps(names(read_only))
    assert names(read_only)["x"] == "X"


@pytest.mark.parametrize("how", ["upload", "restore", "export"])
def test_a_read_only_folder_says_that_it_cannot_be_changed(read_only: Store, how: str) -> None:
    def attempt() -> str:
        try:
            if how == "upload":
                upload(read_only, ("16", "y", "Y"))
            elif how == "restore":
                read_only.restore(1, made_by="ani", reason="")
            else:
                read_only.export(read_only.folder / "out.duckdb")
        except ReadOnlyFolder as error:
            return str(error)
        return "changed"

    assert unprivileged(attempt) == (
        f"Folder {read_only.folder} hanya dapat dibaca; data dapat dilihat tetapi tidak dapat diubah."
    )
    assert files(read_only) == ["current", "versions/000001.duckdb", "versions/000002.duckdb"]


def test_a_newer_release_in_a_read_only_folder_leaves_the_present_version(read_only: Store) -> None:
    newer = make_bundle(read_only.folder.parent / "newer", [*AGENCIES, ("16", "y", "Y")])
    store = Store(read_only.folder, bundle=newer, patience=1)

    assert (
        unprivileged(lambda: f"{store.ensure()} {sorted(names(store))}") == "2 ['bapenda', 'diskominfo', 'x']"
    )


def test_a_first_start_in_a_read_only_folder_says_so(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = make_store(folder)
        folder.chmod(0o555)

        def attempt() -> str:
            try:
                store.ensure()
            except ReadOnlyFolder as error:
                return str(error)
            return "built"

        said = unprivileged(attempt)
        folder.chmod(0o755)

    assert said.endswith("db hanya dapat dibaca; data dapat dilihat tetapi tidak dapat diubah.")
    with pytest.raises(NoVersion):
        store.current()
