"""From the start command to the answer that the server is ready, and from there to the first page."""

import asyncio
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.client import session
from tests.bench.conftest import SIZES
from tests.bench.report import Report, spread
from tests.hosted import hosted

STARTS = 5
READY_S, FIRST_BUILD_S = 5, 10


def _start(folder: Path, data: Path) -> tuple[float, float]:
    begun = time.perf_counter()
    with hosted(folder, data) as server:
        server.wait()
        assert server.ask("/readyz")[0] == 200
        ready = time.perf_counter() - begun
        asyncio.run(_first_page(f"http://localhost:{server.port}"))
        return ready, time.perf_counter() - begun


async def _first_page(address: str) -> None:
    async with session(address) as tab:
        assert (await tab.run("")).headings()


def _note(report: Report, what: str, data: str, times: list[tuple[float, float]], limit: float) -> None:
    for subject, values, reach in (
        (f"{what}, ready", [ready for ready, _page in times], limit),
        (f"{what}, first page whole", [page for _ready, page in times], None),
    ):
        report.at_most(subject, data, statistics.median(values), "s", reach, spread(values))


@pytest.mark.parametrize("size", SIZES)
def test_start(folders: Callable[[str], Path], tmp_path: Path, report: Report, size: str) -> None:
    data = folders(size)
    times = [_start(tmp_path, data) for _start_number in range(STARTS)]

    _note(report, "start", size, times, READY_S)


def test_first_build(tmp_path: Path, report: Report) -> None:
    times = [_start(tmp_path, tmp_path / f"first-{number}") for number in range(STARTS)]

    _note(report, "start with first build", "bundled", times, FIRST_BUILD_S)
