"""Tables as files: separators of the language, harmless texts, workbooks and Parquet read back."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from smartcity.export import tables
from smartcity.intake.tidy import tidy
from smartcity.words import in_language

FRAME = pd.DataFrame(
    {
        "nama": ['Kota "A"; B', "=1+1", None],
        "nilai": [1.5, -3.0, None],
        "jumlah": pd.array([1200, None, 3], dtype="Int64"),
        "aktif": [True, False, True],
    }
)


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    """Return a workbook's sheets as rows."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_csv_of_each_language() -> None:
    assert tables.csv(FRAME).decode("utf-8") == (
        '\ufeffnama;nilai;jumlah;aktif\r\n"Kota ""A""; B";1,5;1200;true\r\n\'=1+1;-3;;false\r\n;;3;true\r\n'
    )
    with in_language("en"):
        assert tables.csv(FRAME).decode("utf-8") == (
            "\ufeffnama,nilai,jumlah,aktif\r\n"
            '"Kota ""A""; B",1.5,1200,true\r\n'
            "'=1+1,-3,,false\r\n"
            ",,3,true\r\n"
        )


RUNNING = (
    *("=1+1", "+cmd", "-cmd", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "＋1x", "－x", "＠x"),
    *(" =1+1", "\u00a0=1", "\ufeff=1", "\u200b=1", "-", "+62 811 x", "=", "-2+3", "\x00=1"),
)


@pytest.mark.parametrize("text", RUNNING)
def test_a_text_that_would_run_is_made_harmless(text: str) -> None:
    assert tables.harmless(text) == f"'{text}"
    frame = pd.DataFrame({text: [text]})
    header, cell = tables.csv(frame).decode("utf-8-sig").replace('"', "").split("'")[1:]
    assert (header.strip("\r\n"), cell.strip("\r\n")) == (text.strip("\r\n"), text.strip("\r\n"))
    if "\x00" not in text:
        assert [row[0][:1] for row in sheets(tables.xlsx(frame))["Data"]] == ["'", "'"]


@pytest.mark.parametrize("text", ["-5", "-3,5", "+62811", "1.234,5", "Kota A", "a=b", "", "—", "'t", "<b>"])
def test_other_texts_stay(text: str) -> None:
    assert tables.harmless(text) == text


@pytest.mark.parametrize("text", ["'=1", "'16.10", "' +62"])
def test_an_apostrophe_that_reading_would_take_off_gets_one_more(text: str) -> None:
    assert tables.harmless(text) == f"'{text}"
    assert tidy(tables.harmless(text)) == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (-5, "-5"),
        (-5.25, "-5,25"),
        (150.0, "150"),
        (float("inf"), ""),
        (pd.NA, ""),
        (pd.Timestamp("2024-01-16 08:00"), "2024-01-16 08:00:00"),
        ([{"a": "é"}], '"[{""a"": ""é""}]"'),
        ([], "[]"),
    ],
)
def test_csv_values(value: Any, shown: str) -> None:
    frame = pd.DataFrame({"x": pd.Series([value], dtype=object), "y": ["z"]})
    assert tables.csv(frame).decode("utf-8-sig") == f"x;y\r\n{shown};z\r\n"


def test_a_workbook_read_back() -> None:
    data = tables.xlsx(FRAME, sheet="Tahapan", caption=["Sumber: =A1", "Versi 12"])
    assert sheets(data) == {
        "Tahapan": [
            ["nama", "nilai", "jumlah", "aktif"],
            ['Kota "A"; B', 1.5, 1200.0, True],
            ["'=1+1", -3.0, "", False],
            ["", "", 3.0, True],
        ],
        "Sumber": [["Sumber: =A1"], ["Versi 12"]],
    }


def test_a_workbook_has_no_formula_and_a_frozen_bold_header() -> None:
    with ZipFile(BytesIO(tables.xlsx(FRAME))) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    assert "<f>" not in page
    assert 'state="frozen"' in page
    assert "<b/>" in styles
    assert page.count("<col ") == 4


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a/b:c", "a b c"), ("x" * 50, "x" * 31), ("", "Data"), ("'", "Data"), ("[*?]", "Data")],
)
def test_sheet_names(name: str, shown: str) -> None:
    assert tables.sheet_name(name) == shown
    assert list(sheets(tables.xlsx(FRAME, sheet=name))) == [shown]


def test_a_sheet_may_be_called_as_the_source_is() -> None:
    assert list(sheets(tables.xlsx(FRAME, sheet="sumber", caption=["x"]))) == ["sumber", "Sumber 2"]


def test_empty_tables() -> None:
    assert tables.csv(FRAME.head(0)).decode("utf-8-sig") == "nama;nilai;jumlah;aktif\r\n"
    assert sheets(tables.xlsx(FRAME.head(0)))["Data"] == [["nama", "nilai", "jumlah", "aktif"]]
    assert len(tables.xlsx(pd.DataFrame())) > 1000


def test_a_very_long_text_is_cut_to_what_a_cell_holds() -> None:
    rows = sheets(tables.xlsx(pd.DataFrame({"x": ["a" * 40_000]})))["Data"]
    assert len(rows[1][0]) == 32767


def test_parquet_read_back() -> None:
    pd.testing.assert_frame_equal(pd.read_parquet(BytesIO(tables.parquet(FRAME))), FRAME)
