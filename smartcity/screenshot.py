"""A picture of a page as a browser draws it: an installed Chromium opens it, and waits until all of it is drawn."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from smartcity.errors import SmartcityError
from smartcity.words import _

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

# Names under which systems install Chromium and its relatives, the plain one first.
PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "chrome",
)
# Software rendering, so that a machine without a GPU draws the same; what needs no WebGL is put together without it,
# which takes half as long. No background traffic of the browser itself.
OPTIONS = (
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-gpu-compositing",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# A page is whole when no script runs and its footer stands, or the slide of Mode paparan; one that failed has an alert.
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
FOOTER = ".st-key-footer, main.slide"
ALERT = "[data-testid=stMain] [data-testid=stAlert]"
# Streamlit fetches a kind of element when it first shows one; charts and tables are then drawn on their own.
ALL_DRAWN = """() => {
    const whole = (places, drawn) => [...document.querySelectorAll(places)].every(
        place => place.offsetParent === null || place.querySelector(drawn));
    return !document.querySelector('[data-testid=stSkeleton]')
        && whole('[class*=st-key-drawn_]', 'canvas.marks, svg.marks')
        && whole('[data-testid=stDataFrame]', 'canvas')
        && whole('[data-testid=stDeckGlJsonChart]', 'canvas');
}"""
DRAWS_WITHIN_MS = 60_000
# A last moment for what moves into its place: transitions of a theme, a chart that takes its width.
REST_MS = 300
LOOK_AGAIN_MS = 50
# The page has nothing to work on any more; one that draws no frames is not told so.
AT_REST = "() => new Promise(rest => requestIdleCallback(() => rest(), {timeout: 1000}))"
# Streamlit says in a window of its own that it knows no such page, and shows the first one behind it.
NO_SUCH_PAGE = "[data-testid=stDialog]"
# How high the page is; Streamlit scrolls a part of the window.
CONTENT_HEIGHT = """() => Math.max(document.body.scrollHeight,
    ...[...document.querySelectorAll('[data-testid=stMain]')].map(main => main.scrollHeight))"""
# A picture must fit the memory of what opens it.
HIGHEST = 16_000

Theme = Literal["light", "dark"]


class ScreenshotError(SmartcityError):
    """A page could not be pictured."""


@dataclass(frozen=True)
class Size:
    """A window in pixels; without a height it is as high as what is on the page, and at least 9:16 of the width."""

    width: int
    height: int | None = None

    @property
    def first_height(self) -> int:
        """Return the height with which the page is opened."""
        return self.height or self.width * 9 // 16


def take(program: str, address: str, size: Size, theme: Theme) -> bytes:
    """Return a PNG of the page at an address, drawn in the Chromium that `find` gave.

    Raises ScreenshotError where the page does not answer or is not drawn within a minute.
    """
    from playwright.sync_api import Error

    try:
        with _chromium(program) as browser:
            context = browser.new_context(
                viewport={"width": size.width, "height": size.first_height},
                color_scheme=theme,
                locale="id-ID",
                timezone_id="Asia/Jakarta",
            )
            return _picture(context.new_page(), address, size)
    except Error as error:
        raise ScreenshotError(_said(error)) from error


def _picture(page: "Page", address: str, size: Size) -> bytes:
    fetched = Fetched(page)
    page.goto(address, timeout=DRAWS_WITHIN_MS)
    wait_until_drawn(page)
    if page.locator(NO_SUCH_PAGE).count():
        text = _("Dasbor tidak mempunyai halaman {path}.")
        raise ScreenshotError(text.format(path=urlsplit(address).path))
    if not page.locator(FOOTER).count():
        raise ScreenshotError(page.locator(ALERT).first.inner_text().strip())
    if size.height is None:
        height = min(max(int(page.evaluate(CONTENT_HEIGHT)), size.first_height), HIGHEST)
        page.set_viewport_size({"width": size.width, "height": height})
        wait_until_drawn(page)
    fetched.wait()
    page.wait_for_timeout(REST_MS)
    return page.screenshot()


class Fetched:
    """A watch on what a page fetches from its making on: a map asks for its outlines when its frame stands already."""

    def __init__(self, page: "Page") -> None:
        self._page = page
        self._awaited: set[Request] = set()
        page.on("request", lambda request: self._awaited.add(request))
        page.on("requestfinished", lambda request: self._awaited.discard(request))
        page.on("requestfailed", lambda request: self._awaited.discard(request))

    def wait(self) -> None:
        """Wait until everything that was asked for is there and drawn, for a minute at most."""
        for _moment in range(DRAWS_WITHIN_MS // LOOK_AGAIN_MS):
            if not self._awaited:
                break
            self._page.wait_for_timeout(LOOK_AGAIN_MS)
        self._page.evaluate(AT_REST)


def wait_until_drawn(page: "Page") -> None:
    """Wait until the run has ended, the footer stands, charts, maps and tables are drawn, and the letters are there."""
    page.locator(f"{FOOTER}, {ALERT}").first.wait_for(state="attached", timeout=DRAWS_WITHIN_MS)
    page.locator(IDLE).wait_for(timeout=DRAWS_WITHIN_MS)
    page.wait_for_function(ALL_DRAWN, timeout=DRAWS_WITHIN_MS)
    page.evaluate("document.fonts.ready")


def find(program: str | None = None) -> str:
    """Return where Chromium is: the one that was named, or the first that is installed.

    Raises ScreenshotError, with what to install, where there is none or nothing that can steer it.
    """
    if not importlib.util.find_spec("playwright"):
        text = _("Untuk memotret halaman diperlukan Playwright; pasang dengan `uv sync --extra snapshot`.")
        raise ScreenshotError(text)
    found = next(
        (path for name in ([program] if program else PROGRAMS) if (path := shutil.which(name))), None
    )
    if found:
        return found
    if program:
        raise ScreenshotError(
            _("Tidak ada program {program}; sebutkan letak Chromium.").format(program=program)
        )
    text = _(
        "Chromium tidak ditemukan. Pasang dahulu (di Debian dan Ubuntu: `sudo apt-get install chromium`), atau "
        "sebutkan letaknya dengan --chromium."
    )
    raise ScreenshotError(text)


@contextmanager
def _chromium(program: str) -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*OPTIONS, *_sandbox()])
        try:
            yield browser
        finally:
            browser.close()


def _sandbox() -> tuple[str, ...]:
    """Return the option without which Chromium does not start for the superuser, as in many containers."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _said(error: Exception) -> str:
    """Return in words why the browser did not come to a picture."""
    from playwright.sync_api import TimeoutError as NotInTime

    if isinstance(error, NotInTime):
        return _("Halaman belum selesai digambar setelah satu menit; coba lagi, atau periksa alamatnya.")
    first = str(error).strip().splitlines()[0]
    if "net::ERR_" in first:
        return _("Dasbor di alamat itu tidak menjawab; periksa alamatnya.")
    return _("Chromium tidak dapat memotret halaman: {reason}").format(reason=first)


def png_path(path: Path) -> Path:
    """Return where the picture goes; raise ScreenshotError for a name that says another kind of file."""
    if path.suffix.lower() != ".png":
        raise ScreenshotError(_("Tangkapan layar ditulis sebagai PNG; beri nama berkas .png."))
    return path
