"""A server as an office runs it: really started, asked, troubled, and stopped."""

import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from websockets.exceptions import InvalidStatus

from smartcity.serve import free_port
from smartcity.settings import ROOT
from tests.hosted import Hosted, hosted, last_words, rerun, texts

pytestmark = pytest.mark.slow
ENDS_WITHIN = 5.0
# An answer that waits for the acknowledgement of the one before takes 40 ms at least.
DELAYED_MS = 40


def test_says_its_address_and_is_ready(data_folder: Path, tmp_path: Path) -> None:
    with hosted(tmp_path, data_folder) as server:
        assert server.wait() == f"Buka http://127.0.0.1:{server.port} (Ctrl+C untuk berhenti)\n"
        assert server.ask("/readyz")[0] == 200


def test_what_the_network_gets(own_data_folder: Path, tmp_path: Path) -> None:
    with hosted(tmp_path, own_data_folder) as server:
        server.wait()

        assert (server.ask("/healthz")[0], server.ask("/healthz")[2]) == (200, b"ok")
        status, headers, content = server.ask("/readyz")
        assert (status, content.startswith(b'{"ready":true,"version":1,"published":"20')) == (200, True)
        assert headers["cache-control"] == "no-store"
        status, headers, _content = server.ask("/wilayah?wilayah=16")
        assert (status, headers["cache-control"], headers["x-frame-options"]) == (
            200,
            "no-cache",
            "SAMEORIGIN",
        )
        assert "frame-ancestors 'self'" in headers["content-security-policy"]
        status, headers, _content = server.ask("/app/static/fonts/PlusJakartaSans-400.ttf")
        assert (status, headers["cache-control"]) == (200, "public, max-age=2592000")
        closed = ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"]
        assert [server.ask(path)[0] for path in closed] == [404, 404, 404]
        outside = ["/app/static/../../../data/datapackage.json", "/app/static/%2e%2e/style.css"]
        assert all(server.ask(path)[0] in (400, 404) for path in outside)
        assert server.ask("/healthz", headers={"Host": "any.example"})[0] == 200

    assert [event for event in server.events() if event != "data_version"] == ["server_started"]
    assert "Traceback" not in server.err.read_text()


def test_hosts_and_metrics(data_folder: Path, tmp_path: Path) -> None:
    with hosted(tmp_path, data_folder, hosts="dasbor.contoh.go.id", metrics="true") as server:
        server.wait()

        asked = ("dasbor.contoh.go.id", "evil.example", f"127.0.0.1:{server.port}")
        assert [server.ask("/", headers={"Host": host})[0] for host in asked] == [200, 400, 200]
        with server.session("dasbor.contoh.go.id") as session:
            assert len(rerun(session)) > 10
        with pytest.raises(InvalidStatus) as refused:
            server.session("evil.example")
        assert refused.value.response.status_code == 403
        status, _headers, content = server.ask("/_stcore/metrics")
        assert (status, b"active_sessions" in content) == (200, True)
        assert server.ask("/_stcore/metrics", headers={"X-Forwarded-For": "10.0.0.7"})[0] == 404


def damage(data: Path) -> None:
    """Overwrite the current version."""
    current = max((data / "versions").glob("*.duckdb"))
    current.chmod(0o644)
    current.write_bytes(b"not a database" * 1000)


def test_damaged_data(own_data_folder: Path, tmp_path: Path) -> None:
    damage(own_data_folder)
    with hosted(tmp_path, own_data_folder) as server:
        server.wait()
        status, _headers, content = server.ask("/readyz")
        with server.session() as session:
            page = texts(rerun(session))
        alive = server.ask("/healthz")[0]

    refused = next(line for line in server.log() if line["event"] == "page_refused")
    assert (alive, status, b'"ready":false' in content) == (200, 503, True)
    assert refused["number"] in page
    assert str(own_data_folder) in refused["error"]
    for shown in (page, content.decode()):
        assert "Versi 1 tidak dapat dibaca" in shown
        assert [path for path in (str(own_data_folder), str(ROOT), "Traceback") if path in shown] == []


def test_data_that_vanish_while_the_server_runs(own_data_folder: Path, tmp_path: Path) -> None:
    with hosted(tmp_path, own_data_folder) as server:
        server.wait()
        shutil.rmtree(own_data_folder)
        status, _headers, content = server.ask("/readyz")

    assert status == 503
    assert "Belum ada data di …; jalankan" in content.decode()


