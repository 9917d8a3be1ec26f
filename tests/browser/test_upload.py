"""Unggah data in a browser: a messy file from drop to published, seen on a page, taken back; wide and narrow."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page

from tests.browser.conftest import NARROW, WIDE, Server, Visit
from tests.browser.looks import sideways, violations

pytestmark = pytest.mark.browser

SIZES = {"wide": (WIDE, "light"), "narrow": (NARROW, "dark")}
MESSY = """Rekapitulasi SPBE Kabupaten/Kota Tahun 2023;;;;;;;;;
;;;;;;;;;
No;Kabupaten/Kota;Provinsi;Tanggal penilaian;Indeks SPBE;Kebijakan;Tata Kelola;Manajemen;Layanan;Keterangan
1;KAB. OKU;Sumatera Selatan;21/04/2022;2,4711;2,51;2,4;1,9;3,12;dari évaluasi
2;Kota Palembang;Sumatera Selatan;21/04/2022;3,41;3,51;3,4;2,9;4,12;
3;Bandung;Jawa Barat;21/04/2022;3,32;3,2;3;2,5;3,9;
4;Kab. Sleman;;22/04/2022;3,45;3,2;7,5;2,5;3,9;
Jumlah;;;;12,65;12,42;16,3;9,8;15,04;
""".replace("\n", "\r\n").encode("cp1252")


@pytest.fixture(scope="module")
def own_server(serve: Callable[[Path | None], Server]) -> Server:
    """Return a dashboard whose data these tests may change."""
    return serve(None)


def pick(tab: Visit, label: str, option: str) -> None:
    """Choose an option of the select box whose label begins so, by the first words of the option."""
    box = tab.page.locator("[data-testid=stSelectbox]").filter(has=tab.page.get_by_text(label)).first
    box.locator("input").click()
    box.locator("input").press_sequentially(option)
    tab.page.get_by_role("option").filter(has_text=option).first.click()
    tab.settle()


def press(tab: Visit, label: str) -> None:
    """Press the button whose words begin so."""
    tab.page.get_by_role("button", name=label).click()
    tab.settle()


def drop(tab: Visit, name: str, content: bytes) -> None:
    """Give the page a file."""
    file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": content}
    tab.page.locator("input[type=file]").set_input_files(files=[file])
    tab.page.get_by_text("Cara berkas dibaca").first.wait_for()
    tab.settle()


def text(page: Page) -> str:
    """Return what the page says."""
    return page.locator("[data-testid=stMain]").inner_text()


def correct(tab: Visit, column: int, value: str) -> None:
    """Write a value into the first row of the table of rejected rows, as a keyboard does."""
    grid = tab.page.locator("[data-testid=stDataFrame]").first
    # What scrolls lies over the drawing and takes the click, as it should.
    grid.locator("canvas").first.click(position={"x": 20, "y": 52}, force=True)
    tab.page.wait_for_timeout(500)  # the grid takes the keyboard a moment after the click
    for _step in range(column):
        tab.page.keyboard.press("ArrowRight", delay=50)
    tab.page.keyboard.type(value, delay=50)
    tab.page.keyboard.press("Enter")
    tab.settle()


@pytest.mark.parametrize("size", SIZES)
def test_from_drop_to_published_and_undone(
    visit: Callable[..., Visit], own_server: Server, size: str
) -> None:
    tab = visit(*SIZES[size], own_server)
    assert "2,47" not in text(tab.open("wilayah?wilayah=16.01&lang=id"))
    page = tab.open("unggah?lang=id")
    tab.shot(f"unggah-{size}-start")
    assert (sideways(page), violations(page)) == (0, [])
    pick(tab, "Tabel yang diisi", "Penilaian")
    drop(tab, "spbe-2023.csv", MESSY)
    assert "Windows-1252, pemisah titik koma (;), judul kolom di baris 3" in text(page)
    assert "Baris 8 (Jumlah) adalah jumlah atau rata-rata" in text(page)

    pick(tab, "Periode", "Tahun penilaian 2023")
    assert "4 baris dalam berkas = 2 baru + 0 berubah + 0 tetap + 2 ditolak." in text(page)
    if page.get_by_role("button", name="Ya, arti kolom ini benar").count():
        tab.shot(f"unggah-{size}-questions")
        press(tab, "Ya, arti kolom ini benar")
    pick(tab, "Bandung", "Kota Bandung")
    page.get_by_role("textbox", name="Nama Anda").fill("Siti")
    page.get_by_role("textbox", name="Catatan").fill("rekap dari Excel")
    page.keyboard.press("Tab")
    tab.settle()
    tab.shot(f"unggah-{size}-checked")
    assert (sideways(page), violations(page)) == (0, [])

    page.get_by_text("Terbitkan baris yang benar saja").click()
    tab.settle()
    press(tab, "Terbitkan 3 baris")
    page.get_by_text("Terbit sebagai versi").wait_for()
    tab.shot(f"unggah-{size}-published")
    assert "3 baris baru, 0 diubah, 0 tetap, 1 ditinggalkan." in text(page)
    assert (sideways(page), violations(page)) == (0, [])

    page.get_by_role("link", name="Lihat di Wilayah").click()
    page.get_by_role("heading", name="Kabupaten Ogan Komering Ulu", exact=True).wait_for()
    tab.settle()
    assert "2,47" in text(page)
    page.go_back()
    page.get_by_text("Terbit sebagai versi").wait_for()
    tab.settle()
    press(tab, "Batalkan unggahan ini")
    page.get_by_text("Unggahan dibatalkan").wait_for()
    assert "data kembali seperti sebelumnya" in text(page)
    assert page.locator("[data-testid=stException]").count() == 0


def test_a_wrong_cell_is_corrected_in_place(visit: Callable[..., Visit], own_server: Server) -> None:
    tab = visit(WIDE, "light", own_server)
    page = tab.open("unggah?lang=id")
    drop(tab, "nama.csv", b"program;periode;wilayah;tahap;sumber\ngmsc;2022;Narnia;Terpilih;Uji\n")
    assert "1 baris dalam berkas = 0 baru + 0 berubah + 0 tetap + 1 ditolak." in text(page)

    correct(tab, 4, "16.01")
    press(tab, "Periksa lagi")

    assert "1 baris dalam berkas = 1 baru + 0 berubah + 0 tetap + 0 ditolak." in text(page)
