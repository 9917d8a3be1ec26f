"""Every page, wide and narrow, light and dark: drawn, quiet, reachable, readable."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from smartcity.store import Store
from tests.addresses import PAGES
from tests.browser.conftest import Server, Visit
from tests.browser.looks import check_page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", PAGES)
def test_page(visit: Callable[..., Visit], name: str) -> None:
    check_page(visit(), PAGES[name], name)


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
