"""The map in both languages and themes, wide and narrow, and with names that mean harm."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Dialog

from smartcity.store import Store
from tests.browser.conftest import NARROW, WIDE, Server, Visit
from tests.maps.samples import NAMES

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile(serve: Callable[[Path | None], Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Return a dashboard whose regions have names that mean harm, some without a position."""
    folder = tmp_path_factory.mktemp("hostile") / "db"
    store = Store(folder)
    store.ensure()

    def rename(draft: Any) -> None:
        regions = draft.connection.execute("select * from region where starts_with(code, '16.')").df()
        regions["name"] = [
            NAMES[at % len(NAMES)].replace("\x00", "").replace("\x08", "") for at in regions.index
        ]
        regions.loc[regions.index[-2:], ["lat", "lon"]] = None
        draft.upsert("region", regions)
        rows = {
            "program": "gmsc",
            "edition": "2022",
            "region_code": regions["code"],
            "stage": "selected",
            "source_title": "<img src=x onerror=alert(1)>",
        }
        draft.upsert("participation", pd.DataFrame(rows))

    store.publish(rename, kind="upload", made_by="uji", reason="nama")
    store.close()
    return serve(folder)


@pytest.mark.parametrize(("language", "scheme", "size"), [("id", "light", WIDE), ("en", "dark", NARROW)])
@pytest.mark.parametrize("kind", ["light", "deck"])
def test_hostile_names_stay_text(
    visit: Callable[..., Visit], hostile: Server, kind: str, language: str, scheme: str, size: tuple[int, int]
) -> None:
    tab = visit(size, scheme, at=hostile)
    dialogs: list[str] = []

    def opened(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    tab.watch("dialog", opened)
    page = tab.open(f"peta?program=gmsc&periode=2022&wilayah=16&peta={kind}&lang={language}")
    page.wait_for_timeout(1_500)

    tips = set()
    if kind == "light":
        for symbol in page.locator(".st-key-drawn_map_16 svg.marks .mark-symbol path").all():
            symbol.hover(force=True)
            page.wait_for_timeout(60)
            tips |= set(page.locator("#vg-tooltip-element").all_inner_texts())
    tab.shot(f"peta-jahat-{kind}-{language}")

    assert dialogs == []
    assert page.locator("[data-testid=stMain] script, [data-testid=stMain] img[src=x]").count() == 0
    assert page.locator("[data-testid=stException]").count() == 0
    if kind == "light":
        assert any("<script>alert(1)</script>" in tip for tip in tips)
    if language == "id":
        assert "2 wilayah tanpa letak pada peta" in page.locator("[data-testid=stMain]").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_map_fits_and_nothing_scrolls_sideways(
    visit: Callable[..., Visit], language: str, size: tuple[int, int], scheme: str
) -> None:
    tab = visit(size, scheme)
    page = tab.open(f"peta?ukuran=score.spbe-2020&lang={language}")
    tab.shot(f"peta-nilai-{size[0]}-{scheme}-{language}")

    box = page.locator(".st-key-drawn_map_00 svg.marks").bounding_box()

    assert box
    assert box["x"] + box["width"] <= size[0]
    assert box["height"] > 100
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
