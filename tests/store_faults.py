"""Stops a writer at every point and reports what is there afterwards. A program of its own, because it forks.

    python -m tests.store_faults SCENARIO MODE FOLDER EVERY

The points are found by tracing: every call of the operating system, of file objects and of DuckDB that Python
makes during the scenario is counted in a first run, then each is the last one (kill) or fails (raise) in a run
of its own. The modes full and cut end the writer inside a write: files may not grow beyond a size, which fails
the write as a full disk does or kills the process there. EVERY is 1, or larger to take a sample.
"""

import json
import os
import resource
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EIO
from pathlib import Path
from typing import Any

from smartcity.access import Caller
from smartcity.intake.choices import PAGE_LIMITS, Choices
from smartcity.intake.examining import examine
from smartcity.intake.publishing import publish
from smartcity.store import NoVersion, Store
from tests.store_kit import files, make_bundle, make_store, state, upload, whole_package

EFFECTS = {"posix", "io", "_io", "fcntl", "_duckdb"}
WITHOUT_EFFECT = {"_path_normpath", "fspath", "getpid", "text_encoding"}
STEP = 12_288
"""Bytes between two file-size limits: less than a block of the database."""

NOTHING: dict[str, Any] = {"version": 0, "state": None}
Row = tuple[str, str, str]
MANY: list[Row] = [("16.01", f"opd{number}", f"Dinas nomor {number}") for number in range(3000)]


FILE = b"region_code;agency;name\r\nOKU;diskominfo;Dinas Kominfo\r\nSumatera Selatan;bappeda;Bappeda\r\n"
"""What the scenario of an upload brings."""

Act = Callable[[], object]
"""What is stopped on the way."""


def first(store: Store) -> Act:
    """Build the first version."""
    return store.ensure


def publication(store: Store) -> Act:
    """Publish an upload that adds and changes rows."""
    rows = ("16.01", "diskominfo", "Dinas Kominfo"), ("16", "bappeda", "Bappeda")
    return lambda: upload(store, *rows)


def large_publication(store: Store) -> Act:
    """Publish an upload of more rows than fit in what is free in the file."""
    return lambda: upload(store, *MANY)


def restore(store: Store) -> Act:
    """Restore the first version."""
    return lambda: store.restore(1, made_by="budi", reason="uji")


def file_upload(store: Store) -> Act:
    """Publish the rows of a file that was read, checked and compared before."""
    report = examine(store, FILE, "berkas.csv", "agency", Choices(), limits=PAGE_LIMITS)
    return lambda: publish(report, store, FILE, caller=Caller("ani", None, terminal=True), note="uji")


SCENARIOS: dict[str, Callable[[Store], Act]] = {
    ready.__name__: ready for ready in (first, publication, large_publication, restore, file_upload)
}


def store_in(folder: Path, scenario: str) -> Store:
    """Return the store of a case; few versions are kept, so that thinning out is part of every publication.

    A file is compared with all that its rows may refer to: there the store has all tables.
    """
    package = whole_package() if scenario == "file_upload" else None
    return make_store(folder, make_bundle(folder / "bundle", package=package), keep_versions=2)


def prepare(scenario: str, folder: Path) -> dict[str, Any]:
    """Make the state in which the scenario starts and return it."""
    store = store_in(folder, scenario)
    if scenario != "first":
        store.ensure()
        upload(store, ("16.01", "bapenda", "Badan Pendapatan Daerah"))
    before = {"version": store.current(), "state": state(store)} if scenario != "first" else NOTHING
    store.close()
    return before


class Points:
    """Counts the calls with an effect and does something at one of them."""

    def __init__(self, stop_at: int = 0, stop: Callable[[], None] = lambda: None) -> None:
        self.count = 0
        self._stop_at = stop_at
        self._stop = stop

    def __call__(self, _frame: Any, event: str, called: Any) -> None:
        if event != "c_call":
            return
        module = getattr(called, "__module__", None) or type(getattr(called, "__self__", None)).__module__
        if module in EFFECTS and called.__name__ not in WITHOUT_EFFECT:
            self.count += 1
            if self.count == self._stop_at:
                self._stop()


