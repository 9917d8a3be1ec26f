"""A region's full profile: what stands on the page, where its links lead, what is said where little is known."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from smartcity.store import Store
from smartcity.ui import onward, region_quality
from tests.ui.test_pages import run


def links(test: AppTest) -> dict[str, dict[str, list[str]]]:
    """Return the links of the main part by their words: page and parameters."""
    found = {}
    for element in test.main.get("page_link"):
        proto: Any = element.proto
        found[proto.label] = {"page": [proto.page], **parse_qs(urlsplit(f"?{proto.query_string}").query)}
    return found


def tabs(test: AppTest) -> list[str]:
    """Return the names of the tabs."""
    return [str(tab.label) for tab in test.tabs]


def texts(test: AppTest) -> str:
    """Return all that is written on the page."""
    return "\n".join([*[each.value for each in test.markdown], *[each.value for each in test.caption]])


def test_profile_of_a_kabupaten(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, "region.py", wilayah="16.01")

    assert [*test.exception, *test.error, *test.warning] == []
    assert tabs(test) == [
        "Percontohan & quick win (1)",
        "Kegiatan (1)",
        "Angka terpublikasi (2)",
        "Belum diketahui (6)",
        "Perubahan terakhir (12)",
        "Wilayah setingkat (12)",
        "Sumber (9)",
    ]
    assert "Indeks SPBE: 0 dari 8 tahun diketahui; belum: 2018" in texts(test)
    assert "**1 percontohan tercatat; tenggatnya belum diketahui**" in texts(test)


def test_links_carry_the_region(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, "region.py", wilayah="16.01", lang="id")

    found = links(test)
    for label, page in (
        ("Percontohan & quick win", "percontohan"),
        ("Tindak lanjut", "tindak-lanjut"),
        ("Unggah berkas", "unggah"),
    ):
        assert (found[label]["page"], found[label]["wilayah"]) == ([page], ["16.01"])
    form = found["Isi satu baris: Penilaian"]
    assert (form["page"], form["tabel"], form["kunci"]) == (["ubah"], ["assessment"], ["new"])
    program = found["Gerakan Menuju Smart City 2023"]
    assert (program["page"], program["program"], program["periode"]) == (["tahapan"], ["gmsc"], ["2023"])


def test_parts_scores_and_contradictions_of_a_province(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = run(data_folder, monkeypatch, "region.py", wilayah="36")

    assert "**Indeks ETPD** · 97,90 · 2023\\-S2" in texts(test)
    assert any("Layanan SPBE" in each.value for each in test.subheader)
    assert "Bagian penilaian Indeks SPBE \\(47 indikator\\) 2025 · 4 dari 4 bagian diketahui" in texts(test)
    assert "Sumber bertentangan (1)" in tabs(test)
    penilaian = links(test)["Bandingkan di Penilaian"]
    assert (penilaian["page"], penilaian["instrumen"]) == (["penilaian"], ["spbe-2020"])
    assert (penilaian["periode"], penilaian["wilayah"]) == (["2025"], ["36"])


def test_a_printed_predicate_beside_the_threshold(
    own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(draft: Any) -> None:
        row = {
            "framework": "spbe-2020",
            "edition": "2022",
            "region_code": "16.01",
            "indicator": "index",
            "source_title": "Koran",
            "score": 2.5,
            "grade_published": "Baik",
            "confidence": "high",
        }
        draft.upsert("assessment", pd.DataFrame([row]))

    store = Store(own_data_folder)
    store.publish(add, kind="upload", made_by="uji", reason="uji")
    store.close()

    test = run(own_data_folder, monkeypatch, "region.py", wilayah="16.01")

    assert "2022: predikat terbit Baik, menurut ambang Cukup (nilai 2,50)" in texts(test)
    assert "Perubahan terakhir (13)" in tabs(test)


def test_a_region_without_a_government_has_no_gaps(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = run(data_folder, monkeypatch, "region.py", wilayah="31.71")

    assert [*test.exception, *test.error] == []
    assert not [name for name in tabs(test) if name.startswith("Belum diketahui")]


@pytest.mark.parametrize("region", ["00", "16", "16.01"])
def test_profile_of_an_empty_database(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch, region: str
) -> None:
    test = run(empty_folder, monkeypatch, "region.py", wilayah=region)

    assert [*test.exception, *test.error, *test.warning] == []
    if region != "00":
        assert any(name.startswith("Belum diketahui") for name in tabs(test))


def test_every_gap_has_words_and_a_way() -> None:
    row = {"known": 1, "total": 2, "missing": "2021"}
    said = {gap: region_quality.gap_words({**row, "gap": gap}) for gap in region_quality.GAPS}
    assert all(said.values())
    assert set(region_quality.TABLE_OF) < set(region_quality.GAPS)


def test_a_source_has_the_same_id_as_in_the_questions(data_folder: Path) -> None:
    with Store(data_folder).read() as snapshot:
        rows = snapshot.rows(
            "select distinct source_title, source_url,"
            " left(sha256(coalesce(source_title, '') || chr(10) || coalesce(source_url, '')), 12) from pilot"
        )
    assert rows
    assert [onward.source_id(title, url) for title, url, _id in rows] == [id_ for *_rest, id_ in rows]
    assert onward.source_id(None, None) == onward.source_id("", float("nan"))


def test_ringkasan_leads_to_the_new_pages(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, "overview.py", wilayah="16", lang="id")

    found = links(test)
    assert {label: found[label]["page"][0] for label in ("Percontohan", "Penilaian", "Sumber & mutu")} == {
        "Percontohan": "percontohan",
        "Penilaian": "penilaian",
        "Sumber & mutu": "sumber",
    }
    assert found["Sumber & mutu"]["bagian"] == ["pertentangan"]
    assert found["5 perlu tindak lanjut"] == {"page": ["tindak-lanjut"], "wilayah": ["16"], "lang": ["id"]}


def test_attention_leads_to_what_is_mended(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(demo_folder, monkeypatch, "overview.py", lang="id")

    found = links(test)
    late = [link for link in found.values() if "percontohan" in link]
    assert {link["page"][0] for link in late} == {"percontohan"}
    assert (found["Semua tindak lanjut"]["page"], found["Semua tindak lanjut"]["perlu"]) == (
        ["tindak-lanjut"],
        ["late"],
    )
    contested = [
        link for link in found.values() if link.get("bagian") == ["pertentangan"] and "kunci" in link
    ]
    assert contested
    assert {link["tabel"][0] for link in contested} == {"published_figure"}
    with Store(demo_folder).read() as snapshot:
        known = {
            key
            for (key,) in snapshot.rows("select cast(json_array(figure) as varchar) from published_figure")
        }
    assert {link["kunci"][0] for link in contested} <= known
    assert all(json.loads(link["kunci"][0]) for link in contested)


@pytest.mark.parametrize(
    ("region", "files"),
    [
        ("16.01", ["Profil A4 (PDF)"]),
        ("16", ["Profil A4 (PDF)", "Profil semua kabupaten/kota (PDF)"]),
        ("00", ["Profil semua provinsi (PDF)"]),
    ],
)
def test_profiles_as_files(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, region: str, files: list[str]
) -> None:
    test = run(data_folder, monkeypatch, "region.py", wilayah=region)

    offered = [each.proto.label for each in test.get("download_button")]
    assert [label for label in offered if label.startswith("Profil")] == files
