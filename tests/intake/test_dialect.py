"""The sign between cells."""

import pytest

from smartcity.intake.dialect import find_delimiter, said_delimiter
from smartcity.intake.header_row import known_headers
from tests.intake.reading_kit import ASSESSMENT

KNOWN = known_headers(ASSESSMENT)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1;2\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("nama;nilai\nA;3,5\nB;2,5\nC;1,5\n", ";"),
        ("nama;x;y\nA;3,5;1,5\nB;2,5;2,5\n", ";"),
        ("nama,nilai\nA; B,3\nC; D,4\nE,5\n", ","),
        ('nama,nilai\n"A; B; C",3\n"D; E; F",4\n', ","),
        ("Laporan, bagian 1\nKode wilayah;Periode;Nilai\n16.01;2022;3,5\n", ";"),
        ("Kode wilayah;Periode\n1,2,3\n4,5,6\n7,8,9\n", ";"),
        ("wilayah\nBogor\nBandung\n", ","),
        ("wilayah\nKabupaten A, lama\nKabupaten B, lama\n", ";"),
        ('a;b\n"x\ny";2\n"x;y";3\n', ";"),
    ],
)
def test_it_is_found(text: str, delimiter: str) -> None:
    assert find_delimiter(text.rstrip("\n").split("\n"), KNOWN) == delimiter


@pytest.mark.parametrize(
    ("line", "delimiter"),
    [
        ("sep=;", ";"),
        ("SEP=,", ","),
        ("sep=\t", "\t"),
        ("sep=|", "|"),
        ('"sep=;"', ";"),
        ("sep=;;;;", ";"),
        ("sep=", ""),
        ("sep=a", ""),
        ("separator;nilai", ""),
    ],
)
def test_a_first_line_may_say_it(line: str, delimiter: str) -> None:
    assert said_delimiter(line) == delimiter
