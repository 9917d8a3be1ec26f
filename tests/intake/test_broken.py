"""Rows that cannot be taken as they stand keep their cells, and are refused again until they are mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.intake.broken import by_header
from smartcity.intake.choices import Choices
from smartcity.intake.rejects import Rejected, rejected_csv
from smartcity.intake.text_rows import cells_of_line
from tests.intake.reading_kit import faults_of, read_sheet
from tests.intake.workbook_samples import Rows, xlsx

pytestmark = pytest.mark.usefixtures("in_process")
HEAD = "Kode wilayah;Periode;Nilai\n"


@pytest.mark.parametrize(
    ("line", "cells", "expected"),
    [
        ("a;b", ["a", "b"], ("a", "b")),
        ("a;\udce9b;c", ["a", "\udce9b", "c"], ("a", "�b", "c")),
        ('a;"b;c', None, ("a", "�b", "c")),
        ('"a;b";c;"d', None, ("a;b", "c", "�d")),
        ('"a', None, ("�a",)),
    ],
)
def test_cells_as_far_as_they_can_be_cut(
    line: str, cells: list[str] | None, expected: tuple[str, ...]
) -> None:
    assert cells_of_line(line, cells, ";") == expected


@pytest.mark.parametrize(
    ("kept", "width", "cells", "expected"),
    [
        ([0, 1, 2], 3, ("a", " b "), ("a", "b", "�")),
        ([0, 1, 2], 2, ("a",), ("a", "�", "")),
        ([0, 2], 3, ("a", "x", "b", "", "y"), ("a", "b", "x", "y")),
    ],
)
def test_cells_below_their_headers(
    kept: list[int], width: int, cells: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert by_header({7: cells}, kept, width) == {7: expected}


def test_broken_rows_of_a_text_file() -> None:
    rows = ["16.01;2022;1", "16.02;2022", '16.03;"2022;1', "16.04;2022;1;2", "16.05;2022;\u202e1"]
    sheet = read_sheet(HEAD + "\n".join(rows))
    assert sheet.broken == {
        3: ("16.02", "2022", "�"),
        4: ("16.03", "�2022", "1"),
        5: ("16.04", "2022", "1", "2"),
        6: ("16.05", "2022", "\u202e1"),
    }
    assert sheet.count == sheet.rows.num_rows + len(sheet.broken)


def test_broken_rows_of_a_workbook() -> None:
    rows: Rows = [HEAD.strip().split(";"), ["16.01", 2022, 1], ["16.02", 2022, "x" * 5001]]
    assert read_sheet(xlsx({"Data": rows})).broken == {3: ("16.02", "2022", "x" * 5001)}


def test_the_sign_for_what_could_not_be_read_is_refused() -> None:
    sheet = read_sheet(HEAD + "16.01;2022;1\n16.02;2022;�\n")
    assert faults_of(sheet) == [(3, "sign_unreadable", "Nilai", "�")]
    assert sheet.broken == {3: ("16.02", "2022", "�")}


@given(st.text(st.sampled_from('ab;"\n\r é\t\u202e�'), max_size=40))
def test_broken_rows_written_out_are_broken_again(body: str) -> None:
    first = read_sheet(f"{HEAD}{body}\n16.01;2022;1")
    assert first.count == first.rows.num_rows + len(first.broken)
    rows: list[Rejected] = [(line, cells, []) for line, cells in first.broken.items()]
    good = ("16.01", "2022", "1", *[""] * (len(first.headers) - 3))

    written = rejected_csv(first.headers, [*rows, (9, good, [])], delimiter=";", encoding="utf-8")

    again = read_sheet(written, Choices(delimiter=";"))
    assert len(again.broken) == len(first.broken)
    assert again.rows.num_rows == 1
