"""Text files with a sign between the cells: their header is found here, all else in a process of its own."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from smartcity.intake.choices import Choices, Limits
from smartcity.intake.dialect import DELIMITERS, find_delimiter, said_delimiter
from smartcity.intake.header_row import Header, Known, find_header
from smartcity.intake.kinds import TEXT
from smartcity.intake.parent import Reader, reading
from smartcity.intake.problems import Problem
from smartcity.intake.records import records
from smartcity.intake.refusals import Shown, malformed, refused, shortened
from smartcity.intake.shape import MOST_TOTALS, Grid, refuse_width, rows_above, table_of
from smartcity.intake.sheet import LINE, Note
from smartcity.intake.text_rows import HEAD_LINES, Frame, Row

_NOTHING = "".join(DELIMITERS) + '" \ufeff'
"""What a line of an empty table is made of."""

_SHOWN_LINES = 8


def read_text(content: bytes, choices: Choices, limits: Limits, known: Known) -> Grid:
    """Return the cells of a text file."""
    with reading("text_process.py", content, limits, "text_too_costly") as reader:
        reader.ask({"encoding": choices.encoding, "line_bytes": limits.line_bytes})
        told = reader.answer()
        head = told["head"]
        said = said_delimiter(head[0])
        skipped = 1 if said else 0
        if not any(line.strip(_NOTHING) for line in head[skipped:]):
            raise refused("empty_file", code="file_empty")
        delimiter = choices.delimiter or said or find_delimiter(head[skipped:], known)
        cuts = list(islice(records(head, delimiter, start=skipped), HEAD_LINES))
        header = find_header([cells or () for _, cells in cuts], known, _chosen_rows(choices))
        refuse_width(header, limits)
        below = _below(reader, header, delimiter, cuts[header.rows[-1]][0], limits)
    lines = tuple(row + 1 for row in header.rows)
    filled = [row + 1 for row, (_, cells) in enumerate(cuts) if cells is None or any(map(str.strip, cells))]
    sep_line = (Note("sep_line", {"delimiter": said}),) if said else ()
    return Grid(
        kind=TEXT,
        header=header,
        header_lines=lines,
        encoding=told["encoding"],
        delimiter=delimiter,
        notes=(*sep_line, *rows_above(filled, lines)),
        content=tuple(map(shortened, head[:_SHOWN_LINES])),
        **below,
    )


def _chosen_rows(choices: Choices) -> tuple[int, ...] | None:
    if choices.header_lines is None:
        return None
    return tuple(line - 1 for line in choices.header_lines)


def _below(reader: Reader, header: Header, delimiter: str, line: int, limits: Limits) -> dict[str, Any]:
    """Return what stands below a header from a line of the text on."""
    frame = Frame(
        delimiter=delimiter,
        width=len(header.names),
        needed=header.width,
        line=line,
        first=header.rows[-1] + 2,
        most=limits.rows + MOST_TOTALS,
        longest=limits.line_bytes,
    )
    reader.ask(asdict(frame))
    others: dict[str, Any] = {}
    rows = table_of(_rows(reader, others), frame.width)
    if others["is_stream"]:
        rows = _stream(reader)
    return {
        "rows": rows,
        "problems": tuple(_problem(header, *misfit) for misfit in others["misfits"]),
        "broken": {number: tuple(cells) for number, cells in others["cells"]},
        "blank": others["blank"],
    }


def _rows(reader: Reader, others: dict[str, Any]) -> Iterator[Row]:
    """Give the rows that are answered; what became of the others is written down."""
    while isinstance(answer := reader.answer(), list):
        yield from answer
    others.update(answer)


def _stream(reader: Reader) -> pa.Table:
    """Return the rows that come as a stream; their lines are copied, or they would hold all columns in memory."""
    try:
        rows = pa.ipc.open_stream(reader.stream).read_all()
    except (pa.ArrowException, OSError) as error:
        raise reader.refusal() from error
    return rows.set_column(0, LINE, pa.array(rows.column(LINE).to_numpy().copy()))


def _problem(header: Header, number: int, rule: str, text: str, found: int) -> Problem:
    """Return what is wrong with a row that does not fit."""
    counts: dict[str, Any] = {"found": Shown(found), "expected": Shown(header.width)} if found else {}
    return malformed(number, rule, text, **counts)
