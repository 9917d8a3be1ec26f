"""Empty rows and columns, total rows, columns without a header."""

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from smartcity.intake.header_row import Header
from smartcity.intake.refusals import malformed
from smartcity.intake.shape import Grid, column_letters, sheet_of, table_of
from smartcity.intake.sheet import Sheet
from tests.intake.reading_kit import LIMITS, notes_of, rows_of


def shaped(names: tuple[str, ...], *rows: tuple[str, ...], first_place: int = 0) -> Sheet:
    """Return the sheet of a header in line 1 and the rows below."""
    table = table_of(enumerate(rows, start=2), len(names))
    numbers = {place: frozenset({"1"}) for place in range(len(names))}
    grid = Grid("csv", Header(names, (0,)), (1,), table, first_place=first_place, numbers=numbers)
    return sheet_of(grid, LIMITS)


def test_empty_rows_and_columns_are_left_out() -> None:
    sheet = shaped(
        ("A", "", "B", "", "C"), ("1", " ", "", "x", ""), ("", "", "", "", ""), ("3", "", "", "", "")
    )
    assert (sheet.headers, sheet.places) == (("A", "B", "Kolom D", "C"), (0, 2, 3, 4))
    assert rows_of(sheet) == [(2, "1", "", "x", ""), (4, "3", "", "", "")]
    assert sheet.rows.column_names == ["line", "c0", "c1", "c2", "c3"]
    assert set(sheet.numbers) == {0, 1, 2, 3}
    assert sheet.count == 2
    assert notes_of(sheet) == {
        "empty_rows": {"count": "1"},
        "empty_columns": {"count": "1"},
        "unnamed_columns": {"names": "Kolom D"},
    }


def test_places_are_those_of_the_spreadsheet() -> None:
    sheet = shaped(("A", ""), ("1", "x"), first_place=25)
    assert (sheet.headers, sheet.places) == (("A", "Kolom AA"), (25, 26))


def test_headers_that_are_alike_are_kept() -> None:
    assert shaped(("A", "A"), ("1", "2")).headers == ("A", "A")


@pytest.mark.parametrize(
    ("row", "label"),
    [
        (("Jumlah", "", "45"), "Jumlah"),
        (("", "TOTAL:", "1.234,5"), "TOTAL:"),
        (("Rata-rata", "", "3,52"), "Rata-rata"),
        (("Rata – rata", "2022", "3"), ""),
        (("Grand Total", "", "Rp1.000.000,00"), "Grand Total"),
        (("35", "Jumlah", "45%"), "Jumlah"),
        (("Jumlah peserta", "", "45"), ""),
        (("Total Football", "", "45"), ""),
        (("Total", "Kota Bogor", "Terpilih"), ""),
        (("16.01", "2022", "3"), ""),
    ],
)
def test_a_total_row_at_the_end_is_set_aside(row: tuple[str, ...], label: str) -> None:
    sheet = shaped(("A", "B", "C"), ("x", "y", "1"), row)
    expected = {"total_row": {"line": "3", "label": label}} if label else {}
    assert (notes_of(sheet), sheet.count) == (expected, 1 if label else 2)


def test_total_rows_are_looked_for_at_the_end_only() -> None:
    sheet = shaped(("A", "B"), ("Total", "1"), ("x", "2"), ("Jumlah", "3"), ("", ""), ("Rata-rata", "1,5"))
    assert rows_of(sheet) == [(2, "Total", "1"), (3, "x", "2")]
    assert [(note.kind, note.details.get("line")) for note in sheet.notes] == [
        ("empty_rows", None),
        ("total_row", "4"),
        ("total_row", "6"),
    ]


def test_problems_are_in_the_order_of_the_lines() -> None:
    table = pa.table({"line": [2, 4], "c0": ["a\x01", "ok"]})
    problems = (malformed(3, "quote_unclosed", '"x'),)
    sheet = sheet_of(Grid("csv", Header(("A",), (0,)), (1,), table, problems=problems), LIMITS)
    assert ([problem.row for problem in sheet.problems], sheet.count) == ([2, 3], 3)


def test_rows_may_come_in_many_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smartcity.intake.shape._BATCH", 2)
    sheet = shaped(("A", ""), *((str(number), "") for number in range(5)), ("", ""), ("é ", ""))
    assert rows_of(sheet) == [*((number + 2, str(number)) for number in range(5)), (8, "é")]


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_in_a_spreadsheet(place: int, letters: str) -> None:
    assert column_letters(place) == letters
