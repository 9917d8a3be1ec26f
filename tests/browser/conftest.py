"""A really started server, a real Chromium, and a watch on every request and console message."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    TimeoutError,
    sync_playwright,
)

from smartcity import screenshot
from smartcity.serve import free_port

OUTPUT = Path(__file__).parent / "output"
KEEP_SHOTS = os.environ.get("KEEP_SHOTS") == "1"
# The proxy of an office has a certificate that nobody signed, made for the test.
CHROMIUM_OPTIONS = (*screenshot.OPTIONS, "--no-sandbox", "--ignore-certificate-errors")
# On a page's own address Streamlit first asks whether the server lives below that path; the 404 is its answer.
BASE_PATH_PROBE = re.compile(r"/[\w-]+/_stcore/(health|host-config)$")
STARTS_WITHIN = 90
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"
WIDE = (1440, 900)
NARROW = (390, 844)


@dataclass
class Server:
    """A running dashboard."""

    address: str
    data: Path


def start_server(data: Path, **settings: str) -> tuple[Server, subprocess.Popen[bytes]]:
    """Start `smartcity serve` on a free port, with settings by their names, and wait until it answers."""
    port = free_port()
    log = (data.parent / f"server-{port}.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "smartcity.cli", "serve", "--port", str(port), "--data", str(data)],
        cwd=data.parent,
        env={**os.environ, "SMARTCITY_LANGUAGE": "id", **settings},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://localhost:{port}"
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
        except OSError:
            time.sleep(0.2)
        else:
            return Server(address, data), process
    process.terminate()
    raise RuntimeError(Path(log.name).read_text(errors="replace"))


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path | None], Server]]:
    """Start servers, each on a data folder of its own or on a given one; all end with the session."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(data: Path | None = None) -> Server:
        server, process = start_server(data or tmp_path_factory.mktemp("served") / "db")
        processes.append(process)
        return server

    yield start
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def server(serve: Callable[[Path | None], Server]) -> Server:
    """Return a dashboard over the bundled facts."""
    return serve(None)


@pytest.fixture(scope="session")
def empty(serve: Callable[[Path | None], Server], empty_folder: Path) -> Server:
    """Return a dashboard whose fact tables hold nothing."""
    return serve(empty_folder)


@pytest.fixture(scope="session")
def demonstration(serve: Callable[[Path | None], Server], demo_folder: Path) -> Server:
    """Return a dashboard over demonstration data."""
    return serve(demo_folder)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return Debian's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is needed: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_OPTIONS))
        yield browser
        browser.close()


