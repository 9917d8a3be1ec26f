"""One look at a page as people see it: wide and narrow, light and dark; drawn, quiet, readable, in the window."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE, Visit

SIZES = {"wide": WIDE, "narrow": NARROW}
WIDTHS = (768, 1280, 1920)
# Streamlit's own grid draws a table for screen readers whose roles axe does not accept; it is not ours to change.
NOT_OURS = "[data-testid=stDataFrame], [data-testid=stToolbar]"


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def violations(page: Page) -> list[tuple[str, str]]:
    """Return axe-core's serious and critical findings: rule, and the first element."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    found = Axe().run(page, context={"exclude": [NOT_OURS]}, options=options).response["violations"]
    return [
        (rule["id"], rule["nodes"][0]["html"][:200])
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]


def check_page(tab: Visit, path: str, name: str) -> None:
    """Open a page light and dark, each wide and narrow, and check what is seen.

    A window made narrow draws what a narrow one draws from the start; the scheme is known when the page is opened.
    axe looks at the light wide page and at the dark narrow one: every colour, and every arrangement, once.
    """
    page = tab.page
    found: dict[str, list[Any]] = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            if size == "wide":
                tab.open(path)
            else:
                tab.settle()
            tab.shot(f"{name}-{size}-{scheme}")
            if seen := seen_wrong(page, with_axe=(size == "wide") == (scheme == "light")):
                found[f"{size} {scheme}"] = seen
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        tab.settle()
        if sideways(page) > 0:
            found[f"{width} pixels wide"] = ["scrolls sideways"]

    assert found == {}


def seen_wrong(page: Page, *, with_axe: bool = True) -> list[Any]:
    """Return what is wrong with a page as it stands."""
    wrong: list[Any] = violations(page) if with_axe else []
    if page.locator("[data-testid=stException]").count():
        wrong.append("a traceback")
    if sideways(page) > 0:
        wrong.append("scrolls sideways")
    return wrong
