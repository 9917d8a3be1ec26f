"""A hundred people at two processes behind nginx for five minutes, beside the same at an empty Streamlit page.

Each has a WebSocket of their own by TLS and the path, stays with one process by the proxy's cookie, and looks at a page
for 5 to 15 seconds before the next click, as a person who reads does: 10 clicks a second together. Half of them look at
the nation, the others at regions and editions, one in five is signed in, one in four reads English. In the middle the
terminal publishes a version, which every later answer must show. The measuring process, nginx and both processes of the
dashboard share the machine's two cores.
"""

import asyncio
import itertools
import json
import os
import secrets
import shutil
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import psutil
import pytest

from smartcity import sessions
from smartcity.caller import Caller
from smartcity.settings import ROOT
from smartcity.visitor import COOKIE
from tests.account_kit import FAR, PASSWORD, make
from tests.bench.conftest import EMPTY_PAGE
from tests.bench.crowd import Click, Crowd, Person, View
from tests.bench.report import OUTPUT, Report, percentile, spread
from tests.bench.test_reruns import PAGES
from tests.bench.test_sessions import EDITIONS, REGIONS
from tests.proxied import PLACE, Program, Proxied, proxied, trusting

PEOPLE = 100
SECONDS = float(os.environ.get("BENCH_LOAD_SECONDS", "300"))
SIZE = os.environ.get("BENCH_LOAD_SIZE", "1000000")
PAUSE = (5.0, 15.0)
WITHOUT_PAUSE_SECONDS = SECONDS / 10
# Streamlit keeps who went away for two minutes, and lets go of them when somebody else goes.
KEPT_SECONDS = 125.0
# Growth from the second minute of five to the last that counts as flat.
FLAT_MB, FLAT_DESCRIPTORS = 60, 20
ROLES = ("analyst", "reader", "administrator")
pytestmark = pytest.mark.timeout(3 * SECONDS + 600)
PILOT = "pilot;region_code;title;kind;status\nbeban-1;16.01;Layanan terpadu;quick_win;running\n"


