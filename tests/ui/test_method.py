"""Metode without a browser: its sections, and numbers that come from the database and the rules."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from smartcity import rules
from smartcity.settings import settings
from smartcity.ui import method
from tests.ui.quality_kit import complaints, emptied, rows, said
from tests.ui.test_pages import run


@pytest.fixture
def method_page(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Return Metode."""
    yield run(data_folder, monkeypatch, "method.py")
    settings.cache_clear()


def test_method_has_every_section_with_its_anchor(method_page: AppTest) -> None:
    assert complaints(method_page) == []
    assert [each.proto.anchor for each in method_page.header] == list(method.SECTIONS)
    contents = next(each.value for each in method_page.markdown if each.value.startswith("1. ["))
    assert [f"(#{anchor})" in contents for anchor in method.SECTIONS] == [True] * len(method.SECTIONS)


def test_numbers_of_method_come_from_the_database(method_page: AppTest, data_folder: Path) -> None:
    words = said(method_page)
    ((provinces, regencies, own, governments),) = rows(
        data_folder,
        "select count(*) filter (where level = 'provinsi'), count(*) filter (where contains(code, '.')),"
        " count(*) filter (where contains(code, '.') and autonomous), count(*) filter (where autonomous)"
        " from region",
    )

    for number in (provinces, regencies, own, governments):
        assert f"**{number}**" in words
    assert "**88**: keyakinan tinggi" in words
    assert "120 pada tahap Diundang, 165 pada tahap Mengikuti penilaian" in words
    assert f"{rules.OLD_AFTER_DAYS} hari" in words
    weights = method_page.dataframe[1].value
    assert weights["weight"].tolist()[:5] == ["10%", "20%", "30%", "20%", "20%"]


def test_method_leads_to_the_description_of_the_api(method_page: AppTest) -> None:
    links = [each.proto.body for each in method_page.get("html") if "api/v1" in each.proto.body]

    assert [re.findall(r'href="(.*?)"', each) for each in links] == [["api/v1/docs?lang=id"]]
    assert "`api/v1/`" in said(method_page)


def test_method_of_other_databases(
    tmp_path: Path, demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = (emptied(tmp_path / "db"), demo_folder)
    assert [complaints(run(each, monkeypatch, "method.py")) for each in folders] == [
        [],
        [],
    ]
