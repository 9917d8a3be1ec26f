"""Dates are read as people write them, the day first."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.contract import Field, load_contract
from smartcity.formats import date as shown
from smartcity.intake.dates import Day, Kind, date_kind, read_date, read_dates
from smartcity.words import in_language

TABLES = load_contract().tables
START = TABLES["pilot"].field("start_on")
STARTS_AT = TABLES["event_session"].field("starts_at")
MADE_AT = TABLES["batch"].field("made_at")


def read(
    field: Field, kind: Kind, *texts: str, month_first: bool = False
) -> tuple[dict[str, str | None], str]:
    """Return value or rule by text, and the question."""
    reading = read_dates(field, "any", texts, kind, month_first=month_first)
    return {text: parsed.rule or parsed.value for text, parsed in reading.parsed.items()}, reading.question


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024", "2024"),
        ("2024.0", "2024"),
        ("2024-01", "2024-01"),
        ("2024/1", "2024-01"),
        ("01/2024", "2024-01"),
        ("2024-01-16", "2024-01-16"),
        ("2024/1/6", "2024-01-06"),
        ("21/04/2022", "2022-04-21"),
        ("21-4-2022", "2022-04-21"),
        ("21.04.2022", "2022-04-21"),
        ("21 / 04 / 2022", "2022-04-21"),
        ("'21/04/2022", "2022-04-21"),
        ("29/02/2024", "2024-02-29"),
        ("16 Januari 2024", "2024-01-16"),
        ("2 Nopember 2021", "2021-11-02"),
        ("13-Des-2021", "2021-12-13"),
        ("5 Agt. 2021", "2021-08-05"),
        ("9 Pebruari 2021", "2021-02-09"),
        ("3 August 2021", "2021-08-03"),
        ("January 16, 2024", "2024-01-16"),
        ("Januari 2024", "2024-01"),
        ("Okt-2024", "2024-10"),
        ("Selasa, 16 Januari 2024", "2024-01-16"),
        ("Jum’at 05/01/2024", "2024-01-05"),
        ("45292", "2024-01-01"),
        ("20000", ""),
        ("80000", ""),
    ],
)
def test_a_date_is_read(text: str, iso: str) -> None:
    assert read_date(text).date == iso


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-01-16T09:00", "09:00:00"),
        ("2024-01-16 09:00:30.5", "09:00:30"),
        ("16/01/2024 9.05", "09:05:00"),
        ("16 Januari 2024, pukul 09.00 WIB", "09:00:00"),
        ("16/01/2024 1:30 PM", "13:30:00"),
        ("16/01/2024 12:00 am", "00:00:00"),
        ("45307.375", "09:00:00"),
        ("16/01/2024", ""),
    ],
)
def test_a_time_behind_the_date_is_read(text: str, time: str) -> None:
    assert read_date(text)[:3] == ("2024-01-16", time, "")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("30/02/2022", "date_missing"),
        ("29/02/2023", "date_missing"),
        ("00/01/2024", "date_missing"),
        ("31 April 2024", "date_missing"),
        ("2024-13", "date_missing"),
        ("2024-00-10", "date_missing"),
        ("21/04/22", "date_short_year"),
        ("13-Des-21", "date_short_year"),
        ("Des-21", "date_short_year"),
        ("31/12/1989", "date_out_of_range"),
        ("2101", "date_out_of_range"),
        ("0000-01-01", "date_out_of_range"),
        ("20000", "date_out_of_range"),
        ("16 Januari 2024 s.d. 18 Januari 2024", "date_range"),
        ("16/01/2024 s/d 18/01/2024", "date_range"),
        ("16-18 Januari 2024", "date_range"),
        ("1/1/2024 - 2/1/2024", "date_range"),
        ("12345", "date_unreadable"),
        ("31 Foo 2024", "date_unreadable"),
        ("16/01/2024 25:00", "date_unreadable"),
        ("Januari 2024 09:00", "date_unreadable"),
        ("٢٠٢٤", "date_unreadable"),
        ("besok", "date_unreadable"),
        ("1" * 81, "date_unreadable"),
    ],
)
def test_what_is_no_date_has_a_rule(text: str, rule: str) -> None:
    assert read_date(text) == Day(rule=rule)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("2O24", "2024"), ("2l/O4/2022", "21/04/2022"), ("1O Oktober 2024", "10 Oktober 2024")],
)
def test_a_letter_among_digits_gets_a_hint(text: str, meant: str) -> None:
    assert read_date(text) == Day(rule="letter_for_digit", meant=meant)


def test_the_day_comes_first_unless_the_person_says_otherwise() -> None:
    texts = ("03/04/2024", "21/04/2024", "04/21/2024")
    day_first = {"03/04/2024": "2024-04-03", "21/04/2024": "2024-04-21", "04/21/2024": "date_order"}
    assert read(START, "day", *texts) == (day_first, "")
    month_first = {"03/04/2024": "2024-03-04", "21/04/2024": "date_order", "04/21/2024": "2024-04-21"}
    assert read(START, "day", *texts, month_first=True) == (month_first, "")


@pytest.mark.parametrize(
    ("texts", "question"),
    [
        (["03/04/2024"], "date_order"),
        (["03/04/2024", "04/21/2024"], "date_order"),
        (["03/04/2024", "21/04/2024"], ""),
        (["05/05/2024"], ""),
        (["2024-04-03", "3 April 2024"], ""),
        (["", "abc"], ""),
    ],
)
def test_the_order_is_asked_where_nothing_shows_it(texts: list[str], question: str) -> None:
    assert read(START, "day", *texts)[1] == question
    assert read(START, "day", *texts, month_first=True)[1] == ""


def test_a_wrong_order_says_which_date_may_be_meant() -> None:
    assert read_date("04/21/2024") == Day(rule="date_order", order="month", meant="2024-04-21")


def test_columns_keep_what_they_can_hold() -> None:
    texts = ("2024", "16/01/2024", "16/01/2024 09:00:30", "2024-01-16T09:00+07:00")
    day = ("2024", "2024-01-16", "2024-01-16", "2024-01-16")
    minute = ("2024", "2024-01-16", "2024-01-16T09:00", "date_offset")
    second = ("date_without_day", "2024-01-16T00:00:00", "2024-01-16T09:00:30", "date_offset")
    for field, values in ((START, day), (STARTS_AT, minute), (MADE_AT, second)):
        kind = date_kind(field)
        assert kind is not None
        assert read(field, kind, *texts) == (dict(zip(texts, values, strict=True)), "")


def test_columns_of_the_contract_with_dates() -> None:
    kinds = {
        (table.name, field.name): kind
        for table in TABLES.values()
        if table.uploadable
        for field in table.fields
        if (kind := date_kind(field))
    }
    days = {
        ("edition", "starts_on"),
        ("edition", "ends_on"),
        ("participation", "reached_on"),
        ("published_figure", "as_of"),
        ("pilot", "start_on"),
        ("pilot", "due_on"),
        ("pilot", "finished_on"),
        ("pilot", "updated_on"),
        ("assessment", "assessed_on"),
        ("award", "given_on"),
        ("event", "starts_on"),
        ("event", "ends_on"),
    }
    moments = {("event_session", "starts_at"): "minute", ("headline_exception", "added_at"): "second"}
    assert kinds == {**dict.fromkeys(days, "day"), **moments}


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_however_a_date_is_written_it_reads_the_same(day: date) -> None:
    texts = [
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"{day:%d %B %Y}",
        f"{day:%A}, {day:%d-%b-%Y}",
        str((day - date(1899, 12, 30)).days),
    ]
    assert [read_date(text).date for text in texts] == [day.isoformat()] * len(texts)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(["id", "en"]))
def test_a_date_as_we_show_it_is_read(day: date, lang: str) -> None:
    with in_language(lang):
        assert read_date(shown(day)).date == day.isoformat()


@given(st.integers(1990, 2100), st.integers(1, 12), st.integers(1, 40))
def test_a_day_is_read_if_it_exists(year: int, month: int, number: int) -> None:
    exists = number <= monthrange(year, month)[1]
    assert read_date(f"{year}-{month}-{number}").rule == ("" if exists else "date_missing")


@given(st.text("0123456789/-. JanuriTDes:", max_size=20) | st.text(), st.booleans())
def test_any_text_is_read_as_a_date_or_refused(text: str, month_first: bool) -> None:
    day = read_date(text, month_first=month_first)
    assert bool(day.date) != bool(day.rule)
    assert not day.date or read_date(day.date).date == day.date
