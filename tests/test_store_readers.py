"""Readers never wait, never see half a change, and what they hold open does not add up."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import pandas as pd
import psutil
import pytest

from smartcity.store import Busy, Draft, NoVersion, Store
from tests.store_kit import files, make_bundle, make_store, names, ready_store, upload

WIDTH = 200
WHOLE = """
    select count(*), min(name), max(name), (select max(version) from batch), (select agencies from agency_count)
    from agency
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return ready_store(tmp_path)


def fill(name: str) -> Callable[[Draft], object]:
    """Return the change that gives all agencies one name."""
    frame = pd.DataFrame(
        {"region_code": "16.01", "agency": [f"opd{i:03}" for i in range(WIDTH)], "name": name}
    )

    def change(draft: Draft) -> None:
        draft.delete("agency", pd.DataFrame({"region_code": ["16.01"], "agency": ["sementara"]}))
        half = WIDTH // 2
        draft.upsert("agency", frame.head(half))
        draft.upsert("agency", frame.tail(half))

    return change


def publish(store: Store, name: str) -> int:
    return store.publish(fill(name), kind="upload", made_by="ani", reason="")


def open_files(store: Store) -> list[str]:
    """Return the versions that this process has open, deleted ones included."""
    links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    found = {link.readlink() for link in links if link.is_symlink()}
    return sorted(path.name for path in found if path.is_relative_to(store.folder) and ".duckdb" in path.name)


def read_on(folder: Path, last: int, ready: Event, answers: "multiprocessing.Queue[Any]") -> None:
    """Read until the last version was seen; answer with what was seen and what was not whole."""
    store = make_store(folder, make_bundle(folder / f"own{os.getpid()}", ()))
    seen: list[int] = []
    torn: list[Any] = []
    reads = 0
    while not seen or seen[-1] < last:
        with store.read() as snapshot:
            row = snapshot.rows(WHOLE)[0]
            reads += 1
            if row != (WIDTH, f"v{snapshot.version}", f"v{snapshot.version}", snapshot.version, WIDTH):
                torn.append((snapshot.version, row))
            if not seen or snapshot.version != seen[-1]:
                seen.append(snapshot.version)
        ready.set()
    answers.put((seen, torn, reads))


