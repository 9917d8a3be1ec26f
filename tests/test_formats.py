"""Formats: numbers, shares, money, dates and moments, in both languages, and what is missing."""

import datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from smartcity import formats
from smartcity.words import in_language

MISSING = [None, float("nan"), np.float64("nan"), pd.NA, pd.NaT, float("inf"), Decimal("NaN"), "", "  "]


def both(function: Any, *values: Any) -> tuple[str, str]:
    """Return what a formatter writes in Indonesian and in English."""
    shown = []
    for code in ("id", "en"):
        with in_language(code):
            shown.append(function(*values))
    return shown[0], shown[1]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (1234.5, 1, ("1.234,5", "1,234.5")),
        (1234567, 0, ("1.234.567", "1,234,567")),
        (np.int64(508), 0, ("508", "508")),
        (2.5, 0, ("3", "3")),
        (-2.5, 0, ("-3", "-3")),
        (0.125, 2, ("0,13", "0.13")),
        (-0.001, 2, ("0,00", "0.00")),
        (Decimal("2.675"), 2, ("2,68", "2.68")),
        (True, 0, ("1", "1")),
    ],
)
def test_numbers(value: Any, decimals: int, shown: tuple[str, str]) -> None:
    assert both(formats.number, value if value is not True else 1, decimals) == shown


def test_short_and_signed_numbers() -> None:
    assert both(formats.short_number, 1500.0) == ("1.500", "1,500")
    assert both(formats.short_number, 1500.25) == ("1.500,3", "1,500.3")
    assert both(formats.signed, 0.12, 2) == ("+0,12", "+0.12")
    assert both(formats.signed, -0.12, 2) == ("-0,12", "-0.12")
    assert both(formats.signed, 0.001, 2) == ("0,00", "0.00")


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (88 / 150, ("58,7%", "58.7%")),
        (1, ("100%", "100%")),
        (0, ("0%", "0%")),
        (0.5685, ("56,9%", "56.9%")),
        (12.5, ("1.250%", "1,250%")),
    ],
)
def test_percentages(share: float, shown: tuple[str, str]) -> None:
    assert both(formats.percent, share) == shown


def test_scores_have_two_decimals() -> None:
    assert both(formats.score, 2.93) == ("2,93", "2.93")
    assert both(formats.score, 4) == ("4,00", "4.00")


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (1_500_000_000, ("Rp1,5 miliar", "Rp1.5 billion")),
        (250_000_000, ("Rp250 juta", "Rp250 million")),
        (2_000_000_000_000, ("Rp2 triliun", "Rp2 trillion")),
        (999_960_000, ("Rp1 miliar", "Rp1 billion")),
        (999_900_000, ("Rp999,9 juta", "Rp999.9 million")),
        (950_000, ("Rp950.000", "Rp950,000")),
        (0, ("Rp0", "Rp0")),
        (-1_500_000, ("-Rp1,5 juta", "-Rp1.5 million")),
    ],
)
def test_money(amount: int, shown: tuple[str, str]) -> None:
    assert both(formats.rupiah, amount) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2024-01-16", ("16 Januari 2024", "16 January 2024")),
        ("2024-01", ("Januari 2024", "January 2024")),
        ("2024", ("2024", "2024")),
        ("2024-01-16T08:00:00", ("16 Januari 2024", "16 January 2024")),
        (datetime.date(2024, 5, 2), ("2 Mei 2024", "2 May 2024")),
        (pd.Timestamp("2024-12-31"), ("31 Desember 2024", "31 December 2024")),
        ("2024-13", ("2024-13", "2024-13")),
        ("akhir 2024", ("akhir 2024", "akhir 2024")),
    ],
)
def test_dates_of_reduced_precision(value: Any, shown: tuple[str, str]) -> None:
    assert both(formats.date, value) == shown


def test_moments_are_in_wib() -> None:
    shown = ("22 November 2026 pukul 08.12 WIB", "22 November 2026 at 08:12 WIB")
    east = datetime.timezone(datetime.timedelta(hours=9))
    assert both(formats.moment, datetime.datetime(2026, 11, 22, 1, 12)) == shown
    assert both(formats.moment, datetime.datetime(2026, 11, 22, 1, 12, tzinfo=datetime.UTC)) == shown
    assert both(formats.moment, datetime.datetime(2026, 11, 22, 10, 12, tzinfo=east)) == shown
    assert both(formats.moment, "2026-11-21T20:00:00Z")[0] == "22 November 2026 pukul 03.00 WIB"


FORMATTERS = [
    formats.number,
    formats.short_number,
    formats.signed,
    formats.percent,
    formats.score,
    formats.rupiah,
    formats.date,
    formats.moment,
]


@pytest.mark.parametrize("function", FORMATTERS)
def test_what_is_missing_is_a_dash(function: Any) -> None:
    assert [function(value) for value in MISSING] == ["—"] * len(MISSING)


def test_vega_writes_as_the_formatter_does() -> None:
    with in_language("id"):
        indonesian = formats.vega_locale()
    with in_language("en"):
        english = formats.vega_locale()
    assert indonesian["number"] == {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]}
    assert english["number"]["decimal"] == "."
    assert (indonesian["time"]["months"][0], english["time"]["months"][0]) == ("Januari", "January")
    assert (indonesian["time"]["days"][0], indonesian["time"]["days"][6]) == ("Minggu", "Sabtu")
    assert [len(indonesian["time"][name]) for name in ("days", "shortDays", "months", "shortMonths")] == [
        7,
        7,
        12,
        12,
    ]


def test_months_as_an_axis_has_room_for() -> None:
    day = datetime.date(2024, 5, 1)
    shown = []
    for code in ("id", "en"):
        with in_language(code):
            shown.append(formats.short_month(day))
    assert shown == ["Mei 2024", "May 2024"]
