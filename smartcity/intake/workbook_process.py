"""A process of its own that opens one workbook: a file made to exhaust memory ends it, not the server.

Run as a script (see `child.run`). Reads the workbook; answers its visible sheets with their first rows, reads one line
with the number of a sheet, and answers its rows, a line each (an empty list for a blank row), and null at the end.
"""

import datetime
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from smartcity.intake import child
from smartcity.intake.child import Ask, Say

HEAD_ROWS = 40
"""Rows of each sheet that are answered first, to find the header."""

Errors = Mapping[tuple[int, int], str]


def main() -> None:
    """Answer for one workbook."""
    child.run(
        _answer,
        {
            PasswordError: "workbook_locked",
            MemoryError: "workbook_too_large",
            BaseException: "workbook_broken",
        },
    )


def _answer(content: bytes, ask: Ask, say: Say) -> None:
    """Answer the visible sheets, then the rows of the one that is asked for."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = {
        number: book.get_sheet_by_index(number)
        for number, about in enumerate(book.sheets_metadata)
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible
    }
    say({"sheets": [_described(number, sheet) for number, sheet in sheets.items()]})
    chosen = ask()
    if chosen in sheets:
        for row in _rows(sheets[chosen], _errors(content, chosen)):
            is_blank = all(cell == "" for cell in row)
            sys.stdout.write(json.dumps([] if is_blank else row) + "\n")
        say(None)


def _described(number: int, sheet: CalamineSheet) -> dict[str, Any]:
    row, column = sheet.start or (0, 0)
    head = list(islice(_rows(sheet, {}), HEAD_ROWS))
    return {"number": number, "name": sheet.name, "row": row, "column": column, "head": head}


def _rows(sheet: CalamineSheet, errors: Errors) -> Iterator[list[str | int | float]]:
    """Yield the rows from the first used cell on."""
    if sheet.start is None:
        return
    first, left = sheet.start
    for number, row in islice(enumerate(sheet.iter_rows()), first, None):
        cells = list(map(_cell, row))
        if errors:
            cells = [errors.get((number, left + place), cell) for place, cell in enumerate(cells)]
        yield cells


def _cell(value: Any) -> str | int | float:
    """Return a cell: a number as it is, anything else as text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime.datetime):
        return _moment(value)
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _moment(value: datetime.datetime) -> str:
    if value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat(timespec="seconds" if value.second else "minutes")


def _errors(content: bytes, number: int) -> Errors:
    """Return the error cells (#N/A) of a sheet of an xlsx by row and column; calamine gives them as empty."""
    if not content.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(BytesIO(content)) as book:
        if "xl/workbook.xml" not in book.namelist():
            return {}
        page = book.read(_part(book, number))
    if b't="e"' not in page:
        return {}
    cells = re.finditer(
        rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d+)"[^>]*>(?:(?!</c>).)*<v>(#[^<]+)</v>', page
    )
    return {
        (int(row) - 1, _place(letters)): text.decode()
        for letters, row, text in (cell.groups() for cell in cells)
    }


def _part(book: zipfile.ZipFile, number: int) -> str:
    """Return the member that holds a sheet."""
    sheets = re.findall(rb"<(?:\w+:)?sheet\s[^>]*>", book.read("xl/workbook.xml"))
    key = re.search(rb'\br:id="([^"]+)"', sheets[number])
    links = re.findall(rb"<Relationship\s[^>]*>", book.read("xl/_rels/workbook.xml.rels"))
    for link in links:
        if key and b'Id="' + key[1] + b'"' in link:
            target = re.search(rb'Target="([^"]+)"', link)
            path = target[1].decode() if target else ""
            return path.lstrip("/") if path.startswith("/") else f"xl/{path}"
    return "xl/workbook.xml"


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1


if __name__ == "__main__":
    main()