@dataclass
class Visit:
    """One browser tab on a server, and all that it asked for and complained of."""

    server: Server
    page: Page
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    fetched: screenshot.Fetched = field(init=False)
    watched: list[tuple[Any, Callable[[Any], None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Watch what the tab fetches."""
        self.fetched = screenshot.Fetched(self.page)

    def open(self, path: str = "") -> Page:
        """Open an address of the server and wait until the page is drawn."""
        self.page.goto(f"{self.server.address}/{path}")
        self.settle()
        return self.page

    def watch(self, event: Any, seen: Callable[[Any], None]) -> None:
        """Be told of an event of the tab until the test ends."""
        self.page.on(event, seen)
        self.watched.append((event, seen))

    def settle(self) -> None:
        """Wait until a click has had its answer and all of it is drawn."""
        self.page.wait_for_timeout(150)  # a click takes a moment to reach the server
        self.drawn()
        self.page.wait_for_timeout(150)

    def drawn(self) -> None:
        """Wait until all of the page is drawn, with what it fetches on its own."""
        screenshot.wait_until_drawn(self.page)
        self.fetched.wait()

    def query(self) -> dict[str, str]:
        """Return the parameters of the address."""
        parts = urlsplit(self.page.url).query.split("&")
        return dict(part.split("=", 1) for part in parts if part)

    def path(self) -> str:
        """Return the page's path."""
        return urlsplit(self.page.url).path

    def choose(self, label: str, option: str) -> None:
        """Choose an option of a select box by its visible words."""
        box = self.page.locator("[data-testid=stSelectbox]").filter(
            has=self.page.get_by_text(label, exact=True)
        )
        before = self.page.url
        wanted = self.page.get_by_role("option", name=option, exact=True)
        for attempt in range(2):
            box.locator("input").click()
            wanted.click()
            try:
                self.page.wait_for_function("before => location.href !== before", arg=before, timeout=15_000)
                break
            except (
                TimeoutError
            ):  # a run that ends in between draws the list anew, and the choice is lost with it
                if attempt:
                    raise
        self.settle()

    def shot(self, name: str) -> None:
        """Keep a screenshot of the whole page where KEEP_SHOTS asks for it: a page as high as it is draws slowly."""
        if not KEEP_SHOTS:
            return
        OUTPUT.mkdir(exist_ok=True)
        path = OUTPUT / f"{name}.png"
        height = self.page.evaluate(screenshot.CONTENT_HEIGHT)
        size = self.page.viewport_size
        assert size
        self.page.set_viewport_size({"width": size["width"], "height": min(int(height) + 20, 8000)})
        self.page.wait_for_timeout(400)
        self.page.screenshot(path=path)
        self.page.set_viewport_size(size)


class Tabs:
    """Tabs of a browser, of which each is used by one test after the other.

    Half of what it costs to open a page is to read and compile the scripts of Streamlit, which a tab does once. Each
    has cookies and storage of its own; nothing of one test is left in it for the next.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[Visit]] = {}

    def take(self, server: Server, size: tuple[int, int], scheme: str, script: str = "") -> Visit:
        """Return a tab that nobody uses; the script runs in it before those of every page."""
        free = self._free.setdefault(script, [])
        tab = free.pop() if free else self._new(server, script)
        tab.server = server
        tab.page.set_viewport_size({"width": size[0], "height": size[1]})
        tab.page.emulate_media(media="null", color_scheme="dark" if scheme == "dark" else "light")
        tab.outside.clear()
        tab.complaints.clear()
        return tab

    def _new(self, server: Server, script: str) -> Visit:
        context = self._browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta")
        if script:
            context.add_init_script(script)
        tab = Visit(server, context.new_page())
        _watch(tab)
        return tab

    def give_back(self, tab: Visit, script: str = "") -> None:
        """Make a tab as good as new; one that fails at that, or has stood behind another, is closed."""
        page, context = tab.page, tab.page.context
        for event, seen in tab.watched:
            page.remove_listener(event, seen)
        tab.watched.clear()
        try:
            page.evaluate(FORGET)
            page.goto("about:blank")
            page.mouse.move(0, 0)
            context.clear_cookies()
        except Error:
            context.close()
            return
        if context.pages == [page]:
            self._free[script].append(tab)
        else:
            context.close()


@pytest.fixture(scope="session")
def chromium_tabs(chromium: Browser) -> Tabs:
    """Return the tabs of Debian's Chromium."""
    return Tabs(chromium)


@pytest.fixture
def visit(chromium_tabs: Tabs, server: Server) -> Iterator[Callable[..., Visit]]:
    """Open tabs; when the test ends no tab may have asked another host or complained."""
    yield from visits(chromium_tabs, server)


def visits(tabs: Tabs, server: Server) -> Iterator[Callable[..., Visit]]:
    """Give a way to use tabs of a browser; in the end none may have asked another host or complained."""
    used: list[tuple[Visit, str]] = []

    def start(
        size: tuple[int, int] = WIDE, scheme: str = "light", at: Server | None = None, script: str = ""
    ) -> Visit:
        tab = tabs.take(at or server, size, scheme, script)
        used.append((tab, script))
        return tab

    yield start
    outside = [list(tab.outside) for tab, _script in used if tab.outside]
    complaints = [list(tab.complaints) for tab, _script in used if tab.complaints]
    for tab, script in used:
        tabs.give_back(tab, script)
    assert outside == []
    assert complaints == []


def _watch(tab: Visit) -> None:
    def asked(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in (
            "localhost",
            "127.0.0.1",
        ):
            tab.outside.append(request.url)

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and not BASE_PATH_PROBE.search(message.location["url"]):
            tab.complaints.append(f"{message.text} {message.location['url']}")

    tab.page.on("request", asked)
    tab.page.on("console", said)
    tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