@pytest.mark.slow
def test_many_processes_read_whole_versions_while_fifty_are_published(tmp_path: Path) -> None:
    store = make_store(tmp_path, make_bundle(tmp_path / "bundle", ()), keep_versions=3)
    store.ensure()
    first = publish(store, "v2")
    last = first + 50
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[Any] = context.Queue()
    ready = [context.Event() for _ in range(3)]
    readers = [context.Process(target=read_on, args=(tmp_path, last, event, answers)) for event in ready]
    for reader in readers:
        reader.start()
    assert all(event.wait(60) for event in ready)

    for version in range(first + 1, last + 1):
        assert publish(store, f"v{version}") == version
    found = [answers.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join()

    assert [torn for _seen, torn, _reads in found] == [[], [], []]
    for seen, _torn, reads in found:
        assert seen == sorted(seen)
        assert len(seen) > 20
        assert reads > 100


def test_a_running_cursor_survives_versions_that_come_and_go(tmp_path: Path) -> None:
    store = ready_store(tmp_path, keep_versions=2)
    publish(store, "v2")

    with store.read() as snapshot:
        rows: list[Any] = []

        def read_slowly(cursor: Any) -> None:
            running = cursor.execute("select a.name from agency as a, agency as b, range(20)")
            while batch := running.fetchmany(100_000):
                rows.extend(batch)
                if len(files(store)) and store.current() < 7:
                    publish(store, f"v{store.current() + 1}")
                    with store.read() as newer:
                        assert newer.rows("select distinct name from agency where agency like 'opd%'")

        snapshot.ask(read_slowly)
        assert snapshot.version == 2
        assert snapshot.rows("select max(version) from batch") == [(2,)]

    assert len(rows) == (WIDTH + 2) ** 2 * 20
    assert {name for (name,) in rows if name.startswith("v")} == {"v2"}
    assert store.current() == 7
    assert not (store.folder / "versions" / "000002.duckdb").exists()


def test_a_superseded_version_closes_after_its_last_user(store: Store) -> None:
    with store.read() as old:
        upload(store, ("16", "x", "X"))
        with store.read() as new:
            assert (old.version, new.version) == (1, 2)
            assert open_files(store) == ["000001.duckdb", "000002.duckdb"]
        assert open_files(store) == ["000001.duckdb", "000002.duckdb"]
    assert open_files(store) == ["000002.duckdb"]

    upload(store, ("16", "x", "Y"))
    assert names(store)["x"] == "Y"
    assert open_files(store) == ["000003.duckdb"]


def test_at_most_two_are_open_and_nobody_waits_for_the_current_one(tmp_path: Path) -> None:
    store = ready_store(tmp_path, patience=0.1)
    with store.read():
        upload(store, ("16", "x", "X"))
        with store.read():
            upload(store, ("16", "x", "Y"))
            with store.read() as stand_in:
                assert stand_in.version == 2
                assert open_files(store) == ["000001.duckdb", "000002.duckdb"]
            with pytest.raises(Busy), store.read(3):
                pass
        with store.read(3) as newest:
            assert newest.version == 3
            assert open_files(store) == ["000001.duckdb", "000003.duckdb"]
    with store.read() as newest:
        assert newest.version == 3


def test_a_version_asked_for_by_its_number_supersedes_the_ones_before(store: Store) -> None:
    with store.read(1):
        pass
    upload(store, ("16", "x", "X"))
    with store.read(1) as old, store.read(2):
        assert old.version == 1
        assert open_files(store) == ["000001.duckdb", "000002.duckdb"]
    assert open_files(store) == ["000002.duckdb"]

    upload(store, ("16", "x", "Y"))
    with store.read(3):
        assert open_files(store) == ["000003.duckdb"]


def test_reading_an_older_version_leaves_the_current_one_open(store: Store) -> None:
    upload(store, ("16", "x", "X"))
    assert names(store)["x"] == "X"
    with store.read(1) as old:
        assert old.version == 1
        assert open_files(store) == ["000001.duckdb", "000002.duckdb"]
    assert open_files(store) == ["000002.duckdb"]
    store.close()
    assert open_files(store) == []


def test_a_version_thinned_out_before_it_is_opened_is_read_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading the pointer and opening the file others publish and thin out."""
    upload(store, ("16", "x", "X"))
    upload(store, ("16", "x", "Y"))
    (store.folder / "versions" / "000002.duckdb").unlink()
    numbers = iter([2])
    honest = store._files.current
    monkeypatch.setattr(store._files, "current", lambda: next(numbers, None) or honest())

    with store.read() as snapshot:
        assert snapshot.version == 3
    with pytest.raises(NoVersion), store.read(2):
        pass


def test_threads_share_a_store(store: Store) -> None:
    publish(store, "v2")
    stop = threading.Event()
    questions = 0

    def read() -> list[Any]:
        torn, count = [], 0
        while not stop.is_set() or count < 20:
            with store.read() as snapshot:
                frame = snapshot.frame("select distinct name from agency where agency like 'opd%'")
                count += 1
                if frame["name"].tolist() != [f"v{snapshot.version}"]:
                    torn.append((snapshot.version, frame["name"].tolist()))
        nonlocal questions
        questions += count
        return torn

    with ThreadPoolExecutor(12) as pool:
        readers = [pool.submit(read) for _ in range(12)]
        for version in range(3, 9):
            publish(store, f"v{version}")
        stop.set()
        torn = [reader.result() for reader in readers]

    assert torn == [[]] * 12
    assert questions >= 240
    assert names(store)["opd000"] == "v8"
    assert open_files(store) == ["000008.duckdb"]


@pytest.mark.slow
def test_memory_and_open_files_stay_flat_over_a_hundred_versions(tmp_path: Path) -> None:
    store = ready_store(tmp_path, keep_versions=3)
    process = psutil.Process()

    def versions(count: int) -> tuple[float, int, int]:
        for _ in range(count):
            number = publish(store, f"v{store.current() + 1}")
            with store.read() as snapshot:
                assert snapshot.frame("select * from agency")["name"].iloc[-1] == f"v{number}"
        gc.collect()
        return process.memory_info().rss / 1e6, process.num_fds(), process.num_threads()

    warm = versions(30)
    after = versions(70)

    assert store.current() == 101
    assert after[0] < warm[0] + 25
    assert after[1:] == warm[1:]
    assert len(files(store)) == 4
