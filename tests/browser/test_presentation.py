"""Mode paparan in the browser: nothing scrolls, nothing is cut, nothing else is seen, on every page."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartcity.store import Store
from smartcity.ui.menu import ENTRIES
from tests.browser.conftest import Server, Visit
from tests.browser.looks import violations

pytestmark = pytest.mark.browser

SCREEN = (1920, 1080)
# What else a projector may show, and a window of another shape.
SIZES = ((1280, 720), (3840, 2160), (1024, 768))
FURTHER = {
    "a map of one province": "peta?wilayah=16&ukuran=score.spbe-2020",
    "many bars in columns": "wilayah?",
    "a table of many columns": "percontohan?salindia=4",
    "many words": "metode?",
    "a part of a grid": "sumber?bagian=cakupan&salindia=2",
    "facts beside a map": "wilayah?wilayah=35.71",
}
LONG = "Sistem Informasi Pelayanan Terpadu Satu Pintu Berbasis Digital Kabupaten Ogan Komering Ulu Selatan"
NAMES = (f"{LONG} <script>alert(1)</script> **x**", "مدينة ذكية طويلة الاسم لעיר חכמה", "W" * 90)

# What stands outside of the slide, what is larger than its box, what else of the page is seen or scrolls.
MEASURE = """slide => {
    const frame = slide.getBoundingClientRect();
    const wrong = [];
    for (const each of slide.querySelectorAll('*')) {
        if (each.matches('.mark') || each.parentElement.closest('svg')) continue;
        const box = each.getBoundingClientRect();
        const name = `${each.tagName}.${each.className.baseVal ?? each.className}`;
        if (box.left < frame.left - 1 || box.top < frame.top - 1
            || box.right > frame.right + 1 || box.bottom > frame.bottom + 1) wrong.push(`${name} stands outside`);
        if (each.clientHeight && each.tagName !== 'svg' && getComputedStyle(each).display !== 'inline'
            && (each.scrollHeight > each.clientHeight + 2 || each.scrollWidth > each.clientWidth + 2))
            wrong.push(`${name} is cut`);
    }
    const page = document.documentElement;
    if (page.scrollHeight > innerHeight || page.scrollWidth > innerWidth) wrong.push('the page scrolls');
    for (const each of document.querySelectorAll('[data-testid=stApp] [data-testid]')) {
        const style = getComputedStyle(each);
        if (style.visibility === 'visible' && each.offsetParent && !each.closest('.st-key-presentation'))
            wrong.push(`${each.dataset.testid} is seen`);
    }
    return {wrong, title: slide.querySelector('h1').innerText, foot: slide.querySelector('footer').innerText,
            place: slide.querySelector('nav span').innerText, body: slide.querySelector('.body').innerText,
            pictures: slide.querySelectorAll('figure > svg').length, numbers: slide.querySelectorAll('dd').length,
            size: [frame.left, frame.top, frame.width, frame.height]};
}"""


def show(tab: Visit, path: str) -> dict[str, Any]:
    """Open an address in Mode paparan and measure its slide."""
    tab.open(f"{path}{'&' if '?' in path else '?'}mode=paparan")
    return measured(tab)


def measured(tab: Visit) -> dict[str, Any]:
    """Return what is on the slide, and what is wrong with it."""
    found: dict[str, Any] = tab.page.locator("main.slide").evaluate(MEASURE)
    return found


def test_every_page(visit: Callable[..., Visit]) -> None:
    tab = visit(SCREEN)
    found = {entry.path: show(tab, f"{entry.path}?lang=id") for entry in ENTRIES}

    assert {path: slide["wrong"] for path, slide in found.items() if slide["wrong"]} == {}
    assert [path for path, slide in found.items() if not (slide["title"] and slide["place"])] == []
    assert [path for path, slide in found.items() if not (slide["body"] or slide["pictures"])] == []
    for path, slide in found.items():
        lines = [line for line in slide["foot"].splitlines() if line]
        assert lines[0].startswith("Sumber: "), path
        assert re.search(r"Data per .+ · versi data 1, .+ WIB · dibuat .+ WIB$", lines[1]), path
        assert lines[2] == f"{tab.server.address}/{path}?lang=id"
    assert {tuple(slide["size"]) for slide in found.values()} == {(0, 0, *SCREEN)}


def test_further_slides_in_other_windows_and_in_the_dark(visit: Callable[..., Visit]) -> None:
    tab, wrong = visit(SCREEN, "dark"), {}
    for name, path in FURTHER.items():
        slide = show(tab, f"{path}{'' if path.endswith('?') else '&'}lang=en")
        wrong[name] = slide["wrong"]
        for width, height in SIZES:
            tab.page.set_viewport_size({"width": width, "height": height})
            slide = measured(tab)
            wrong[f"{name} {width}"] = slide["wrong"]
            left, top, wide, high = slide["size"]
            assert (round(wide), round(high)) == (min(width, height * 16 // 9), min(height, width * 9 // 16))
            assert (round(left * 2 + wide), round(top * 2 + high)) == (width, height)
        tab.page.set_viewport_size({"width": SCREEN[0], "height": SCREEN[1]})

    assert {name: found for name, found in wrong.items() if found} == {}


def test_slides_are_reached_by_key_and_click_and_left_again(visit: Callable[..., Visit]) -> None:
    tab = visit(SCREEN)
    show(tab, "tahapan?program=gmsc&periode=2022&lang=en")
    place = tab.page.locator("nav span")
    assert [rule for rule, _where in violations(tab.page)] == []

    tab.page.keyboard.press("PageDown")
    tab.page.wait_for_url("**&salindia=2")
    tab.page.locator("a.after").click()
    tab.page.wait_for_url("**&salindia=3")
    tab.settle()
    assert place.inner_text() == "3 / 5"

    tab.page.go_back()
    tab.page.wait_for_url("**&salindia=2")
    tab.settle()
    assert place.inner_text() == "2 / 5"

    out = tab.page.locator("a.leave")
    assert out.evaluate("link => getComputedStyle(link).opacity") == "0"
    out.hover()
    assert out.evaluate("link => getComputedStyle(link).opacity") == "1"
    out.click()
    tab.page.locator("[data-testid=stSidebar]").wait_for()
    tab.settle()
    assert tab.query() == {"program": "gmsc", "periode": "2022", "lang": "en"}


def lengthen(draft: Any) -> None:
    """Give pilots names that are long, written from the right, or without a place to break."""
    rows = draft.connection.execute(f"select * from pilot order by pilot limit {len(NAMES)}").df()
    draft.upsert("pilot", rows.assign(title=NAMES))


def test_long_names_and_demonstration_data(
    visit: Callable[..., Visit],
    serve: Callable[[Path | None], Server],
    own_data_folder: Path,
    demonstration: Server,
) -> None:
    store = Store(own_data_folder)
    store.publish(lengthen, kind="upload", made_by="uji", reason=LONG * 2)
    store.close()
    tab = visit(SCREEN, at=serve(own_data_folder))

    listed = show(tab, "jelajah?tabel=pilot&lang=id")
    told = show(tab, "riwayat?unggahan=2&lang=id")
    marked = show(visit(SCREEN, at=demonstration), "perangkat-daerah?wilayah=16&salindia=2&lang=id")

    assert (listed["wrong"], told["wrong"], marked["wrong"]) == ([], [], [])
    assert "<script>alert(1)</script> **x**" in listed["body"].replace("\u200b", "")
    assert "DATA CONTOH" in marked["foot"]
