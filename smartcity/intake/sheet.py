"""One file as it was read: all cells still text, every row with its line as a spreadsheet shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa  # type: ignore[import-untyped]

from smartcity.intake.problems import Problem

LINE = "line"
"""The column of `Sheet.rows` that holds the line; the cells are in c0, c1, …"""


def cell_column(place: int) -> str:
    """Return the name of the column of `Sheet.rows` that holds the cells at a place (0 is the first)."""
    return f"c{place}"


@dataclass(frozen=True)
class Note:
    """Something that was noticed while reading and is only said: title rows, empty rows, a total row."""

    kind: str
    """Names its sentence in `notes.py`."""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """A table of texts.

    `headers` are as the person named them, one for each place; a column without any cell is left out, so that
    `places` holds the column of the spreadsheet (0 is A) of each. `rows` is an Arrow table: `line` int64, then one
    string column for each header, c0, c1, …; an empty cell is ''. Rows that could not be cut into cells are not
    among them but in `problems`; `count` counts both. `numbers` names, for workbooks, the texts at a place that
    were real numbers there: they are read as such whatever decimal mark the column has.
    """

    kind: str
    """csv, xlsx, xls or ods."""
    encoding: str
    """utf-8, utf-8-sig, utf-16, utf-16-le, utf-16-be, cp1252; '' for a workbook."""
    delimiter: str
    """The sign between cells; '' for a workbook."""
    sheets: tuple[str, ...]
    sheet: str
    header_lines: tuple[int, ...]
    headers: tuple[str, ...]
    places: tuple[int, ...]
    rows: pa.Table
    count: int
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    broken: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Line -> the cells, as far as they could be cut, of rows that are not among `rows`: one for each header, then
    those that belong to none."""
    numbers: Mapping[int, frozenset[str]] = field(default_factory=dict)
    content: Sequence[str] = ()
    """The first lines of the file as text, to show how it was read."""
