"""Rows of texts below a header become a sheet: empty rows and columns, total rows and unnamed columns are settled."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from smartcity.intake.broken import Broken, by_header, rows_at
from smartcity.intake.choices import Limits
from smartcity.intake.header_row import Header
from smartcity.intake.problems import Problem
from smartcity.intake.refusals import Shown, refused
from smartcity.intake.sheet import LINE, Note, Sheet, cell_column
from smartcity.intake.tidy import tidy_rows
from smartcity.words import N_, _

_BATCH = 1000
"""Rows that are held as Python's lists at a time; with more of them its garbage collection takes half of the time."""

MOST_TOTALS = 3
"""Rows at the end that sum up those above and are none of the rows of data."""

_TOTAL = re.compile(
    r"(?:(?:grand|sub)[\s-]*)?total(?: keseluruhan| seluruhnya| akhir| nilai)?"
    r"|jumlah(?: total| keseluruhan| seluruhnya| akhir)?"
    r"|rata\s*-?\s*rata(?: nasional| keseluruhan| nilai| total)?|rerata|average|sum",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:Rp\.?\s*)?[-+(]?[\d.,\s]*\d[\d.,\s]*\)?\s*%?", re.IGNORECASE)
_UNNAMED = N_("Kolom {letters}")


@dataclass(frozen=True)
class Grid:
    """A file cut into cells: its header, and what stands below as columns of text c0, c1, … with their lines."""

    kind: str
    header: Header
    header_lines: tuple[int, ...]
    rows: pa.Table
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    first_place: int = 0
    """The spreadsheet's column of the first cell (0 is A)."""
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    broken: Broken = field(default_factory=dict)
    """The cells of the lines that `problems` name."""
    blank: int = 0
    """Rows without any cell that are not among `rows`."""
    numbers: Mapping[int, frozenset[str]] = field(default_factory=dict)
    content: tuple[str, ...] = ()


