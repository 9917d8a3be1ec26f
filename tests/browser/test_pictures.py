"""Every picture in the browser: the marks that are drawn carry the numbers that SQL gives."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer
from streamlit.elements.lib.mutable_tab_container import TabContainer

from smartcity import queries
from smartcity.store import Store
from smartcity.ui import frame, menu
from tests.browser.conftest import Server, Visit
from tests.proofs import PROOFS, Answers, Rows, proof
from tests.queries.database import plain
from tests.ui.test_pages import run

pytestmark = pytest.mark.browser

ADDRESSES = (
    ("overview.py", ""),
    ("map.py", "ukuran=score.spbe-2020"),
    ("map.py", "ukuran=change.spbe-2020"),
    ("map.py", "ukuran=names"),
    ("map.py", "ukuran=pilots.late_or_unreported&wilayah=16"),
    ("stages.py", "program=gmsc&periode=2022&tahap=selected"),
    ("region.py", ""),
    ("region.py", "wilayah=36"),
    ("region.py", "wilayah=35.71"),
    ("pilots.py", ""),
    ("living_lab.py", ""),
    ("assessments.py", "instrumen=spbe-2020&periode=2023&bagian=grades"),
    ("assessments.py", "instrumen=spbe-2020&periode=2023&bagian=ranking"),
    ("assessments.py", "instrumen=spbe-2020&periode=2023&bagian=change"),
    ("assessments.py", "instrumen=spbe-2020&periode=2022&bagian=tree"),
    ("assessments.py", "instrumen=spbe-2020&periode=2023&bagian=profile&wilayah=35.71"),
    ("assessments.py", "instrumen=gmsc-evaluation&periode=2022&bagian=gmsc"),
    ("quality.py", "bagian=cakupan"),
    ("quality.py", "bagian=umur"),
    ("agencies.py", "wilayah=61&bagian=criteria"),
    ("agencies.py", "wilayah=61&bagian=ranking"),
    ("agencies.py", "wilayah=61&bagian=change"),
    ("agencies.py", "wilayah=61&perangkat=bapenda"),
    ("agencies.py", "bagian=initiatives"),
    ("agencies.py", "bagian=ietpd"),
    ("events.py", ""),
    ("map.py", "ukuran=attendance"),
)
# Of an empty database these pages draw something; what the others say is tested without a browser.
WITHOUT_DATA = ("overview.py", "map.py", "stages.py", "region.py", "pilots.py", "assessments.py")
# A place on a map and the days of one pilot: no numbers of a question.
WITHOUT_PICTURE = {"locator", "pilot_days"}
# Which pictures each database must show; only one with dates, classes and scores of agencies has all of them.
PROVEN = {
    "server": set(PROOFS)
    - {"pilot_timeline", "pilot_progress", "schedule"}
    - {"agency_heatmap", "agency_ranking", "agency_change", "agency_profile"},
    "demonstration": set(PROOFS),
    "empty": {"areas", "children", "editions", "grades", "map_", "pilot_groups"},
}
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


def answered(folder: Path, shown: frame.Picture) -> Answers:
    """Return the answers to a picture's questions, past every cache."""
    with Store(folder).read() as snapshot:
        return {
            asked.name: snapshot.frame(queries.sql(asked.name), dict(asked.parameters))
            for asked in shown.questions
        }


def collect(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[frame.Picture, Answers]]:
    """Return the pictures of the page that ran last, with their cached answers; tabs and folded parts stand open."""
    pictures: dict[str, tuple[frame.Picture, Answers]] = {}
    heading, picture = frame.heading, frame.picture

    def begin(*arguments: Any, **options: Any) -> None:
        pictures.clear()
        heading(*arguments, **options)

    def collect_picture(shown: frame.Picture, *arguments: Any) -> None:
        pictures[shown.key] = shown, {asked.name: asked.answer() for asked in shown.questions}
        picture(shown, *arguments)

    monkeypatch.setattr(frame, "heading", begin)
    monkeypatch.setattr(frame, "picture", collect_picture)
    for container in (TabContainer, ExpanderContainer):
        monkeypatch.setattr(container, "open", property(lambda _self: True, lambda _self, _value: None))
    return pictures


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


@pytest.mark.timeout(900)
@pytest.mark.parametrize("at", PROVEN)
def test_every_mark_stands_for_what_sql_says(
    visit: Callable[..., Visit],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    at: str,
) -> None:
    server: Server = request.getfixturevalue(at)
    tab = visit(at=server)
    drawn = collect(monkeypatch)
    proven: set[str] = set()
    seen: set[str] = set()
    wrong: list[Any] = []
    for file, query in ADDRESSES:
        if at == "empty" and file not in WITHOUT_DATA:
            continue
        test = run(server.data, monkeypatch, file, **dict(parse_qsl(query)), lang="id")
        assert [*test.exception, *test.error] == [], (file, query)
        tab.open(f"{PATHS[file]}?{query}&lang=id")
        shown = marks(tab)
        seen |= set(shown) - WITHOUT_PICTURE
        for key, (picture, cached) in drawn.items():
            answers = answered(server.data, picture)
            is_fresh = all(plain(cached[name]) == plain(each) for name, each in answers.items())
            found, wanted = PROOFS[proof(key)](shown.get(key, []), answers, key)
            if not is_fresh or found != wanted:
                wrong.append((file, query, key, is_fresh, found, wanted))
            proven.add(key)
    assert wrong == []
    assert seen <= proven
    assert {proof(key) for key in proven} >= PROVEN[at]
