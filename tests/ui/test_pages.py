"""Every page in every language, without a browser: drawn from the bundled data, no error, its title."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from smartcity import cli
from smartcity.access import Caller
from smartcity.settings import ROOT, settings
from smartcity.ui import menu, writer
from tests.addresses import PAGES
from tests.areas import fields, saved

MAIN = ROOT / "smartcity" / "ui" / "main.py"
TITLES = {
    ("overview.py", "id"): "Ringkasan",
    ("overview.py", "en"): "Overview",
    ("map.py", "id"): "Peta",
    ("map.py", "en"): "Map",
    ("stages.py", "id"): "Tahapan seleksi",
    ("stages.py", "en"): "Selection stages",
    ("region.py", "id"): "Indonesia",
    ("region.py", "en"): "Indonesia",
    ("assessments.py", "id"): "Penilaian",
    ("events.py", "id"): "Kegiatan",
    ("agencies.py", "id"): "Perangkat daerah",
    ("explore.py", "id"): "Jelajah data",
    ("briefing.py", "id"): "Paparan",
    ("search.py", "id"): "Cari",
    ("accounts.py", "id"): "Akun",
    ("audit.py", "id"): "Audit",
    ("about.py", "id"): "Tentang data",
    ("about.py", "en"): "About the data",
}


def run(data: Path, monkeypatch: pytest.MonkeyPatch, page: str, **parameters: str) -> AppTest:
    """Run a page once."""
    monkeypatch.setenv("SMARTCITY_DATA", str(data))
    settings.cache_clear()
    test = AppTest.from_file(str(MAIN), default_timeout=60)
    test._registered_pages = registered_pages()
    for name, value in parameters.items():
        test.query_params[name] = value
    test.switch_page(str(menu.PAGES / page)).run()
    settings.cache_clear()
    return test


def open_address(data: Path, monkeypatch: pytest.MonkeyPatch, address: str, **more: str) -> AppTest:
    """Run a page as an address asks for it."""
    path, _mark, query = address.partition("?")
    file = next(entry.file for entry in menu.ENTRIES if entry.path == path)
    return run(data, monkeypatch, file, **dict(parse_qsl(query)), **more)


def open_as(
    folder: Path, monkeypatch: pytest.MonkeyPatch, page: str, at: str | None, parameters: Mapping[str, str]
) -> AppTest:
    """Open a page with an address, from this computer or from another one; the folder stays set for later clicks."""
    # Tests without a browser have no address that one asks from.
    monkeypatch.setattr(writer, "caller", lambda: Caller(writer.name(), at))
    monkeypatch.setenv("SMARTCITY_DATA", str(folder))
    settings.cache_clear()
    test = AppTest.from_file(str(MAIN), default_timeout=60)
    test._registered_pages = registered_pages()
    for name, value in parameters.items():
        test.query_params[name] = value
    return test.switch_page(str(menu.PAGES / page)).run()


@cache
def registered_pages() -> dict[str, Any]:
    """Return the pages by their hashes, as a first run registers them; that run would cost more than most pages."""
    test = AppTest.from_file(str(MAIN), default_timeout=60).run()
    return dict(test._registered_pages)


@pytest.mark.parametrize(("page", "language"), TITLES)
def test_page(data_folder: Path, monkeypatch: pytest.MonkeyPatch, page: str, language: str) -> None:
    test = run(data_folder, monkeypatch, page, lang=language)

    assert [title.value for title in test.title] == [TITLES[page, language]]
    assert [*test.exception, *test.error, *test.warning] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_an_empty_database(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    test = open_address(empty_folder, monkeypatch, PAGES[name])

    assert [*test.exception, *test.error] == []
    assert len(test.title) == 1


@pytest.mark.parametrize("edition", ["2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024"])
@pytest.mark.parametrize("stage", ["invited", "masterplan_done"])
def test_every_edition_and_stage(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, edition: str, stage: str
) -> None:
    test = run(data_folder, monkeypatch, "stages.py", program="gmsc", periode=edition, tahap=stage)

    assert [*test.exception, *test.error, *test.warning] == []


@pytest.mark.parametrize("region", ["16", "16.01", "31.71", "31.01", "93", "95.01"])
def test_every_kind_of_region(data_folder: Path, monkeypatch: pytest.MonkeyPatch, region: str) -> None:
    for page in ("overview.py", "map.py", "stages.py", "region.py"):
        test = run(data_folder, monkeypatch, page, wilayah=region)

        assert [*test.exception, *test.error, *test.warning] == []


def test_wrong_values_are_said(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, "stages.py", program="narnia", wilayah="16")

    assert [warning.value for warning in test.warning] == [
        "Alamat meminta program “narnia” yang tidak ada; yang tampil adalah pilihan bawaan."
    ]


def test_damaged_database_is_explained(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    current = max((own_data_folder / "versions").glob("*.duckdb"))
    current.chmod(0o644)
    current.write_bytes(b"damaged")

    test = run(own_data_folder, monkeypatch, "stages.py")

    assert [title.value for title in test.title] == ["Basis data tidak dapat dibaca"]
    assert len(test.error) == 1
    assert test.exception == []


@pytest.mark.parametrize(
    "measure",
    [
        "stage",
        "programs",
        "score.spbe-2020",
        "score.spbe-2020.2021",
        "score.ietpd",
        "score.gmsc-evaluation",
        "pilots",
        "pilots.running",
        "pilots.stopped",
        "pilots.late_or_delayed",
        "pilots.late_or_unreported",
        "names",
        "names.gmsc",
        "change.spbe-2020",
        "change.spbe-2018",
        "awards",
        "attendance",
    ],
)
@pytest.mark.parametrize("region", ["00", "16", "94"])
def test_every_measure_of_the_map(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, measure: str, region: str
) -> None:
    test = run(data_folder, monkeypatch, "map.py", ukuran=measure, wilayah=region)

    assert [*test.exception, *test.error, *test.warning] == []
    assert len(test.subheader) == 1


def test_wrong_measure_and_map_are_said(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, "map.py", ukuran="score.narnia", peta="3d")

    assert [warning.value for warning in test.warning] == [
        "Alamat meminta ukuran “score.narnia” yang tidak ada; yang tampil adalah pilihan bawaan.",
        "Alamat meminta jenis peta “3d” yang tidak ada; yang tampil adalah pilihan bawaan.",
    ]


@pytest.mark.parametrize("region", ["00", "16"])
def test_the_map_names_the_offices_own_boundaries(
    own_data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, region: str
) -> None:
    note = "Bidang kabupaten/kota berasal dari berkas batas milik kantor ini."
    before = run(own_data_folder, monkeypatch, "map.py", wilayah=region)
    file = saved(tmp_path / "areas.geojson", fields(["16.01", "16.02"]))
    assert cli.run(["boundaries", "load", str(file), "--data", str(own_data_folder)]) == 0
    after = run(own_data_folder, monkeypatch, "map.py", wilayah=region)

    assert [len(page.exception) for page in (before, after)] == [0, 0]
    found = [any(note in text.value for text in page.caption) for page in (before, after)]
    assert found == [False, True]
