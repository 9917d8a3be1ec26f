"""The sign between the cells of a text file."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from smartcity.intake.header_row import SEARCHED, Known, known_cells
from smartcity.intake.records import records
from smartcity.intake.tidy import tidy_header

DELIMITERS = (",", ";", "\t", "|")

_SAID = re.compile(r"\"?sep=([^\w\"\s]|\t)\"?[,;\t|]*", re.IGNORECASE)
_LOOKED_AT = 60


def said_delimiter(line: str) -> str:
    """Return what a first line `sep=;` says, '' where it is not such a line."""
    said = _SAID.fullmatch(line)
    return said.group(1) if said else ""


def find_delimiter(lines: Sequence[str], known: Known) -> str:
    """Return the sign under which the first lines look most like a table.

    What counts, in this order: a row of known headers, rows of the same number of cells, many cells.
    """
    found = [_score(lines, delimiter, known) for delimiter in DELIMITERS]
    hits, _share, cells = best = max(found)
    if not hits and (cells < 2 or known(tidy_header(lines[0]))):
        return _of_one_column(lines)
    return DELIMITERS[found.index(best)]


def _score(lines: Sequence[str], delimiter: str, known: Known) -> tuple[int, float, int]:
    """Return how much the lines look like a table: known headers, share of rows of the usual size, that size."""
    rows = [cells for _, cells in islice(records(lines, delimiter), _LOOKED_AT) if cells and any(cells)]
    if not rows:
        return 0, 0.0, 0
    hits = max(known_cells([tidy_header(cell) for cell in row], known) for row in rows[:SEARCHED])
    (usual, count), *_ = Counter(map(len, rows)).most_common(1)
    return hits, count / len(rows) if usual > 1 else 0.0, usual


def _of_one_column(lines: Sequence[str]) -> str:
    """Return a sign that cuts nothing."""
    unused = (delimiter for delimiter in DELIMITERS if not any(delimiter in line for line in lines))
    return next(unused, DELIMITERS[0])
