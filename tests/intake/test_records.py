"""Text cut into records and cells."""

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.intake.records import cut, lines_of, records


def cells_of(text: str, delimiter: str = ",", width: int = 0) -> list[list[str] | None]:
    """Return the cells of all records of a text."""
    return [cells for _, cells in records(lines_of(text), delimiter, width)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_makes_the_same_records(end: str) -> None:
    text = 'a,"b\nc"\n\nd,e\n'.replace("\n", end)
    assert cells_of(text) == [["a", "b\nc"], [""], ["d", "e"]]


def test_line_ends_may_be_mixed() -> None:
    assert cells_of('a\r\nb\nc\rd"e') == [["a"], ["b"], ["c"], ['d"e']]


@pytest.mark.parametrize(
    ("line", "cells", "is_open"),
    [
        ("", [""], False),
        ("a,", ["a", ""], False),
        ('"a,b",c', ["a,b", "c"], False),
        ('"a""b",c', ['a"b', "c"], False),
        ('"D"x,y', ["Dx", "y"], False),
        ('"D"x"y,z"w', ['Dx"y', 'z"w'], False),
        ('a "b", "c,d"', ['a "b"', ' "c', 'd"'], False),
        ('a,"b', ["a", "b"], True),
        ('a,"', ["a", ""], True),
        ('a,"b""', ["a", 'b"'], True),
        ('"a"b,"c,d', ["ab", "c,d"], True),
    ],
)
def test_one_line(line: str, cells: list[str], is_open: bool) -> None:
    assert cut(line, ",") == (cells, is_open)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        pytest.param('a,"b,c\nd,e,f', 3, [None, ["d", "e", "f"]], id="a whole row inside"),
        pytest.param('a,"b\nc\nd,e', 2, [None, ["c"], ["d", "e"]], id="never closed"),
        pytest.param('a,"b\nc,"d"\ne,f', 2, [None, ["c", "d"], ["e", "f"]], id="closed by another's opening"),
        pytest.param(
            'a,"b\nc,""\nd,"e"', 2, [None, ["c", ""], ["d", "e"]], id="an empty quoted cell after it"
        ),
        pytest.param('"b\nc",d,e', 3, [["b\nc", "d", "e"]], id="a quoted line break in the first cell"),
        pytest.param('a,"x\ny","z\nw"\nb,c,d', 3, [["a", "x\ny", "z\nw"], ["b", "c", "d"]], id="two of them"),
        pytest.param('a,"x, y\nz",b\nc,d,e', 3, [["a", "x, y\nz", "b"], ["c", "d", "e"]], id="commas inside"),
        pytest.param('a,"b\n\nc"\nd,e', 2, [["a", "b\n\nc"], ["d", "e"]], id="an empty line inside"),
        pytest.param('a,"b\n""c"" d"\ne,f', 2, [["a", 'b\n"c" d'], ["e", "f"]], id="doubled quotes inside"),
    ],
)
def test_quotes_over_line_ends(text: str, width: int, expected: list[list[str] | None]) -> None:
    assert cells_of(text, width=width) == expected


CELLS = st.text(st.characters(exclude_characters="\r", codec="utf-8") | st.sampled_from('",;\n'), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_what_is_written_properly_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    assert cells_of(text.getvalue(), delimiter) == rows


@given(st.text('ab",\n', max_size=60), st.integers(0, 4))
def test_every_line_belongs_to_one_record(text: str, width: int) -> None:
    lines = lines_of(text)
    ends = [end for end, _ in records(lines, ",", width)]
    assert ends == sorted(set(ends))
    assert ends[-1] == len(lines)


@pytest.mark.parametrize("line", ['x","y', 'a,"b', '"', '"""x', 'a,"b""'])
def test_lines_with_odd_quotes_take_linear_time(line: str) -> None:
    started = time.perf_counter()
    count = sum(1 for _ in records(['a,"b', *[line] * 50_000], ","))
    assert count > 0
    assert time.perf_counter() - started < 5
