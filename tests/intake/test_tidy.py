"""Tidy cells."""

import unicodedata
from dataclasses import replace

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.export.tables import harmless
from smartcity.intake.tidy import tidy, tidy_header, tidy_rows
from tests.intake.reading_kit import LIMITS

SMALL = replace(LIMITS, cell_letters=8)


def tidied(*cells: str) -> tuple[list[tuple[int, str]], list[tuple[int | None, str, str]]]:
    """Return the kept rows and the problems of a column of cells, in two pieces."""
    half = len(cells) // 2
    column = pa.chunked_array([list(cells[:half]), ["xx", *cells[half:]]], pa.string())
    lines = pa.chunked_array([range(half), range(half - 1, len(cells))], pa.int64())
    piece = pa.table([lines, column], names=["line", "c0"])
    rows, problems = tidy_rows(
        pa.concat_tables([piece.slice(0, half), piece.slice(half + 1)]), ["Nama"], SMALL
    )
    kept = list(zip(rows.column("line").to_pylist(), rows.column("c0").to_pylist(), strict=True))
    return kept, [(problem.row, problem.rule, problem.value) for problem in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a b\t", "a b"),
        ("\u00a0a\u00a0b\u200b", "a\u00a0b"),
        ("\ufeff\u2060x\u00ad", "x"),
        ("\r\na\nb\n", "a\nb"),
        ("e\u0301", "é"),
        ("'16.10", "16.10"),
        ("'=1+1", "=1+1"),
        ("'  @x", "@x"),
        ("'\uff1dx", "\uff1dx"),
        ("'t Hoen", "'t Hoen"),
        ("'", "'"),
        ("-", "-"),
        ("", ""),
        ("\x0ba", "\x0ba"),
    ],
)
def test_a_cell(text: str, expected: str) -> None:
    assert tidy(text) == expected


def test_a_header_is_one_line_without_hidden_signs() -> None:
    assert tidy_header(" Nama\r\n daerah\u202e\x01 ") == "Nama daerah"


LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc"])
TEXTS = st.text(LETTERS | st.sampled_from("=+-@' 1"), max_size=8)


@given(TEXTS)
def test_exported_texts_come_back(text: str) -> None:
    stored = tidy(text)
    if not stored.startswith("'"):
        assert tidy(harmless(stored)) == stored


@given(TEXTS)
def test_tidy_is_composed(text: str) -> None:
    assert unicodedata.is_normalized("NFC", tidy(text))


@pytest.mark.parametrize(
    ("cell", "rule", "value"),
    [
        ("a\u202eb", "sign_forbidden", "a\ufffdb"),
        ("\u2066ab", "sign_forbidden", "\ufffdab"),
        ("a\x01b", "sign_forbidden", "a\ufffdb"),
        ("a\x7f", "sign_forbidden", "a\ufffd"),
        ("123456789", "cell_too_long", "123456789"),
        ("ééééééééé", "cell_too_long", "ééééééééé"),
    ],
)
def test_a_bad_cell_takes_only_its_row(cell: str, rule: str, value: str) -> None:
    assert tidied("a", cell, " b ", cell) == ([(0, "a"), (2, "b")], [(1, rule, value), (3, rule, value)])


def test_a_cell_may_be_as_long_as_the_limit() -> None:
    assert tidied("éééééééé", "  12345678  ") == ([(0, "éééééééé"), (1, "12345678")], [])


@given(st.lists(st.text(st.characters(codec="utf-8") | st.sampled_from(" '=\t\x01\u202e"), max_size=9)))
def test_columns_are_tidied_like_single_cells(cells: list[str]) -> None:
    kept, problems = tidied(*cells)
    assert sorted([line for line, _ in kept] + [row or 0 for row, *_ in problems]) == list(range(len(cells)))
    assert all(text == tidy(cells[line]) for line, text in kept)
    marks = {*map(chr, range(32)), "\u202e"} - set("\t\n\r")
    assert all(not marks & set(text) and len(text) <= SMALL.cell_letters for _, text in kept)


def test_the_first_bad_column_is_named() -> None:
    rows = pa.table({"line": [5], "c0": ["ok"], "c1": ["\x01"], "c2": ["\x02"]})
    kept, problems = tidy_rows(rows, ["A", "B", "C"], SMALL)
    assert (kept.num_rows, [(problem.row, problem.column) for problem in problems]) == (0, [(5, "B")])
    assert (
        problems[0].message == "Sel di kolom B berisi tanda tak terlihat yang tidak diperbolehkan (U+0001)."
    )
