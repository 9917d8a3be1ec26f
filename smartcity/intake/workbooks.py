"""Workbooks (xlsx, xls, ods): the sheet with the data, its cells as text."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import IO, Any

from smartcity.intake.choices import Choices, Limits
from smartcity.intake.header_row import Known, find_header
from smartcity.intake.refusals import Shown, megabytes, refused, shortened
from smartcity.intake.shape import Grid, refuse_width, rows_above, table_of

_SCRIPT = Path(__file__).with_name("workbook_process.py")
_PATIENCE_SECONDS = 120
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
    with _opened(content) as process:
        pages = [_Page(**about) for about in _line(process, limits)["sheets"]]
        page = _chosen(pages, choices, known)
        head = [[_text(cell) for cell in row] for row in page.head]
        header = find_header(head, known, _chosen_rows(page, choices))
        refuse_width(header, limits)
        numbers: dict[int, set[str]] = {}
        below = _rows(process, page, header.rows[-1] + 1, numbers, limits)
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
        numbers={place: frozenset(texts) for place, texts in numbers.items()},
        content=tuple(shortened(" | ".join(row)) for row in head[:_SHOWN_ROWS]),
    )


@contextmanager
def _opened(content: bytes) -> Iterator["subprocess.Popen[bytes]"]:
    """Open a workbook in a process of its own, which lives no longer than the reading."""
    process = subprocess.Popen(
        [sys.executable, "-I", str(_SCRIPT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    timer = Timer(_PATIENCE_SECONDS, process.kill)
    timer.start()
    try:
        _tell(process, len(content).to_bytes(8, "big"), content)
        yield process
    finally:
        timer.cancel()
        process.kill()
        process.communicate()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    """Return a pipe that was asked for."""
    if stream is None:
        raise refused("workbook_broken")
    return stream


def _tell(process: "subprocess.Popen[bytes]", *parts: bytes) -> None:
    """Send something to the process; one that has ended shows when its answer is missing."""
    stream = _pipe(process.stdin)
    try:
        for part in parts:
            stream.write(part)
        stream.flush()
    except BrokenPipeError:
        return


def _line(process: "subprocess.Popen[bytes]", limits: Limits) -> Any:
    """Return the next answer; a process that ended without one ran out of memory or time."""
    line = _pipe(process.stdout).readline()
    answer = json.loads(line) if line.endswith(b"\n") else {"error": "workbook_too_large"}
    if isinstance(answer, Mapping) and "error" in answer:
        raise refused(answer["error"], limit=megabytes(limits.unpacked_bytes))
    return answer


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
    process: "subprocess.Popen[bytes]",
    page: _Page,
    skipped: int,
    numbers: dict[int, set[str]],
    limits: Limits,
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows below the header as texts with their lines; note which texts were numbers."""
    _tell(process, f"{page.number}\n".encode())
    line, filled = page.row, 0
    while (row := _line(process, limits)) is not None:
        line += 1
        if line - page.row <= skipped:
            continue
        filled += any(row)
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
