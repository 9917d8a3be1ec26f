"""Every page, wide and narrow, light and dark, full and empty: drawn, quiet, reachable, readable."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from smartcity.store import Store
from tests.browser.conftest import Server, Visit
from tests.browser.looks import check_page

pytestmark = pytest.mark.browser

PAGES = {
    "ringkasan": "?lang=id",
    "peta": "peta?program=gmsc&periode=2022&lang=id",
    "peta-provinsi": "peta?wilayah=16&ukuran=score.spbe-2020&lang=id",
    "peta-perubahan": "peta?ukuran=change.spbe-2020&lang=id",
    "tahapan": "tahapan?program=gmsc&periode=2022&tahap=selected&lang=id",
    "nasional": "wilayah?lang=id",
    "provinsi": "wilayah?wilayah=16&lang=id",
    "kabupaten": "wilayah?wilayah=16.01&lang=id",
    "kota": "wilayah?wilayah=35.71&lang=id",
    "jelajah": "jelajah?tabel=pilot&urut=-updated_on&lang=id"
    "&saring=%5B%5B%22status%22,%22is%22,%22running%22%5D%5D&kunci=%5B%22gmsc-13.73-info-sunto%22%5D",
    "cari": "cari?cari=smart+city&lang=id",
    "tidak-ditemukan": "cari?cari=lokakrya&lang=id",
    "paparan": "paparan?isi=funnel,map,profiles,sources&wilayah=16&daerah=16,16.01&lang=id",
    "sumber": "sumber?lang=id",
    "pertentangan": "sumber?bagian=pertentangan&tabel=published_figure&lang=id"
    "&kunci=%5B%22gmsc-2022-assessed-00-1%22%5D",
    "cakupan": "sumber?bagian=cakupan&lang=id",
    "metode": "metode?lang=id",
    "percontohan": "percontohan?lang=id",
    "satu-percontohan": "percontohan?percontohan=gmsc-13.73-info-sunto&lang=id",
    "tindak-lanjut": "tindak-lanjut?wilayah=35&lang=id",
    "idsll": "idsll?lang=id",
    "kegiatan": "kegiatan?lang=id",
    "satu-kegiatan": "kegiatan?kegiatan=2024-01-16-lokakarya-percepatan-transformasi-digital&lang=id",
    "tentang": "tentang?lang=id",
    "penilaian": "penilaian?instrumen=spbe-2020&periode=2025&bagian=tree&lang=id",
    "penilaian-smart-city": "penilaian?instrumen=gmsc-evaluation&periode=2022&lang=id",
    "perangkat-daerah": "perangkat-daerah?lang=id",
    "perangkat-daerah-inisiatif": "perangkat-daerah?bagian=initiatives&wilayah=61&lang=id",
    "perangkat-daerah-ietpd": "perangkat-daerah?bagian=ietpd&lang=id",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(visit: Callable[..., Visit], name: str) -> None:
    check_page(visit(), PAGES[name], name)


@pytest.mark.parametrize("name", PAGES)
def test_page_of_an_empty_database(visit: Callable[..., Visit], empty: Server, name: str) -> None:
    tab = visit(at=empty)
    page = tab.open(PAGES[name])
    tab.shot(f"{name}-empty")

    assert page.locator("[data-testid=stException]").count() == 0
    assert "Terjadi kesalahan" not in page.locator("[data-testid=stMain]").inner_text()


def remove_an_award(draft: Any) -> None:
    """Change something, so that there is a second version."""
    draft.delete("award", draft.connection.execute("select award from award limit 1").df())


def test_corrupt_database_is_explained(
    visit: Callable[..., Visit], server: Server, serve: Callable[[Path | None], Server], tmp_path: Path
) -> None:
    folder = tmp_path / "db"
    shutil.copytree(server.data, folder)
    Store(folder).publish(remove_an_award, kind="upload", made_by="uji", reason="versi kedua")
    current = max((folder / "versions").glob("*.duckdb"))
    current.chmod(0o644)
    current.write_bytes(b"not a database")

    tab = visit(at=serve(folder))
    page = tab.open("tahapan")
    tab.shot("corrupt")

    expect(page.locator("h1")).to_have_text("Basis data tidak dapat dibaca")
    assert "smartcity restore" in page.locator("[data-testid=stMain]").inner_text()


def test_keyboard_reaches_menu_filters_and_picture_actions(visit: Callable[..., Visit]) -> None:
    page = visit().open("tahapan?program=gmsc&periode=2022&lang=id")

    reached = set()
    for _press in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || '').trim()"
            )
        )

    joined = " | ".join(reached)
    assert [
        words for words in ("Ringkasan", "Wilayah", "Program", "Lihat kueri", "Unduh") if words not in joined
    ] == []
