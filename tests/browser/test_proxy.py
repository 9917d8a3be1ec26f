"""The dashboard as an office hosts it: TLS and a path by nginx, two processes over one data folder."""

import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from smartcity.audit import Asked, Audit
from smartcity.caller import BEHIND_PROXY
from tests.account_kit import make
from tests.browser.conftest import Server, Visit
from tests.browser.test_accounts import sign_in
from tests.browser.test_upload import drop, press, text
from tests.hosted import COMMAND
from tests.proxied import PLACE, Proxied, proxied

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    """Return two processes behind the proxy, and an analyst who may change their data."""
    folder, data = tmp_path_factory.mktemp("office"), tmp_path_factory.mktemp("data") / "db"
    shutil.copytree(data_folder, data)
    make(data, "ani", "analyst")
    settings = {"SECRET": secrets.token_hex(32), "PROXIES": "127.0.0.1", "HOSTS": "dasbor.contoh.go.id"}
    with proxied(folder, data, {f"SMARTCITY_{name}": value for name, value in settings.items()}) as found:
        yield found


@pytest.fixture
def visit_at(visit: Callable[..., Visit], office: Proxied) -> Callable[[str], Visit]:
    """Open tabs that the proxy leads to the process at a port."""

    def start(port: str) -> Visit:
        tab = visit(at=Server(office.address.rstrip("/"), office.data))
        cookie = {
            "name": PLACE,
            "value": office.place_of(port),
            "domain": "localhost",
            "path": "/kota-cerdas/",
        }
        tab.page.context.add_cookies([cookie])  # type: ignore[list-item]
        return tab

    return start


def upload(tab: Visit, code: str, title: str) -> None:
    """Bring a file with one pilot to the point where it can be published."""
    tab.open("unggah?tabel=pilot&lang=id")
    rows = f"pilot;region_code;title;kind;status\nproksi-{code};{code};{title};quick_win;running\n"
    drop(tab, "percontohan.csv", rows.encode())
    assert "1 baris dalam berkas = 1 baru + 0 berubah + 0 tetap + 0 ditolak." in text(tab.page)


def exported(data: Path, out: Path) -> str:
    """Return the pilots as the terminal gives them, which works on the same folder."""
    asked = ["export", "pilot", "--format", "csv", "--out", str(out), "--data", str(data)]
    subprocess.run([COMMAND, *asked], capture_output=True, check=True)
    return out.read_text("utf-8")


def test_everything_is_below_the_path_and_comes_by_tls(
    office: Proxied, visit_at: Callable[[str], Visit]
) -> None:
    asked: list[str] = []
    tab = visit_at(next(iter(office.workers)))
    tab.watch("request", lambda request: asked.append(request.url))

    page = tab.open("peta?program=gmsc&periode=2022&lang=id")
    page.get_by_test_id("stSidebar").get_by_role("link", name="Jelajah data").click()
    page.get_by_role("heading", name="Jelajah data").wait_for()
    tab.settle()
    with page.expect_download() as started:
        page.get_by_role("link", name="Unduh CSV").click()

    assert urlsplit(page.url).path == "/kota-cerdas/jelajah"
    assert Path(started.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
    tab.open("metode?lang=id").get_by_role("link", name="Uraian API").click()
    expect(page.locator("h1")).to_have_text("API Kota Cerdas")
    assert page.url == f"{office.address}api/v1/docs?lang=id"
    assert [url for url in asked if not url.startswith((office.address, "data:", "blob:"))] == []
    assert office.get("../kota-cerdas")[:1] == (301,)
    status, headers, _content = office.get("healthz")
    assert (status, headers["strict-transport-security"]) == (200, "max-age=31536000")
    assert headers["set-cookie"].startswith(f"{PLACE}=")
    assert headers["set-cookie"].endswith("; Path=/kota-cerdas/; HttpOnly; Secure; SameSite=Lax")
    assert office.get("_stcore/metrics")[0] == 404


def test_what_is_uploaded_by_one_process_is_on_the_other_and_survives_the_end_of_the_first(
    office: Proxied, visit_at: Callable[[str], Visit], tmp_path: Path
) -> None:
    first, second = office.workers
    writer, reader = visit_at(first), visit_at(second)
    reader.open("percontohan?lang=id")
    assert "Masuk dahulu" in text(writer.open("unggah?lang=id"))
    writer.page.locator("[data-testid=stMain] a.sign-in").click()
    sign_in(writer, "ani")
    assert urlsplit(writer.page.url).path == "/kota-cerdas/unggah"
    upload(writer, "16.01", "Layanan satu")
    press(writer, "Terbitkan 1 baris")
    writer.page.get_by_text("Terbit sebagai versi").wait_for()

    reader.page.goto(f"{office.address}percontohan?percontohan=proksi-16.01&lang=id")
    expect(reader.page.locator("h1")).to_have_text("Layanan satu")

    upload(writer, "16.02", "Layanan dua")
    office.workers[first].kill()
    office.workers[first].wait()

    terminal = exported(office.data, tmp_path / "pilot.csv")
    assert ("Layanan satu" in terminal, "Layanan dua" in terminal) == (True, False)
    writer.page.goto(f"{office.address}percontohan?percontohan=proksi-16.01&lang=id")
    expect(writer.page.locator("h1")).to_have_text("Layanan satu")
    upload(writer, "16.02", "Layanan dua")
    press(writer, "Terbitkan 1 baris")
    writer.page.get_by_text("Terbit sebagai versi").wait_for()
    reader.page.goto(f"{office.address}percontohan?percontohan=proksi-16.02&lang=id")
    expect(reader.page.locator("h1")).to_have_text("Layanan dua")

    writer.page.locator("button.sign-out").click()
    writer.settle()
    assert "Masuk dahulu" in text(writer.open("unggah?lang=id"))
    signed = [line for line in Audit(office.data).lines(Asked()) if line.who == "ani"]
    assert {line.address for line in signed} == {BEHIND_PROXY}
    assert [line.action for line in reversed(signed)] == ["sign_in", "upload", "upload", "sign_out"]
