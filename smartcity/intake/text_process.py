"""A process of its own that reads one text file: a file made to exhaust memory ends it, not the server.

Run as a script (see `child.run`). Reads the file, then one line with the encoding that a person chose and the most
bytes of a line; answers encoding and first lines. Reads a line with the frame of the rows and answers lines of rows,
then what became of the others; of a large file that Arrow can read, the rows follow after that as its stream.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from smartcity.intake import child
from smartcity.intake.child import Ask, Say
from smartcity.intake.decoding import Decoded, decode
from smartcity.intake.text_rows import (
    Frame,
    Misfits,
    Row,
    exact_rows,
    fast_rows,
    few_enough,
    head_of,
    refuse_long_lines,
)

LARGE = 4_000_000
"""Bytes from which on it is worth to start Arrow."""

_BATCH = 1_000
_BATCH_LETTERS = 500_000
"""Rows and letters that are answered together."""

_SHOWN = 300
"""Letters of a bad line that are answered; fewer are shown."""


def main() -> None:
    """Answer for one text."""
    child.run(answer, {MemoryError: "text_too_costly"})


def answer(content: bytes, ask: Ask, say: Say) -> None:
    """Answer for one text."""
    asked = ask()
    decoded = decode(content, asked["encoding"])
    refuse_long_lines(decoded.data, asked["line_bytes"])
    say({"encoding": decoded.encoding, "head": head_of(decoded)})
    frame, misfits = Frame(**ask()), Misfits()
    if len(content) < LARGE or not _answer_fast(decoded, frame, misfits, say):
        for batch in _batches(exact_rows(decoded, frame, misfits)):
            say(batch)
        say(_conclusion(misfits, is_stream=False))


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    letters = 0
    for row in rows:
        batch.append(row)
        letters += sum(map(len, row[1]))
        if len(batch) >= _BATCH or letters >= _BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def _answer_fast(decoded: Decoded, frame: Frame, misfits: Misfits, say: Say) -> bool:
    """Answer the rows as Arrow reads them; return whether it can."""
    import pyarrow as pa  # type: ignore[import-untyped]

    rows = fast_rows(decoded, frame)
    if rows is None:
        return False
    rows = few_enough(rows, frame, misfits)
    say(_conclusion(misfits, is_stream=True))
    with pa.ipc.new_stream(sys.stdout.buffer, rows.schema) as stream:
        stream.write_table(rows)
    return True


def _conclusion(misfits: Misfits, *, is_stream: bool) -> dict[str, Any]:
    shown = [(number, rule, text[:_SHOWN], found) for number, rule, text, found in misfits.rows]
    cells = list(misfits.cells.items())
    return {"misfits": shown, "cells": cells, "blank": misfits.blank, "is_stream": is_stream}


if __name__ == "__main__":
    main()
