"""What a person decided about one file: how it is read, what its columns mean, which region is meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PROVINCE, REGION_NAME, REGION_LEVEL = "@province", "@region_name", "@region_level"
"""Columns that are no columns of a table but help to find the region: its province, its name beside a code,
the word kabupaten or kota beside a name without it."""

HELPERS = (PROVINCE, REGION_NAME, REGION_LEVEL)


@dataclass(frozen=True)
class Target:
    """What a column of a file means: a column of the table (or a helper), '' for a column that is not used.

    In a wide file `sets` says what else its header tells: a column "Nilai 2022" is the score of the edition 2022.
    """

    field: str = ""
    sets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Limits:
    """The most that is read."""

    bytes: int
    rows: int
    columns: int = 300
    line_bytes: int = 1_000_000
    cell_letters: int = 5_000
    unpacked_bytes: int = 400_000_000
    memory_bytes: int = 3 << 29
    """What the process that reads a file may use besides four times the file: 1.5 GiB."""
    seconds: float = 120
    """How long a file is examined."""


PAGE_LIMITS = Limits(bytes=20_000_000, rows=200_000)
TERMINAL_LIMITS = Limits(bytes=2_000_000_000, rows=10_000_000, seconds=3_600)


@dataclass(frozen=True)
class Choices:
    """All that may be decided; what is left out is found by the rules."""

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_lines: tuple[int, ...] | None = None
    """Lines of the header; () for a file without one is not offered."""
    targets: Mapping[int, Target] = field(default_factory=dict)
    """By the place in `Sheet.headers`."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """By column of the table: the value for all rows, where the file has no such column."""
    regions: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(name, province) as written -> region code."""
    decimals: Mapping[int, str] = field(default_factory=dict)
    """By place: the decimal mark, ',' or '.'."""
    month_first: frozenset[int] = frozenset()
    """Places whose dates are month/day/year; elsewhere the day comes first."""
    cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """(line, place) -> the text that a person put instead."""
    replace: tuple[str, str] | None = None
    """Program and edition whose rows that are not in the file go."""
