"""Numbers are read by the evidence of their whole column."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.contract import Field, load_contract
from smartcity.intake.numbers import read_exact, read_number, read_numbers

TABLES = load_contract().tables
SCORE = TABLES["assessment"].field("score")
BUDGET = TABLES["pilot"].field("budget_idr")
PROGRESS = TABLES["pilot"].field("progress_percent")
AMBIGUOUS, MIXED, FRACTION = "number_ambiguous", "number_mixed", "number_fraction"
RANGE, UNREADABLE = "number_out_of_range", "number_unreadable"


def read(
    field: Field, *texts: str, decimal: str | None = None, exact: Iterable[str] = ()
) -> tuple[dict[str, str | None], str, str]:
    """Return value or rule by text, the mark in force and the question."""
    reading = read_numbers(field, "any", texts, decimal, frozenset(exact))
    return (
        {text: parsed.rule or parsed.value for text, parsed in reading.parsed.items()},
        reading.decimal,
        reading.question,
    )


@pytest.mark.parametrize(
    ("text", "comma", "point"),
    [
        ("0", "0", "0"),
        ("-0", "0", "0"),
        ("+5", "5", "5"),
        ("007", "7", "7"),
        ("−3", "-3", "-3"),
        ("'45", "45", "45"),
        ("3,52", "3.52", None),
        ("3.52", None, "3.52"),
        (",5", "0.5", None),
        ("0.123", None, "0.123"),
        ("1.234", "1234", "1.234"),
        ("-1,234", "-1.234", "-1234"),
        ("1234,567", "1234.567", None),
        ("1.234,5", "1234.5", None),
        ("1,234.5", None, "1234.5"),
        ("1.234.567", "1234567", None),
        ("1 234 567", "1234567", "1234567"),
        ("1\u00a0234,5", "1234.5", None),
        ("45%", "45", "45"),
        ("99,9 persen", "99.9", None),
        ("Rp1.500.000.000,00", "1500000000.00", None),
        ("Rp. 1.500,-", "1500.0", None),
        ("Rp1.500", "1500", "1500"),
        ("Rp 1,5 miliar", "1500000000", None),
        ("1,234 Milyar", "1234000000", "1234000000000"),
        ("500 juta", "500000000", "500000000"),
        ("25 ribu rupiah", "25000", "25000"),
    ],
)
def test_a_text_reads_with_the_comma_and_with_the_point(
    text: str, comma: str | None, point: str | None
) -> None:
    assert read_number(text) == (comma, point, "")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("NaN", "number_endless"),
        ("-Infinity", "number_endless"),
        ("1e309", "number_scientific"),
        ("1,5E+09", "number_scientific"),
        ("1" * 19, "number_too_long"),
        ("1" * 61, "number_too_long"),
        ("999 triliun", ""),
        ("9999999 triliun", "number_too_long"),
        ("12 34", UNREADABLE),
        ("1.23.456", UNREADABLE),
        ("21.04.2022", UNREADABLE),
        ("1,2,3", UNREADABLE),
        ("5.", UNREADABLE),
        ("--5", UNREADABLE),
        ("٣", UNREADABLE),
        ("(500)", UNREADABLE),
        ("#REF!", UNREADABLE),
    ],
)
def test_what_is_no_number_has_a_rule(text: str, rule: str) -> None:
    assert read_number(text)[2] == rule


def test_one_clear_text_decides_for_the_column() -> None:
    assert read(SCORE, "1.234", "3,52", "2") == ({"1.234": "1234", "3,52": "3.52", "2": "2"}, ",", "")
    assert read(SCORE, "1.234", "3.5", "2,345") == (
        {"1.234": "1.234", "3.5": "3.5", "2,345": "2345"},
        ".",
        "",
    )


def test_without_a_clear_text_the_person_is_asked() -> None:
    assert read(SCORE, "1.234", "2") == ({"1.234": AMBIGUOUS, "2": "2"}, "", "decimal")
    assert read(SCORE, "1.234", "2", decimal=".") == ({"1.234": "1.234", "2": "2"}, ".", "")
    assert read(SCORE, "1.234", "2", decimal=",") == ({"1.234": "1234", "2": "2"}, ",", "")


def test_two_clear_marks_are_never_mixed() -> None:
    texts = ("3,5", "3.5", "1.234", "4")
    refused = {"3,5": MIXED, "3.5": MIXED, "1.234": AMBIGUOUS, "4": "4"}
    assert read(SCORE, *texts) == (refused, "", "decimal")
    chosen = {"3,5": "3.5", "3.5": MIXED, "1.234": "1234", "4": "4"}
    assert read(SCORE, *texts, decimal=",") == (chosen, ",", "")


def test_a_column_without_marks_needs_no_mark() -> None:
    assert read(SCORE, "3", "4") == ({"3": "3", "4": "4"}, "", "")


def test_numbers_of_a_workbook_are_exact_and_no_evidence() -> None:
    assert read(SCORE, "3.52", "1.234", "3,5", exact=("3.52", "1.234")) == (
        {"3.52": "3.52", "1.234": "1.234", "3,5": "3.5"},
        ",",
        "",
    )


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("3.0", "3", ""),
        ("1e-05", "0.00001", ""),
        ("1.5E+9", "1500000000", ""),
        ("1e300", None, "number_too_long"),
        ("inf", None, "number_endless"),
        ("abc", None, UNREADABLE),
    ],
)
def test_a_number_of_a_workbook(text: str, value: str | None, rule: str) -> None:
    assert read_exact(text) == (value, value, rule)


def test_whole_numbers_have_no_fraction() -> None:
    texts = ("1.234,00", "1,500", "3,5", "2,00")
    assert read(BUDGET, *texts) == (
        {"1.234,00": "1234", "1,500": FRACTION, "3,5": FRACTION, "2,00": "2"},
        ",",
        "",
    )


def test_three_digits_behind_a_mark_are_thousands_in_whole_numbers() -> None:
    assert read(BUDGET, "1.234", "1.000", "7") == ({"1.234": "1234", "1.000": "1000", "7": "7"}, "", "")
    assert read(BUDGET, "1.234", "3,5") == ({"1.234": "1234", "3,5": FRACTION}, "", "")
    assert read(BUDGET, "1.234", "1,000,000") == ({"1.234": FRACTION, "1,000,000": "1000000"}, ".", "")
    assert read(BUDGET, "1,234 miliar") == ({"1,234 miliar": AMBIGUOUS}, "", "decimal")


def test_values_keep_to_the_range_of_the_column() -> None:
    assert read(PROGRESS, "0", "100", "100,1", "-1") == (
        {"0": "0", "100": "100", "100,1": RANGE, "-1": RANGE},
        ",",
        "",
    )
    reading = read_numbers(PROGRESS, "pilot", ["101"], None, frozenset())
    refused = reading.parsed["101"]
    assert (refused.code, dict(refused.details)) == (
        "value_out_of_range",
        {"table": "pilot", "field": "progress_percent"},
    )


def test_a_letter_among_digits_gets_a_hint() -> None:
    reading = read_numbers(SCORE, "assessment", ["2O", "1l,5", "OO"], None, frozenset())
    assert {text: (parsed.rule, parsed.details.get("meant")) for text, parsed in reading.parsed.items()} == {
        "2O": ("letter_for_digit", "20"),
        "1l,5": ("letter_for_digit", "11,5"),
        "OO": (UNREADABLE, None),
    }


def test_blank_texts_and_erasing_ones_are_no_numbers() -> None:
    reading = read_numbers(SCORE, "assessment", ["", "-", "–", "n/a", "Tidak ada"], None, frozenset())
    assert {text: (parsed.value, parsed.erase, parsed.rule) for text, parsed in reading.parsed.items()} == {
        "": (None, False, ""),
        "-": (None, True, ""),
        "–": (None, True, ""),
        "n/a": (None, False, ""),
        "Tidak ada": (None, False, ""),
    }


def grouped(whole: int, mark: str) -> str:
    return f"{whole:,}".replace(",", mark)


@given(st.integers(0, 10**15), st.integers(0, 99))
def test_however_a_number_is_grouped_it_reads_the_same(whole: int, cents: int) -> None:
    plain = read(SCORE, f"{whole}.{cents:02}", decimal=".")[0].popitem()[1]
    for mark, decimal in ((".", ","), (",", "."), (" ", ","), ("", ",")):
        text = f"{grouped(whole, mark)}{decimal}{cents:02}"
        assert read(SCORE, text)[0] == {text: plain}


@given(st.lists(st.text("0123456789.,-+RpO% e", max_size=12), unique=True), st.sampled_from([SCORE, BUDGET]))
def test_a_value_reads_again_as_itself(texts: list[str], field: Field) -> None:
    values = {parsed.value for parsed in read_numbers(field, "any", texts, None, frozenset()).parsed.values()}
    written = [value for value in values if value is not None]
    assert read(field, *written, decimal=".")[0] == {value: value for value in written}


@given(st.lists(st.text(), unique=True), st.sampled_from([None, ",", "."]))
def test_any_text_is_read_or_refused(texts: list[str], decimal: str | None) -> None:
    reading = read_numbers(SCORE, "any", texts, decimal, frozenset(texts[::2]))
    assert set(reading.parsed) == set(texts)
    assert all(parsed.value is None or float(parsed.value) >= 0 for parsed in reading.parsed.values())
