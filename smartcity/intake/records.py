"""A text cut into records and cells, line by line, so that one bad line never hides another."""

import csv
import re
from collections.abc import Iterator, Sequence

_INSIDE_QUOTES = re.compile(r'[^"]*(?:""[^"]*)*')
_SURE_WIDTH = 3
"""Cells from which on a line inside quotes that has exactly the header's cells is taken for a row of its own."""

Cut = tuple[int, list[str] | None]
"""Where the next record begins, and the cells; None where a quote is opened and never closed."""


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, whatever ends them; line ends at the end of the text make no lines."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.rstrip("\n").split("\n")


def records(lines: Sequence[str], delimiter: str, width: int = 0, start: int = 0) -> Iterator[Cut]:
    """Cut lines into records; a record goes on in the next line only inside quotes that are really closed.

    Quotes are taken as never closed where the closing one is followed by more text, where a whole row (`width`
    cells, no quote) stands inside, or where the text ends first. Then only the line that opens them is lost.
    """
    place, doomed = start, start
    while place < len(lines):
        cells, is_open = cut(lines[place], delimiter)
        if not is_open:
            place += 1
            yield place, cells
            continue
        # A line that an earlier attempt entered inside quotes in vain is not tried again: it would end the same,
        # and a file of such lines would take for ever.
        end = None
        if place + 1 > doomed:
            end, doomed = _continue(lines, place + 1, delimiter, width, cells)
        place = place + 1 if end is None else end
        yield place, None if end is None else cells


def _continue(
    lines: Sequence[str], place: int, delimiter: str, width: int, cells: list[str]
) -> tuple[int | None, int]:
    """Add the lines that go on with an open cell; return where the next record begins, and how far was looked."""
    pieces = [cells.pop()]
    while place < len(lines):
        line = lines[place]
        if '"' not in line:
            if width >= _SURE_WIDTH and line.count(delimiter) + 1 == width:
                return None, place
            pieces.append(line)
            place += 1
            continue
        inside = _INSIDE_QUOTES.match(line)
        end = inside.end() if inside else 0
        pieces.append(line[:end].replace('""', '"'))
        place += 1
        if end == len(line):
            continue
        cells.append("\n".join(pieces))
        if end + 1 == len(line):
            return place, place
        if line[end + 1] != delimiter:
            return None, place - 1
        more, is_open = cut(line[end + 2 :], delimiter)
        cells.extend(more)
        if not is_open:
            return place, place
        pieces = [cells.pop()]
    return None, len(lines)


def cut(line: str, delimiter: str) -> tuple[list[str], bool]:
    """Return the cells of one line, and whether the last one is in quotes that this line does not close."""
    if '"' not in line:
        return line.split(delimiter), False
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True)), False
    except csv.Error:
        return _cut_leniently(line, delimiter)


def _cut_leniently(line: str, delimiter: str) -> tuple[list[str], bool]:
    """Cut a line with odd quotes as the csv module does when it is not strict."""
    cells: list[str] = []
    place = 0
    while True:
        text = ""
        if line.startswith('"', place):
            inside = _INSIDE_QUOTES.match(line, place + 1)
            end = inside.end() if inside else place + 1
            text = line[place + 1 : end].replace('""', '"')
            if end == len(line):
                return [*cells, text], True
            place = end + 1
        stop = line.find(delimiter, place)
        if stop < 0:
            return [*cells, text + line[place:]], False
        cells.append(text + line[place:stop])
        place = stop + 1
