"""Sumber & mutu and Metode in a real browser: parts by the address, a cell that leads on, links to a section."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_tabs_are_steps_of_the_history(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("sumber?lang=id")

    page.get_by_role("tab", name="Pertentangan").click()
    page.wait_for_url("**bagian=pertentangan**")
    tab.settle()
    assert page.get_by_role("tab", name="Pertentangan").get_attribute("aria-selected") == "true"
    expect(page.get_by_text("Lebih banyak nama daripada angkanya")).to_be_visible()

    page.go_back()
    tab.settle()
    assert page.get_by_role("tab", name="Sumber", exact=True).get_attribute("aria-selected") == "true"
    expect(page.get_by_text("Cari sumber")).to_be_visible()


def test_a_cell_of_the_coverage_leads_to_its_completion(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("sumber?bagian=cakupan&program=gmsc&periode=2022&lang=id")
    chart = page.locator(".st-key-drawn_coverage canvas, .st-key-drawn_coverage svg.marks").first
    box = chart.bounding_box()
    assert box

    # The second column is GMSC 2018; the first row is the whole country, the one below it Aceh.
    chart.click(position={"x": 128 + (box["width"] - 128) * 0.15, "y": 92})
    page.wait_for_url("**periode=2018**")
    tab.settle()

    expect(page.get_by_text("52 dari 120 diketahui (angka terpublikasi)")).to_be_visible()


def test_a_link_leads_to_its_section_of_the_method(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("peta?lang=id")

    page.locator("a.method-link").first.click()
    page.wait_for_url("**/metode?lang=id#batas")
    tab.settle()

    page.wait_for_function(
        "() => { const top = document.getElementById('batas').getBoundingClientRect().top;"
        " return top >= 0 && top < innerHeight }"
    )
