"""Tables of any length as files: written bit by bit, so that a million rows need no more memory than a thousand."""

import csv as csv_writer
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import xlsxwriter
from pyarrow import parquet as parquet_files

from smartcity.export import tables
from smartcity.words import _, language

MOST_SHEET_ROWS = 1_048_575
"""Rows below the heading that a sheet of a workbook can hold (1,048,576 with it)."""


def csv(bits: Iterable[pa.RecordBatch], path: Path, columns: Sequence[str]) -> None:
    """Write a table as CSV that a spreadsheet of this language opens by itself, as `tables.csv` does."""
    comma = language() != "en"
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv_writer.writer(file, delimiter=";" if comma else ",", lineterminator="\r\n")
        writer.writerow([tables.harmless(name) for name in columns])
        for bit in bits:
            texts = [each_once(column, lambda value: tables.as_text(value, comma)) for column in bit.columns]
            writer.writerows(zip(*texts, strict=True))


def xlsx(
    bits: Iterable[pa.RecordBatch], path: Path, columns: Sequence[str], *, sheet: str, caption: Sequence[str]
) -> None:
    """Write a table as a workbook like `tables.xlsx`; at most MOST_SHEET_ROWS rows."""
    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(path, options) as book:
        headers = [tables.harmless(name) for name in columns]
        page = tables.start_sheet(book, headers, tables.sheet_name(sheet))
        line = 0
        for bit in bits:
            cells = [each_once(column, tables.as_cell) for column in bit.columns]
            for row in zip(*cells, strict=True):
                line += 1
                for place, value in enumerate(row):
                    tables.write_cell(page, line, place, value)
        page.autofilter(0, 0, max(line, 1), max(len(columns) - 1, 0))
        tables.write_caption(book, caption, tables.unlike(_("Sumber"), tables.sheet_name(sheet)))


def parquet(bits: pa.RecordBatchReader, path: Path) -> None:
    """Write a table as Parquet, values and types as they are."""
    with parquet_files.ParquetWriter(path, bits.schema) as writer:
        for bit in bits:
            writer.write_batch(bit)


def each_once(column: pa.Array, make: Callable[[Any], Any]) -> list[Any]:
    """Return what is made of each value; of one that stands in many rows only once."""
    found = column.dictionary_encode(null_encoding="encode")
    made = [make(value) for value in found.dictionary.to_pylist()]
    return [made[place] for place in found.indices.to_pylist()]
