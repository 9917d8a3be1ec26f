"""How long the API takes for an answer of a question, a page of a table, an unchanged one, a whole table."""

import time
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest

from smartcity import queries
from tests.bench.conftest import SIZES, Running
from tests.bench.report import Report, percentile, spread
from tests.bench.test_queries import VALUES

RUNS, QUESTION_RUNS = 20, 5
# Milliseconds: a page's own server work may take 50.
TARGET_MS = 50.0
# What the API gives itself for one answer.
LONGEST_MS = 20_000.0
ADDRESSES = {
    "funnel": "/questions/funnel?program=gmsc&edition=2022",
    "funnel as CSV": "/questions/funnel?program=gmsc&edition=2022&format=csv",
    "first page of a table": "/tables/assessment",
    "page far behind": "/tables/assessment?offset=150000",
    "sorted and filtered page": "/tables/assessment?sort=-score&edition.is=2022&offset=5000",
}


def _ask(address: str, **headers: str) -> tuple[float, int, str]:
    """Return the milliseconds until an answer is read, its size, and its tag."""
    start = time.perf_counter()
    size, answer = 0, _opened(urllib.request.Request(address, headers=headers))
    with answer:
        while piece := answer.read(1 << 20):
            size += len(piece)
    return (time.perf_counter() - start) * 1000, size, answer.headers["ETag"]


def _opened(asked: urllib.request.Request) -> Any:
    """Return an answer; one that says unchanged is no error here."""
    try:
        return urllib.request.urlopen(asked)
    except HTTPError as error:
        if error.code != 304:
            raise
        return error


@pytest.mark.parametrize("size", SIZES)
def test_answers(running: Callable[[str], Running], report: Report, size: str) -> None:
    server = running(size)
    for name, address in ADDRESSES.items():
        where = f"{server.address}/api/v1{address}"
        tag = _ask(where)[2]
        times = [_ask(where)[0] for _run in range(RUNS)]
        report.at_most(f"API {name}", size, percentile(times, 0.5), "ms", TARGET_MS, spread(times))
    unchanged = [_ask(where, **{"If-None-Match": tag})[0] for _run in range(RUNS)]
    report.at_most("API unchanged", size, percentile(unchanged, 0.5), "ms", TARGET_MS, spread(unchanged))


@pytest.mark.parametrize("size", SIZES)
def test_questions(running: Callable[[str], Running], report: Report, size: str) -> None:
    server = running(size)
    for name in queries.NAMES:
        wanted = queries.parameters(name)
        if not set(wanted) <= set(VALUES):
            continue
        where = f"{server.address}/api/v1/questions/{name}?{urlencode({key: VALUES[key] for key in wanted})}"
        _ask(where)
        times = [_ask(where)[0] for _run in range(QUESTION_RUNS)]
        report.at_most(f"API question {name}", size, percentile(times, 0.5), "ms", TARGET_MS, spread(times))


@pytest.mark.parametrize("size", SIZES)
def test_whole_table(running: Callable[[str], Running], report: Report, size: str) -> None:
    server = running(size)
    before = server.process.memory_info().rss
    took, length, _tag = _ask(f"{server.address}/api/v1/tables/assessment?format=csv")
    more = (server.process.memory_info().rss - before) / 1e6
    report.at_most(
        "API whole table as CSV",
        size,
        took,
        "ms",
        LONGEST_MS,
        f"{length / 1e6:.0f} MB, memory +{more:.0f} MB",
    )
