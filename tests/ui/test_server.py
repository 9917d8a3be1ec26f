"""The gate before the pages: hosts, closed addresses, headers; sentences without paths; sockets that do not wait."""

import asyncio
import gc
import re
import socket
import weakref
from collections.abc import Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp
from streamlit import get_option

from smartcity import errors, serve, words
from smartcity.settings import ROOT, settings
from smartcity.ui import lifetime, server

POLICY = {
    "default-src": ["'self'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'", "data:"],
    "media-src": ["'self'", "data:", "blob:"],
    "connect-src": ["'self'", "data:", "blob:"],
    "worker-src": ["'self'", "blob:"],
    "frame-src": ["'self'", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
}


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Give the environment, from which the settings are read anew."""
    settings.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    settings.cache_clear()


async def page(scope: Any, receive: Any, send: Any) -> None:
    """Answer as Streamlit would; a WebSocket is taken."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        await PlainTextResponse("page")(scope, receive, send)


def ask(
    path: str = "/", *, app: ASGIApp = page, kind: str = "http", client: str = "10.0.0.7", **headers: str
) -> tuple[list[MutableMapping[str, Any]], dict[str, str]]:
    """Return what the gate sends, and its headers."""
    named = {"host": "localhost:8501", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": kind,
        "method": "GET",
        "path": path,
        "client": (client, 40000),
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": f"{kind}.connect"}

    with ThreadPoolExecutor(1) as thread:  # where browser tests have run, this thread has a loop of theirs
        thread.submit(asyncio.run, server.Gate(app)(scope, receive, send)).result()
    return sent, {name.decode(): value.decode() for name, value in sent[0].get("headers", [])}


def status(path: str = "/", **options: Any) -> int:
    """Return the status of an answer."""
    return int(ask(path, **options)[0][0]["status"])


def test_security_headers_of_every_answer(configured: pytest.MonkeyPatch) -> None:
    configured.setenv("SMARTCITY_HOSTS", "dasbor.contoh.go.id")
    for _sent, headers in (ask(), ask("/_stcore/metrics"), ask(host="evil.example")):
        assert {name: headers[name] for name in headers if name.startswith(("x-", "referrer-", "perm"))} == {
            "x-frame-options": "SAMEORIGIN",
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "permissions-policy": "camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), "
            "midi=(), payment=(), serial=(), usb=()",
        }
        assert headers["content-security-policy"] == server.content_policy()


def test_content_policy_names_no_other_host() -> None:
    rules = {name: values for name, *values in (rule.split() for rule in server.content_policy().split("; "))}
    scripts = rules.pop("script-src")

    assert rules == POLICY
    assert scripts[:3] == ["'self'", "blob:", "'wasm-unsafe-eval'"]
    assert len(scripts[3:]) == 1
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", scripts[3])


def test_an_answers_own_headers_stay() -> None:
    own = {"Content-Security-Policy": "sandbox", "Cache-Control": "no-store"}

    _sent, headers = ask("/app/static/fonts/x.ttf", app=PlainTextResponse("x", headers=own))

    assert (headers["content-security-policy"], headers["cache-control"]) == ("sandbox", "no-store")


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/app/static/fonts/PlusJakartaSans-400.ttf", "public, max-age=2592000"),
        ("/app/static/maps/provinces.json", "public, max-age=2592000"),
        ("/app/static/icon.png", "public, max-age=3600"),
        ("/", None),
        ("/media/picture.png", None),
    ],
)
def test_how_long_answers_are_kept(path: str, kept: str | None) -> None:
    assert ask(path)[1].get("cache-control") == kept


def test_a_missing_font_is_not_kept() -> None:
    _sent, headers = ask("/app/static/fonts/none.ttf", app=PlainTextResponse("none", status_code=404))

    assert "cache-control" not in headers


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("dasbor.contoh.go.id", True),
        ("DASBOR.contoh.go.id.:8443", True),
        ("lain.contoh.go.id", False),
        ("a.kota.go.id", True),
        ("kota.go.id", False),
        ("dasbor.contoh.go.id.evil.example", False),
        ("localhost:8501", True),
        ("127.0.0.1", True),
        ("[::1]:8501", True),
        ("", False),
    ],
)
def test_allowed_hosts(configured: pytest.MonkeyPatch, host: str, allowed: bool) -> None:
    configured.setenv("SMARTCITY_HOSTS", "dasbor.contoh.go.id, *.kota.go.id,")

    assert status(host=host) == (200 if allowed else 400)
    assert ask(kind="websocket", host=host)[0][0]["type"] == f"websocket.{'accept' if allowed else 'close'}"


def test_every_host_is_served_where_none_is_named() -> None:
    assert (status(host="anything.example"), serve.allowed_hosts()) == (200, ())


def test_refused_host_is_told_in_a_sentence(configured: pytest.MonkeyPatch) -> None:
    configured.setenv("SMARTCITY_HOSTS", "dasbor.contoh.go.id")

    with words.in_language("id"):
        sent, headers = ask(host="evil.example")

    assert headers["content-type"] == "text/plain; charset=utf-8"
    assert sent[1]["body"].decode() == (
        "Peladen ini tidak melayani alamat itu; pengelola dapat menambahkannya pada SMARTCITY_HOSTS."
    )


