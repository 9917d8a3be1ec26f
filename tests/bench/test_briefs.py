"""How long pictures, decks and profiles take, and whether 38 provinces in one run keep their memory."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from smartcity.export.briefing import making
from smartcity.export.briefing.document import pages, pdf
from smartcity.export.briefing.reading import Reader
from smartcity.export.briefing.slides import pptx
from smartcity.export.briefing.workbook import xlsx
from smartcity.store import Store
from smartcity.terminal import briefs
from smartcity.terminal.results import write_whole
from tests.bench.report import Report, spread

SIZES = ("bundled", "1000000")
RUNS = 5
PICTURE_S, DECK_S, PROFILE_S = 0.5, 5.0, 1.0
GROWTH_MB = 60.0
"""Between the tenth and the last province; before, what is kept for all of them is filled."""

DECK = ("overview", "funnel", "map", "comparison")
"""Parts that make twelve slides of the bundled data about the nation."""


def _seconds(work: Callable[[], object]) -> list[float]:
    times = []
    for _run in range(RUNS + 1):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return times[1:]


@pytest.mark.parametrize("size", SIZES)
def test_files(folders: Callable[[str], Path], report: Report, size: str) -> None:
    store = Store(folders(size), threads=2)
    with store.read() as snapshot:

        def reader() -> Reader:
            return Reader(snapshot)

        scope = making.usual_scope(reader())
        told = making.briefing(reader(), scope)
        for section in (each for each in told.sections if each.picture):
            picture = section.picture
            assert picture is not None
            # A copy: a picture is drawn once.
            times = _seconds(lambda p=picture: replace(p).svg)  # type: ignore[misc]
            _note(report, f"picture, {section.key}", size, times, PICTURE_S)
        works: dict[str, tuple[Callable[[], object], float | None]] = {
            "deck of twelve slides": (
                lambda: pptx(making.briefing(reader(), scope, parts=DECK)),
                DECK_S,
            ),
            "whole briefing as A4": (lambda: pdf(making.briefing(reader(), scope)), None),
            "whole briefing as PDF slides": (lambda: pdf(making.briefing(reader(), scope), "slides"), None),
            "whole briefing as workbook": (lambda: xlsx(making.briefing(reader(), scope)), None),
            "preview of the whole briefing": (
                lambda: pages(making.briefing(reader(), scope), "slides"),
                None,
            ),
            "the same in another order": (
                lambda: pages(replace(told, sections=told.sections[::-1]), "slides"),
                None,
            ),
            "profile of a city": (lambda: pdf(making.profiles(reader(), ["35.78"])), PROFILE_S),
            "profile of a province": (lambda: pdf(making.profiles(reader(), ["35"])), PROFILE_S),
        }
        for what, (work, limit) in works.items():
            _note(report, what, size, _seconds(work), limit)
        regions = list(making.regions_of(reader(), "35"))
        start = time.perf_counter()
        pdf(making.profiles(reader(), regions))
        _note(report, f"{len(regions)} profiles of a province", size, [time.perf_counter() - start], None)
    store.close()


def _note(report: Report, what: str, size: str, times: list[float], limit: float | None) -> None:
    report.at_most(what, size, statistics.median(times), "s", limit, spread(times))


@pytest.mark.parametrize("form", ["pdf", "pptx", "xlsx"])
@pytest.mark.timeout(1800)
def test_all_provinces(
    folders: Callable[[str], Path], tmp_path: Path, report: Report, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(folders("bundled"), threads=2)
    held: list[float] = []
    process = psutil.Process()

    def watched(target: Path, content: bytes) -> None:
        write_whole(target, content)
        gc.collect()
        held.append(process.memory_info().rss / 1e6)

    monkeypatch.setattr("smartcity.terminal.briefs.write_whole", watched)
    asked = briefs.Asked(None, None, True, form, False, tmp_path, "http://localhost:8501/")
    start = time.perf_counter()
    found = briefs.brief(store, asked)
    store.close()

    assert not any(found.values())
    assert len(list(tmp_path.iterdir())) == 38
    report.at_most(f"38 provinces as {form}", "bundled", time.perf_counter() - start, "s")
    report.at_most(f"38 provinces as {form}, memory", "bundled", max(held), "MB")
    growth = held[-1] - held[9]
    report.at_most(f"38 provinces as {form}, memory grown", "bundled", growth, "MB", GROWTH_MB)
