"""Perangkat daerah without a browser: bundled, demonstration, empty and example data; ways in and out."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from smartcity import formats
from smartcity.draft import Draft
from smartcity.export import examples
from smartcity.store import Store
from smartcity.ui.agency import SECTIONS
from tests.intake.upload_kit import load
from tests.ui.quality_kit import complaints, rows, said
from tests.ui.test_pages import run

PAGE = "agencies.py"
REGION, AGENCY = "13", "bapenda"


@pytest.fixture(scope="module")
def example_folder(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bundled data with the example evaluation; tests only read it."""
    folder = Path(shutil.copytree(data_folder, tmp_path_factory.mktemp("example") / "db"))
    store = Store(folder)
    for table, content in examples.files().items():
        load(store, content, table)
    store.close()
    return folder


def metrics(test: AppTest) -> dict[str, str]:
    """Return the tiles of a page."""
    return {metric.label: metric.value for metric in test.metric}


@pytest.mark.parametrize("part", SECTIONS)
@pytest.mark.parametrize("region", ["00", "61", "16.01"])
def test_every_section_of_the_bundled_data(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, part: str, region: str
) -> None:
    assert complaints(run(data_folder, monkeypatch, PAGE, bagian=part, wilayah=region)) == []


@pytest.mark.parametrize("part", SECTIONS)
def test_every_section_of_an_empty_database_teaches(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    test = run(empty_folder, monkeypatch, PAGE, bagian=part)

    assert complaints(test) == []
    assert "nggah" in said(test)


@pytest.mark.parametrize("part", SECTIONS)
@pytest.mark.parametrize("region", ["00", REGION, "95.01"])
def test_every_section_of_the_demonstration(
    demo_folder: Path, monkeypatch: pytest.MonkeyPatch, part: str, region: str
) -> None:
    assert complaints(run(demo_folder, monkeypatch, PAGE, bagian=part, wilayah=region)) == []


def test_the_page_without_scores_offers_templates_and_the_example(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = run(data_folder, monkeypatch, PAGE)

    assert "Belum ada nilai perangkat daerah yang diketahui di Indonesia." in said(test)
    labels = [each.proto.label for each in test.get("download_button")]
    assert labels.count("Templat") == 4
    assert [label for label in labels if "Contoh" in label] == [
        "1. Contoh Instrumen penilaian",
        "2. Contoh Indikator",
        "3. Contoh Perangkat daerah",
        "4. Contoh Penilaian",
    ]


def test_numbers_of_the_example_are_the_databases(
    example_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = run(example_folder, monkeypatch, PAGE, wilayah="61")

    of = f"from agency_score where framework = '{examples.FRAMEWORK}' and edition = '2025' and indicator = 'index'"
    ((mean, highest),) = rows(example_folder, f"select avg(score), max(score) {of}")
    assert complaints(test) == []
    assert metrics(test) == {
        "Dinilai": "40",
        "Rata-rata": formats.score(mean),
        "Tertinggi": formats.score(highest),
        "Tertinggal": formats.number(
            rows(
                example_folder,
                "with m as (select edition, median(score) as m from agency_score where indicator = 'index' group by 1)"
                " select count(*) from (select agency from agency_score join m using (edition)"
                " where indicator = 'index' and score < m group by agency having count(*) = 2)",
            )[0][0]
        ),
    }
    assert "Semua 40 perangkat daerah Kalimantan Barat dinilai pada Tahun 2025" in said(test)
    assert "CONTOH: evaluasi perangkat daerah" in said(test)


def test_no_mean_where_some_are_not_assessed(
    example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(example_folder, tmp_path / "db"))
    store = Store(folder)
    load(store, b"Wilayah;Kode perangkat daerah;Nama perangkat daerah\n61;baru;Badan Baru\n", "agency")
    store.close()

    test = run(folder, monkeypatch, PAGE, wilayah="61")

    assert complaints(test) == []
    assert "Median" in metrics(test)
    assert "40 dari 41 perangkat daerah Kalimantan Barat dinilai pada Tahun 2025" in said(test)


@pytest.mark.parametrize("part", ["ranking", "change", "lagging"])
@pytest.mark.parametrize("measure", ["", "accountability"])
def test_sections_by_index_and_by_criterion(
    example_folder: Path, monkeypatch: pytest.MonkeyPatch, part: str, measure: str
) -> None:
    test = run(example_folder, monkeypatch, PAGE, wilayah="61", bagian=part, cabang=measure)

    assert complaints(test) == []
    assert ("Akuntabilitas" if measure else "Indeks") in " ".join(each.value for each in test.subheader) or (
        part == "lagging"
    )


def test_one_agency_leads_back_to_its_region(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(demo_folder, monkeypatch, PAGE, wilayah=REGION, perangkat=AGENCY)

    assert complaints(test) == []
    assert [title.value for title in test.title] == ["Badan Pendapatan Daerah"]
    ((name, scores),) = rows(
        demo_folder,
        "select name, (select count(*) from assessment as a where a.region_code = g.region_code"
        f" and a.agency = g.agency) from agency as g where region_code = '{REGION}' and agency = '{AGENCY}'",
    )
    assert (name, len(test.dataframe[-1].value)) == ("Badan Pendapatan Daerah", scores)
    test.button(key="agency_back").click().run()
    assert [title.value for title in test.title] == ["Perangkat daerah"]


def test_an_agency_belongs_to_its_region(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(demo_folder, monkeypatch, PAGE, wilayah=REGION, perangkat="narnia")

    assert [warning.value for warning in test.warning] == [
        "Alamat meminta perangkat daerah “narnia” yang tidak ada; yang tampil adalah pilihan bawaan."
    ]


HOSTILE = "<script>alert(1)</script> **tebal** :material/star: $x$ # " + "panjang " * 12


@pytest.mark.parametrize("part", [*SECTIONS, "one"])
def test_names_from_data_are_plain_text(
    example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    folder = Path(shutil.copytree(example_folder, tmp_path / "db"))
    store = Store(folder)
    agency = pd.DataFrame([{"region_code": "61", "agency": "contoh-02", "name": HOSTILE}])
    criterion = pd.DataFrame(
        [{"framework": examples.FRAMEWORK, "indicator": "accountability", "name_id": HOSTILE}]
    )

    def change(draft: Draft) -> None:
        draft.upsert("agency", agency)
        draft.upsert("indicator", criterion)

    store.publish(change, kind="upload", made_by="uji", reason="uji")
    store.close()
    view = {"perangkat": "contoh-02"} if part == "one" else {"bagian": part, "cabang": "accountability"}

    test = run(folder, monkeypatch, PAGE, wilayah="61", **view)

    assert complaints(test) == []
    drawn = [*test.title, *test.subheader, *test.markdown, *test.caption]
    texts = [str(each.value) for each in drawn]
    labels = [metric.label for metric in test.metric] + [button.label for button in test.button]
    assert [text for text in (*texts, *labels) if "<script>" in text or "**tebal" in text] == []


def test_ietpd_says_what_was_published(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, PAGE, bagian="ietpd")

    words = said(test)
    assert "87,9% pemerintah daerah berkategori Digital pada Semester I 2024, di atas target 85%" in words
    assert "480 pemerintah daerah berkategori Digital pada Semester I 2024, naik dari 399" in words
    assert "tertinggi Jawa-Bali (100%), terendah Nusa Tenggara, Maluku, Papua (41%)" in words
    assert "93,7% pemerintah daerah mengikuti championship pada Tahun 2024, naik dari 88,4%" in words
    ((known,),) = rows(
        data_folder,
        "select count(distinct region_code) from headline_score where framework = 'ietpd' and region_code <> '00'",
    )
    assert f"IETPD {known} dari 546 pemerintah daerah di Indonesia diketahui namanya" in words


@pytest.mark.parametrize(("page", "found"), [("overview.py", True), ("region.py", False)])
def test_other_pages_say_what_is_known(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, page: str, found: bool
) -> None:
    test = run(data_folder, monkeypatch, page)

    assert complaints(test) == []
    assert ("di atas target 85%" in said(test)) is found


def test_wilayah_leads_to_its_agencies(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(demo_folder, monkeypatch, "region.py", wilayah=REGION)

    assert complaints(test) == []
    assert "perangkat daerah pernah dinilai pada" in said(test)


def test_a_link_chooses_the_table_of_the_upload(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTCITY_UPLOADS", "all")
    test = run(data_folder, monkeypatch, "upload.py", tabel="agency")

    assert test.selectbox(key="upload_choose_table").value == "agency"
    test.selectbox(key="upload_choose_table").set_value("event").run()
    assert test.selectbox(key="upload_choose_table").value == "event"


def test_a_link_to_no_table_is_overlooked(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTCITY_UPLOADS", "all")
    test = run(data_folder, monkeypatch, "upload.py", tabel="batch")

    assert test.selectbox(key="upload_choose_table").value == "participation"