def test_streamlit_is_told_the_hosts(configured: pytest.MonkeyPatch) -> None:
    configured.setenv("SMARTCITY_HOSTS", "Dasbor.contoh.go.id")

    assert serve.command("localhost", 8501)[-4:] == [
        "--server.allowedHosts=dasbor.contoh.go.id",
        "--server.allowedHosts=localhost",
        "--server.allowedHosts=127.0.0.1",
        "--server.allowedHosts=::1",
    ]


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/metrics/", "/sub/_stcore/metrics", "/_stcore/agent/openapi.json"]
)
def test_closed_addresses(path: str) -> None:
    assert (status(path), status(path, client="127.0.0.1")) == (404, 404)


def test_metrics_open_to_this_computer_only(configured: pytest.MonkeyPatch) -> None:
    configured.setenv("SMARTCITY_METRICS", "true")
    path = "/_stcore/metrics"

    assert [status(path, client=client) for client in ("127.0.0.1", "::1", "10.0.0.7", "testclient")] == [
        200,
        200,
        404,
        404,
    ]
    assert status(path, client="127.0.0.1", x_forwarded_for="127.0.0.1") == 404


def test_metrics_open_to_nobody_without_an_address(configured: pytest.MonkeyPatch) -> None:
    configured.setenv("SMARTCITY_METRICS", "true")
    scope: dict[str, Any] = {"type": "http", "path": "/_stcore/metrics", "headers": [], "client": None}

    assert server._refusal(scope) is not None


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Folder /srv/data kantor/db hanya dapat dibaca.", "Folder … hanya dapat dibaca."),
        (
            "Ruang penyimpanan di /srv/data kantor/db/versions/000001.duckdb penuh.",
            "Ruang penyimpanan di … penuh.",
        ),
        ('IO Error: Cannot open file "/var/lib/x/000001.duckdb": no', 'IO Error: Cannot open file "…": no'),
        (f"lihat {ROOT}/smartcity/store.py, baris 3", "lihat …, baris 3"),
        ("/srv/data kantor/db-lama tetap", "… kantor/db-lama tetap"),
        (
            "tidak ada versi utuh; kembalikan /a/b dari cadangan",
            "tidak ada versi utuh; kembalikan … dari cadangan",
        ),
        ("12 dari 50 kabupaten/kota pada 1/2/2022", "12 dari 50 kabupaten/kota pada 1/2/2022"),
        ("buka https://contoh.go.id/a/b/c", "buka https://contoh.go.id/a/b/c"),
        ("jalankan `smartcity restore 3`", "jalankan `smartcity restore 3`"),
    ],
)
def test_sentences_without_paths(configured: pytest.MonkeyPatch, said: str, shown: str) -> None:
    configured.setenv("SMARTCITY_DATA", "/srv/data kantor/db")

    assert errors.without_paths(said) == shown


def test_numbers_are_short_and_differ() -> None:
    numbers = {errors.new_number() for _time in range(100)}

    assert len(numbers) == 100
    assert all(re.fullmatch("[0-9a-f]{8}", number) for number in numbers)


def test_connections_send_at_once_also_those_that_waited() -> None:
    # Made as Streamlit makes it: without naming the protocol, by which asyncio would know what to do.
    with socket.socket(socket.AF_INET) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with socket.create_connection(listener.getsockname()), listener.accept()[0] as early:
            lifetime.answer_without_delay()
            with socket.create_connection(listener.getsockname()), listener.accept()[0] as later:
                found = [one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) for one in (early, later)]

    assert [bool(one) for one in found] == [True, True]


def test_systemd_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))

        lifetime._tell_systemd()

        assert listener.recv(100) == b"READY=1"


def test_garbage_is_collected_every_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    class Ring:
        own: object = None

    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            raise InterruptedError

    monkeypatch.setattr("smartcity.ui.lifetime.time.sleep", sleep)
    gc.disable()
    try:
        ring = Ring()
        ring.own = ring
        seen = weakref.ref(ring)
        del ring
        assert seen() is not None
        with pytest.raises(InterruptedError):
            lifetime._tidy_for_ever()
        assert seen() is None
    finally:
        gc.enable()
    assert slept == [60, 60]
    assert get_option("runner.postScriptGC") is False


def test_a_path_is_part_of_every_address(configured: pytest.MonkeyPatch) -> None:
    configured.setenv("SMARTCITY_PATH", "/dinas/kota-cerdas/")
    settings.cache_clear()
    routes = server.below([Route("/healthz", page, methods=["GET"])])

    assert serve.address("0.0.0.0", 8501) == "http://localhost:8501/dinas/kota-cerdas"
    assert "--server.baseUrlPath=/dinas/kota-cerdas" in serve.command("localhost", 8501)
    assert [route.path for route in routes] == ["/healthz", "/dinas/kota-cerdas/healthz"]
    assert server.lasting("/dinas/kota-cerdas/app/static/maps/x.json") == "public, max-age=2592000"
    assert server.lasting("/dinas/kota-cerdas/peta") is None


def test_without_a_path_everything_is_at_the_root(configured: pytest.MonkeyPatch) -> None:
    routes = server.below([Route("/healthz", page, methods=["GET"])])

    assert serve.address("localhost", 8501) == "http://localhost:8501"
    assert not any("baseUrlPath" in option for option in serve.command("localhost", 8501))
    assert [route.path for route in routes] == ["/healthz"]


def test_a_path_that_is_none_is_refused(configured: pytest.MonkeyPatch) -> None:
    configured.setenv("SMARTCITY_PATH", "kota cerdas?")
    settings.cache_clear()

    with pytest.raises(ValidationError):
        settings()
