"""Servers over data of several sizes, an empty Streamlit page beside them, and the report of a run."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from smartcity import demo
from smartcity.serve import free_port
from smartcity.store import Store
from tests.bench.report import Report
from tests.browser.conftest import chromium, start_server

__all__ = ["chromium"]

SIZES = os.environ.get("BENCH_SIZES", "bundled,1000000,10000000").split(",")
EMPTY_PAGE = "import streamlit as st\n\nst.title('kosong')\n"
STARTS_WITHIN = 60
REPORT = pytest.StashKey[str]()
# More than any benchmark asks of the API in a minute.
API_RATE = "1000000"


@dataclass(frozen=True)
class Running:
    """A server under measurement."""

    address: str
    process: psutil.Process
    data: Path | None
    size: str


@pytest.fixture(scope="session")
def report(request: pytest.FixtureRequest) -> Iterator[Report]:
    """Collect figures; they are written and printed at the end."""
    collected = Report()
    yield collected
    request.config.stash[REPORT] = f"{collected.text()}\n\n{collected.write()}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures."""
    terminalreporter.section("figures")
    terminalreporter.write_line(terminalreporter.config.stash.get(REPORT, "none"))


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return the data folder of a size, built once and kept in BENCH_DATA if that is set."""
    root = Path(os.environ.get("BENCH_DATA", tmp_path_factory.mktemp("bench")))

    def folder(size: str) -> Path:
        path = root / size
        if not (path / "current").exists():
            if size == "bundled":
                Store(path).ensure()
            else:
                demo.build(path, assessments=int(size))
        return path

    return folder


@pytest.fixture(scope="session")
def running(folders: Callable[[str], Path]) -> Iterator[Callable[[str], Running]]:
    """Start one server per size, and keep it until the end."""
    started: dict[str, Running] = {}
    processes: list[subprocess.Popen[bytes]] = []

    def start(size: str) -> Running:
        if size not in started:
            server, process = start_server(folders(size), SMARTCITY_API_RATE=API_RATE)
            processes.append(process)
            started[size] = Running(server.address, psutil.Process(process.pid), server.data, size)
        return started[size]

    yield start
    for process in processes:
        process.terminate()


@pytest.fixture(scope="session")
def empty_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Start an empty Streamlit page as it is shipped."""
    script = tmp_path_factory.mktemp("empty") / "page.py"
    script.write_text(EMPTY_PAGE)
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    quiet = [
        "--server.headless",
        "true",
        "--browser.gatherUsageStats",
        "false",
        "--server.address",
        "localhost",
    ]
    process = subprocess.Popen([*command, *quiet], cwd=script.parent, stdout=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.2)
    yield Running(address, psutil.Process(process.pid), None, "empty page")
    process.terminate()
