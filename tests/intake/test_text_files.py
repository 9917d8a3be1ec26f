"""Text files cut into rows: the fast way and the exact one."""

from dataclasses import replace
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.intake import text_rows
from smartcity.intake.choices import Choices
from smartcity.intake.decoding import Decoded
from smartcity.intake.text_rows import Frame, Misfits, exact_rows, fast_rows
from tests.intake.reading_kit import LIMITS, faults_of, notes_of, read_sheet, refusal, rows_of

HEAD = "Kode wilayah;Periode;Nilai\n"
THREE = Frame(delimiter=";", width=3, needed=3, line=1, first=2, most=1000, longest=1000)


def fast(data: bytes, frame: Frame = THREE, *, exact: bool = True) -> Any:
    """Return the rows as Arrow reads them, None where it must not."""
    return fast_rows(Decoded("utf-8", data, exact=exact), frame)


def read_both_ways(text: str, frame: Frame = THREE) -> None:
    """Check that the fast way gives what the exact one gives, where it gives anything."""
    found = fast(text.encode(), frame)
    if found is not None:
        misfits = Misfits()
        rows = list(exact_rows(Decoded("utf-8", text.encode()), frame, misfits))
        all_rows = [
            (line, cells) for line, *cells in zip(*map(pa.ChunkedArray.to_pylist, found), strict=True)
        ]
        assert rows == [(line, cells) for line, cells in all_rows if "".join(cells).strip(" \t")]
        assert misfits == Misfits(blank=len(all_rows) - len(rows))


@given(st.text(st.sampled_from('ab;"\n\r é\t'), max_size=40))
def test_fast_rows_are_exact(body: str) -> None:
    read_both_ways(HEAD + body)
    read_both_ways("Nama\n" + body, replace(THREE, delimiter=",", width=1, needed=1))


