"""Tables written bit by bit: the same files as those made at once, whatever the number of bits."""

from pathlib import Path

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from python_calamine import CalamineWorkbook

from smartcity.export import large, tables
from smartcity.words import in_language

TABLE = pa.table(
    {
        "nama": ['Kota "A"; B', "=1+1", None, "Kota A", "=1+1"],
        "nilai": [1.5, -3.0, None, 2.0, 1.5],
        "jumlah": pa.array([1200, None, 3, 3, 2**53 + 1], pa.int64()),
        "aktif": [True, False, True, None, True],
        "waktu": pa.array([1_700_000_000_000_000, None, None, None, 0], pa.timestamp("us")),
    }
)
NAMES = TABLE.column_names


def bits(rows: int) -> pa.RecordBatchReader:
    """Return the table in bits of so many rows."""
    return pa.RecordBatchReader.from_batches(TABLE.schema, TABLE.to_batches(max_chunksize=rows))


@pytest.mark.parametrize("rows", [1, 2, 100])
@pytest.mark.parametrize("language", ["id", "en"])
def test_csv(tmp_path: Path, rows: int, language: str) -> None:
    with in_language(language):
        large.csv(bits(rows), tmp_path / "t.csv", NAMES)
        wanted = tables.csv(TABLE.to_pandas(integer_object_nulls=True, date_as_object=True))

    assert (tmp_path / "t.csv").read_bytes() == wanted
    assert b"'=1+1" in wanted
    assert b"9007199254740993" in wanted


@pytest.mark.parametrize("rows", [1, 100])
def test_xlsx(tmp_path: Path, rows: int) -> None:
    large.xlsx(bits(rows), tmp_path / "t.xlsx", NAMES, sheet="Nilai", caption=["Saringan: =A1"])

    book = CalamineWorkbook.from_path(tmp_path / "t.xlsx")
    assert book.sheet_names == ["Nilai", "Sumber"]
    found = book.get_sheet_by_name("Nilai").to_python()
    assert found[:4] == [
        NAMES,
        ['Kota "A"; B', 1.5, 1200.0, True, "2023-11-14 22:13:20"],
        ["'=1+1", -3.0, "", False, ""],
        ["", "", 3.0, True, ""],
    ]
    assert book.get_sheet_by_name("Sumber").to_python() == [["Saringan: =A1"]]


def test_parquet(tmp_path: Path) -> None:
    large.parquet(bits(2), tmp_path / "t.parquet")

    assert pa.parquet.read_table(tmp_path / "t.parquet").equals(TABLE)


def test_no_rows(tmp_path: Path) -> None:
    empty = TABLE.slice(0, 0)
    reader = pa.RecordBatchReader.from_batches(empty.schema, [])
    large.csv(reader, tmp_path / "t.csv", NAMES)
    large.parquet(pa.RecordBatchReader.from_batches(empty.schema, []), tmp_path / "t.parquet")

    assert (tmp_path / "t.csv").read_text("utf-8-sig") == ";".join(NAMES) + "\n"
    assert pd.read_parquet(tmp_path / "t.parquet").empty
