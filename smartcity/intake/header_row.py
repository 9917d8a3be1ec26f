"""The row, or the two, that hold the headers of a table, below whatever titles stand above it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from smartcity.contract_tables import Table
from smartcity.intake.refusals import refused
from smartcity.intake.tidy import tidy_header

Known = Callable[[str], bool]

SEARCHED = 30
"""Rows in which headers are looked for."""

_SHARE = 0.6
"""Known cells among the filled ones of a row of headers."""

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Header:
    """Headers by place, and which of the rows that were looked at hold them."""

    names: tuple[str, ...]
    rows: tuple[int, ...]
    known: int = 0

    @property
    def width(self) -> int:
        """Return how many cells a row must have: empty headers at the end ask for none."""
        filled = [place for place, name in enumerate(self.names) if name]
        return filled[-1] + 1 if filled else 0


def known_headers(table: Table) -> Known:
    """Return a test whether a text is a header of a table: a name, a title, a synonym, with or without a year."""
    texts = {""} | {
        _plain(text)
        for field in table.fields
        for text in (field.name, *field.titles.values(), *field.synonyms)
    }
    return lambda text: bool(_plain(text)) and _plain(_YEAR.sub("", text)) in texts


def _plain(text: str) -> str:
    return _NO_LETTERS.sub("", text.casefold())


def find_header(rows: Sequence[Sequence[str]], known: Known, chosen: Sequence[int] | None = None) -> Header:
    """Return the header among the first rows of a file; `chosen` are the rows that a person named."""
    tidied = [[tidy_header(cell) for cell in row] for row in rows]
    if chosen is not None:
        return _chosen_header(tidied, known, chosen)
    for index in range(min(len(tidied), SEARCHED)):
        found = _header_at(tidied, index, known)
        if found:
            return found
    return _likely_header(tidied[:SEARCHED], known)


def known_cells(row: Sequence[str], known: Known) -> int:
    """Return how many cells of a row of headers are known; 0 where it is not one.

    Years alone make no header: rows of data hold them too.
    """
    filled = [cell for cell in row if cell]
    found = [cell for cell in filled if known(cell)]
    has_words = not all(map(str.isdecimal, found))
    return len(found) if has_words and len(found) >= max(2, _SHARE * len(filled)) else 0


def _header_at(rows: Sequence[Sequence[str]], index: int, known: Known) -> Header | None:
    """Return the header that begins at a row, if one does: of two lines where both together say more."""
    alone = known_cells(rows[index], known)
    if index + 1 < len(rows):
        joined = _joined(rows[index], rows[index + 1], known)
        hits = known_cells(joined, known)
        if any(rows[index]) and any(rows[index + 1]) and hits > alone:
            return _pair_unless_lower_is_enough(rows, index, joined, hits, known)
    return Header(tuple(rows[index]), (index,), alone) if alone else None


def _pair_unless_lower_is_enough(
    rows: Sequence[Sequence[str]], index: int, joined: tuple[str, ...], hits: int, known: Known
) -> Header | None:
    """Return a header of two lines; a title above a whole header adds nothing to it."""
    if known_cells(rows[index + 1], known) >= hits:
        return None
    return Header(joined, (index, index + 1), hits)


def _joined(upper: Sequence[str], lower: Sequence[str], known: Known) -> tuple[str, ...]:
    """Join two lines of headers; a text above goes on over the empty cells at its right, as merged cells do."""
    names, above = [], ""
    for place in range(max(len(upper), len(lower))):
        own = upper[place] if place < len(upper) else ""
        below = lower[place] if place < len(lower) else ""
        above = own or above
        names.append(_joined_name(own, above, below, known))
    return tuple(names)


def _joined_name(own: str, above: str, below: str, known: Known) -> str:
    if not below:
        return own
    both = f"{above} {below}".strip()
    return below if not own and known(below) and not known(both) else both


def _chosen_header(rows: Sequence[Sequence[str]], known: Known, chosen: Sequence[int]) -> Header:
    """Return the header in the rows that a person named."""
    if not chosen or not all(0 <= index < len(rows) for index in chosen):
        raise refused("header_line_missing")
    names: tuple[str, ...] = tuple(rows[chosen[0]])
    for index in chosen[1:]:
        names = _joined(names, rows[index], known)
    return Header(names, tuple(chosen))


def _likely_header(rows: Sequence[Sequence[str]], known: Known) -> Header:
    """Return the first row with the most cells; in a file of one column, a known one before others."""
    counts = [sum(map(bool, row)) for row in rows]
    most = max(counts, default=0)
    if not most:
        return Header((), ())
    index = counts.index(most)
    if most == 1:
        index = next((place for place, row in enumerate(rows) if any(map(known, filter(None, row)))), index)
    return Header(tuple(rows[index]), (index,))
