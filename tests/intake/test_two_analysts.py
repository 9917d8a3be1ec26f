"""Two analysts at once: what both publish is there in full, what both changed is a conflict for the second."""

import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest

from smartcity.access import Caller
from smartcity.intake.publishing import Conflict, publish
from smartcity.store import Store
from tests.intake.upload_kit import examined, file_of, rows

HEADER = "region_code,agency,name"
SHARED, OWN = 40, 30
"""Rows that both change, and rows that only one of them adds."""

Outcome = tuple[str, int | None, list[int | None]]


def file_for(name: str) -> bytes:
    shared = [f"16.01,bersama{number},{name}" for number in range(SHARED)]
    return file_of(HEADER, *shared, *(f"16.02,{name}{number},{name}" for number in range(OWN)))


def publish_together(
    store: Store, name: str, met: "Barrier | threading.Barrier", *, accept_valid: bool
) -> Outcome:
    """Compare a file while the other compares, too, then publish when both are ready."""
    content = file_for(name)
    with examined(store, content, "agency") as report:
        met.wait(60)
        try:
            done = publish(
                report, store, content, caller=Caller(name, None, terminal=True), accept_valid=accept_valid
            )
        except Conflict as conflict:
            return name, None, [problem.row for problem in conflict.problems]
        return name, done.version, [problem.row for problem in done.conflicts]


_met: Any = None


def _share(met: Barrier) -> None:
    global _met
    _met = met


def _in_process(folder: Path, name: str, accept_valid: bool) -> Outcome:
    return publish_together(Store(folder), name, _met, accept_valid=accept_valid)


def in_processes(store: Store, *, accept_valid: bool) -> list[Outcome]:
    context = get_context("spawn")
    with ProcessPoolExecutor(2, context, _share, (context.Barrier(2),)) as pool:
        running = [pool.submit(_in_process, store.folder, name, accept_valid) for name in ("ani", "budi")]
        return [each.result(120) for each in running]


def in_threads(store: Store, *, accept_valid: bool) -> list[Outcome]:
    met, found = threading.Barrier(2), []

    def work(name: str) -> None:
        found.append(publish_together(store, name, met, accept_valid=accept_valid))

    threads = [threading.Thread(target=work, args=(name,)) for name in ("ani", "budi")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


class Reader:
    """Reads all the while and keeps every state it saw."""

    def __init__(self, store: Store) -> None:
        self.seen: set[tuple[tuple[Any, ...], ...]] = set()
        self._store = store
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read)

    def __enter__(self) -> "Reader":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _read(self) -> None:
        while not self._stop.wait(0.01):
            sql = (
                "select name, count(*) from agency where agency not in ('diskominfo', 'bapenda') group by all"
            )
            self.seen.add(tuple(sorted(rows(self._store, sql))))


@pytest.mark.parametrize(
    "together", [in_threads, pytest.param(in_processes, marks=pytest.mark.slow)], ids=["threads", "processes"]
)
@pytest.mark.parametrize("accept_valid", [False, True])
def test_nothing_is_lost_and_nothing_overwritten(
    own: Store, together: Callable[..., list[Outcome]], accept_valid: bool
) -> None:
    with Reader(own) as reader:
        outcomes = together(own, accept_valid=accept_valid)

    first, second = sorted(outcomes, key=lambda outcome: len(outcome[2]))
    assert (first[1:], second[1:]) == (
        (3, []),
        (4 if accept_valid else None, list(range(2, SHARED + 2))),
    )
    after_first = ((first[0], SHARED + OWN),)
    after_both = tuple(sorted([*after_first, (second[0], OWN)])) if accept_valid else after_first
    sql = "select name, count(*) from agency where agency not in ('diskominfo', 'bapenda') group by all order by all"
    assert tuple(rows(own, sql)) == after_both
    assert reader.seen <= {(), after_first, after_both}
    assert rows(own, "select made_by, added, changed, removed from batch where batch > 2 order by batch") == [
        (first[0], SHARED + OWN, 0, 0),
        *([(second[0], OWN, 0, 0)] if accept_valid else []),
    ]


def test_the_same_file_of_two_analysts_is_published_once(own: Store) -> None:
    met, found = threading.Barrier(2), []

    def work() -> None:
        content = file_for("sama")
        with examined(own, content, "agency") as report:
            met.wait(60)
            found.append(publish(report, own, content, caller=Caller("ani", None, terminal=True)))

    threads = [threading.Thread(target=work) for _analyst in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    told = sorted((each.version or 0, each.counts.added, each.counts.unchanged) for each in found)
    assert told == [(0, 0, SHARED + OWN), (3, SHARED + OWN, 0)]
    assert own.current() == 3
