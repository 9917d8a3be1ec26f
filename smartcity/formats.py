"""The one formatter: numbers, percentages, dates and money as people write them, in the chosen language."""

import datetime
import math
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import Any

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from smartcity.words import LANGUAGES, N_, SOURCE, _, language

MISSING = "—"
"""What stands where there is no value."""

WIB = datetime.timezone(datetime.timedelta(hours=7), "WIB")
"""Western Indonesian time (Asia/Jakarta), UTC+7 without summer time since 1964; needs no time zone files."""

MOST_WRITTEN = 20_000
"""Numbers and dates whose writing is remembered: pages write the same ones at every run."""

_REDUCED_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?")
_MONEY = (
    (1_000_000_000_000, N_("Rp{amount} triliun")),
    (1_000_000_000, N_("Rp{amount} miliar")),
    (1_000_000, N_("Rp{amount} juta")),
)
_ROUNDS_UP = Decimal("0.99995")
"""From here on 999,95 juta would be written as 1.000 juta: it is 1 miliar."""


def is_missing(value: Any) -> bool:
    """Tell whether there is nothing to show: None, NaN, pd.NA, NaT, an endless number or an empty text."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, Decimal) and not value.is_finite()


def number(value: Any, decimals: int = 0) -> str:
    """Return a number with thousands marks and exactly so many decimals: 1.234,5."""
    return _decimal(value, decimals, decimals)


def short_number(value: Any, decimals: int = 1) -> str:
    """Return a number with at most so many decimals: 1.234,5 but 1.234."""
    return _decimal(value, 0, decimals)


def signed(value: Any, decimals: int = 0) -> str:
    """Return a difference with its sign: +0,12."""
    text = number(value, decimals)
    positive = text != MISSING and any(digit in "123456789" for digit in text) and Decimal(str(value)) > 0
    return f"+{text}" if positive else text


def percent(share: Any, decimals: int = 1) -> str:
    """Return a share of one as a percentage with at most so many decimals: 58,7%, but 100%."""
    if is_missing(share):
        return MISSING
    return f"{short_number(Decimal(str(share)) * 100, decimals)}%"


def score(value: Any) -> str:
    """Return an index or score with its two decimals: 2,93."""
    return number(value, 2)


def rupiah(value: Any) -> str:
    """Return an amount of money in words of its size: Rp1,5 miliar, Rp950.000."""
    if is_missing(value):
        return MISSING
    amount = Decimal(str(value))
    sign = "-" if amount < 0 else ""
    for unit, text in _MONEY:
        if abs(amount) >= unit * _ROUNDS_UP:
            return sign + _(text).format(amount=short_number(abs(amount) / unit))
    return f"{sign}Rp{number(abs(amount))}"


def date(value: Any) -> str:
    """Return a date as precisely as it is known: 16 Januari 2024, Januari 2024, 2024."""
    if is_missing(value):
        return MISSING
    text = value.isoformat() if isinstance(value, datetime.date) else str(value).strip()
    return _date(text, locale())


@lru_cache(maxsize=MOST_WRITTEN)
def _date(text: str, written: Locale) -> str:
    found = _REDUCED_DATE.fullmatch(text)
    if not found:
        return text
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        known = datetime.date(year or 1, month or 1, day or 1)
    except ValueError:
        return text
    pattern = "d MMMM y" if day else "MMMM y" if month else "y"
    return format_date(known, pattern, locale=written)


def short_month(day: datetime.date) -> str:
    """Return month and year as an axis has room for: Jan 2024."""
    return format_date(day, "MMM y", locale=locale())


def moment(value: Any) -> str:
    """Return a point in time in WIB: 22 November 2026 pukul 08.12 WIB. One without a zone is UTC."""
    if is_missing(value):
        return MISSING
    known: datetime.datetime = pd.Timestamp(value).to_pydatetime(warn=False)
    if known.tzinfo is None:
        known = known.replace(tzinfo=datetime.UTC)
    local = known.astimezone(WIB)
    clock = f"{local:%H:%M}" if language() == "en" else f"{local:%H.%M}"
    return _("{date} pukul {clock} WIB").format(date=date(local.date()), clock=clock)


def locale() -> Locale:
    """Return Babel's locale of the language in use; the pseudo-locale writes numbers as Indonesian does."""
    return _locale(language())


@lru_cache(maxsize=len(LANGUAGES) + 1)
def _locale(language: str) -> Locale:
    return Locale.parse(language if language in LANGUAGES else SOURCE)


def vega_locale() -> dict[str, dict[str, Any]]:
    """Return the number and time words that charts use for axes and tooltips (config.locale)."""
    known = locale()
    weekdays = [known.days["format"]["wide"][place] for place in (6, 0, 1, 2, 3, 4, 5)]
    short_weekdays = [known.days["format"]["abbreviated"][place] for place in (6, 0, 1, 2, 3, 4, 5)]
    return {
        "number": {
            "decimal": get_decimal_symbol(known),
            "thousands": get_group_symbol(known),
            "grouping": [3],
            "currency": ["Rp", ""],
        },
        "time": {
            "dateTime": "%-d %B %Y %H.%M",
            "date": "%-d %B %Y",
            "time": "%H.%M",
            "periods": ["AM", "PM"],
            "days": weekdays,
            "shortDays": short_weekdays,
            "months": [known.months["format"]["wide"][place] for place in range(1, 13)],
            "shortMonths": [known.months["format"]["abbreviated"][place] for place in range(1, 13)],
        },
    }


def _decimal(value: Any, least: int, most: int) -> str:
    """Return a number with between least and most decimals, halves rounded away from zero."""
    return MISSING if is_missing(value) else _digits(str(value), least, most, locale())


@lru_cache(maxsize=MOST_WRITTEN)
def _digits(value: str, least: int, most: int, written: Locale) -> str:
    pattern = "#,##0" + ("." if most else "") + "0" * least + "#" * (most - least)
    with localcontext() as context:
        context.rounding = ROUND_HALF_UP
        text = format_decimal(Decimal(value), format=pattern, locale=written)
    return text.removeprefix("-") if not any(digit in "123456789" for digit in text) else text
