"""The map in the browser: with software rendering and without WebGL, by mouse and by keyboard, with hostile names."""

import math
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response, WebSocket, expect

from smartcity.maps import deck, geometry
from tests.browser.conftest import CHROMIUM_OPTIONS, Server, Tabs, Visit, visits

pytestmark = pytest.mark.browser

CANVAS = "[data-testid=stDeckGlJsonChart] canvas"
KALIMANTAN_TENGAH = (114.6, -0.9)
# A person clicks again where the first click fell into a frame that the processor was still drawing.
CLICKS = 3
MOST_ON_FIRST_LOAD, MOST_ON_A_RERUN = 300 * 1024, 20 * 1024


@pytest.fixture(scope="module")
def plain_tabs(chromium: Browser) -> Iterator[Tabs]:
    """Return the tabs of a browser that has no WebGL at all."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    options = [option for option in CHROMIUM_OPTIONS if "swiftshader" not in option]
    browser = chromium.browser_type.launch(
        executable_path=path, args=[*options, "--disable-gpu", "--disable-3d-apis"]
    )
    yield Tabs(browser)
    browser.close()


@pytest.fixture
def plain_visit(plain_tabs: Tabs, server: Server) -> Iterator[Callable[..., Visit]]:
    """Open tabs of the browser without WebGL."""
    yield from visits(plain_tabs, server)


@pytest.fixture(params=["software rendering", "no WebGL"])
def any_visit(request: pytest.FixtureRequest) -> Callable[..., Visit]:
    """Open tabs of one browser after the other."""
    name = "visit" if request.param == "software rendering" else "plain_visit"
    chosen: Callable[..., Visit] = request.getfixturevalue(name)
    return chosen


def on_light_map(page: Page, lon: float, lat: float) -> tuple[float, float]:
    """Return where a place of the country lies on the light map, in pixels of the window."""
    box = page.locator(".st-key-drawn_map_00 svg.marks").bounding_box()
    assert box
    shown = geometry.bounds("00")
    scale = min(box["width"] / shown.width, box["height"] / shown.height)
    return _from_middle(box, shown.centre, scale, lon, lat)


def on_deck(page: Page, lon: float, lat: float) -> tuple[float, float]:
    """Return where a place of the country lies on the map with WebGL."""
    box = page.locator("[data-testid=stDeckGlJsonChart]").bounding_box()
    assert box
    view = deck.view(geometry.bounds("00"), round(box["width"]), round(box["height"]))
    scale = deck.TILE * 2 ** view["zoom"] / (2 * math.pi)
    return _from_middle(box, (view["longitude"], view["latitude"]), scale, lon, lat)


def _from_middle(
    box: Any, centre: tuple[float, float], scale: float, lon: float, lat: float
) -> tuple[float, float]:
    x = box["x"] + box["width"] / 2 + math.radians(lon - centre[0]) * scale
    y = box["y"] + box["height"] / 2 - (geometry.mercator(lat) - geometry.mercator(centre[1])) * scale
    return x, y


def wait_for_address(page: Page, part: str, timeout: float = 15_000) -> None:
    """Wait until the address has this part."""
    page.wait_for_function("part => location.href.includes(part)", arg=part, timeout=timeout)


def test_click_from_nation_to_province_to_region(any_visit: Callable[..., Visit]) -> None:
    tab = any_visit()
    page = tab.open("peta?program=gmsc&periode=2022&lang=id")

    page.mouse.click(*on_light_map(page, *KALIMANTAN_TENGAH))
    wait_for_address(page, "wilayah=62")
    tab.settle()
    assert page.locator("[data-testid=stMain] h3").first.inner_text().startswith("2 dari 14 kabupaten/kota")
    tab.shot("peta-provinsi-klik")

    page.locator(".st-key-drawn_map_62 svg.marks .mark-symbol path").last.click()
    wait_for_address(page, "/wilayah?")
    tab.settle()
    expect(page.locator("h1")).to_have_text("Kabupaten Katingan")
    assert tab.query()["wilayah"] == "62.06"

    while tab.query().get("wilayah"):
        page.go_back()
        tab.settle()
    assert (tab.path(), page.locator(".st-key-drawn_map_00 svg.marks").count()) == ("/peta", 1)


@pytest.mark.parametrize("wanted", ["oku", "16.01", "Ogan Komering Ulu"])
def test_keyboard_from_nation_to_region(any_visit: Callable[..., Visit], wanted: str) -> None:
    tab = any_visit()
    page = tab.open("peta?lang=id")

    search = page.get_by_label("Cari wilayah")
    for _press in range(60):
        page.keyboard.press("Tab")
        if search.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.type(wanted)
    page.keyboard.press("Enter")
    page.locator(".st-key-map_found a").first.wait_for()
    tab.settle()
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.innerText").split("\n")[-1]
    assert focused == "Kabupaten Ogan Komering Ulu, Sumatera Selatan"
    page.keyboard.press("Enter")
    wait_for_address(page, "/wilayah?")
    tab.settle()

    expect(page.locator("h1")).to_have_text("Kabupaten Ogan Komering Ulu")


def test_a_province_found_by_name_is_shown_on_the_map(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("peta?ukuran=awards&lang=id")

    page.get_by_label("Cari wilayah").fill("sumsel")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sumatera Selatan (provinsi)").click()
    wait_for_address(page, "wilayah=16")
    tab.settle()

    assert (tab.path(), tab.query()["ukuran"]) == ("/peta", "awards")
    assert page.locator(".st-key-drawn_map_16 svg.marks").count() == 1


def test_the_list_does_what_the_map_does(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("peta?program=gmsc&periode=2022&lang=id")
    grid = page.locator(".st-key-map_provinces [data-testid=stDataFrame]")

    for expected in ("wilayah=32", "/wilayah?"):
        box = grid.bounding_box()
        assert box
        page.mouse.click(box["x"] + 18, box["y"] + 52)
        wait_for_address(page, expected)
        tab.settle()
        grid = page.locator(".st-key-map_regions [data-testid=stDataFrame]")

    assert tab.query()["wilayah"].startswith("32.")


def test_webgl_map_stays_clickable_with_software_rendering(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("peta?program=gmsc&periode=2022&peta=deck&lang=id")
    page.locator(CANVAS).first.wait_for()
    page.wait_for_timeout(2_000)
    tab.shot("peta-webgl")

    for _try in range(CLICKS):
        page.mouse.click(*on_deck(page, *KALIMANTAN_TENGAH), delay=60)
        page.wait_for_timeout(3_000)
        if "wilayah=62" in page.url:
            break
    tab.settle()

    assert tab.query() == {
        "program": "gmsc",
        "periode": "2022",
        "wilayah": "62",
        "peta": "deck",
        "lang": "id",
    }
    page.locator(CANVAS).first.wait_for()
    assert page.locator(".st-key-webgl_map_62").count() == 1


def test_software_rendering_gets_the_light_map_by_itself(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("peta?lang=id")

    assert (page.locator(CANVAS).count(), page.locator(".st-key-drawn_map_00").count()) == (0, 1)


def test_the_choice_is_remembered_in_the_session(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("peta?lang=id")

    page.get_by_text("Peta WebGL").click()
    page.locator(CANVAS).first.wait_for()
    for name in ("Tahapan seleksi", "Peta"):
        page.locator(".st-key-menu a", has_text=name).first.click()
        page.locator("h1", has_text=name).wait_for()
        tab.settle()

    page.locator(CANVAS).first.wait_for()
    assert "peta" not in tab.query()


def test_without_webgl_the_light_map_stands_in(plain_visit: Callable[..., Visit]) -> None:
    tab = plain_visit()
    page = tab.open("peta?peta=deck&lang=id")

    assert page.locator(CANVAS).count() == 0
    assert page.locator(".st-key-drawn_map_00 svg.marks").count() == 1
    assert "Peramban ini tidak menyediakan WebGL" in page.locator("[data-testid=stMain]").inner_text()


def test_small_map_leads_to_the_map_and_to_a_region(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.open("?program=gmsc&periode=2022&lang=id")
    small = ".st-key-drawn_map_small_00 svg.marks .mark-symbol path"

    page.locator(small).last.click()
    wait_for_address(page, "/wilayah?")
    tab.settle()

    assert len(tab.query()["wilayah"]) == 5


def test_the_picture_comes_down_whole(visit: Callable[..., Visit]) -> None:
    page = visit().open("peta?program=gmsc&periode=2022&wilayah=16&lang=en")
    actions = page.locator(".st-key-actions_map_16")
    actions.get_by_role("button", name="Download").click()

    with page.expect_download() as download:
        page.get_by_role("button", name="SVG").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")

    assert "Masterplan completed · 1" in text
    assert "Ogan Komering Ulu" in text


@pytest.mark.parametrize(
    ("kind", "wait_for"), [("light", ".st-key-drawn_map_00 svg.marks"), ("deck", CANVAS)]
)
def test_bytes_that_are_sent(visit: Callable[..., Visit], kind: str, wait_for: str) -> None:
    tab, sent = visit(), list[int]()

    def connected(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: sent.append(len(data)))

    def answered(response: Response) -> None:
        if "/app/static/maps/" in response.url:
            sent.append(len(response.body()))

    tab.watch("websocket", connected)
    tab.watch("response", answered)
    page = tab.open(f"peta?program=gmsc&periode=2022&peta={kind}&lang=id")
    page.locator(wait_for).first.wait_for()
    first = -1
    while first < sum(sent):  # which map the browser can draw is known only after its first run
        first = sum(sent)
        page.wait_for_timeout(1_000)
    sent.clear()
    page.get_by_text("Daerah dengan nilai").click()
    tab.settle()

    assert first < MOST_ON_FIRST_LOAD
    assert 0 < sum(sent) < MOST_ON_A_RERUN