def _views(role: str, language: str) -> list[View]:
    """Return what somebody may look at: every page, its regions and editions, and what only their role sees."""
    regions = [("wilayah", f"wilayah={code}") for code in (*REGIONS, "35.78", "16.01", "32.73")]
    stages = [
        ("tahapan", f"program=gmsc&periode={edition}&wilayah={region}")
        for edition, region in itertools.product(EDITIONS, REGIONS)
    ]
    own = [("akun", "")] if role else []
    own += [("audit", "")] if role == "administrator" else []
    views = [*PAGES.values(), *regions, *stages[:: len(stages) // 20], *own]
    return [(page, f"{query}&lang={language}") for page, query in views]


@contextmanager
def _dashboard(folder: Path, source: Path) -> Iterator[tuple[Proxied, list[Person]]]:
    """Start the dashboard over a copy of some data, with accounts; give it and the people who come."""
    data = folder / "db"
    shutil.copytree(source, data)
    for role in ROLES:
        make(data, role, role)
    people = [_person(data, number) for number in range(PEOPLE)]
    settings = {"SECRET": secrets.token_hex(32), "PROXIES": "127.0.0.1", "HOSTS": "dasbor.contoh.go.id"}
    with proxied(folder, data, {f"SMARTCITY_{name}": value for name, value in settings.items()}) as office:
        yield office, people


def _person(data: Path, number: int) -> Person:
    role = ROLES[number // 5 % len(ROLES)] if number % 5 == 0 else ""
    cookies = f"{PLACE}=beban-{number}"
    if role:
        cookies += f"; {COOKIE}={sessions.sign_in(data, role, PASSWORD, Caller('', FAR))}"
    return Person(cookies, _views(role, "en" if number % 4 == 0 else "id"), number)


@contextmanager
def _empty(folder: Path) -> Iterator[tuple[Proxied, list[Person]]]:
    """Start an empty page of Streamlit as it is shipped, behind the same proxy."""
    script = folder / "page.py"
    script.write_text(EMPTY_PAGE)

    def command(port: str) -> list[str]:
        options = {
            "address": "127.0.0.1",
            "port": port,
            "headless": "true",
            "baseUrlPath": "kota-cerdas",
        }
        flags = [f"--server.{name}={value}" for name, value in options.items()]
        return [
            sys.executable,
            *("-m", "streamlit", "run", str(script), "--browser.gatherUsageStats=false"),
            *flags,
        ]

    with proxied(folder, folder, {}, Program(command, folder, "_stcore/health")) as office:
        yield office, [Person(f"{PLACE}=beban-{number}", [("", "")], number) for number in range(PEOPLE)]


def _crowd(
    office: Proxied, people: Sequence[Person], seconds: float, pause: tuple[float, float] = PAUSE
) -> Crowd:
    workers = {f"process {number}": worker.pid for number, worker in enumerate(office.workers.values(), 1)}
    watched = {**workers, "nginx": office.proxy.pid, "measuring": os.getpid()}
    processes = {name: psutil.Process(number) for name, number in watched.items()}
    return Crowd(office.address, people, trusting(), seconds, pause, processes)


def _publish(crowd: Crowd, data: Path, folder: Path) -> Callable[[], Awaitable[tuple[float, float]]]:
    """Return what loads a file from the terminal; it gives when it began and when it ended."""
    file = folder / "pilot.csv"
    file.write_text(PILOT)
    arguments = ["load", str(file), "--table", "pilot", "--note", "beban", "--data", str(data)]

    async def publish() -> tuple[float, float]:
        began = crowd.now()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "smartcity.cli", *arguments, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL
        )
        assert await process.wait() == 0
        return began, crowd.now()

    return publish


def _note(report: Report, what: str, data: str, crowd: Crowd) -> None:
    """Note what everybody waited for, what went wrong and what grew."""
    waited = [click.milliseconds for click in crowd.clicks]
    report.at_most(f"{what}: click to answer", data, statistics.median(waited), "ms", None, spread(waited))
    report.at_most(f"{what}: click to answer, p95", data, percentile(waited, 0.95), "ms")
    last = [click.milliseconds for click in crowd.clicks if click.sent >= crowd.seconds * 4 / 5]
    shown = spread(last)
    report.at_most(
        f"{what}: click to answer in the last minute", data, statistics.median(last), "ms", None, shown
    )
    wrong = [click for click in crowd.clicks if click.wrong]
    said = "; ".join(f"{click.page} {click.wrong}"[:120] for click in wrong[:3])
    report.at_most(f"{what}: errors", data, len(wrong), "", 0, said)
    for name in crowd.watched:
        found = [sample for sample in crowd.samples if sample.process == name]
        cores = (found[-1].cpu_seconds - found[0].cpu_seconds) / (found[-1].at - found[0].at)
        report.at_most(f"{what}: {name}, cores in use", data, cores, "")
        if name == "measuring":
            continue
        for unit, limit in (("megabytes", FLAT_MB), ("descriptors", FLAT_DESCRIPTORS)):
            before, after = (
                statistics.mean(
                    getattr(sample, unit)
                    for sample in found
                    if part / 5 <= sample.at / crowd.seconds < (part + 1) / 5
                )
                for part in (1, 4)
            )
            kept = [getattr(sample, unit) for sample in found]
            shown = f"{before:.0f} in the second minute, {after:.0f} in the last, {max(kept):.0f} at most"
            report.at_most(f"{what}: {name}, {unit} grown", data, after - before, "", limit, shown)


def _slowest(clicks: Sequence[Click]) -> dict[str, str]:
    by_page: dict[str, list[float]] = defaultdict(list)
    for click in clicks:
        by_page[click.page].append(click.milliseconds)
    ordered = sorted(by_page.items(), key=lambda item: -statistics.median(item[1]))
    return {page: spread(waited) for page, waited in ordered}


def _keep(name: str, crowd: Crowd) -> None:
    """Write every sample and click beside the report, for whoever asks what grew and when."""
    OUTPUT.mkdir(exist_ok=True)
    content = {
        "pages": _slowest(crowd.clicks),
        "samples": [asdict(sample) for sample in crowd.samples],
        "clicks": [asdict(click) for click in crowd.clicks],
    }
    (OUTPUT / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")


def _gone(report: Report, what: str, data: str, office: Proxied, people: Sequence[Person]) -> None:
    """Note how many descriptors are left of those who went, once Streamlit has let go of them."""
    before = _crowd(office, people, 1).watched
    time.sleep(KEPT_SECONDS if SECONDS >= 300 else 0)
    _crowd(office, people[:10], 2.0, (0.5, 1.0)).click()
    for name in ("process 1", "process 2", "nginx"):
        report.at_most(f"{what}: {name}, descriptors after all have gone", data, before[name].num_fds(), "")


def test_a_hundred_people_behind_nginx(
    folders: Callable[[str], Path], tmp_path: Path, report: Report
) -> None:
    what = f"{PEOPLE} people through nginx"
    with _dashboard(tmp_path, folders(SIZE)) as (office, people):
        crowd = _crowd(office, people, SECONDS)
        began, ended = crowd.click(_publish(crowd, office.data, tmp_path))
        _keep("proxied_load", crowd)
        _note(report, what, SIZE, crowd)
        hurried = _crowd(office, people, WITHOUT_PAUSE_SECONDS, (0.0, 0.0))
        hurried.click()
        _keep("proxied_load_without_pause", hurried)
        _note_hurried(report, what, SIZE, hurried)
        _gone(report, what, SIZE, office, people)
    assert {click.version for click in crowd.clicks if click.ended < began} == {1}
    assert {click.version for click in crowd.clicks if click.sent > ended} == {2}
    assert [click for click in crowd.clicks if click.wrong] == []


def _note_hurried(report: Report, what: str, data: str, crowd: Crowd) -> None:
    waited = [click.milliseconds for click in crowd.clicks]
    report.at_least(f"{what}, without a pause: answers a second", data, len(waited) / crowd.seconds, "/s")
    report.at_most(
        f"{what}, without a pause: click to answer",
        data,
        statistics.median(waited),
        "ms",
        None,
        spread(waited),
    )
    report.at_most(
        f"{what}, without a pause: errors", data, sum(bool(click.wrong) for click in crowd.clicks), "", 0
    )


def test_a_hundred_people_at_an_empty_page(tmp_path: Path, report: Report) -> None:
    what, data = f"{PEOPLE} people through nginx, empty Streamlit page", "-"
    with _empty(tmp_path) as (office, people):
        crowd = _crowd(office, people, SECONDS)
        crowd.click()
        _keep("proxied_load_empty", crowd)
        _note(report, what, data, crowd)
        hurried = _crowd(office, people, WITHOUT_PAUSE_SECONDS, (0.0, 0.0))
        hurried.click()
        _note_hurried(report, what, data, hurried)
    assert [click for click in crowd.clicks if click.wrong] == []
