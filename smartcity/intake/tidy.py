"""Cells made comparable: blanks and marks at the edges off, Unicode composed, what must not be in a cell found."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from smartcity.intake.choices import Limits
from smartcity.intake.decoding import UNREADABLE_SIGN
from smartcity.intake.problems import Problem
from smartcity.intake.refusals import Shown, malformed
from smartcity.intake.sheet import LINE, cell_column

_EDGES = (
    " \t\n\r\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f"
    "\u3000\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
"""Blanks, line ends and signs without width that are nothing at the edges of a cell."""

# The apostrophe by which spreadsheets and our exports keep a text from running as a formula or becoming a number.
_GUARD = re.compile("'(?='*(?:[\\s\u200b-\u200f\u2060\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[0-9]))")

# Control signs, and those that turn the direction of writing: they make a text look like another one.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_BYTES = np.arange(256)
_ODD = (_BYTES < 32) | (_BYTES >= 127)
_ODD_FIRST = _ODD | np.isin(_BYTES, (ord(" "), ord("'")))
_ODD_LAST = _ODD | np.isin(_BYTES, (ord(" "),))


@dataclass(frozen=True)
class _Fault:
    """What is wrong with one cell."""

    rule: str
    value: str
    details: dict[str, Any]


def tidy(text: str) -> str:
    """Return a cell's text without what stands around it, composed (NFC)."""
    text = text.strip(_EDGES)
    if _GUARD.match(text):
        text = text[1:].strip(_EDGES)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def tidy_header(text: str) -> str:
    """Return a header's text in one line, without signs that are not allowed."""
    return tidy(re.sub(r"\s+", " ", _FORBIDDEN.sub("", text)))


def tidy_rows(rows: pa.Table, headers: Sequence[str], limits: Limits) -> tuple[pa.Table, tuple[Problem, ...]]:
    """Return the rows with tidy cells, and a problem for each row with a cell that must not be taken."""
    faults: dict[int, tuple[str, _Fault]] = {}
    columns = [rows.column(LINE)]
    for place, header in enumerate(headers):
        column, found = _tidy_column(rows.column(cell_column(place)), limits)
        columns.append(column)
        for row, fault in found.items():
            faults.setdefault(row, (header, fault))
    tidied = pa.table(columns, names=rows.column_names)
    if not faults:
        return tidied, ()
    bad = np.zeros(rows.num_rows, dtype=bool)
    bad[list(faults)] = True
    lines = rows.column(LINE)
    problems = tuple(
        malformed(lines[row].as_py(), fault.rule, fault.value, header, **fault.details)
        for row, (header, fault) in sorted(faults.items())
    )
    return tidied.filter(pa.array(~bad)), problems


def _tidy_column(column: pa.ChunkedArray, limits: Limits) -> tuple[pa.ChunkedArray, dict[int, _Fault]]:
    """Tidy a column piece by piece; faults are numbered through the whole column."""
    pieces, faults, before = [], {}, 0
    for piece in column.chunks:
        tidied, found = _tidy_piece(piece, limits)
        pieces.append(tidied)
        faults.update({before + row: fault for row, fault in found.items()})
        before += len(piece)
    return pa.chunked_array(pieces, type=pa.string()), faults


def _tidy_piece(piece: pa.StringArray, limits: Limits) -> tuple[pa.StringArray, dict[int, _Fault]]:
    """Tidy the few cells that need it, each distinct text once."""
    odd = _odd_cells(piece, limits.cell_letters)
    if not odd.any():
        return piece, {}
    mask = pa.array(odd)
    encoded = piece.filter(mask).dictionary_encode()
    texts = [tidy(text) for text in encoded.dictionary.to_pylist()]
    faults = {place: fault for place, text in enumerate(texts) if (fault := _fault(text, limits))}
    found = {}
    if faults:
        rows = np.flatnonzero(odd).tolist()
        which = zip(rows, encoded.indices.to_pylist(), strict=True)
        found = {row: faults[place] for row, place in which if place in faults}
    changed = pc.take(pa.array(texts, pa.string()), encoded.indices)
    return pc.replace_with_mask(piece, mask, changed), found


def _fault(text: str, limits: Limits) -> _Fault | None:
    """Return why a tidy text must not be taken."""
    sign = _FORBIDDEN.search(text)
    if sign:
        return _Fault(
            "sign_forbidden", _FORBIDDEN.sub(UNREADABLE_SIGN, text), {"sign": f"U+{ord(sign.group()):04X}"}
        )
    if UNREADABLE_SIGN in text:
        return _Fault("sign_unreadable", text, {})
    if len(text) > limits.cell_letters:
        return _Fault("cell_too_long", text, {"found": Shown(len(text)), "limit": Shown(limits.cell_letters)})
    return None


def _odd_cells(piece: pa.StringArray, longest: int) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Return which cells a person's eye would not pass: odd edges, letters beyond ASCII, controls, great length."""
    odd = np.zeros(len(piece), dtype=bool)
    buffers = piece.buffers()
    if not len(piece) or buffers[2] is None or not buffers[2].size:
        return odd
    bounds = np.frombuffer(buffers[1], np.int32)[piece.offset : piece.offset + len(piece) + 1]
    letters = np.frombuffer(buffers[2], np.uint8)
    starts, ends = bounds[:-1], bounds[1:]
    filled = ends > starts
    last = len(letters) - 1
    odd |= _ODD_FIRST[letters[np.minimum(starts, last)]]
    odd |= _ODD_LAST[letters[np.maximum(ends - 1, 0)]]
    odd |= ends - starts > longest
    odd &= filled
    inside = letters[bounds[0] : bounds[-1]]
    if len(inside) and (inside.min() < 32 or inside.max() >= 127):
        places = np.flatnonzero(_ODD[inside]) + bounds[0]
        odd[np.searchsorted(bounds, places, side="right") - 1] = True
    return odd
