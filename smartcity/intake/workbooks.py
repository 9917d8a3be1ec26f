"""Workbooks (xlsx, xls, ods): the sheet with the data, its cells as text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from smartcity.intake.choices import Choices, Limits
from smartcity.intake.header_row import Known, find_header
from smartcity.intake.parent import Reader, reading
from smartcity.intake.refusals import Shown, refused, shortened
from smartcity.intake.shape import Grid, refuse_width, rows_above, table_of

_SHOWN_ROWS = 8
_EXACT = 1e15
"""Whole numbers from here on are no longer exact in a workbook."""

Row = Sequence[str | int | float]


@dataclass(frozen=True)
class _Page:
    """One visible sheet: its number in the workbook, where its first used cell stands, and its first rows."""

    number: int
    name: str
    row: int
    column: int
    head: tuple[Row, ...]


def read_workbook(content: bytes, kind: str, choices: Choices, limits: Limits, known: Known) -> Grid:
    """Return the cells of the chosen sheet, or of the one whose header is known best."""
    with reading("workbook_process.py", content, limits, "workbook_too_large") as reader:
        pages = [_Page(**about) for about in reader.answer()["sheets"]]
        page = _chosen(pages, choices, known)
        head = [[_text(cell) for cell in row] for row in page.head]
        header = find_header(head, known, _chosen_rows(page, choices))
        refuse_width(header, limits)
        numbers: dict[int, set[str]] = {}
        blank: list[int] = []
        below = _rows(reader, page, header.rows[-1] + 1, numbers, blank, limits)
        rows = table_of(below, len(header.names))
    lines = tuple(page.row + row + 1 for row in header.rows)
    filled = [page.row + row + 1 for row, cells in enumerate(head) if any(cells)]
    return Grid(
        kind=kind,
        header=header,
        header_lines=lines,
        rows=rows,
        sheets=tuple(page.name for page in pages),
        sheet=page.name,
        first_place=page.column,
        notes=rows_above(filled, lines),
        blank=len(blank),
        numbers={place: frozenset(texts) for place, texts in numbers.items()},
        content=tuple(shortened(" | ".join(row)) for row in head[:_SHOWN_ROWS]),
    )


def _chosen(pages: Sequence[_Page], choices: Choices, known: Known) -> _Page:
    """Return the sheet that a person chose, else the first of those with the most known headers."""
    if choices.sheet is not None:
        for page in pages:
            if page.name == choices.sheet:
                return page
        raise refused("sheet_missing", sheet=choices.sheet, candidates=tuple(page.name for page in pages))
    filled = [page for page in pages if page.head]
    if not filled:
        raise refused("empty_file", code="file_empty")
    return max(
        filled,
        key=lambda page: find_header([[_text(cell) for cell in row] for row in page.head], known).known,
    )


def _chosen_rows(page: _Page, choices: Choices) -> tuple[int, ...] | None:
    if choices.header_lines is None:
        return None
    return tuple(line - 1 - page.row for line in choices.header_lines)


def _rows(
    reader: Reader,
    page: _Page,
    skipped: int,
    numbers: dict[int, set[str]],
    blank: list[int],
    limits: Limits,
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows below the header as texts with their lines; note which texts were numbers, and blank lines."""
    reader.ask(page.number)
    line, filled = page.row, 0
    while (row := reader.answer()) is not None:
        line += 1
        if line - page.row <= skipped:
            continue
        if not row:
            blank.append(line)
            continue
        filled += 1
        if filled > limits.rows:
            raise refused("too_many_rows", limit=Shown(limits.rows))
        for place, cell in enumerate(row):
            if not isinstance(cell, str):
                row[place] = _text(cell)
                numbers.setdefault(place, set()).add(row[place])
        yield line, row


def _text(cell: str | int | float) -> str:
    """Return a cell as text; a whole number without decimals."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    return cell if isinstance(cell, str) else repr(cell)
