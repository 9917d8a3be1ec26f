"""The rejected rows as the person's own file, with line, column and reason, to be corrected and uploaded again.

They are asked for and written some at a time: a file may be wrong in each of its rows.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeAlias

import xlsxwriter

from smartcity.export.tables import LONGEST, harmless, sheet_name
from smartcity.intake import deadline
from smartcity.intake.problem_rows import BATCH
from smartcity.intake.problems import Problem

if TYPE_CHECKING:
    from smartcity.intake.report import Report

LINE, COLUMN, REASON = MARKS = ("_baris", "_kolom", "_alasan")
"""The columns at the end; a file that already has them gets them anew."""

Rejected: TypeAlias = tuple[int, Sequence[str], Sequence[Problem]]
"""A row: its line, its cells in the order of the headers and those beyond them, what is wrong with it."""

Line: TypeAlias = tuple[list[str], list[str], list[str]]
"""The person's own cells, what we tell beside them, and the cells for which the file has no column."""

# Signs of reasons that Windows-1252 lacks.
_PLAINER = str.maketrans({"≥": ">=", "≤": "<=", "−": "-", "→": "->", "≠": "<>", "✓": "v", "\u202f": " "})
_BOLD = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
_WIDTH, _REASON_WIDTH = 18, 80


def rejected_csv(headers: Sequence[str], rows: Iterable[Rejected], *, delimiter: str, encoding: str) -> bytes:
    """Return rejected rows with the columns, order, separator and encoding of the upload.

    Where a cell holds a sign that the encoding lacks (it was typed in on the page) the file is UTF-8 with its mark.
    """
    text = "".join(csv_lines(headers, rows, delimiter=delimiter, plainer=encoding == "cp1252"))
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8-sig", errors="replace")


def csv_lines(
    headers: Sequence[str], rows: Iterable[Rejected], *, delimiter: str = ",", plainer: bool = False
) -> Iterator[str]:
    """Give the lines of a text file of rejected rows; with `plainer` its reasons need no signs but Windows-1252's."""
    text = StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for cells, told, beyond in _lines(headers, rows):
        writer.writerow(chain(cells, map(_plainer, told) if plainer else told, beyond))
        yield text.getvalue()
        text.seek(0)
        text.truncate()


def rejected_xlsx(
    headers: Sequence[str],
    rows: Iterable[Rejected],
    sheet: str,
    numbers: Mapping[int, frozenset[str]] | None = None,
) -> bytes:
    """Return rejected rows as a workbook with the columns and order of the upload.

    Cells are texts, but what was a number in the upload (`numbers`, as `Sheet` has it) is one again, so that it
    is read as the same.
    """
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    places = _own_places(headers)
    real = [(numbers or {}).get(place, frozenset()) for place in places]
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet(sheet_name(sheet))
        formats = [book.add_format(_BOLD), None]
        for line, (cells, told, beyond) in enumerate(_lines(headers, rows)):
            for place, cell in enumerate(chain(cells, told, beyond)):
                is_number = line > 0 and place < len(real) and cell in real[place]
                _write(page, line, place, cell, is_number, formats[min(line, 1)])
        page.freeze_panes(1, 0)
        last = len(places) + len(MARKS) - 1
        page.set_column(0, last, _WIDTH)
        page.set_column(last, last, _REASON_WIDTH)
    return target.getvalue()


def _lines(headers: Sequence[str], rows: Iterable[Rejected]) -> Iterator[Line]:
    """Give the lines of the file, the header first."""
    places = _own_places(headers)
    yield [harmless(headers[place]) for place in places], list(MARKS), []
    for line, cells, problems in rows:
        columns = _joined(problem.column for problem in problems)
        reasons = _joined(f"{problem.message} {problem.fix}" for problem in problems)
        yield (
            [harmless(cells[place]) for place in places],
            [str(line), harmless(columns), harmless(reasons)],
            [harmless(cell) for cell in cells[len(headers) :]],
        )


def _own_places(headers: Sequence[str]) -> list[int]:
    return [place for place, header in enumerate(headers) if header.strip().lower() not in MARKS]


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(stripped for text in texts if (stripped := text.strip())))


def _plainer(text: str) -> str:
    return text.translate(_PLAINER).encode("cp1252", errors="replace").decode("cp1252")


def _write(page: Any, line: int, place: int, cell: str, is_number: bool, form: Any) -> None:
    if is_number:
        page.write_number(line, place, float(cell), form)
    else:
        page.write_string(line, place, cell[:LONGEST], form)


def rejected_rows(report: "Report") -> Iterator[Rejected]:
    """Give the rejected rows of a report; a broken row may have more cells than headers."""
    sheet = report.sheet
    whole = report.lines("rejected", limit=sheet.count) if report.connection else report.all_lines.tolist()
    lines = iter(sorted({*whole, *sheet.broken}))
    general = [problem for problem in report.plan.problems if not problem.is_warning]
    while batch := list(islice(lines, BATCH)):
        deadline.check()
        found: dict[int | None, list[Problem]] = {}
        for problem in report.problems_between(batch[0], batch[-1]):
            found.setdefault(problem.row, []).append(problem)
        cut = [line for line in batch if line not in sheet.broken]
        cells = dict(zip(cut, report.texts(cut), strict=True))
        yield from (
            (line, cells[line] if line in cells else sheet.broken[line], found.get(line) or general)
            for line in batch
        )


def rejected_file(report: "Report") -> bytes:
    """Return the rejected rows of a report as a file of the kind that was uploaded."""
    rows, sheet = rejected_rows(report), report.sheet
    if sheet.delimiter:
        return rejected_csv(sheet.headers, rows, delimiter=sheet.delimiter, encoding=sheet.encoding)
    return rejected_xlsx(sheet.headers, rows, sheet.sheet, sheet.numbers)
