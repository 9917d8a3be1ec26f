"""XLSX: a sheet per table with numbers as numbers, frozen headers, sources, formulas made harmless."""

import io
import re
import zipfile
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from smartcity.export.briefing.model import Briefing
from smartcity.export.briefing.workbook import HEADER_ROW, xlsx
from tests.export.briefing.kit import ROOT, hostile, whole
from tests.queries.database import Database


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """Return the rows of every sheet, from the first row on."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


@pytest.fixture(scope="module")
def nation(bundled: Database) -> Briefing:
    """Return the briefing about the nation with two profiles."""
    return whole(bundled, profiles=("16.01", "16.02"))


@pytest.fixture(scope="module")
def found(nation: Briefing) -> dict[str, list[list[Any]]]:
    """Return its sheets."""
    return sheets(xlsx(nation))


def test_a_sheet_for_every_table_and_one_of_sources(found: dict[str, Any], nation: Briefing) -> None:
    tables = [table for section in nation.sections for table in section.tables]

    assert len(found) == len(tables) + 2
    assert next(iter(found)) == "Temuan"
    assert list(found)[-1] == "Sumber dan pengertian"


def test_numbers_are_those_of_the_queries(found: dict[str, Any], bundled: Database) -> None:
    answer = bundled.ask("funnel", program="gmsc", edition="2022", region="00")

    rows = found["Tahapan seleksi"][HEADER_ROW:]

    assert rows[0] == [
        "Tahap",
        "Jumlah",
        "Diketahui namanya",
        "Angka terpublikasi",
        "Dari tahap sebelumnya",
        "Dari tahap pertama",
    ]
    assert [row[1] for row in rows[1:]] == list(answer["count"])
    assert [row[2] for row in rows[1:]] == list(answer["known"])
    assert rows[2][4] == pytest.approx(88 / 150)


def test_all_rows_are_there_not_only_those_that_pages_show(found: dict[str, Any], nation: Briefing) -> None:
    told = next(section for section in nation.sections if section.key == "sources").tables[0]

    assert len(told.rows) > told.most
    assert len(found["Sumber"]) == HEADER_ROW + 1 + len(told.rows)


def test_every_sheet_carries_data_time_and_link(found: dict[str, Any], nation: Briefing) -> None:
    for rows in found.values():
        assert rows[2][0] == nation.stamp.line
        assert str(rows[3][0]).startswith(ROOT)


def test_sources_definitions_and_queries_are_told(found: dict[str, Any]) -> None:
    rows = found["Sumber dan pengertian"][HEADER_ROW + 1 :]

    assert ["Tahapan seleksi", "Kueri", "funnel(edition=2022, program=gmsc, region=00)"] in rows
    assert {row[1] for row in rows} == {"Sumber", "Kueri", "Pengertian", "Tautan"}


def test_headers_are_frozen_and_repeated_in_print(nation: Briefing) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(nation))) as file:
        sheet = file.read("xl/worksheets/sheet2.xml").decode()
        book = file.read("xl/workbook.xml").decode()

    assert f'<pane xSplit="1" ySplit="{HEADER_ROW + 1}"' in sheet
    assert 'state="frozen"' in sheet
    assert "_xlnm.Print_Titles" in book


def test_rows_are_as_high_as_their_longest_text(nation: Briefing) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(nation))) as file:
        findings = file.read("xl/worksheets/sheet1.xml").decode()

    assert {"30", "45"} <= set(re.findall(r' ht="(\d+)"', findings))


def test_hostile_names_and_formulas_are_harmless() -> None:
    database = hostile()
    database.connection.execute("update pilot set title = '=cmd|calc' where region_code like '16%'")

    content = xlsx(whole(database, "16", profiles=("16.01", "16.02")))

    rows = sheets(content)["Percontohan & quick win"]
    assert {row[0] for row in rows[HEADER_ROW + 1 :]} == {"'=cmd|calc"}
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert not any(b"<f>" in file.read(name) for name in file.namelist() if "worksheets" in name)


def test_demonstration_data_say_so_on_every_sheet(bundled: Database) -> None:
    for rows in sheets(xlsx(whole(bundled, "16", demo=True))).values():
        assert "DATA CONTOH" in str(rows[1][0])
