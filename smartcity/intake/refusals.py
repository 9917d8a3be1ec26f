"""How the reader says no: to a whole file, or to one line of it."""

from typing import Any

from smartcity.intake.problems import Problem, Unreadable

MEGABYTE = 1_000_000
MOST_SHOWN = 200
"""Letters of a bad line or cell that a problem repeats."""


class Shown(float):
    """A number in a message, written the way of the language that the message is read in."""

    def __format__(self, spec: str) -> str:
        """Return the number as people write it."""
        from smartcity.formats import short_number  # it brings pandas, which nothing else here needs

        return short_number(float(self), 3)


def megabytes(count: int) -> Shown:
    """Return a number of bytes as megabytes for a message."""
    return Shown(count / MEGABYTE)


def refused(
    rule: str, *, code: str = "file_unreadable", candidates: tuple[str, ...] = (), **details: Any
) -> Unreadable:
    """Return the refusal of a whole file."""
    return Unreadable(Problem(None, "", "", code, rule, details, candidates))


def malformed(row: int, rule: str, value: str, column: str = "", **details: Any) -> Problem:
    """Return what is wrong with one line."""
    return Problem(row, column, shortened(value), "row_malformed", rule, details)


def shortened(text: str) -> str:
    """Return a text short enough to be repeated in a message."""
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"