def test_nobody_is_told_of_a_wrong_page_name(data_folder: Path, tmp_path: Path) -> None:
    with hosted(tmp_path, data_folder) as server:
        server.wait()
        with server.session() as session:
            page = texts(rerun(session, page="none", query="wilayah=%27%3B--&periode=" + "9" * 5000))

    assert [word for word in (str(ROOT), "Traceback", "Error:") if word in page] == []


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_ends_cleanly_whoever_is_there(data_folder: Path, tmp_path: Path, stop: signal.Signals) -> None:
    with hosted(tmp_path, data_folder) as server:
        server.wait()
        family = psutil.Process(server.process.pid).children(recursive=True)
        slow = socket.create_connection(("127.0.0.1", server.port))
        with slow, server.session() as idle, server.session() as busy:
            rerun(idle)
            busy.send(b"\x5a\x00")  # asks for a run and never reads what comes
            slow.sendall(b"GET /static/js/x HTTP/1.1\r\n")  # never finishes asking
            begun = time.monotonic()
            server.process.send_signal(stop)
            code = server.process.wait(timeout=30)
            took = time.monotonic() - begun
            closed_with = last_words(idle)

    # 1012: the service restarts, so browsers try again by themselves.
    assert (code, took < ENDS_WITHIN, closed_with) == (0, True, 1012)
    assert [child for child in family if child.is_running()] == []
    assert server.events()[-1] == "server_stopped"
    assert "Traceback" not in server.err.read_text()
    assert list((data_folder / "prepare").iterdir()) == []


@pytest.mark.parametrize("after", [0.5, 1.0, 1.5, 2.0, 2.5])
def test_stopped_while_it_starts(tmp_path: Path, after: float) -> None:
    with hosted(tmp_path, tmp_path / "db") as server:
        until = time.monotonic() + 30
        while not server.err.read_text() and time.monotonic() < until:
            time.sleep(0.01)  # until the first build begins
        time.sleep(after - 0.5)
        server.process.terminate()
        code = server.process.wait(timeout=30)

    drafts = tmp_path / "db" / "prepare"
    assert (code, "Traceback" not in server.err.read_text()) == (0, True)
    assert not drafts.exists() or list(drafts.iterdir()) == []


SCRIPT = """
import streamlit as st

def fall():
    raise RuntimeError("secret /etc/place/file")

st.title("page")
if "fall" in st.query_params:
    fall()
"""
APP = """
import contextlib, gc, pathlib
import streamlit as st
from smartcity import logs
from smartcity.ui import failures, lifetime

@contextlib.asynccontextmanager
async def lifespan(app):
    logs.configure()
    logs.take_over_libraries()
    {first}
    gc.collect()
    gc.freeze()
    yield

app = st.App(pathlib.Path(__file__).with_name("script.py"), lifespan=lifespan, on_script_error=failures.answer_script)
"""


@contextmanager
def small_app(folder: Path, first: str) -> Iterator[Hosted]:
    """Run an app of two lines with our answers to errors, and something to do first."""
    port, err = free_port(), folder / "err"
    (folder / "script.py").write_text(SCRIPT)
    (folder / "app.py").write_text(APP.format(first=first))
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    quiet = [
        "--browser.gatherUsageStats=false",
        "--server.fileWatcherType=none",
        "--logger.hideWelcomeMessage=true",
    ]
    with err.open("wb") as logged:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", folder / "app.py", *options, *quiet],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "SMARTCITY_LANGUAGE": "id"},
            stderr=logged,
        )
    server = Hosted(process, port, folder / "out", err)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                server.ask("/_stcore/health")
            except OSError:
                time.sleep(0.1)
            else:
                break
        yield server
    finally:
        process.kill()
        process.wait()


def times(server: Hosted) -> list[float]:
    """Return how long reruns took from the question to the end of the answer, in milliseconds."""
    found = []
    with server.session() as session:
        for _run in range(40):
            begun = time.perf_counter()
            rerun(session)
            found.append((time.perf_counter() - begun) * 1000)
            time.sleep(0.02)
    return found[5:]


def test_small_answers_do_not_wait(tmp_path: Path) -> None:
    """The same page with Streamlit's socket as it is and with ours."""
    with small_app(tmp_path, "pass") as server:
        left_alone = times(server)
    with small_app(tmp_path, "lifetime.answer_without_delay()") as server:
        ours = times(server)

    assert statistics.median(left_alone) > DELAYED_MS
    assert min(ours) < DELAYED_MS / 2


def test_uncaught_error_is_a_number_on_the_page_and_in_the_log(tmp_path: Path) -> None:
    with small_app(tmp_path, "pass") as server, server.session() as session:
        page = texts(rerun(session, query="fall=1"))

    failed = [line for line in server.log() if line["event"] == "page_failed"]
    assert len(failed) == 1
    assert failed[0]["exception"].endswith("RuntimeError: secret /etc/place/file")
    assert failed[0]["number"] in page
    assert [word for word in ("secret", "/etc/place", "RuntimeError", "Traceback") if word in page] == []
    assert [line for line in server.log() if line["event"].startswith("Uncaught")] == []
