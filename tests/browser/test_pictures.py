"""Every picture in the browser: the marks that are drawn carry the numbers that SQL gives."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import pytest

from smartcity.ui import menu
from tests.browser.conftest import Server, Visit
from tests.pictures import ADDRESSES, PROVEN, WITHOUT_PICTURE, answered, collect
from tests.proofs import PROOFS, Rows, proof
from tests.ui.test_pages import run

pytestmark = pytest.mark.browser

PATHS = {entry.file: entry.path for entry in menu.ENTRIES}
# Vega keeps at each mark it draws the row that the mark stands for.
MARKS = """() => Object.fromEntries([...document.querySelectorAll('[class*=st-key-drawn_]')].map(picture => {
    const key = [...picture.classList].find(name => name.startsWith('st-key-drawn_')).slice('st-key-drawn_'.length);
    const rows = new Set();
    for (const mark of picture.querySelectorAll('svg.marks *')) {
        const row = mark.__data__ && mark.__data__.datum;
        if (row) rows.add(row);
    }
    const plain = row => Object.fromEntries(Object.entries(row).filter(
        ([, value]) => value === null || typeof value !== 'object'));
    return [key, [...rows].map(plain)];
}).filter(([, rows]) => rows.length))"""


def marks(tab: Visit) -> dict[str, Rows]:
    """Return the rows of all marks by picture, with every folded part open and every tab opened once."""
    page = tab.page
    folded = page.locator("[data-testid=stMain] details:not([open]) > summary")
    while folded.count():
        folded.first.click()
        tab.settle()
    found: dict[str, Rows] = page.evaluate(MARKS)
    for step in page.locator("[data-testid=stMain] [role=tab][aria-selected=false]").element_handles():
        step.click()
        tab.settle()
        found |= page.evaluate(MARKS)
    return found


@pytest.mark.parametrize(("at", "data"), list(zip(("server", "demonstration", "empty"), PROVEN, strict=True)))
def test_every_mark_stands_for_what_sql_says(
    visit: Callable[..., Visit],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    at: str,
    data: str,
) -> None:
    server: Server = request.getfixturevalue(at)
    tab = visit(at=server)
    drawn = collect(monkeypatch)
    proven: set[str] = set()
    seen: set[str] = set()
    wrong: list[Any] = []
    for file, query in ADDRESSES:
        run(server.data, monkeypatch, file, **dict(parse_qsl(query)), lang="id")
        tab.open(f"{PATHS[file]}?{query}&lang=id")
        shown = marks(tab)
        seen |= set(shown) - WITHOUT_PICTURE
        for key, (picture, _cached) in drawn.pictures.items():
            found, wanted = PROOFS[proof(key)](shown.get(key, []), answered(server.data, picture), key)
            if found != wanted:
                wrong.append((file, query, key, found, wanted))
            proven.add(key)
    assert wrong == []
    assert seen <= proven
    assert {proof(key) for key in proven} >= PROVEN[data]
