"""Whatever bytes come in, a sheet or a refusal goes out."""

import csv as csv_reader
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.export.tables import csv
from smartcity.intake.choices import Choices
from smartcity.intake.problems import Problem, Unreadable
from smartcity.intake.reading import read
from smartcity.intake.sentences.reading import SENTENCES
from smartcity.intake.sheet import Sheet
from smartcity.settings import DATA
from tests.intake.reading_kit import ASSESSMENT, LIMITS, read_sheet, rows_of
from tests.intake.workbook_samples import Rows, archive, ods, ole, xls, xlsx

HEAD = b"Kode wilayah;Periode;Nilai\n"
ROWS: Rows = [["Kode wilayah", "Nilai"], ["16.01", 3.5]]

pytestmark = pytest.mark.usefixtures("in_process")


def check_refusal(problem: Problem) -> None:
    """Check that a refusal says what is wrong and what to do."""
    assert (problem.row, problem.code in ("file_unreadable", "file_empty")) == (None, True)
    assert problem.rule in SENTENCES
    assert problem.message
    assert problem.fix


def outcome(content: bytes) -> Sheet | None:
    """Return the sheet if there is one, after checking that its counts add up."""
    try:
        sheet = read_sheet(content)
    except Unreadable as error:
        check_refusal(error.problem)
        return None
    lines = [*sheet.rows.column("line").to_pylist(), *(problem.row for problem in sheet.problems)]
    assert sheet.count == sheet.rows.num_rows + len(sheet.problems) == len(set(lines))
    assert sheet.rows.num_columns == len(sheet.headers) + 1 == len(sheet.places) + 1
    assert all(problem.message and problem.fix for problem in sheet.problems)
    return sheet


@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    outcome(content)


@given(
    st.lists(
        st.sampled_from([b";", b'"', b"\n", b"\r", b"a", b"\xe9", b"\xc3\xa9", b" ", b"\x01", b"="]),
        max_size=60,
    )
)
def test_any_bytes_below_a_header(parts: list[bytes]) -> None:
    outcome(HEAD + b"".join(parts))


@given(st.text(max_size=60), st.sampled_from(["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"]))
def test_any_text_in_any_encoding(text: str, encoding: str) -> None:
    outcome(("Kode wilayah,Periode\n" + text).encode(encoding, "ignore"))


@pytest.mark.parametrize(
    "start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf", b"sep="]
)
@given(st.binary(max_size=100))
def test_any_bytes_after_a_known_start(start: bytes, content: bytes) -> None:
    outcome(start + content)


@pytest.mark.parametrize(
    "content", [xlsx({"D": ROWS}), ods("D", ROWS), xls("D", ROWS)], ids=["xlsx", "ods", "xls"]
)
@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_damaged_workbooks(content: bytes, share: float) -> None:
    place = int(len(content) * share)
    outcome(content[:place])
    outcome(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
    assert outcome(content) is not None


def test_odd_containers() -> None:
    for content in (archive({"xl/workbook.xml": "x"}), ole({"Workbook": b"\xff" * 5000}), ole({"Book": b""})):
        assert outcome(content) is None


def test_a_caller_may_say_which_headers_it_understands() -> None:
    content = b"x;y;z\nqty;foo\n1;2\n"
    sheet = read(content, ASSESSMENT, Choices(), LIMITS, known=lambda text: text in ("qty", "foo"))
    assert (sheet.headers, sheet.header_lines, rows_of(sheet)) == (("qty", "foo"), (2,), [(3, "1", "2")])


@pytest.mark.parametrize("path", sorted((DATA / "facts").glob("*.csv")), ids=lambda path: path.name)
def test_our_own_files_are_read_without_a_word(path: Path) -> None:
    rows = list(csv_reader.reader(path.open(encoding="utf-8", newline="")))
    sheet = outcome(path.read_bytes())
    if sheet is None:
        assert len(rows) == 1
        return
    assert (sheet.problems, sheet.notes, sheet.header_lines) == ((), (), (1,))
    assert (list(sheet.headers), sheet.count) == (rows[0], len(rows) - 1)


def test_an_export_comes_back_as_it_was() -> None:
    import pandas as pd

    frame = pd.DataFrame(
        {"Kode wilayah": ["16.10", "16.01"], "Catatan": ["=1+1; x", '-a "b"\nc'], "Nilai": [3.5, None]}
    )
    assert rows_of(read_sheet(csv(frame))) == [
        (2, "16.10", "=1+1; x", "3,5"),
        (3, "16.01", '-a "b"\nc', ""),
    ]
