"""Fifty people at once, each with other filters: throughput, right answers, flat memory and descriptors."""

import asyncio
import itertools
import time
from collections.abc import Callable

import pandas as pd
import pytest

from smartcity import queries
from smartcity.store import Store
from tests.bench.client import Answer, session
from tests.bench.conftest import SIZES, Running
from tests.bench.report import Report

SESSIONS = 50
RUNS_EACH = 12
LEAST_PER_SECOND = 25
EDITIONS = ("2017", "2018", "2019", "2021", "2022", "2023", "2024")
REGIONS = ("00", "11", "12", "13", "16", "32", "33", "35", "51", "73")
PAGES = (
    "",
    "wilayah",
    "percontohan",
    "tindak-lanjut",
    "idsll",
    "penilaian",
    "kegiatan",
    "jelajah",
    "cari",
    "sumber",
    "metode",
    "riwayat",
    "ubah",
)
# Growth in the last round that counts as flat.
FLAT_MB, FLAT_DESCRIPTORS = 60, 20
READERS = list(itertools.islice(itertools.cycle(itertools.product(PAGES, REGIONS[3:8])), SESSIONS))
VIEWS = list(itertools.islice(itertools.cycle(itertools.product(EDITIONS, REGIONS)), SESSIONS))


def drawn(answer: Answer) -> list[int]:
    """Return the counts that the funnel of a page shows, stage by stage."""
    for rows in answer.chart_rows():
        if {"stage", "value"} <= set(rows.columns):
            return [int(count) for count in rows["value"].dropna()]
    return []


def expected(frame: pd.DataFrame) -> list[int]:
    """Return the counts that the database has."""
    return [int(count) for count in frame["count"].dropna()]


async def _reader(address: str, page: str, region: str) -> list[Answer]:
    async with session(address) as tab:
        return [await tab.run(page, f"wilayah={region}") for _run in range(RUNS_EACH)]


async def _readers(address: str) -> list[list[Answer]]:
    return await asyncio.gather(*(_reader(address, page, region) for page, region in READERS))


@pytest.mark.parametrize("size", SIZES)
def test_fifty_readers_of_other_pages(running: Callable[[str], Running], report: Report, size: str) -> None:
    server = running(size)
    asyncio.run(_readers(server.address))

    start = time.perf_counter()
    answers = asyncio.run(_readers(server.address))
    per_second = SESSIONS * RUNS_EACH / (time.perf_counter() - start)

    report.at_least("50 sessions on other pages: reruns a second", size, per_second, "/s", LEAST_PER_SECOND)
    for (page, region), runs in zip(READERS, answers, strict=True):
        headings = [run.headings() for run in runs]
        assert headings[0], (page, region)
        assert headings == [headings[0]] * RUNS_EACH, (page, region)


async def _person(address: str, edition: str, region: str) -> list[Answer]:
    query = f"program=gmsc&periode={edition}&wilayah={region}"
    async with session(address) as tab:
        return [await tab.run("tahapan", query) for _run in range(RUNS_EACH)]


async def _everybody(address: str) -> list[list[Answer]]:
    return await asyncio.gather(*(_person(address, edition, region) for edition, region in VIEWS))


@pytest.mark.parametrize("size", SIZES)
def test_fifty_sessions(running: Callable[[str], Running], report: Report, size: str) -> None:
    server = running(size)
    # Streamlit keeps 128 sessions that went away, for browsers that come back: only then can anything be flat.
    for _round in range(3):
        asyncio.run(_everybody(server.address))
    before = server.process.memory_info().rss, server.process.num_fds()

    start = time.perf_counter()
    answers = asyncio.run(_everybody(server.address))
    seconds = time.perf_counter() - start

    grown = (server.process.memory_info().rss - before[0]) / 1e6, server.process.num_fds() - before[1]
    per_second = SESSIONS * RUNS_EACH / seconds
    report.at_least("50 sessions: reruns a second", size, per_second, "/s", LEAST_PER_SECOND)
    report.at_most("50 sessions: memory grown in a round", size, grown[0], "MB", FLAT_MB)
    report.at_most("50 sessions: descriptors grown", size, grown[1], "", FLAT_DESCRIPTORS)
    report.at_most("server memory", size, server.process.memory_info().rss / 1e6, "MB")
    assert server.data
    with Store(server.data).read() as snapshot:
        for (edition, region), runs in zip(VIEWS, answers, strict=True):
            frame = queries.run(snapshot, "funnel", program="gmsc", edition=edition, region=region)
            wanted = expected(frame)
            assert [drawn(run) for run in runs] == [wanted] * RUNS_EACH, (edition, region)
