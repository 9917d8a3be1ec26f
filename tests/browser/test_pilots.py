"""Pilots in the browser: numbers are the database's, and the follow-up list leads to a pilot."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from smartcity import formats
from smartcity.store import Store
from tests.browser.conftest import Server, Visit

pytestmark = pytest.mark.browser


def test_numbers_on_screen_are_the_databases(visit: Callable[..., Visit], server: Server) -> None:
    with Store(server.data).read() as snapshot:
        statuses = snapshot.rows("select count(*) from pilot group by program, status")
        totals = snapshot.rows("select count(*) from pilot group by program")
    page = visit().open("percontohan?lang=id")

    shown = page.locator(".st-key-drawn_pilot_groups svg.marks text").all_text_contents()

    counts = [formats.number(count) for (count,) in (*statuses, *totals)]
    assert [count for count in counts if count not in shown] == []


def test_follow_up_leads_to_a_pilot(visit: Callable[..., Visit], server: Server) -> None:
    with Store(server.data).read() as snapshot:
        (count,) = snapshot.rows("select count(*) from pilot where starts_with(region_code, '61')")[0]
    tab = visit()
    page = tab.open("tindak-lanjut?wilayah=61&lang=id")
    table = page.locator("table.follow-up")
    expect(table.locator("tbody tr:not(.group)")).to_have_count(count)

    link = table.locator("tbody td a").first
    title = link.inner_text()
    link.click()
    tab.settle()
    expect(page.locator("h1")).to_have_text(title)
    assert tab.path() == "/percontohan"

    page.get_by_role("button", name="Semua percontohan").click()
    page.wait_for_function("() => !location.search.includes('percontohan=')")
