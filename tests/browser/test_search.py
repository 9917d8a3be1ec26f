"""The search in the browser, with the keyboard only: from any page to what was looked for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

# Presses of Tab that reach anything at the top of a page.
MOST_TABS = 12


def tab_to(tab: Visit, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _press in range(MOST_TABS):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_from_another_page_to_a_region_by_keyboard(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("metode?lang=en")

    tab_to(tab, ".st-key-menu_search_box input")
    page.keyboard.type("kab oku")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cari?*")
    tab.settle()
    assert tab.query() == {"cari": "kab+oku", "lang": "en"}

    first = page.locator(".st-key-found_region a").first
    expect(first).to_contain_text("Kabupaten Ogan Komering Ulu")
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/wilayah?*")
    tab.settle()
    assert tab.query() == {"wilayah": "16.01", "lang": "en"}
    expect(page.locator("h1")).to_have_text("Kabupaten Ogan Komering Ulu")


def test_near_words_and_more_of_a_kind(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("cari?cari=lokakrya&lang=id")
    page.get_by_role("button", name="Maksud Anda “lokakarya”?").click()
    page.wait_for_function("() => location.search.includes('cari=lokakarya')")
    tab.settle()
    expect(page.locator(".st-key-found_event a").first).to_be_visible()

    page.get_by_label("Yang dicari").fill("smart city")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('cari=smart')")
    tab.settle()
    page.locator(".st-key-all_source button").click()
    page.wait_for_function("() => location.search.includes('jenis=source')")
    tab.settle()
    assert page.locator(".st-key-found_source a").count() > 50
