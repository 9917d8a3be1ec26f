"""What the store adds to DuckDB's own time for each question."""

import shutil
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

from smartcity import queries
from smartcity.store import Store
from tests.bench.conftest import SIZES
from tests.bench.report import Report

RUNS = 9
TIMES_DUCKDB = 1.5
# Below this many milliseconds the difference is noise that nobody waits for.
NOISE_MS = 3.0
VALUES: dict[str, Any] = {
    "by": "province",
    "code": "35.78",
    "edition": "2022",
    "framework": "spbe-2020",
    "framework_program": "spbe",
    "kind": "",
    "limit": 20,
    "parent": "35",
    "program": "gmsc",
    "region": "35",
    "stage": "selected",
    "status": "late_or_unreported",
    "text": "bandung",
    "today": "2026-11-22",
}


def _median_ms(work: Callable[[], object]) -> float:
    times = []
    for _run in range(RUNS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _alone(connection: duckdb.DuckDBPyConnection, text: str, wanted: dict[str, Any]) -> object:
    return connection.execute(text, wanted or None).df()


@pytest.mark.parametrize("size", SIZES)
def test_questions(folders: Callable[[str], Path], tmp_path: Path, report: Report, size: str) -> None:
    store = Store(folders(size), threads=2)
    # A copy: one process opens a file with one configuration only.
    path = shutil.copy(folders(size) / "versions" / f"{store.current():06d}.duckdb", tmp_path)
    alone = duckdb.connect(path, read_only=True, config={"threads": 2})
    for name in queries.NAMES:
        wanted = {key: VALUES[key] for key in queries.parameters(name) if key in VALUES}
        if set(wanted) != set(queries.parameters(name)):
            continue
        text = queries.sql(name)
        own = _median_ms(partial(_alone, alone, text, wanted))
        with store.read() as snapshot:
            ours = _median_ms(partial(queries.run, snapshot, name, **wanted))
        limit = max(TIMES_DUCKDB * own, own + NOISE_MS)
        report.at_most(f"query {name}", size, ours, "ms", round(limit, 1), f"DuckDB alone {own:.1f} ms")