@given(
    st.lists(
        st.lists(st.sampled_from(["", "a", '"a;b"', '"a""b"', "é", '"', 'a"b', " "]), min_size=3, max_size=3)
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_fast_rows_of_tables_are_exact(rows: list[list[str]], end: str) -> None:
    read_both_ways(HEAD + end.join(map(";".join, rows)))


def test_blocks_do_not_change_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_rows, "_BLOCK_BYTES", 40)
    for body in ('a;b;c\n"d;e";f;g\n' * 20, 'a;b;"c\n' * 20, 'a;b;"c\nd;e;f"\n' * 20):
        read_both_ways(HEAD + body)


@pytest.mark.parametrize(
    ("body", "is_fast"),
    [
        ("a;b;c\nd;e;f", True),
        ("a;b;c\r\nd;e;f\r\n\r\n", True),
        ("a;b;c\r\nd;e;f\r", True),
        ('"a;b";b;c\n', True),
        ("a;b;c\nd;e\n", False),
        ("a;b;c\nd;e;f;\n", False),
        ('a;b;"c\nd"\n', False),
        ('a;b;"c', False),
        ("a;b;c\rd;e;f", False),
        ("\n\n", False),
    ],
)
def test_the_fast_way_is_for_plain_tables(body: str, is_fast: bool) -> None:
    assert (fast((HEAD + body).encode()) is not None) is is_fast


def test_undecodable_text_is_read_the_exact_way() -> None:
    assert fast((HEAD + "a;b;c").encode(), exact=False) is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_line_end_and_encoding_give_the_same_rows(end: str, encoding: str) -> None:
    text = f'{HEAD}"Kota “É”";2022;3,5\n"a\nb";2023;1\n'.replace("\n", end)
    sheet = read_sheet(text.encode(encoding))
    assert sheet.encoding == encoding
    assert sheet.headers == ("Kode wilayah", "Periode", "Nilai")
    assert rows_of(sheet) == [(2, "Kota “É”", "2022", "3,5"), (3, "a\nb", "2023", "1")]


def test_one_malformed_row_never_hides_others() -> None:
    sheet = read_sheet(
        HEAD + "16.01;2022;3,5\n16.02;2022\n16.03;2022;1;x\n16.04;2022;1;;\n;\n\n"
        '16.05;"2022;2\n16.06;2022;4\n16.07;\u202e2022;4\n16.08;2022;5'
    )
    assert rows_of(sheet) == [
        (2, "16.01", "2022", "3,5"),
        (5, "16.04", "2022", "1"),
        (9, "16.06", "2022", "4"),
        (11, "16.08", "2022", "5"),
    ]
    assert faults_of(sheet) == [
        (3, "cells_missing", "", "16.02;2022"),
        (4, "cells_extra", "", "16.03;2022;1;x"),
        (8, "quote_unclosed", "", '16.05;"2022;2'),
        (10, "sign_forbidden", "Periode", "\ufffd2022"),
    ]
    assert {problem.code for problem in sheet.problems} == {"row_malformed"}
    assert sheet.problems[1].message == "Baris ini berisi 4 sel, padahal hanya ada 3 kolom."
    assert notes_of(sheet) == {"empty_rows": {"count": "2"}}
    assert sheet.count == 8


def test_an_undecodable_byte_takes_only_its_line() -> None:
    sheet = read_sheet(f"{HEAD}Kota É;2022;1\n".encode() + b"Kota \xc9;2022;2\n16.03;2022;3\n")
    assert sheet.encoding == "utf-8"
    assert rows_of(sheet) == [(2, "Kota É", "2022", "1"), (4, "16.03", "2022", "3")]
    assert faults_of(sheet) == [(3, "line_undecodable", "", "Kota \ufffd;2022;2")]


def test_bytes_that_windows_does_not_know_take_only_their_line() -> None:
    sheet = read_sheet(HEAD.encode() + b"\x93A\x94;2022;1\nB\x81;2022;2\n")
    assert (sheet.encoding, rows_of(sheet)) == ("cp1252", [(2, "“A”", "2022", "1")])
    assert faults_of(sheet) == [(3, "line_undecodable", "", "B\ufffd;2022;2")]


def test_undecodable_headers_and_titles_do_not_stop_the_reading() -> None:
    sheet = read_sheet("Laporan é\n".encode() + b"Kode wilayah;Periode;Nama \xe9\n16.01;2022;x\n")
    assert sheet.headers == ("Kode wilayah", "Periode", "Nama \ufffd")
    assert rows_of(sheet) == [(3, "16.01", "2022", "x")]


def test_a_separator_line_is_no_row() -> None:
    sheet = read_sheet(f"sep=|\n{HEAD.replace(';', '|')}a;b|2022|1\n")
    assert (sheet.delimiter, sheet.header_lines) == ("|", (1,))
    assert rows_of(sheet) == [(2, "a;b", "2022", "1")]
    assert notes_of(sheet) == {"sep_line": {"delimiter": "|"}}
    assert sheet.content[0] == "sep=|"


def test_choices_win() -> None:
    content = "a;b,c\n1;2,3\n4;5,6\n".encode("utf-16-le")
    sheet = read_sheet(content, Choices(encoding="utf-16-le", delimiter=",", header_lines=(2,)))
    assert (sheet.headers, sheet.header_lines, rows_of(sheet)) == (("1;2", "3"), (2,), [(3, "4;5", "6")])
    assert sheet.encoding == "utf-16-le"


def test_a_header_of_two_lines_below_titles() -> None:
    sheet = read_sheet('"Rekap\nSPBE";;\n;;\nWilayah;Nilai;\n;2022;2023\n16.01;3;4\n16.02;;5\n')
    assert (sheet.headers, sheet.header_lines) == (("Wilayah", "Nilai 2022", "Nilai 2023"), (3, 4))
    assert rows_of(sheet) == [(5, "16.01", "3", "4"), (6, "16.02", "", "5")]
    assert notes_of(sheet) == {"title_rows": {"lines": "1"}, "two_line_header": {"lines": "3, 4"}}


def test_a_file_of_one_column() -> None:
    sheet = read_sheet("Kode wilayah\n16.01\n\n16.02")
    assert (sheet.delimiter, sheet.headers, rows_of(sheet)) == (
        ",",
        ("Kode wilayah",),
        [(2, "16.01"), (4, "16.02")],
    )


@pytest.mark.parametrize("content", [HEAD, HEAD + "\n\n", HEAD + ";;\n;;\n", HEAD + "Total;;5\n"])
def test_a_header_alone_is_an_empty_file(content: str) -> None:
    problem = refusal(content)
    assert (problem.code, problem.rule) == ("file_empty", "no_rows")


@pytest.mark.parametrize("content", ["", " \n\t\n", "\ufeff", ";;;\n;;;\n", "sep=;\n", "\ufeff \n"])
def test_nothing_at_all_is_an_empty_file(content: str) -> None:
    problem = refusal(content)
    assert (problem.code, problem.rule) == ("file_empty", "empty_file")
    assert problem.message == "Berkas kosong."


def test_limits_are_named() -> None:
    rows = "a;b;c\n" * 11
    small = replace(LIMITS, rows=10, columns=3, line_bytes=60)
    assert read_sheet(HEAD + rows[:60], limits=small).count == 10
    found = [
        refusal(HEAD + rows, limits=small),
        refusal("a;b;c;d\n1;2;3;4\n", limits=small),
        refusal(HEAD + "x" * 61, limits=small),
        refusal(HEAD + rows, limits=replace(small, bytes=80)),
    ]
    assert [(problem.code, problem.rule) for problem in found] == [
        ("file_unreadable", "too_many_rows"),
        ("file_unreadable", "too_many_columns"),
        ("file_unreadable", "line_too_long"),
        ("file_unreadable", "file_too_large"),
    ]
    assert found[0].message == "Berkas berisi lebih dari 10 baris data."
    assert found[1].message == "Berkas berisi 4 kolom, batasnya 3."
    assert refusal(b"x" * 1_500_000).message == "Berkas terlalu besar: 1,5 MB, batasnya 1 MB."


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_a_line_may_be_as_long_as_the_limit(end: str) -> None:
    small = replace(LIMITS, line_bytes=30)
    lines = [HEAD.rstrip("\n"), "a;b;" + "x" * 26, "d;e;f", "a;b;" + "y" * 26]
    assert read_sheet(end.join(lines), limits=small).count == 3
    assert refusal(end.join([*lines, "a;b;" + "z" * 27]), limits=small).rule == "line_too_long"


def test_thousands_of_empty_rows_at_the_end() -> None:
    sheet = read_sheet(HEAD + "16.01;2022;1\n" + ";;\r\n" * 5000)
    assert (sheet.count, notes_of(sheet)) == (1, {"empty_rows": {"count": "5000"}})


def test_the_first_lines_are_shown() -> None:
    sheet = read_sheet(HEAD + "".join(f"16.{number:02};2022;1\n" for number in range(20)))
    assert sheet.content == (HEAD.rstrip("\n"), *(f"16.{number:02};2022;1" for number in range(7)))
