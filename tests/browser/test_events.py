"""Kegiatan in the browser: the list of those who came to a workshop, from a workbook to the event's numbers and map."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from smartcity import formats
from smartcity.look import LIGHT
from smartcity.store import Store
from tests.browser import attendance_files
from tests.browser.conftest import WIDE, Server, Visit
from tests.browser.looks import sideways
from tests.browser.test_upload import pick, press, text

pytestmark = pytest.mark.browser

EVENT = "2024-01-16-lokakarya-percepatan-transformasi-digital"
CAME = 300
TITLE = "Lokakarya Percepatan Transformasi Digital"
REGIONS = """
    select region.code, region.level, region.short_name, province.name
    from region
    join region as province on province.code = split_part(region.code, '.', 1)
    where region.autonomous
    order by hash(region.code)
"""


@pytest.fixture(scope="module")
def own_server(serve: Callable[[Path | None], Server]) -> Server:
    """Return a dashboard whose data this test may change."""
    return serve(None)


def drop(tab: Visit, content: bytes) -> None:
    """Give the page the workbook."""
    file: FilePayload = {
        "name": "daftar-hadir.xlsx",
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "buffer": content,
    }
    tab.page.locator("input[type=file]").set_input_files(files=[file])
    tab.page.get_by_text("Cara berkas dibaca").first.wait_for()
    tab.settle()


def test_a_national_workshop_from_the_workbook_to_its_page(
    visit: Callable[..., Visit], own_server: Server
) -> None:
    with Store(own_server.data).read() as snapshot:
        regions = snapshot.rows(REGIONS)
        before = dict(
            snapshot.rows(
                "select region_code, participants from attendance where event = $event", {"event": EVENT}
            )
        )
    written = attendance_files.rows(regions, CAME)
    tab = visit(WIDE, "light", own_server)
    page = tab.open(f"kegiatan?kegiatan={EVENT}&lang=id")
    assert "2 daerah diketahui hadir; jumlah seluruhnya tidak disebut sumber" in text(page)

    press(tab, "Lengkapi daftar hadir")
    page.wait_for_url("**/unggah**")
    tab.settle()
    drop(tab, attendance_files.workbook(written))
    if page.get_by_text("Kode kegiatan (wajib)").count():
        pick(tab, "Kode kegiatan (wajib)", TITLE)
    for name, code in attendance_files.AMBIGUOUS.items():
        pick(tab, name, f"Kota {name}")
        assert written[code][0] == name
    page.get_by_role("textbox", name="Nama Anda").fill("Siti")
    page.get_by_role("textbox", name="Catatan").fill("daftar hadir lokakarya")
    page.keyboard.press("Tab")
    tab.settle()
    press(tab, f"Terbitkan {CAME} baris")
    page.get_by_text("Terbit sebagai versi").wait_for()
    page.get_by_role("link", name="Lihat di Kegiatan").click()
    page.get_by_role("heading", name=TITLE).wait_for()
    tab.settle()

    with Store(own_server.data).read() as snapshot:
        stored = dict(
            snapshot.rows(
                "select region_code, participants from attendance where event = $event", {"event": EVENT}
            )
        )
    assert stored == before | {code: people for code, (_name, _province, people) in written.items()}
    known = [people for people in stored.values() if people is not None]
    provinces = {code.split(".")[0] for code in stored}
    for said in (
        f"{formats.number(len(stored))} daerah diketahui hadir; jumlah seluruhnya tidak disebut sumber",
        f"{formats.number(sum(known))} orang, dari {len(known)} di antara {len(stored)} daerah yang diketahui hadir",
        f"{len(stored)} daerah dari {len(provinces)} provinsi tercatat hadir",
        f"tercatat hadir · {len(stored)}",
    ):
        assert said in text(page)
    marks = page.locator(f".st-key-drawn_map_small_00 svg.marks path[fill='{LIGHT.attention}']")
    expect(marks).to_have_count(len(stored))
    assert sideways(page) == 0
    tab.shot("kegiatan-300")


def test_a_month_of_the_calendar_filters_the_list(visit: Callable[..., Visit], server: Server) -> None:
    with Store(server.data).read() as snapshot:
        months = snapshot.rows(
            "select left(starts_on, 4), substring(starts_on, 6, 2), count(*) from event"
            " where length(starts_on) > 4 group by all order by 3 desc, 1 desc, 2 limit 1"
        )
    ((year, month, count),) = months
    tab = visit()
    page = tab.open("kegiatan?lang=id")
    cells = page.locator(".st-key-drawn_event_calendar_ svg.marks text").all()
    boxes = [box for cell in cells if cell.text_content() == str(count) if (box := cell.bounding_box())]
    first = min(boxes, key=lambda box: box["x"])  # the totals stand at the right

    page.mouse.click(first["x"] + first["width"] / 2, first["y"] + first["height"] / 2)
    page.wait_for_url("**tahun=**")
    tab.settle()

    assert (tab.query()["tahun"], tab.query()["bulan"]) == (year, month)
    assert f"{count} kegiatan. Pilih satu baris" in text(page)
