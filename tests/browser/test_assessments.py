"""Penilaian in the browser: a click chooses a section, a version, a region; the address opens the same view again."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import NARROW, Server, Visit
from tests.browser.looks import sideways, violations

pytestmark = pytest.mark.browser

CHANGE = "penilaian?instrumen=spbe-2020&periode=2021&wilayah=32.11&bagian=change&lang=id"


def test_what_is_chosen_stands_in_the_address(visit: Callable[..., Visit], server: Server) -> None:
    tab = visit()
    page = tab.open("penilaian?lang=id")
    page.get_by_role("button", name="Peringkat", exact=True).or_(
        page.get_by_role("radio", name="Peringkat", exact=True)
    ).first.click()
    page.wait_for_function("() => location.search.includes('bagian=ranking')")
    tab.settle()
    tab.choose("Tahun penilaian", "Tahun penilaian 2023")

    assert tab.query()["instrumen"] == "spbe-2020"
    assert tab.query()["periode"] == "2023"
    again = visit().open(page.url.removeprefix(f"{server.address}/"))
    heading = "[data-testid=stMain] h3"
    assert again.locator(heading).first.inner_text() == page.locator(heading).first.inner_text()
    assert "Kabupaten Banyuwangi (4,50)" in page.locator(heading).first.inner_text()


def test_another_version_is_no_fall(visit: Callable[..., Visit]) -> None:
    tab = visit(NARROW, "dark")
    page = tab.open(CHANGE)

    said = page.locator("[data-testid=stMain]").inner_text()
    texts = page.locator(".st-key-drawn_change svg.marks text").all_text_contents()
    assert "tidak sebanding karena instrumen berganti" in said
    assert "3,81 dan 3,52" in texts
    assert [text for text in texts if "→" in text] == []
    assert sideways(page) <= 0
    assert violations(page) == []

    page.get_by_role("button", name="Indeks SPBE (35 indikator)").click()
    page.wait_for_function("() => location.search.includes('instrumen=spbe-2018')")
    tab.settle()
    assert tab.query()["wilayah"] == "32.11"
