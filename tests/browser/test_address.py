"""The view in the address: links, Back and Forward, parents and children, wrong values, language."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_indonesian_link_opened_in_english_keeps_its_view(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("tahapan?program=gmsc&periode=2023&wilayah=16&tahap=selected&lang=id")
    indonesian = page.locator("h1").inner_text()

    page.goto(page.url.replace("lang=id", "lang=en"))
    tab.settle()

    assert (indonesian, page.locator("h1").inner_text()) == ("Tahapan seleksi", "Selection stages")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator(".st-key-filter_edition input").input_value() == "2023 cohort"
    assert page.locator(".st-key-filter_province input").input_value() == "Sumatera Selatan"
    assert tab.query() == {
        "program": "gmsc",
        "periode": "2023",
        "wilayah": "16",
        "tahap": "selected",
        "lang": "en",
    }


def test_changing_a_parent_drops_the_child(visit: Callable[..., Visit]) -> None:
    tab = visit()
    tab.open("tahapan?program=gmsc&periode=2021&tahap=selected&wilayah=16&lang=id")

    tab.choose("Program", "Indonesia Digital Services Living Lab")

    assert tab.query() == {"program": "idsll", "wilayah": "16", "lang": "id"}


def test_changing_the_province_drops_the_kabupaten(visit: Callable[..., Visit]) -> None:
    tab = visit()
    tab.open("wilayah?wilayah=16.01&lang=id")

    tab.choose("Provinsi", "Jawa Barat")

    assert tab.query()["wilayah"] == "32"
    expect(tab.page.locator("h1")).to_have_text("Jawa Barat")


def test_back_and_forward_after_two_filters_and_a_page(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("?program=gmsc&periode=2022&lang=id")
    tab.choose("Angkatan", "Angkatan 2021")
    tab.choose("Provinsi", "Bali")
    page.locator(".st-key-menu a", has_text="Tahapan seleksi").click()
    page.locator("h1", has_text="Tahapan seleksi").wait_for()
    tab.settle()
    seen = [(tab.path(), tab.query())]

    for _step in range(3):
        page.go_back()
        tab.settle()
        seen.append((tab.path(), tab.query()))
    page.go_forward()
    tab.settle()

    after_two = {"program": "gmsc", "periode": "2021", "wilayah": "51", "lang": "id"}
    after_one = {"program": "gmsc", "periode": "2021", "lang": "id"}
    assert seen == [
        ("/tahapan", after_two),
        ("/", after_two),
        ("/", after_one),
        ("/", {"program": "gmsc", "periode": "2022", "lang": "id"}),
    ]
    assert (tab.path(), tab.query()) == ("/", after_one)
    assert page.locator(".st-key-filter_edition input").input_value() == "Angkatan 2021"


@pytest.mark.parametrize(
    "address",
    [
        "tahapan?program=narnia&lang=id",
        "tahapan?program=gmsc&periode=abc&lang=id",
        "tahapan?program=gmsc&wilayah=99.99&lang=id",
        "tahapan?program=gmsc&tahap=%3Cscript%3Ealert(1)%3C/script%3E&lang=id",
        "wilayah?wilayah=" + "9" * 5000,
    ],
)
def test_wrong_value_falls_back_with_a_notice(visit: Callable[..., Visit], address: str) -> None:
    page = visit().open(address)

    notice = page.locator("[data-testid=stAlert]")

    assert notice.count() == 1
    assert "yang tampil adalah pilihan bawaan" in notice.inner_text()
    assert page.locator("[data-testid=stException]").count() == 0


def test_own_region_is_remembered(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("wilayah?wilayah=16.01&lang=id")
    page.get_by_role("button", name="Jadikan wilayah saya").click()
    page.locator(".st-key-menu a", has_text="Wilayah saya").wait_for()
    tab.settle()

    page.goto(f"{tab.server.address}/wilayah")
    tab.settle()

    expect(page.locator("h1")).to_have_text("Kabupaten Ogan Komering Ulu")