@contextmanager
def traced(points: Points) -> Iterator[None]:
    """Watch this thread's calls."""
    sys.setprofile(points)
    try:
        yield
    finally:
        sys.setprofile(None)


def fail() -> None:
    """Fail as a broken disk does."""
    raise OSError(EIO, os.strerror(EIO))


def kill() -> None:
    """End this process at once."""
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def small_files(most: int, *, deadly: bool) -> Iterator[None]:
    """Let no file grow beyond a size."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL if deadly else signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def disturbed(mode: str, point: int) -> Any:
    """Return the context in which the scenario is stopped at a point."""
    if mode in ("full", "cut"):
        return small_files(point * STEP, deadly=mode == "cut")
    return traced(Points(point, kill if mode == "kill" else fail))


def inspect(store: Store) -> dict[str, Any]:
    """Return what a reader finds, then publish something and return what is there then."""
    found = dict(NOTHING)
    try:
        found = {"version": store.current(), "state": state(store)}
    except NoVersion:
        store.ensure()
    found["next"] = upload(store, ("16", "next", "Berikutnya"))
    found["next_state"] = state(store)
    found["files"] = files(store)
    return found


def run(mode: str, scenario: str, folder: Path, point: int) -> dict[str, Any]:
    """Run the scenario with its disturbance; the same process goes on, if it still can."""
    store, error = store_in(folder, scenario), ""
    act = SCENARIOS[scenario](store)
    try:
        with disturbed(mode, point):
            act()
    except Exception as caught:
        error = type(caught).__name__
    return {"error": error, **inspect(store)}


def in_child(work: Callable[[], dict[str, Any]], answer: Path) -> dict[str, Any]:
    """Do work in a child process and return its answer, or the signal that ended it."""
    child = os.fork()
    if child == 0:
        try:
            answer.write_text(json.dumps(work()))
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status > 0:
        raise SystemExit(f"a case failed with {status}")
    return {"signal": -status} if status else dict(json.loads(answer.read_text()))


def number_of_points(mode: str, scenario: str, folder: Path) -> dict[str, int]:
    """Return how many points the undisturbed scenario has."""
    store, points = store_in(folder, scenario), Points()
    act = SCENARIOS[scenario](store)
    with traced(points):
        act()
    largest = max(path.stat().st_size for path in (store.folder / "versions").iterdir())
    return {"points": points.count if mode in ("raise", "kill") else largest // STEP + 1}


def warm_up(scenario: str, folder: Path) -> None:
    """Do everything once, so that imports and caches are no part of what is counted and stopped."""
    prepare(scenario, folder)
    run("raise", scenario, folder, 0)
    store_in(folder, scenario).close()


def main(scenario: str, mode: str, folder: Path, every: int) -> None:
    """Print a line of JSON for the state before, then one for each case; the first case was not disturbed."""
    template, case = folder / "template", folder / "case"
    warm_up(scenario, folder / "warm")
    print(json.dumps(in_child(lambda: prepare(scenario, template), folder / "answer")))

    def anew() -> Path:
        shutil.rmtree(case, ignore_errors=True)
        return Path(shutil.copytree(template, case))

    points = in_child(lambda: number_of_points(mode, scenario, anew()), folder / "answer")["points"]
    # Files are not equally large in every run: the last limit is one that surely none reaches.
    last = points if mode in ("raise", "kill") else 2 * points
    for point in [0, *range(1, points, every), last]:
        undisturbed = mode if point else "raise"
        anew()
        outcome = in_child(lambda: run(undisturbed, scenario, case, point), folder / "answer")  # noqa: B023
        if "signal" in outcome:
            outcome |= in_child(lambda: inspect(store_in(case, scenario)), folder / "answer")
        print(json.dumps(outcome), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
