"""Pages on paper: A4 with all that is on the page, dark on white, and nothing to click."""

import io
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page

from smartcity import formats
from smartcity.store import Store
from tests.browser.conftest import Server, Visit

pytestmark = pytest.mark.browser

A4_ACROSS_POINTS = (842, 595)
# The paper without its margins, in the pixels of a page: 273 by 186 millimetres.
PAPER = (1032, 703)
CLICKED = (
    "[data-testid=stButton], [data-testid=stDownloadButton], [data-testid=stPopover], [data-testid=stSidebar]"
)
# What stands outside the paper at the right; a table of many columns scrolls inside its own frame.
CUT = """width => [...document.querySelectorAll('[data-testid=stMain] *')]
    .filter(each => each.checkVisibility() && !each.closest('[data-testid=stDataFrame], svg'))
    .filter(each => each.getBoundingClientRect().right > width + 1)
    .map(each => each.outerHTML.slice(0, 120))"""


def printed(page: Page) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("", "Ringkasan"),
        ("wilayah?wilayah=32.73", "Kota Bandung"),
        ("tindak-lanjut?wilayah=61", "Tindak lanjut"),
    ],
)
def test_all_of_a_page_is_on_a4(visit: Callable[..., Visit], server: Server, path: str, title: str) -> None:
    with Store(server.data).read() as snapshot:
        published = formats.moment(snapshot.made_at)
    page = visit(scheme="dark").open(path)

    paper = printed(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})

    sizes = {(round(each.mediabox.width), round(each.mediabox.height)) for each in paper.pages}
    said = " ".join(" ".join(each.extract_text().split()) for each in paper.pages)
    assert sizes == {A4_ACROSS_POINTS}
    assert said.startswith(title)
    assert "Sumber: " in said
    assert f"diterbitkan {published}" in said
    assert f"{server.address}/{path or '?lang=id'}" in said.replace(" ", "")
    assert not page.locator(CLICKED).filter(visible=True).count()
    assert page.evaluate(CUT, PAPER[0]) == []
    background, ink = page.evaluate(
        """() => [getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor,
                  getComputedStyle(document.querySelector('h1')).color]"""
    )
    assert (background, ink) == ("rgb(255, 255, 255)", "rgb(29, 42, 49)")