def table_of(rows: Iterable[tuple[int, Sequence[str]]], width: int) -> pa.Table:
    """Return lines and their cells, all of one width, as a table; only some rows at a time are Python's."""
    names = [LINE, *map(cell_column, range(width))]
    schema = pa.schema([(LINE, pa.int64()), *((name, pa.string()) for name in names[1:])])
    left = iter(rows)
    batches = []
    while batch := list(islice(left, _BATCH)):
        columns = [pa.array([line for line, _cells in batch], pa.int64())]
        columns += [
            pa.array(cells, pa.string()) for cells in zip(*(cells for _line, cells in batch), strict=True)
        ]
        batches.append(pa.record_batch(columns, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


def refuse_width(header: Header, limits: Limits) -> None:
    """Refuse a table without headers or with too many columns."""
    if not header.width:
        raise refused("empty_file", code="file_empty")
    if len(header.names) > limits.columns:
        raise refused("too_many_columns", count=Shown(len(header.names)), limit=Shown(limits.columns))


def rows_above(filled: Iterable[int], header_lines: Sequence[int]) -> tuple[Note, ...]:
    """Return the notes about lines above the header and about a header of more than one line."""
    notes = []
    titles = [line for line in filled if line < header_lines[0]]
    if titles:
        notes.append(Note("title_rows", {"lines": _listed(titles)}))
    if len(header_lines) > 1:
        notes.append(Note("two_line_header", {"lines": _listed(header_lines)}))
    return tuple(notes)


def _listed(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))


def sheet_of(grid: Grid, limits: Limits) -> Sheet:
    """Return the sheet that a grid holds."""
    names = _names(grid)
    rows, found = tidy_rows(grid.rows, names, limits)
    rows, empty = _without_empty(rows, grid.blank)
    rows, totals = _without_totals(rows)
    problems = tuple(sorted((*grid.problems, *found), key=lambda problem: problem.row or 0))
    count = rows.num_rows + len(problems)
    _refuse_count(count, limits)
    kept = [place for place, name in enumerate(grid.header.names) if name or _has_cells(rows, place)]
    broken = {**grid.broken, **rows_at(grid.rows, [problem.row for problem in found if problem.row])}
    return Sheet(
        kind=grid.kind,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        sheets=grid.sheets,
        sheet=grid.sheet,
        header_lines=grid.header_lines,
        headers=tuple(names[place] for place in kept),
        places=tuple(grid.first_place + place for place in kept),
        rows=_only(rows, kept),
        count=count,
        notes=(*grid.notes, *empty, *_column_notes(grid, names, kept), *totals),
        problems=problems,
        broken=by_header(broken, kept, grid.header.width),
        numbers={new: grid.numbers[place] for new, place in enumerate(kept) if grid.numbers.get(place)},
        content=grid.content,
    )


def _names(grid: Grid) -> list[str]:
    """Return a name for every column; one without a header is called by its letter."""
    return [
        name or _(_UNNAMED).format(letters=column_letters(grid.first_place + place))
        for place, name in enumerate(grid.header.names)
    ]


def column_letters(place: int) -> str:
    """Return how a spreadsheet calls a column: A, Z, AA."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _refuse_count(count: int, limits: Limits) -> None:
    if not count:
        raise refused("no_rows", code="file_empty")
    if count > limits.rows:
        raise refused("too_many_rows", limit=Shown(limits.rows))


def _without_empty(rows: pa.Table, before: int) -> tuple[pa.Table, tuple[Note, ...]]:
    """Leave out rows without any cell; `before` were left out already."""
    empty = pa.chunked_array([pa.repeat(pa.scalar(True), rows.num_rows)])
    for place in range(rows.num_columns - 1):
        empty = pc.and_(empty, pc.equal(rows.column(cell_column(place)), ""))
        if not pc.any(empty).as_py():
            break
    kept = rows.filter(pc.invert(empty)) if pc.any(empty).as_py() else rows
    count = before + rows.num_rows - kept.num_rows
    return kept, (Note("empty_rows", {"count": str(count)}),) if count else ()


def _without_totals(rows: pa.Table) -> tuple[pa.Table, tuple[Note, ...]]:
    """Set aside the last rows where they sum up those above."""
    notes: list[Note] = []
    left = rows.num_rows
    while left and len(notes) < MOST_TOTALS:
        line, *cells = (column[left - 1].as_py() for column in rows.columns)
        label = _total_label(cells)
        if not label:
            break
        notes.insert(0, Note("total_row", {"line": str(line), "label": label}))
        left -= 1
    return rows.slice(0, left), tuple(notes)


def _total_label(cells: Sequence[str]) -> str:
    """Return what a row that sums up is called, '' for a row of data; beside its label it holds mostly numbers."""
    filled = [cell for cell in cells if cell]
    label = next((cell for cell in filled[:2] if _TOTAL.fullmatch(cell.rstrip(" :."))), "")
    words = [cell for cell in filled if cell != label and not _NUMBER.fullmatch(cell)]
    return label if len(words) * 2 < max(len(cells), 2) - 1 or not words else ""


def _has_cells(rows: pa.Table, place: int) -> bool:
    return bool(pc.any(pc.not_equal(rows.column(cell_column(place)), "")).as_py())


def _only(rows: pa.Table, kept: Sequence[int]) -> pa.Table:
    """Return the rows with the kept columns, numbered anew."""
    columns = [rows.column(LINE), *(rows.column(cell_column(place)) for place in kept)]
    return pa.table(columns, names=[LINE, *map(cell_column, range(len(kept)))])


def _column_notes(grid: Grid, names: Sequence[str], kept: Sequence[int]) -> tuple[Note, ...]:
    """Return the notes about columns without a header."""
    notes = []
    dropped = len(names) - len(kept)
    if dropped:
        notes.append(Note("empty_columns", {"count": str(dropped)}))
    unnamed = [names[place] for place in kept if not grid.header.names[place]]
    if unnamed:
        notes.append(Note("unnamed_columns", {"names": _listed(unnamed)}))
    return tuple(notes)
