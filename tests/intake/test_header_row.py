"""Finding the headers."""

import pytest

from smartcity.intake.header_row import Header, find_header, known_headers
from smartcity.intake.problems import Unreadable
from tests.intake.reading_kit import ASSESSMENT

KNOWN = known_headers(ASSESSMENT)
NAMES = ("Kode wilayah", "Periode", "Nilai")


@pytest.mark.parametrize(
    "text",
    [
        "score",
        "REGION_CODE",
        "Kode  wilayah",
        "Kabupaten / Kota",
        "Region code",
        "2022",
        "Nilai 2022",
        "periode:",
    ],
)
def test_headers_of_the_table_are_known(text: str) -> None:
    assert KNOWN(text)


@pytest.mark.parametrize("text", ["", "16.01", "3,5", "Laporan penilaian", "20221", "—"])
def test_other_texts_are_not(text: str) -> None:
    assert not KNOWN(text)


@pytest.mark.parametrize(
    ("rows", "names", "found"),
    [
        pytest.param([NAMES, ("16.01", "2022", "3")], NAMES, (0,), id="plain"),
        pytest.param(
            [("Laporan SPBE", "", ""), ("", "", ""), NAMES, ("16.01", "2022", "3")],
            NAMES,
            (2,),
            id="titles above",
        ),
        pytest.param([("Nilai", "", ""), NAMES], NAMES, (1,), id="a known word alone is a title"),
        pytest.param(
            [("Periode 2022", "Nilai"), NAMES, ("1", "2", "3")], ("Periode 2022", "Nilai"), (0,), id="first"
        ),
        pytest.param(
            [("Wilayah", "Nilai", "", "Sumber"), ("", "2022", "2023", ""), ("16.01", "3", "4", "")],
            ("Wilayah", "Nilai 2022", "Nilai 2023", "Sumber"),
            (0, 1),
            id="two lines",
        ),
        pytest.param(
            [("Rekap", "", ""), ("Wilayah", "Nilai", ""), ("", "2022", "2023"), ("16.01", "3", "4")],
            ("Wilayah", "Nilai 2022", "Nilai 2023"),
            (1, 2),
            id="two lines below a title",
        ),
        pytest.param(
            [("Periode", "Wilayah"), ("2022", "2023")],
            ("Periode", "Wilayah"),
            (0,),
            id="data like years below",
        ),
        pytest.param(
            [("a", "b"), ("1", "2"), ("1", "2", "3")], ("1", "2", "3"), (2,), id="unknown: the fullest"
        ),
        pytest.param(
            [("x", "y", "z"), ("16.01", "2022", "2023")], ("x", "y", "z"), (0,), id="years are data"
        ),
        pytest.param(
            [("Nilai", ""), ("2022", "2023")], ("Nilai 2022", "Nilai 2023"), (0, 1), id="years below"
        ),
        pytest.param([("x",), ("Wilayah",), ("16.01",)], ("Wilayah",), (1,), id="one column, known"),
        pytest.param([("x",), ("16.01",)], ("x",), (0,), id="one column, unknown"),
        pytest.param(
            [("Kode\nwilayah ", "\u200bPeriode", "Ni\u202elai")], NAMES, (0,), id="signs in headers"
        ),
        pytest.param([("", "")], (), (), id="nothing"),
        pytest.param([], (), (), id="no rows"),
        pytest.param([("x", "y")] * 30 + [NAMES], ("x", "y"), (0,), id="not below the thirtieth"),
    ],
)
def test_it_is_found(rows: list[tuple[str, ...]], names: tuple[str, ...], found: tuple[int, ...]) -> None:
    header = find_header(rows, KNOWN)
    assert (header.names, header.rows) == (names, found)


def test_a_person_may_name_the_lines() -> None:
    rows = [("Wilayah", "x", ""), ("", "a", "b"), ("1", "2", "3")]
    assert find_header(rows, KNOWN, (1,)).names == ("", "a", "b")
    assert find_header(rows, KNOWN, (0, 1)).names == ("Wilayah", "x a", "x b")


@pytest.mark.parametrize("chosen", [(), (3,), (-1,), (0, 9)])
def test_lines_that_are_not_there_are_refused(chosen: tuple[int, ...]) -> None:
    with pytest.raises(Unreadable) as error:
        find_header([NAMES, NAMES, NAMES], KNOWN, chosen)
    assert error.value.problem.rule == "header_line_missing"


def test_empty_headers_at_the_end_ask_for_no_cells() -> None:
    assert [Header(names, (0,)).width for names in (("a", "", "b", ""), ("", ""), ())] == [3, 0, 0]
