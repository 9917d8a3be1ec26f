"""Accounts in a real browser: the form, the pages for administrators, and rights that end at the next click."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from smartcity import cli
from smartcity.store import Store
from smartcity.visitor import COOKIE
from tests.account_kit import PASSWORD, make
from tests.browser.conftest import NARROW, Server, Visit
from tests.browser.looks import check_page
from tests.browser.test_upload import drop, text

pytestmark = pytest.mark.browser
FILE = b"award;edition;region_code;title\nuji-akun;2024;16.01;Penghargaan uji\n"


@pytest.fixture(scope="module")
def office(
    serve: Callable[[Path | None], Server], data_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Server:
    """Return a dashboard with an analyst and an administrator."""
    return serve(Path(shutil.copytree(data_folder, tmp_path_factory.mktemp("office") / "db")))


@pytest.fixture(autouse=True)
def people(office: Server) -> None:
    """Make the accounts of these tests, once."""
    if not (office.data / "state.sqlite").exists():
        make(office.data, "ani", "analyst")
        make(office.data, "budi", "administrator")


def sign_in(tab: Visit, name: str) -> None:
    """Fill the form in that stands open and wait for the page that it leads to."""
    tab.page.fill("#name", name)
    tab.page.fill("#password", PASSWORD)
    tab.page.get_by_role("button").click()
    tab.settle()


def test_rights_end_at_the_next_click(visit: Callable[..., Visit], office: Server) -> None:
    tab = visit(at=office)
    page = tab.open("unggah?tabel=award&lang=id")
    assert "Masuk dahulu" in text(page)
    page.locator("[data-testid=stMain] a.sign-in").click()
    sign_in(tab, "ani")
    assert (tab.path(), tab.query()["tabel"]) == ("/unggah", "award")
    drop(tab, "uji.csv", FILE)
    page.get_by_role("button", name="Terbitkan 1 baris").wait_for()
    assert "Dicatat atas nama akun ani." in text(page)

    assert cli.run(["account", "disable", "ani", "--data", str(office.data)]) == 0
    page.get_by_role("button", name="Terbitkan 1 baris").click()
    tab.settle()

    assert "Sesi Anda sudah berakhir" in text(page)
    assert "uji.csv" not in text(page)
    assert Store(office.data).current() == 1
    assert page.locator("button.sign-out").count() == 0


def test_signing_out_ends_every_tab(visit: Callable[..., Visit], office: Server) -> None:
    first = visit(at=office)
    first.page.goto(f"{office.address}/masuk?ke=riwayat%3Flang%3Did")
    sign_in(first, "budi")
    (cookie,) = (each for each in first.page.context.cookies() if each["name"] == COOKIE)
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    assert first.page.evaluate("document.cookie").count(COOKIE) == 0
    second = Visit(office, first.page.context.new_page())
    second.open("audit?lang=id")
    assert second.page.locator("[data-testid=stDataFrame]").count() == 1

    first.page.locator("button.sign-out").click()
    first.settle()
    assert (first.path(), first.page.locator("a.sign-in").count()) == ("/riwayat", 1)
    second.page.get_by_text("English").click()
    second.settle()

    assert second.page.locator("[data-testid=stDataFrame]").count() == 0


@pytest.mark.parametrize("name", ["akun", "audit"])
def test_pages_for_administrators(visit: Callable[..., Visit], office: Server, name: str) -> None:
    tab = visit(at=office)
    tab.page.goto(f"{office.address}/masuk")
    sign_in(tab, "budi")

    check_page(tab, f"{name}?lang=id", name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_is_readable_by_everybody(visit: Callable[..., Visit], office: Server, scheme: str) -> None:
    tab = visit(NARROW, scheme, at=office)
    tab.page.goto(f"{office.address}/masuk?lang=id")
    tab.page.evaluate("document.fonts.ready")

    assert tab.page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    assert Axe().run(tab.page).response["violations"] == []
    assert tab.page.evaluate("document.activeElement.id") == "name"
