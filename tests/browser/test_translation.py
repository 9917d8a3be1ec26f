"""In the pseudo-locale every text of ours is marked; what is left comes from data or is listed in the docs."""

import re
from collections.abc import Callable, Iterable

import pytest
from babel.dates import get_month_names
from playwright.sync_api import Page

from smartcity.contract import load_contract
from smartcity.settings import ROOT
from smartcity.store import Store
from tests.browser.conftest import Server, Visit

pytestmark = pytest.mark.browser

PAGES = {
    "ringkasan": "?lang=qps",
    "tahapan": "tahapan?program=gmsc&periode=2018&tahap=selected&lang=qps",
    "nasional": "wilayah?lang=qps",
    "provinsi": "wilayah?wilayah=35&lang=qps",
    "kabupaten": "wilayah?wilayah=16.01&lang=qps",
    "tentang": "tentang?lang=qps",
}
# Every text that a person can see or hear: elements' own text, labels, alternative texts, texts inside pictures.
TEXTS = """() => {
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        const parent = node.parentElement;
        const skipped = parent.closest('style, script, code, [data-testid=stIconMaterial], canvas, noscript');
        if (!skipped) found.add(node.textContent.trim());
    }
    for (const name of ['aria-label', 'alt', 'title', 'placeholder']) {
        for (const element of document.querySelectorAll(`[${name}]`)) {
            if (!element.closest('code')) found.add(element.getAttribute(name).trim());
        }
    }
    return [...found].filter(text => text);
}"""
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[^\W\d_]{2,}")


def data_texts(server: Server) -> list[str]:
    """Return every text that the database holds, the longest first."""
    texts: set[str] = set()
    with Store(server.data).read() as snapshot:
        for table in load_contract().tables.values():
            columns = [field.name for field in table.fields if field.type == "string"]
            for column in columns:
                rows = snapshot.rows(f"select distinct {column} from {table.name} where {column} is not null")
                texts |= {str(row[0]) for row in rows}
    return sorted((text for text in texts if WORD.search(text)), key=len, reverse=True)


def streamlits_own() -> list[str]:
    """Return the texts inside Streamlit's widgets that docs/translation.md lists."""
    lines = (ROOT / "docs" / "translation.md").read_text(encoding="utf-8").splitlines()
    return sorted(
        re.findall(r"`([^`]+)`", "\n".join(line for line in lines if line.startswith("| `"))), key=len
    )[::-1]


def without(text: str, known: Iterable[str]) -> str:
    """Return a text without the known ones in it."""
    for words in known:
        if words in text:
            text = text.replace(words, " ")
    return text


def unmarked(page: Page, known: list[str]) -> list[str]:
    """Return what is left of the page's texts once marked texts, data, dates and listed texts are taken out."""
    months = [
        name for width in ("wide", "abbreviated") for name in get_month_names(width, locale="id").values()
    ]
    left = []
    for text in page.evaluate(TEXTS):
        rest = without(MARKED.sub(" ", re.sub(r"\s+", " ", text)), [*known, *months, "smartcity"])
        if WORD.search(rest):
            left.append(rest.strip())
    return left


@pytest.fixture(scope="session")
def known(server: Server) -> list[str]:
    """Return the texts that need no translation: data, and what Streamlit alone can change."""
    listed = streamlits_own()
    assert listed
    return [*data_texts(server), *listed]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_ours_is_untranslated(visit: Callable[..., Visit], known: list[str], name: str) -> None:
    tab = visit()
    page = tab.open(PAGES[name])
    for fold in page.locator("[data-testid=stExpander] summary").all():
        fold.click()
        tab.settle()
    left = unmarked(page, known)
    for other in page.locator("[data-testid=stTab]").all():
        other.click()
        tab.settle()
        left += unmarked(page, known)
    for opener in page.locator("[data-testid=stPopover] button").all()[:2]:
        opener.click()
        left += unmarked(page, known)
        page.keyboard.press("Escape")
    tab.shot(f"{name}-pseudo")

    assert left == []
