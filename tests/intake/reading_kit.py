"""What tests of reading share."""

from typing import Any

from smartcity.contract import load_contract
from smartcity.intake.choices import Choices, Limits
from smartcity.intake.problems import Problem, Unreadable
from smartcity.intake.reading import read
from smartcity.intake.sheet import Sheet

LIMITS = Limits(bytes=1_000_000, rows=1000)
ASSESSMENT = load_contract().tables["assessment"]


def read_sheet(content: bytes | str, choices: Choices | None = None, limits: Limits = LIMITS) -> Sheet:
    """Read a file for the table of assessments; a text is UTF-8."""
    data = content.encode() if isinstance(content, str) else content
    return read(data, ASSESSMENT, choices or Choices(), limits)


def refusal(content: bytes | str, choices: Choices | None = None, limits: Limits = LIMITS) -> Problem:
    """Return why a file is refused."""
    try:
        read_sheet(content, choices, limits)
    except Unreadable as error:
        return error.problem
    raise AssertionError("The file was read.")


def rows_of(sheet: Sheet) -> list[tuple[Any, ...]]:
    """Return the rows of a sheet, each with its line first."""
    return [tuple(row.values()) for row in sheet.rows.to_pylist()]


def faults_of(sheet: Sheet) -> list[tuple[int | None, str, str, str]]:
    """Return row, rule, column and value of the problems of a sheet."""
    return [(problem.row, problem.rule, problem.column, problem.value) for problem in sheet.problems]


def notes_of(sheet: Sheet) -> dict[str, dict[str, str]]:
    """Return the notes of a sheet by their kind."""
    return {note.kind: dict(note.details) for note in sheet.notes}
