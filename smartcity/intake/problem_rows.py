"""Problems as rows of a table: millions of them are no objects."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from smartcity.intake.problems import Problem
from smartcity.intake.sheet import LINE

SCHEMA = pa.schema(
    [
        (LINE, pa.int64()),
        ("place", pa.int64()),
        ("field", pa.string()),
        ("header", pa.string()),
        ("value", pa.string()),
        ("code", pa.string()),
        ("rule", pa.string()),
        ("details", pa.string()),
        ("candidates", pa.string()),
    ]
)
"""A problem as a row: `place` is -1 where no column is meant; details and candidates are JSON."""


BATCH = 2_000
"""Rows of a file that are Python's at a time."""

MOST_NAMED = 20
"""Lines that a sentence names."""


def some(lines: Sequence[int]) -> str:
    """Return lines as text, the first of many."""
    named = ", ".join(map(str, lines[:MOST_NAMED]))
    return named if len(lines) <= MOST_NAMED else f"{named}, …"


def problem_rows(rows: Iterable[Sequence[object]]) -> pa.Table:
    """Return problems as a table, in the order of its columns."""
    columns = list(zip(*rows, strict=True)) or [()] * len(SCHEMA)
    arrays = [pa.array(column, kind.type) for column, kind in zip(columns, SCHEMA, strict=True)]
    return pa.Table.from_arrays(arrays, schema=SCHEMA)


def problem_of(row: Sequence[Any]) -> Problem:
    """Return the problem that a row holds."""
    line, _place, _field, header, value, code, rule, details, candidates = row
    told = {name: each for name, each in json.loads(details).items() if name != "province"}
    return Problem(line, header, value, code, rule, told, tuple(json.loads(candidates)))
