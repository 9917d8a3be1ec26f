"""Columns in which each distinct text stands once."""

from datetime import datetime
from itertools import chain

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from smartcity.intake.cells import Cells, Read, cells_of, same_everywhere, together
from smartcity.intake.parsed import BLANK, ERASE, Parsed

WRONG = Parsed(None, "type_invalid", "pattern")


def texts(cells: Cells) -> list[str]:
    return [cells.texts[code] for code in cells.codes]


def codes(*numbers: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(numbers, np.int32)


@pytest.mark.parametrize("chunks", [[], [[]], [["a", "b", "a"]], [["a"], ["b", "a"]]])
def test_a_column_is_read_whole_however_it_is_cut(chunks: list[list[str]]) -> None:
    cells, all_texts = cells_of(pa.chunked_array(chunks, pa.string())), list(chain(*chunks))

    assert (texts(cells), len(cells)) == (all_texts, len(all_texts))
    assert sorted(cells.texts) == sorted(set(all_texts))


def test_some_rows_and_where_something_holds() -> None:
    cells = cells_of(pa.chunked_array([["a", "", "b", "a"]]))

    assert cells.where(bool).tolist() == [True, False, True, True]
    assert texts(cells.at(np.array([3, 1]))) == ["a", ""]
    assert texts(same_everywhere("x", 3)) == ["x"] * 3


def test_combinations_of_columns_stand_once() -> None:
    one, other = cells_of(pa.chunked_array([["a", "b", "a", "a"]])), Cells(["", "x", "y"], codes(1, 0, 2, 1))

    combinations, found = together(one, same_everywhere("-", 4), other)

    assert [combinations[code] for code in found] == [
        ("a", "-", "x"),
        ("b", "-", ""),
        ("a", "-", "y"),
        ("a", "-", "x"),
    ]
    assert len(combinations) == 3


def test_no_rows_have_no_combinations() -> None:
    combinations, found = together(cells_of(pa.chunked_array([], pa.string())), same_everywhere("", 0))

    assert (combinations, found.tolist()) == ([], [])


def test_what_became_of_the_texts_is_known_for_every_row() -> None:
    read = Read(["1", "x", "-", ""], [Parsed("1"), WRONG, ERASE, BLANK], codes(0, 1, 2, 3, 0))

    assert read.refused.tolist() == [False, True, False, False, False]
    assert read.erased.tolist() == [False, False, True, False, False]
    assert read.blank.tolist() == [False, False, False, True, False]
    assert texts(read.canonical()) == ["1", "", "", "", "1"]


@pytest.mark.parametrize(
    ("sql_type", "values", "found"),
    [
        ("varchar", ["a", "b"], ["a", "b", "a", ""]),
        ("bigint", ["1500000000000", "-2"], [1_500_000_000_000, -2, 1_500_000_000_000, None]),
        ("double", ["0.1", "-2"], [0.1, -2.0, 0.1, None]),
        ("boolean", ["true", "false"], [True, False, True, None]),
        (
            "timestamp",
            ["2024-01-02 03:04", "2024-01-02"],
            [datetime(2024, 1, 2, 3, 4), datetime(2024, 1, 2), datetime(2024, 1, 2, 3, 4), None],
        ),
    ],
)
def test_values_have_the_type_of_their_column(sql_type: str, values: list[str], found: list[object]) -> None:
    read = Read(["x", "y", "z"], [Parsed(values[0]), Parsed(values[1]), WRONG], codes(0, 1, 0, 2))

    assert read.array(sql_type).to_pylist() == found


def test_two_texts_with_one_meaning_are_one_value() -> None:
    read = Read(["OKU", "16.01"], [Parsed("16.01"), Parsed("16.01")], codes(0, 1))

    assert read.canonical().texts == ["16.01"]
    assert read.array("varchar").to_pylist() == ["16.01", "16.01"]
