"""Tables as files: CSV, workbook, Parquet. A text that a spreadsheet would run as a formula is made harmless."""

import csv as csv_writer
import datetime
import json
import re
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO, StringIO
from numbers import Real
from typing import Any

import pandas as pd
import xlsxwriter

from smartcity.formats import is_missing
from smartcity.words import _, language

WIDEST = 60
"""Characters of the widest column of a workbook."""

LONGEST = 32767
"""Characters that a cell of a workbook can hold."""

# What makes spreadsheets run a text: these first letters, also in full width, also behind blanks and marks.
_RUNS = re.compile("^[\\s\ufeff\u200b-\u200f\u2060\x00-\x1f]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
# What reads as if an apostrophe had been put before it: it gets one more, which is taken off again on reading.
_GUARDED = re.compile("'(?='*(?:[\\s\u200b-\u200f\u2060\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[0-9]))")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")
_SHEET_LETTERS = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def harmless(text: str) -> str:
    """Return a text that a spreadsheet shows and never runs; a plain number stays as it is."""
    runs = _RUNS.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if runs or _GUARDED.match(text) else text


def csv(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV that a spreadsheet of this language opens by itself.

    Indonesian: semicolons and decimal commas; English: commas and decimal points. UTF-8 with its mark.
    """
    comma = language() != "en"
    text = StringIO()
    writer = csv_writer.writer(text, delimiter=";" if comma else ",", lineterminator="\r\n")
    writer.writerow([harmless(str(name)) for name in frame.columns])
    writer.writerows([as_text(value, comma) for value in row] for row in _rows(frame))
    return text.getvalue().encode("utf-8-sig", errors="replace")


def xlsx(frame: pd.DataFrame, *, sheet: str = "Data", caption: Sequence[str] = ()) -> bytes:
    """Return a table as a workbook: frozen bold header, fitting columns, and a sheet with the source."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        _write_data(book, frame, sheet_name(sheet))
        if caption:
            write_caption(book, caption, unlike(_("Sumber"), sheet_name(sheet)))
    return target.getvalue()


def parquet(frame: pd.DataFrame) -> bytes:
    """Return a table as Parquet, values and types as they are."""
    target = BytesIO()
    frame.to_parquet(target, index=False)
    return target.getvalue()


def sheet_name(text: str) -> str:
    """Return a name that a sheet may have: no forbidden letters, 31 at most, never empty."""
    return cut(_SHEET_LETTERS.sub(" ", text).strip(" '"), 31).strip(" '") or "Data"


def cut(text: str, longest: int) -> str:
    """Return as much of a text as workbooks count as so many letters: an emoji is two."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", errors="ignore")


def unlike(name: str, other: str) -> str:
    """Return a sheet name that differs from another one."""
    name = sheet_name(name)
    return f"{name} 2" if name.lower() == other.lower() else name


def _rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return the rows of a frame as plain values."""
    return list(frame.itertuples(index=False, name=None))


def as_text(value: Any, comma: bool) -> str:
    """Return one cell of a CSV file."""
    plain = as_cell(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, float):
        text = format(Decimal(repr(plain)).normalize(), "f")
        return text.replace(".", ",") if comma else text
    return str(plain) if isinstance(plain, int) else harmless(plain)


def as_cell(value: Any) -> bool | int | float | str | None:
    """Return a cell as nothing, a truth value, a number or a text."""
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    if hasattr(value, "tolist"):  # numpy's numbers, truth values and arrays
        return as_cell(value.tolist())
    if is_missing(value):
        return None
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, Real) or type(value).__name__ == "Decimal":
        return float(value)
    return value.isoformat(sep=" ") if isinstance(value, datetime.datetime) else str(value)


def _write_data(book: Any, frame: pd.DataFrame, name: str) -> None:
    """Write the table's sheet."""
    headers = [harmless(str(column)) for column in frame.columns]
    page = start_sheet(book, headers, name)
    widths = [len(header) for header in headers]
    for line, row in enumerate(_rows(frame), start=1):
        for column, value in enumerate(row):
            plain = as_cell(value)
            write_cell(page, line, column, plain)
            widths[column] = max(widths[column], len(str(plain or "")))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(width, WIDEST) + 2)
    if headers:
        page.autofilter(0, 0, max(len(frame), 1), len(headers) - 1)


def start_sheet(book: Any, headers: Sequence[str], name: str) -> Any:
    """Return a new sheet with its headings, bold and frozen."""
    page = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    page.write_row(0, 0, headers, bold)
    page.freeze_panes(1, 0)
    return page


def write_cell(page: Any, line: int, column: int, plain: bool | int | float | str | None) -> None:
    """Write one cell by its kind; a text is always written as text."""
    if plain is None:
        return
    if isinstance(plain, bool):
        page.write_boolean(line, column, plain)
    elif isinstance(plain, str):
        page.write_string(line, column, harmless(plain)[:LONGEST])
    else:
        page.write_number(line, column, plain)


def write_caption(book: Any, caption: Sequence[str], name: str) -> None:
    """Write the sheet that says where the table comes from."""
    page = book.add_worksheet(name)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 100)
    for line, text in enumerate(caption):
        page.write_string(line, 0, harmless(text)[:LONGEST], wrap)
