"""The server: refused addresses in one sentence; really started, asked for a page, and stopped without an orphan."""

import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from pathlib import Path

import psutil
import pytest

from smartcity import cli, serve, words
from smartcity.serve import free_port
from smartcity.settings import ROOT, settings
from tests.account_kit import make

COMMAND = Path(sys.executable).with_name("smartcity")
STARTS_WITHIN = 60


@contextmanager
def started(*arguments: str | Path, cwd: Path) -> Iterator[subprocess.Popen[str]]:
    """Run `smartcity serve` until the block ends."""
    process = subprocess.Popen(
        [COMMAND, "serve", *arguments],
        cwd=cwd,
        env={**os.environ, "SMARTCITY_LANGUAGE": "id"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def get(port: int, path: str) -> tuple[int, str]:
    """Return status and content of an address, as soon as the server answers."""
    until = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            answer: HTTPResponse
            with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_serves_and_stops_without_an_orphan(
    own_data_folder: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    port = free_port()
    with started("--port", str(port), "--data", "db", cwd=tmp_path) as process:
        assert get(port, "/_stcore/health") == (200, "ok")
        status, page = get(port, "/")
        family = psutil.Process(process.pid).children(recursive=True)
        assert (status, "<title>" in page) == (200, True)
        assert psutil.Process(process.pid).cwd() == str(ROOT)

        process.send_signal(stop)
        out, err = process.communicate(timeout=20)

    assert process.returncode == 0
    assert out == f"Buka http://localhost:{port} (Ctrl+C untuk berhenti)\n"
    assert err.splitlines()[0] == f"Menyiapkan data di {own_data_folder} …"
    started_with = next(json.loads(line) for line in err.splitlines() if "server_started" in line)
    assert (started_with["data"], started_with["host"]) == (str(own_data_folder), "localhost")
    assert "Traceback" not in err
    assert not any(child.is_running() for child in family)
    serve.check_address("localhost", port)


@pytest.mark.slow
def test_damaged_database_does_not_stop_the_server(own_data_folder: Path, tmp_path: Path) -> None:
    damaged = own_data_folder / "versions" / "000001.duckdb"
    damaged.chmod(0o644)
    damaged.write_bytes(b"not a database" * 1000)
    port = free_port()
    with started("--port", str(port), "--data", own_data_folder, cwd=tmp_path) as process:
        assert get(port, "/_stcore/health") == (200, "ok")
        process.terminate()
        _, err = process.communicate(timeout=20)

    assert err.splitlines()[1].startswith("Versi 1 tidak dapat dibaca;")


@pytest.fixture
def port_in_use() -> Iterator[int]:
    """Return a port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield int(listener.getsockname()[1])


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Return code, output and sentence of a server that cannot start."""
    with words.in_language("id"):
        code = cli.run(["serve", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_port_in_use(port_in_use: int, capsys: pytest.CaptureFixture[str]) -> None:
    sentence = f"Port {port_in_use} sudah dipakai program lain; pakai port lain, misalnya --port {port_in_use + 1}.\n"
    assert refused(capsys, "--port", str(port_in_use)) == (2, "", sentence)
    assert refused(capsys, "--port", str(port_in_use), "--host", "0.0.0.0") == (2, "", sentence)


@pytest.mark.parametrize(
    "host", ["203.0.113.9", "no such host", "", "unix:///tmp/x", "x" * 70, "2001:db8::1"]
)
def test_bad_host(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = host or "''"
    sentence = f"Alamat {shown} bukan alamat komputer ini; pakai --host localhost, atau --host 0.0.0.0.\n"
    assert refused(capsys, "--host", host, "--port", str(free_port())) == (2, "", sentence)


@pytest.mark.parametrize("port", ["0", "65536", "-1"])
def test_port_out_of_range(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    sentence = "Port harus antara 1 dan 65535, misalnya --port 8501.\n"
    assert refused(capsys, f"--port={port}") == (2, "", sentence)


def test_port_that_is_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    sentence = "Isian untuk --port tidak dapat dipakai; lihat `smartcity serve --help`.\n"
    assert refused(capsys, "--port", "http") == (2, "", sentence)


def test_privileged_port(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", forbidden)
    sentence = "Port 80 hanya boleh dipakai administrator; pakai port lain, misalnya --port 8501.\n"
    assert refused(capsys, "--port", "80") == (2, "", sentence)


def test_data_folder_that_cannot_be(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = refused(capsys, "--port", str(free_port()), "--data", "/dev/null/db")

    assert (code, out) == (2, "")
    assert err.splitlines()[0] == "Menyiapkan data di /dev/null/db …"
    assert err.splitlines()[1:] == ["/dev/null/db/versions tidak dapat dipakai: bukan folder."]


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("localhost", "http://localhost:8501"),
        ("127.0.0.1", "http://127.0.0.1:8501"),
        ("0.0.0.0", "http://localhost:8501"),
        ("::", "http://localhost:8501"),
        ("::1", "http://[::1]:8501"),
    ],
)
def test_address_to_open(host: str, address: str) -> None:
    assert serve.address(host, 8501) == address


PROPER = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("host", "hosts", "accounts", "secret", "starts"),
    [
        ("localhost", "", True, "", True),
        ("127.0.0.1", "", True, "", True),
        ("0.0.0.0", "", False, "", True),
        ("0.0.0.0", "", True, "", False),
        ("127.0.0.1", "dasbor.contoh.go.id", True, "", False),
        ("0.0.0.0", "", True, PROPER, True),
        ("0.0.0.0", "", True, PROPER[:-1], False),
        ("0.0.0.0", "", True, "x" * 64, False),
        ("localhost", "", False, "rahasia", False),
    ],
)
def test_a_hosted_server_with_accounts_wants_a_proper_secret(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    host: str,
    hosts: str,
    accounts: bool,
    secret: str,
    starts: bool,
) -> None:
    monkeypatch.setenv("SMARTCITY_HOSTS", hosts)
    monkeypatch.setenv("SMARTCITY_SECRET", secret)
    settings.cache_clear()
    if accounts:
        make(tmp_path)
    try:
        serve.check_secret(host, tmp_path)
        found = ""
    except serve.SecretError as error:
        found = str(error)
    settings.cache_clear()

    assert (found == "") == starts
    assert starts or "SMARTCITY_SECRET" in found
    assert not secret or secret not in found


def test_command_tells_streamlit_its_address_and_port() -> None:
    assert serve.command("0.0.0.0", 9000) == [
        "streamlit",
        "run",
        str(ROOT / "app.py"),
        "--server.address=0.0.0.0",
        "--server.port=9000",
        "--server.headless=true",
        "--server.maxUploadSize=20",
        "--browser.serverAddress=localhost",
        "--browser.serverPort=9000",
        "--logger.hideWelcomeMessage=true",
    ]


def test_language_is_handed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    handed: list[tuple[str, str, Path, list[str]]] = []

    def become(module: str, **_options: str) -> None:
        handed.append((module, settings().language, settings().data, sys.argv[:2]))

    monkeypatch.setattr(runpy, "run_module", become)
    monkeypatch.setattr(os, "chdir", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["smartcity", "serve"])
    monkeypatch.setenv("SMARTCITY_DATA", "elsewhere")
    monkeypatch.setenv("SMARTCITY_LANGUAGE", "id")

    with pytest.raises(SystemExit) as ended:
        serve.hand_over("localhost", 8501, tmp_path, "en")
    monkeypatch.undo()
    settings.cache_clear()

    assert handed == [("streamlit", "en", tmp_path, ["streamlit", "run"])]
    assert ended.value.code == 0


def test_what_a_signal_interrupts_is_no_error() -> None:
    """DuckDB makes an error of its own of a query that a signal interrupts."""

    def interrupted_query() -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        except SystemExit as asked:
            raise RuntimeError("Query interrupted") from asked

    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as ended, serve.as_server():
        interrupted_query()

    assert (ended.value.code, signal.getsignal(signal.SIGTERM), gc.isenabled()) == (0, before, True)


def test_an_error_of_its_own_stays_one() -> None:
    with pytest.raises(RuntimeError, match="own"), serve.as_server():
        raise RuntimeError("own")
