"""The way to Paparan: with the page's program, edition, region and what it shows."""

from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from smartcity.ui import briefing_link
from tests.ui.test_pages import run


@pytest.fixture(autouse=True)
def _programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefing_link, "_has_stages", lambda program: program in ("gmsc", "idsll"))
    monkeypatch.setattr("smartcity.ui.browser.own_region", lambda: None)


@pytest.mark.parametrize(
    ("page", "here", "there"),
    [
        ("", {"program": "gmsc", "periode": "2022"}, {"program": "gmsc", "periode": "2022"}),
        ("peta", {"wilayah": "16"}, {"isi": "map", "wilayah": "16"}),
        ("peta", {"ukuran": "names"}, {"isi": "map", "ukuran_peta": "names"}),
        ("tahapan", {"program": "gmsc", "tahap": "mou_signed"}, {"isi": "funnel", "program": "gmsc"}),
        ("percontohan", {"program": "tp2dd", "periode": "2022", "status": "late"}, {"isi": "pilots"}),
        ("tindak-lanjut", {"perlu": "late"}, {"isi": "follow_up"}),
        (
            "penilaian",
            {"instrumen": "spbe-2020", "periode": "2023"},
            {"isi": "assessments", "ukuran": "score.spbe-2020.2023"},
        ),
        ("penilaian", {}, {"isi": "assessments"}),
        ("wilayah", {}, {}),
        ("wilayah", {"wilayah": "16.01"}, {"isi": "profiles", "wilayah": "16.01"}),
        ("jelajah", {"tabel": "pilot"}, {}),
    ],
)
def test_what_is_carried(
    monkeypatch: pytest.MonkeyPatch, page: str, here: dict[str, str], there: dict[str, str]
) -> None:
    monkeypatch.setattr("streamlit.query_params", here)

    assert briefing_link.query(page) == {"lang": "id", **there}


def test_the_persons_own_region_is_what_wilayah_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.query_params", {})
    monkeypatch.setattr("smartcity.ui.browser.own_region", lambda: "35.78")

    assert briefing_link.query("wilayah") == {"lang": "id", "isi": "profiles", "wilayah": "35.78"}
    assert briefing_link.query("peta") == {"lang": "id", "isi": "map"}


def test_every_page_but_paparan_has_the_way(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ways(page: str) -> list[str]:
        found = run(data_folder, monkeypatch, page).get("page_link")
        return [str(each.proto.query_string) for each in found if each.proto.label == "Buat paparan"]

    assert [dict(parse_qsl(query)) for query in ways("stages.py")] == [{"isi": "funnel", "lang": "id"}]
    assert len(ways("about.py")) == 1
    monkeypatch.setattr("smartcity.ui.briefing_page.preview", lambda *_asked: [])
    assert ways("briefing.py") == []
