"""Rejected rows as the person's own file, and read back by plain readers."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from smartcity.intake.problems import Problem
from smartcity.intake.rejects import MARKS, Rejected, rejected_csv, rejected_xlsx
from smartcity.intake.sentences import SENTENCES

HEADERS = ("Kab/Kota", "Nilai; 2022", "=Catatan")


@pytest.fixture(autouse=True)
def _sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SENTENCES, "uji_besar", ("“{value}” – {column} terlalu besar.", "Tulis ≤ {limit}."))
    monkeypatch.setitem(SENTENCES, "uji_nama", ("“{value}” tidak dikenal.", "Periksa ejaannya."))


def big(value: str, line: int = 4) -> Problem:
    return Problem(line, "Nilai; 2022", value, "value_out_of_range", "uji_besar", {"limit": 5})


def unknown(value: str, line: int = 4) -> Problem:
    return Problem(line, "Kab/Kota", value, "region_unknown", "uji_nama")


ROWS: list[Rejected] = [
    (4, ("Kab. Entah", "501", "=1+1"), [unknown("Kab. Entah"), big("501"), unknown("Kab. Entah")]),
    (9, ("Kota\nCafé “B”", "", "-"), []),
]
TOLD = "“Kab. Entah” tidak dikenal. Periksa ejaannya.; “501” – Nilai; 2022 terlalu besar. Tulis {at_most} 5."
COLUMNS = "Kab/Kota; Nilai; 2022"


def read(content: bytes, delimiter: str, encoding: str) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode(encoding), newline=""), delimiter=delimiter))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_rows_as_in_the_upload_with_the_reason(delimiter: str, encoding: str) -> None:
    content = rejected_csv(HEADERS, ROWS, delimiter=delimiter, encoding=encoding)

    told = TOLD.format(at_most="<=" if encoding == "cp1252" else "≤")
    assert read(content, delimiter, encoding) == [
        ["Kab/Kota", "Nilai; 2022", "'=Catatan", "_baris", "_kolom", "_alasan"],
        ["Kab. Entah", "501", "'=1+1", "4", COLUMNS, told],
        ["Kota\nCafé “B”", "", "'-", "9", "", ""],
    ]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b"Kab"),
        ("utf-8-sig", b"\xef\xbb\xbfK"),
        ("utf-16", b"\xff\xfeK\x00"),
        ("utf-16-le", b"K\x00"),
        ("utf-16-be", b"\x00K"),
        ("cp1252", b"Kab"),
    ],
)
def test_the_file_begins_as_the_upload_did(encoding: str, mark: bytes) -> None:
    assert rejected_csv(HEADERS, ROWS, delimiter=";", encoding=encoding).startswith(mark)


def test_a_sign_in_a_reason_that_windows_1252_lacks_is_replaced() -> None:
    content = rejected_csv(["a"], [(2, ["x"], [unknown("Kota 🏙 → ✓")])], delimiter=";", encoding="cp1252")

    told = "“Kota ? -> v” tidak dikenal. Periksa ejaannya."
    assert content.decode("cp1252") == f"a;_baris;_kolom;_alasan\r\nx;2;Kab/Kota;{told}\r\n"


def test_a_cell_that_the_encoding_lacks_is_never_changed() -> None:
    content = rejected_csv(["a"], [(2, ["Kota 🏙"], [])], delimiter=";", encoding="cp1252")

    assert content == "\ufeffa;_baris;_kolom;_alasan\r\nKota 🏙;2;;\r\n".encode()


def test_a_file_that_was_rejected_before_gets_its_reasons_anew() -> None:
    headers = ("a", "_baris", "b", "_Kolom ", "_alasan")
    rows: list[Rejected] = [(2, ("1", "17", "2", "lama", "lama"), [unknown("1", 2)])]

    content = rejected_csv(headers, rows, delimiter=";", encoding="utf-8")

    told = "“1” tidak dikenal. Periksa ejaannya."
    assert read(content, ";", "utf-8") == [["a", "b", *MARKS], ["1", "2", "2", "Kab/Kota", told]]


def test_without_rows_there_is_the_header() -> None:
    assert rejected_csv(["a"], [], delimiter="|", encoding="utf-8") == b"a|_baris|_kolom|_alasan\r\n"


def sheet(content: bytes) -> tuple[Sequence[str], list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return book.sheet_names, book.get_sheet_by_index(0).to_python()


def test_a_workbook_holds_texts_and_real_numbers() -> None:
    numbers = {1: frozenset({"501", "Kab. Entah"}), 0: frozenset({"2022"})}
    rows: list[Rejected] = [*ROWS, (12, ("2022", "16.10", "501"), [])]

    content = rejected_xlsx(HEADERS, rows, "Isian/1", numbers)

    assert sheet(content) == (
        ["Isian 1"],
        [
            ["Kab/Kota", "Nilai; 2022", "'=Catatan", "_baris", "_kolom", "_alasan"],
            ["Kab. Entah", 501.0, "'=1+1", "4", COLUMNS, TOLD.format(at_most="≤")],
            ["Kota\nCafé “B”", "", "'-", "9", "", ""],
            [2022.0, "16.10", "501", "12", "", ""],
        ],
    )


def test_a_workbook_that_was_rejected_before_keeps_its_numbers() -> None:
    content = rejected_xlsx(
        ("_baris", "n"), [(3, ("7", "3.5"), [])], "Data", {0: frozenset({"7"}), 1: frozenset({"3.5"})}
    )

    assert sheet(content)[1] == [["n", *MARKS], [3.5, "3", "", ""]]
