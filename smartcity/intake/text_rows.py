"""The rows of a text file, read exactly; fast where that is sure to give the same.

This runs in a process of its own (`text_process.py`). Arrow is imported for large files only: that takes longer than
to read a small one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from smartcity.intake.child import Unfit
from smartcity.intake.decoding import UNDECODABLE, UNREADABLE_SIGN, Decoded
from smartcity.intake.records import cut, lines_of, records

HEAD_LINES = 200
_HEAD_BYTES = 2_000_000
"""Where the header is looked for, at most."""

_BLANKS = " \t"
_BLOCK_BYTES = 1 << 22
_TAIL = 1 << 16

Row = tuple[int, list[str]]
"""Its number as a spreadsheet shows it, and its cells."""


@dataclass(frozen=True)
class Frame:
    """What the header says of the rows below it."""

    delimiter: str
    width: int
    """Cells that a row may have."""
    needed: int
    """Cells that a row must have: empty headers at the end ask for none."""
    line: int
    """The line of the text at which the rows begin."""
    first: int
    """The number of the first row."""
    most: int
    """Rows, without blank ones, that are read at most."""
    longest: int
    """Letters of a row, over all lines that it goes on."""


@dataclass
class Misfits:
    """What became of the rows that are not among those that fit."""

    rows: list[tuple[int, str, str, int]] = field(default_factory=list)
    """Number, rule, text and count of cells of those that cannot be taken."""
    cells: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Their cells as far as they could be cut."""
    blank: int = 0
    """How many rows had nothing in them."""


def refuse_long_lines(data: bytes, limit: int) -> None:
    """Refuse a text with a line over the limit; leaps from the last line end within reach to the next."""
    place = 0
    while len(data) - place > limit:
        end = max(data.rfind(sign, place, place + limit + 1) for sign in (b"\n", b"\r"))
        if end < 0:
            raise Unfit("line_too_long")
        place = end + 1


def head_of(decoded: Decoded) -> list[str]:
    """Return the first lines of a text; undecodable letters are marked."""
    end = decoded.start + _HEAD_BYTES
    if end < len(decoded.data):
        end = max(decoded.data.rfind(sign, decoded.start, end) for sign in (b"\n", b"\r"))
    text = UNDECODABLE.sub(UNREADABLE_SIGN, decoded.text(end))
    return lines_of(text)[:HEAD_LINES]


def fast_rows(decoded: Decoded, frame: Frame) -> Any:
    """Return the rows as Arrow reads them, None where that might differ from reading them line by line."""
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.csv as pa_csv  # type: ignore[import-untyped]

    data = decoded.data
    begin = _begin_of(data, decoded.start, frame.line)
    end = _end_of(data, begin)
    if not decoded.exact or not frame.delimiter.isascii() or end <= begin or _has_lone_returns(data, end):
        return None
    last = data[max(begin, data.rfind(b"\n", begin, end) + 1) : end].decode()
    if cut(last, frame.delimiter)[1]:
        return None
    names = [f"c{place}" for place in range(frame.width)]
    try:
        rows = pa_csv.read_csv(
            pa.BufferReader(pa.py_buffer(data).slice(begin, end - begin)),
            pa_csv.ReadOptions(column_names=names, block_size=_BLOCK_BYTES),
            pa_csv.ParseOptions(delimiter=frame.delimiter, ignore_empty_lines=False),
            pa_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except pa.ArrowInvalid:
        return None
    # Fewer rows than lines: a quote went on over a line end, rightly or not.
    if rows.num_rows != data.count(b"\n", begin, end) + 1:
        return None
    return rows.add_column(0, "line", pa.array(range(frame.first, frame.first + rows.num_rows), pa.int64()))


def few_enough(rows: Any, frame: Frame, misfits: Misfits) -> Any:
    """Return Arrow's rows; where there are too many, without blank ones. Raises Unfit where there still are."""
    import pyarrow as pa
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    if rows.num_rows <= frame.most:
        return rows
    filled = pa.chunked_array([pa.repeat(pa.scalar(False), rows.num_rows)])
    for column in rows.columns[1:]:
        filled = pc.or_(filled, pc.not_equal(pc.utf8_trim(column, _BLANKS), ""))
    kept = rows.filter(filled)
    if kept.num_rows > frame.most:
        raise Unfit("too_many_rows")
    misfits.blank = rows.num_rows - kept.num_rows
    return kept


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


def exact_rows(decoded: Decoded, frame: Frame, misfits: Misfits) -> Iterator[Row]:
    """Give the rows that fit the header, read line by line; the others go to the misfits. Raises Unfit for too many."""
    lines = lines_of(decoded.text())
    place, most = frame.line, frame.most
    cuts = records(lines, frame.delimiter, frame.width, frame.line)
    for number, (after, cells) in enumerate(cuts, start=frame.first):
        raw, place = (place, after), after
        if cells is not None and not "".join(cells).strip(_BLANKS):
            misfits.blank += 1
            continue
        most -= 1
        if most < 0:
            raise Unfit("too_many_rows")
        if after - raw[0] > 1 and sum(map(len, lines[slice(*raw)])) > frame.longest:
            raise Unfit("row_too_long")
        is_read = decoded.exact or not any(UNDECODABLE.search(text) for text in lines[slice(*raw)])
        if is_read and cells is not None:
            fitted = cells if len(cells) == frame.width else _fitted(cells, frame)
            if fitted is not None:
                yield number, fitted
                continue
        text = UNDECODABLE.sub(UNREADABLE_SIGN, "\n".join(lines[slice(*raw)]))
        misfits.rows.append((number, *_misfit(text, cells, frame, is_read=is_read)))
        misfits.cells[number] = cells_of_line(lines[raw[0]], cells, frame.delimiter)


def _fitted(cells: list[str], frame: Frame) -> list[str] | None:
    """Return a row in the header's width, None where cells are missing or would be lost."""
    is_blank = not any(map(str.strip, cells))
    if len(cells) < frame.needed and not is_blank:
        return None
    if any(map(str.strip, cells[frame.width :])):
        return None
    return cells[: frame.width] + [""] * (frame.width - len(cells))


def _misfit(text: str, cells: Sequence[str] | None, frame: Frame, *, is_read: bool) -> tuple[str, str, int]:
    """Return what is wrong with a row that does not fit: rule, text, how many cells it has."""
    if not is_read:
        return "line_undecodable", text, 0
    if cells is None:
        return "quote_unclosed", text, 0
    return "cells_missing" if len(cells) < frame.needed else "cells_extra", text, len(cells)


def cells_of_line(line: str, cells: Sequence[str] | None, delimiter: str) -> tuple[str, ...]:
    """Return the cells of a broken row; `cells` is None where the line opens a quote that is never closed.

    A sign that no good cell has stands for each letter that could not be read and for that quote, so that the row is
    refused again until a person has replaced it.
    """
    if cells is None:
        *closed, rest = cut(line, delimiter)[0]
        cells = [*closed, *f"{UNREADABLE_SIGN}{rest}".split(delimiter)]
    return tuple(UNDECODABLE.sub(UNREADABLE_SIGN, cell) for cell in cells)
