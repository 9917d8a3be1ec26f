"""Riwayat and Ubah satu baris in a real browser: one row from the form to its batch, its undo; wide, narrow, dark."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from smartcity.access import Caller
from smartcity.intake import form
from smartcity.store import Store
from tests.browser.conftest import Server, Visit
from tests.browser.looks import SIZES, check_page, sideways, violations

pytestmark = pytest.mark.browser

WHO = Caller("Sari Dewi", None)
PILOT = '["uji-1"]'
FORM = f"ubah?tabel=pilot&kunci={quote(PILOT)}&lang=id"
PAGES = {
    "riwayat": "riwayat?lang=id",
    "unggahan": "riwayat?unggahan=3&lang=id",
    "unggahan-pertama": "riwayat?unggahan=1&lang=id",
    "ubah": "ubah?tabel=pilot&program=gmsc&lang=id",
    "ubah-baris": FORM,
    "ubah-baru": "ubah?tabel=participation&program=gmsc&periode=2022&kunci=new&lang=id",
    "ubah-kosong": "ubah?tabel=agency&wilayah=17&lang=id",
}
NEW = {
    "pilot": "uji-1",
    "region_code": "16.01",
    "program": "gmsc",
    "edition": "2022",
    "title": "Mal Pelayanan Publik Digital <b>Baturaja</b>",
    "kind": "quick_win",
    "status": "running",
    "progress_percent": "12,5",
    "due_on": "2023-12-15",
    "budget_idr": "1.500.000.000",
    "note": "Menunggu jaringan serat optik dari provinsi",
}


@pytest.fixture(scope="module")
def edited(serve: Callable[[Path | None], Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Return a dashboard whose second batch added a pilot and whose third changed it."""
    folder = tmp_path_factory.mktemp("edited") / "db"
    store = Store(folder)
    store.ensure()
    form.publish(store, form.entry("pilot", None, NEW), caller=WHO, note="Laporan triwulan")
    with store.read() as snapshot:
        before = form.row(snapshot, "pilot", PILOT)
    assert before is not None
    later = {**before.values, "status": "delayed", "progress_percent": "40", "note": ""}
    form.publish(store, form.entry("pilot", before, later), caller=WHO, note="Rapat evaluasi 20 November")
    return serve(folder)


@pytest.mark.parametrize("name", PAGES)
def test_page(visit: Callable[..., Visit], edited: Server, name: str) -> None:
    check_page(visit(at=edited), PAGES[name], name)


def sign(page: Page, reason: str) -> None:
    """Give name and reason."""
    page.get_by_role("textbox", name="Nama Anda").fill("Budi")
    page.get_by_role("textbox", name="Alasan").fill(reason)


@pytest.mark.parametrize("size", SIZES)
def test_one_row_from_the_form_to_its_undo(
    visit: Callable[..., Visit], serve: Callable[[Path | None], Server], edited: Server, size: str
) -> None:
    tab = visit(SIZES[size], at=edited)
    page = tab.open(FORM)
    main = page.locator("[data-testid=stMain]")
    current = Store(edited.data).current()

    page.get_by_role("textbox", name="Kemajuan (%)").fill("101")
    page.get_by_role("button", name="Periksa perubahan").click()
    page.get_by_text("Perbaiki isian yang ditandai").wait_for()
    tab.settle()
    tab.shot(f"ubah-salah-{size}")
    assert "Kemajuan (%) harus dalam rentang 0 … 100, tetapi tertulis 101." in main.inner_text()
    assert sideways(page) <= 0
    assert violations(page) == []

    page.get_by_role("textbox", name="Kemajuan (%)").fill("62,5")
    page.get_by_role("button", name="Periksa perubahan").click()
    page.get_by_text("Yang akan berubah").wait_for()
    tab.settle()
    sign(page, "Laporan pekan ini")
    tab.shot(f"ubah-periksa-{size}")
    assert page.locator(".st-key-edit_found td").all_inner_texts() == ["Kemajuan (%)", "40", "62,5"]
    page.get_by_role("button", name="Terbitkan").dblclick()
    page.get_by_text("Baris ini diterbitkan").wait_for()
    tab.settle()
    tab.shot(f"ubah-terbit-{size}")
    assert Store(edited.data).current() == current + 1

    page.get_by_role("link", name="Lihat perubahannya").click()
    page.locator("h1", has_text=f"Unggahan {current + 1}").wait_for()
    tab.settle()
    assert tab.query() == {"unggahan": str(current + 1), "lang": "id"}
    assert "Kemajuan (%)\t40\t62,5" in main.inner_text()
    page.get_by_role("button", name="Batalkan unggahan ini").click()
    page.get_by_text("1 baris kembali seperti sebelum unggahan ini.").wait_for()
    tab.settle()
    tab.shot(f"batalkan-{size}")
    assert violations(page) == []
    sign(page, "Angkanya keliru")
    page.get_by_role("button", name="Batalkan unggahan", exact=True).dblclick()
    page.get_by_text("Unggahan ini dibatalkan").wait_for()
    tab.settle()
    tab.shot(f"dibatalkan-{size}")

    store = Store(edited.data)
    assert store.current() == current + 2
    with store.read() as snapshot:
        row = form.row(snapshot, "pilot", PILOT)
    assert row is not None
    assert row.values["progress_percent"] == "40.0"


def test_the_overview_leads_to_the_batch(visit: Callable[..., Visit], edited: Server) -> None:
    tab = visit(at=edited)
    page = tab.open("?lang=id")

    newest = str(Store(edited.data).current())
    page.get_by_role("link", name=f"Versi {newest}", exact=True).click()
    page.locator("h1", has_text=newest).wait_for()
    tab.settle()

    assert (tab.path(), tab.query()) == ("/riwayat", {"unggahan": newest, "lang": "id"})
    page.locator(".st-key-menu a", has_text="Wilayah").first.click()
    page.locator("h1", has_text="Indonesia").wait_for()
    assert tab.query() == {"lang": "id"}
