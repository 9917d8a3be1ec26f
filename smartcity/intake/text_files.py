"""Text files with a sign between the cells, read exactly; fast where that is sure to give the same."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeAlias

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as pa_csv  # type: ignore[import-untyped]

from smartcity.intake.broken import Broken, cells_of_line
from smartcity.intake.choices import Choices, Limits
from smartcity.intake.decoding import UNDECODABLE, Decoded, decode
from smartcity.intake.dialect import DELIMITERS, find_delimiter, said_delimiter
from smartcity.intake.header_row import Header, Known, find_header
from smartcity.intake.kinds import TEXT
from smartcity.intake.problems import Problem
from smartcity.intake.records import cut, lines_of, records
from smartcity.intake.refusals import UNREADABLE_SIGN, Shown, malformed, megabytes, refused, shortened
from smartcity.intake.shape import Grid, refuse_width, rows_above, table_of
from smartcity.intake.sheet import LINE, Note, cell_column

_HEAD_LINES = 200
_HEAD_BYTES = 2_000_000
"""Where the header is looked for, at most."""

_NOTHING = "".join(DELIMITERS) + '" \ufeff'
"""What a line of an empty table is made of."""

_SHOWN_LINES = 8
_BLOCK_BYTES = 1 << 22
_TAIL = 1 << 16


Below: TypeAlias = tuple[pa.Table, tuple[Problem, ...], Broken]
"""The rows below the header, what is wrong with those that cannot be cut into cells, and what can be cut of them."""


def read_text(content: bytes, choices: Choices, limits: Limits, known: Known) -> Grid:
    """Return the cells of a text file."""
    decoded = decode(content, choices.encoding)
    _refuse_long_lines(decoded.data, limits.line_bytes)
    head = _head(decoded)
    said = said_delimiter(head[0])
    skipped = 1 if said else 0
    if not any(line.strip(_NOTHING) for line in head[skipped:]):
        raise refused("empty_file", code="file_empty")
    delimiter = choices.delimiter or said or find_delimiter(head[skipped:], known)
    cuts = list(islice(records(head, delimiter, start=skipped), _HEAD_LINES))
    header = find_header([cells or () for _, cells in cuts], known, _chosen_rows(choices))
    refuse_width(header, limits)
    lines = tuple(row + 1 for row in header.rows)
    rows, problems, broken = _rows_below(decoded, delimiter, header, cuts[header.rows[-1]][0])
    filled = [row + 1 for row, (_, cells) in enumerate(cuts) if cells is None or any(map(str.strip, cells))]
    sep_line = (Note("sep_line", {"delimiter": said}),) if said else ()
    return Grid(
        kind=TEXT,
        header=header,
        header_lines=lines,
        rows=rows,
        encoding=decoded.encoding,
        delimiter=delimiter,
        notes=(*sep_line, *rows_above(filled, lines)),
        problems=problems,
        broken=broken,
        content=tuple(map(shortened, head[:_SHOWN_LINES])),
    )


def _chosen_rows(choices: Choices) -> tuple[int, ...] | None:
    if choices.header_lines is None:
        return None
    return tuple(line - 1 for line in choices.header_lines)


def _refuse_long_lines(data: bytes, limit: int) -> None:
    """Refuse a text with a line over the limit; leaps from the last line end within reach to the next."""
    place = 0
    while len(data) - place > limit:
        end = max(data.rfind(sign, place, place + limit + 1) for sign in (b"\n", b"\r"))
        if end < 0:
            raise refused("line_too_long", limit=megabytes(limit))
        place = end + 1


def _head(decoded: Decoded) -> list[str]:
    """Return the first lines of a text; undecodable letters are marked."""
    end = decoded.start + _HEAD_BYTES
    if end < len(decoded.data):
        end = max(decoded.data.rfind(sign, decoded.start, end) for sign in (b"\n", b"\r"))
    text = UNDECODABLE.sub(UNREADABLE_SIGN, decoded.text(end))
    return lines_of(text)[:_HEAD_LINES]


def _rows_below(decoded: Decoded, delimiter: str, header: Header, line: int) -> Below:
    """Return the rows from a line of the text on, and the rows that cannot be cut into cells."""
    first = header.rows[-1] + 2
    rows = fast_rows(decoded, delimiter, len(header.names), line)
    if rows is not None:
        numbers = pa.array(np.arange(first, first + rows.num_rows, dtype=np.int64))
        return rows.add_column(0, LINE, numbers), (), {}
    return exact_rows(decoded, delimiter, header, line)


def fast_rows(decoded: Decoded, delimiter: str, width: int, line: int) -> pa.Table | None:
    """Return the rows as Arrow reads them, None where that might differ from reading them line by line."""
    data = decoded.data
    begin = _begin_of(data, decoded.start, line)
    end = _end_of(data, begin)
    if not decoded.exact or not delimiter.isascii() or end <= begin or _has_lone_returns(data, end):
        return None
    last = data[max(begin, data.rfind(b"\n", begin, end) + 1) : end].decode()
    if cut(last, delimiter)[1]:
        return None
    names = [cell_column(place) for place in range(width)]
    try:
        rows = pa_csv.read_csv(
            pa.BufferReader(pa.py_buffer(data).slice(begin, end - begin)),
            pa_csv.ReadOptions(column_names=names, block_size=_BLOCK_BYTES),
            pa_csv.ParseOptions(delimiter=delimiter, ignore_empty_lines=False),
            pa_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except pa.ArrowInvalid:
        return None
    # Fewer rows than lines: a quote went on over a line end, rightly or not.
    return rows if rows.num_rows == data.count(b"\n", begin, end) + 1 else None


def _has_lone_returns(data: bytes, end: int) -> bool:
    return b"\r" in data and data.count(b"\r", 0, end) != data.count(b"\r\n", 0, end)


def _begin_of(data: bytes, place: int, line: int) -> int:
    """Return where a line begins."""
    for _ in range(line):
        place = data.find(b"\n", place) + 1 or len(data)
    return place


def _end_of(data: bytes, begin: int) -> int:
    """Return where the text ends before its last line ends."""
    end = len(data)
    while end > begin:
        tail = data[max(begin, end - _TAIL) : end]
        kept = len(tail.rstrip(b"\r\n"))
        end -= len(tail) - kept
        if kept:
            break
    return end


def exact_rows(decoded: Decoded, delimiter: str, header: Header, line: int) -> Below:
    """Return the rows read line by line, and a problem for each that cannot be cut into cells."""
    problems: list[Problem] = []
    broken: dict[int, tuple[str, ...]] = {}
    lines = lines_of(decoded.text())
    rows = _fitting(lines, delimiter, header, line, problems, broken, exact=decoded.exact)
    return table_of(rows, len(header.names)), tuple(problems), broken


def _fitting(
    lines: Sequence[str],
    delimiter: str,
    header: Header,
    line: int,
    problems: list[Problem],
    broken: dict[int, tuple[str, ...]],
    *,
    exact: bool,
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that fit the header, with their numbers; add the others to the problems and the broken ones."""
    width = len(header.names)
    place = line
    cuts = records(lines, delimiter, width, line)
    for number, (after, cells) in enumerate(cuts, start=header.rows[-1] + 2):
        raw, place = (place, after), after
        is_read = exact or not any(UNDECODABLE.search(text) for text in lines[slice(*raw)])
        if is_read and cells is not None:
            fitted = cells if len(cells) == width else _fitted(cells, header)
            if fitted is not None:
                yield number, fitted
                continue
        text = UNDECODABLE.sub(UNREADABLE_SIGN, "\n".join(lines[slice(*raw)]))
        problems.append(_misfit(number, text, cells, header, is_read=is_read))
        broken[number] = cells_of_line(lines[raw[0]], cells, delimiter)


def _fitted(cells: list[str], header: Header) -> list[str] | None:
    """Return a row in the header's width, None where cells are missing or would be lost."""
    width = len(header.names)
    is_blank = not any(map(str.strip, cells))
    if len(cells) < header.width and not is_blank:
        return None
    if any(map(str.strip, cells[width:])):
        return None
    return cells[:width] + [""] * (width - len(cells))


def _misfit(number: int, text: str, cells: list[str] | None, header: Header, *, is_read: bool) -> Problem:
    """Return what is wrong with a row that does not fit."""
    if not is_read:
        return malformed(number, "line_undecodable", text)
    if cells is None:
        return malformed(number, "quote_unclosed", text)
    rule = "cells_missing" if len(cells) < header.width else "cells_extra"
    return malformed(number, rule, text, found=Shown(len(cells)), expected=Shown(header.width))
