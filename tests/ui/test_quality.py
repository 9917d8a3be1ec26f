"""Sumber & mutu without a browser: every part on every kind of database, and numbers equal to SQL."""

import json
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest

from smartcity import rules
from smartcity.access import Caller
from smartcity.checks import all_checks
from smartcity.intake import form
from smartcity.store import Store
from smartcity.ui import quality, quality_rows, quality_settle
from tests.ui.quality_kit import complaints, emptied, rows, said
from tests.ui.test_pages import run

PARTS = list(quality.PARTS)
WHO = Caller("Sari", None)
FIGURE = {
    "figure": "uji-2022-terpilih",
    "program": "gmsc",
    "edition": "2022",
    "scope_code": "00",
    "stage": "selected",
    "measure": "reached_stage",
    "value": "55",
    "counted_unit": "kabupaten/kota",
    "as_of": "2022-01-10",
    "source_title": "Siaran pers uji",
    "confidence": "medium",
}
KEY = '["uji-2022-terpilih"]'


@pytest.fixture(scope="module")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder whose fact tables hold nothing."""
    return emptied(tmp_path_factory.mktemp("nothing") / "db")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_every_part(data_folder: Path, monkeypatch: pytest.MonkeyPatch, part: str, language: str) -> None:
    test = run(data_folder, monkeypatch, "quality.py", bagian=part, lang=language)

    assert complaints(test) == []
    assert len(test.subheader) + len(test.header) > 0


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_an_empty_database(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    test = run(empty_folder, monkeypatch, "quality.py", bagian=part)

    assert complaints(test) == []
    assert "Unggah" in said(test) or "diunggah" in said(test)


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_demonstration_data(
    demo_folder: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    assert complaints(run(demo_folder, monkeypatch, "quality.py", bagian=part)) == []


@pytest.mark.parametrize("table", ["participation", "assessment", "pilot", "award", "attendance"])
@pytest.mark.parametrize("region", ["00", "16.01", "31"])
def test_every_table_of_coverage(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, table: str, region: str
) -> None:
    test = run(data_folder, monkeypatch, "quality.py", bagian="cakupan", tabel=table, wilayah=region)

    assert complaints(test) == []


def test_wrong_values_are_said(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, "quality.py", bagian="narnia", sumber="000", kunci="<b>", tabel="x")

    assert [warning.value.split(" yang")[0] for warning in test.warning] == [
        "Alamat meminta bagian “narnia”",
        "Alamat meminta sumber “000”",
    ]


def test_sources_add_up_to_all_facts(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, "quality.py")
    tables = ("participation", "published_figure", "pilot", "assessment", "award", "event")
    total = rows(data_folder, f"select {' + '.join(f'(select count(*) from {name})' for name in tables)}")
    distinct = " union ".join(f"select source_title, source_url from {name}" for name in tables)
    sources = rows(data_folder, f"select count(*) from ({distinct})")

    shown = test.dataframe[0].value
    assert test.subheader[0].value == f"{total[0][0]:,} fakta berasal dari {sources[0][0]} sumber".replace(
        ",", "."
    )
    assert len(shown) == 300
    test.text_input(key="sources_search").set_value("antaranews").run()
    like = rows(data_folder, f"select count(*) from ({distinct}) where source_url like '%antaranews%'")
    assert len(test.dataframe[0].value) == like[0][0]


def test_one_source_leads_to_its_facts(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ((title, url, source, key),) = rows(
        data_folder,
        "select source_title, source_url, left(sha256(source_title || chr(10) || source_url), 12),"
        " cast(json_array(pilot) as varchar) from pilot where source_url <> '' order by pilot limit 1",
    )
    test = run(data_folder, monkeypatch, "quality.py", sumber=str(source), tabel="pilot", kunci=str(key))

    assert complaints(test) == []
    assert str(title) in said(test)
    assert str(url) in said(test).replace("<", "")
    links = {each.proto.label: each.proto.query_string for each in test.get("page_link") if each.proto.label}
    assert parse_qs(links["Halaman percontohan"])["percontohan"] == json.loads(str(key))
    assert parse_qs(links["Ubah baris ini"])["kunci"] == [key]


def test_contradictions_are_counted_as_sql_counts_them(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = run(data_folder, monkeypatch, "quality.py", bagian="pertentangan")
    figures = rows(
        data_folder,
        "select count(*) from (select program from published_figure"
        " group by program, edition, scope_code, coalesce(scope_label, ''), coalesce(stage, ''), measure,"
        " coalesce(category, '') having count(distinct value) > 1)",
    )
    scores = rows(
        data_folder,
        "select count(*) from (select framework from assessment"
        " group by framework, edition, region_code, agency, indicator having count(distinct score) > 1)",
    )

    assert test.subheader[0].value == (
        f"{figures[0][0]} angka bertentangan; {scores[0][0]} nilai bertentangan; "
        "2 tahap dengan nama melebihi angkanya"
    )
    assert len(test.dataframe[0].value) == int(str(figures[0][0])) + int(str(scores[0][0]))


def test_a_contradiction_shows_why_and_how_to_settle_it(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = '["gmsc-2022-assessed-00-3"]'
    test = run(
        data_folder, monkeypatch, "quality.py", bagian="pertentangan", tabel="published_figure", kunci=key
    )
    words = said(test)

    assert "**88** kabupaten/kota · angka utama" in words
    assert "Tidak dipakai: tingkat keyakinan lebih rendah" in words
    assert f"table_name = published_figure; row_key = {key}; reason = …" in words
    buttons = [each.proto for each in test.get("download_button") if "baris untuk" in each.proto.label]
    assert [button.disabled for button in buttons] == [True] * 3
    test.text_input[0].set_value("Keputusan menteri").run()
    buttons = [each.proto for each in test.get("download_button") if "baris untuk" in each.proto.label]
    assert [button.disabled for button in buttons] == [False] * 3


def test_a_contradiction_from_an_upload_can_be_settled(
    own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(own_data_folder)
    form.publish(store, form.entry("published_figure", None, FIGURE), caller=WHO, note="Angka kedua")
    asked = {"bagian": "pertentangan", "tabel": "published_figure", "kunci": KEY}
    before = run(own_data_folder, monkeypatch, "quality.py", **asked)
    assert "**55** kabupaten/kota" in said(before)
    assert chosen(own_data_folder) == 50

    settle(own_data_folder, monkeypatch, reason="Surat keputusan lebih baru")
    after = run(own_data_folder, monkeypatch, "quality.py", **asked)

    assert complaints(after) == []
    assert chosen(own_data_folder) == 55
    assert "**55** kabupaten/kota · angka utama" in said(after)
    assert "Ditetapkan dengan pengecualian: Surat keputusan lebih baru" in said(after)
    assert "Tidak dipakai: dipilih dengan pengecualian" not in said(before)
    links = [parse_qs(each.proto.query_string) for each in after.get("page_link")]
    rows_to_edit = [link["kunci"][0] for link in links if link.get("tabel") == ["headline_exception"]]
    assert [form_row(own_data_folder, key) for key in rows_to_edit] == ["Surat keputusan lebih baru"]


def settle(folder: Path, monkeypatch: pytest.MonkeyPatch, *, reason: str) -> None:
    """Upload the file that the page offers for the second figure, as a person does on Unggah data."""
    monkeypatch.setenv("SMARTCITY_UPLOADS", "all")
    claim = {"table_name": "published_figure", "row_key": KEY}
    page = run(folder, monkeypatch, "upload.py")
    page.selectbox(key="upload_choose_table").select("headline_exception").run()
    page.file_uploader[0].set_value(("settle.csv", quality_settle.file(claim, reason), "text/csv")).run()
    page.text_input(key="writer_name").set_value("Sari").run()
    (button,) = [each for each in page.button if each.label.startswith("Terbitkan")]
    button.click().run()
    assert complaints(page) == []


def chosen(folder: Path) -> object:
    """Return the headline of the selected of 2022."""
    sql = (
        "select value from headline_figure where program = 'gmsc' and edition = '2022' and scope_code = '00'"
        " and stage = 'selected' and measure = 'reached_stage' and scope_label = '' and category = ''"
    )
    return rows(folder, sql)[0][0]


def form_row(folder: Path, key: str) -> str:
    """Return the reason of an exception by the key that a link to its row has."""
    with Store(folder).read() as snapshot:
        found = form.row(snapshot, "headline_exception", key)
    assert found
    return found.values["reason"]


def test_checks_are_those_of_the_store(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, "quality.py", bagian="pemeriksaan")
    found = Store(data_folder).check()

    counts = found["check"].value_counts()
    assert sorted(int(fold.label.split("(")[-1].strip(")")) for fold in test.expander[:-1]) == sorted(counts)
    assert f"{len(found)} baris perlu dilihat" in test.subheader[0].value


@pytest.mark.parametrize("page", ["bundled", "demo"])
def test_ages_are_marked_by_the_rule(
    data_folder: Path, demo_folder: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    folder = data_folder if page == "bundled" else demo_folder
    test = run(folder, monkeypatch, "quality.py", bagian="umur")
    table: pd.DataFrame = test.dataframe[0].value

    assert len(table) == 38
    days = [int(age.split()[0].replace(".", "")) for age in table["age_words"] if age[0].isdigit()]
    marked = [age.endswith("(lama)") for age in table["age_words"] if age[0].isdigit()]
    assert marked == [age > rules.OLD_AFTER_DAYS for age in days]


@pytest.mark.parametrize(
    ("check", "detail", "shown"),
    [
        ("contradicting_figures", "value: 250.5 ≠ 251 (gmsc-2024-x-00-1)", "250,5 ≠ 251"),
        ("contradicting_scores", "score: 2.69 ≠ 2.68 (Versi 1.2)", "2,69 ≠ 2,68 (Versi 1.2)"),
        (
            "figure_below_names",
            "value: 2 > 1: Kota A (2023, medium), Kota B (high)",
            "2 > 1; 2 daerah meragukan",
        ),
        (
            "stage_order",
            "reached_on: selected 2021-01 < invited 2021-02",
            "Terpilih 2021-01 < Diundang 2021-02",
        ),
        ("no_government", "region_code: Kota Jakarta 1.5", "Kota Jakarta 1.5"),
    ],
)
def test_what_a_check_found_is_in_words(check: str, detail: str, shown: str) -> None:
    (known,) = [each for each in all_checks() if each.name == check]

    column, _mark, value = quality_rows.found(known, detail).partition(": ")

    assert value == shown
    assert column != detail.partition(": ")[0]
