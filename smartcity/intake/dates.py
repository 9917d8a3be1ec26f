"""Dates as people write them: ISO, day first, with month names in Indonesian or English, serials of a workbook."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from smartcity.contract import Field
from smartcity.intake.numbers import with_digits
from smartcity.intake.parsed import ColumnReading, Parsed, Refuser, blank

Kind = Literal["day", "minute", "second"]
"""What a column keeps: a date that may be reduced to month or year, such a one or a minute, always a second."""

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_LONGEST = 80
# Day 1 of the 1900 system is 1 January 1900, and Excel counts a 29 February 1900 that never was.
_SERIAL_ZERO = date(1899, 12, 30)
# Whole numbers from 1954 to 2119: nothing else that stands in a date column looks like them.
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000

_WHOLE = len("2024-01-16")
# A time with its distance from Greenwich; columns hold local times only.
_ELSEWHERE = "elsewhere"

_NAMES = (
    ("januari", "january", "jan"),
    ("februari", "pebruari", "february", "feb", "peb"),
    ("maret", "march", "mar", "mrt"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "ags", "agust", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}

_WEEKDAY = re.compile(
    r"(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:\s*,\s*|\s+)"
)
_TIME = re.compile(
    r"(?P<date>\S.*?)(?:(?<=[0-9])t|\s*,?\s(?:\s*(?:pukul|pkl\.?|jam))?\s*)"
    r"(?P<hour>[01]?[0-9]|2[0-3])[:.](?P<minute>[0-5][0-9])(?:[:.](?P<second>[0-5][0-9])(?:[.,][0-9]+)?)?"
    r"\s*(?P<half>am|pm)?\s*(?:wib|wita|wit|(?P<offset>z|[+-][0-9]{2}:?[0-9]{2}))?"
)
_RANGE = re.compile(
    r"\bs\.?\s?d\b|\bs/d\b|\bsampai\b|\bhingga\b|\buntil\b|[0-9]\s*[-–]\s*[0-9]{1,2}\s+[a-z]|\s[-–]\s"
)


class Day(NamedTuple):
    """A text read as a date; `order` says in which order a numeric date fits: '', day, month or either."""

    date: str = ""
    time: str = ""
    rule: str = ""
    order: str = ""
    meant: str = ""


def date_kind(field: Field) -> Kind | None:
    """Return which kind of date a column holds, None for another column."""
    if field.type == "datetime":
        return "second"
    if field.reduced_date:
        return "day"
    takes_minutes = bool(field.pattern and re.fullmatch(field.pattern, "2024-01-16T09:00"))
    return "minute" if takes_minutes else None


def read_date(text: str, *, month_first: bool = False) -> Day:
    """Return a date in ISO form, of reduced precision where the text has no day or month."""
    if len(text) > _LONGEST:
        return Day(rule="date_unreadable")
    plain = " ".join(text.casefold().lstrip("'").split())
    weekday = _WEEKDAY.match(plain)
    plain = plain[weekday.end() :] if weekday else plain
    day = _read_form(plain, month_first)
    timed = _TIME.fullmatch(plain) if day.rule == "date_unreadable" else None
    if timed:
        day = _with_time(_read_form(timed["date"].rstrip(" ,"), month_first), timed)
    if day.rule != "date_unreadable":
        return day
    if _RANGE.search(plain):
        return Day(rule="date_range")
    meant = with_digits(text)
    if meant and not read_date(meant).rule:
        return Day(rule="letter_for_digit", meant=meant)
    return day


def read_dates(
    field: Field, table: str, texts: Iterable[str], kind: Kind, *, month_first: bool
) -> ColumnReading:
    """Read a column of dates; numeric ones are day first unless a person said otherwise."""
    refuse = Refuser(table, field.name)
    parsed: dict[str, Parsed] = {}
    orders: set[str] = set()
    for text in texts:
        empty = blank(text)
        if empty:
            parsed[text] = empty
            continue
        day = read_date(text, month_first=month_first)
        orders.add(day.order)
        parsed[text] = _parsed(day, kind, refuse)
    is_open = not month_first and "day" not in orders and not orders.isdisjoint(("month", "either"))
    return ColumnReading(parsed, "", "date_order" if is_open else "")


def _parsed(day: Day, kind: Kind, refuse: Refuser) -> Parsed:
    """Return a date as the column keeps it."""
    if day.rule:
        return refuse(day.rule, meant=day.meant) if day.meant else refuse(day.rule)
    if kind == "day":
        return Parsed(day.date)
    if day.time == _ELSEWHERE:
        return refuse("date_offset")
    if kind == "minute":
        return Parsed(f"{day.date}T{day.time[:5]}" if day.time else day.date)
    if len(day.date) != _WHOLE:
        return refuse("date_without_day")
    return Parsed(f"{day.date}T{day.time or '00:00:00'}")


def _with_time(day: Day, found: re.Match[str]) -> Day:
    """Return a date with the time behind it; only a whole date has one."""
    if day.rule or len(day.date) != _WHOLE:
        return day if day.rule else Day(rule="date_unreadable")
    if found["offset"]:
        return day._replace(time=_ELSEWHERE)
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    return day._replace(time=f"{hour:02}:{found['minute']}:{found['second'] or '00'}")


def _read_form(plain: str, month_first: bool) -> Day:
    for form, read in _FORMS:
        found = form.fullmatch(plain)
        if found:
            return read(found, month_first)
    return Day(rule="date_unreadable")


def _iso(found: re.Match[str], _month_first: bool) -> Day:
    return _checked(found["year"], *(int(found[part]) for part in ("month", "day") if found[part]))


def _serial(found: re.Match[str], _month_first: bool) -> Day:
    number = int(found[1])
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return Day(rule="date_unreadable")
    day = _in_years(_SERIAL_ZERO + timedelta(days=number))
    if not found[2] or not found[2].strip("0"):
        return day
    minutes = min(round(float(f"0.{found[2]}") * 1440), 1439)
    return day._replace(time=f"{minutes // 60:02}:{minutes % 60:02}:00")


def _in_years(day: date) -> Day:
    return _checked(str(day.year), day.month, day.day)


def _numeric(found: re.Match[str], month_first: bool) -> Day:
    """Read two numbers and a year; the one that comes first is the day unless the column says otherwise."""
    first, second, year = int(found[1]), int(found[3]), found["year"]
    if len(year) == 2:
        return Day(rule="date_short_year")
    by_day, by_month = _checked(year, second, first), _checked(year, first, second)
    chosen, other = (by_month, by_day) if month_first else (by_day, by_month)
    own_order, other_order = ("month", "day") if month_first else ("day", "month")
    if chosen.rule == "date_missing" and not other.rule:
        return Day(rule="date_order", order=other_order, meant=other.date)
    if chosen.rule or first == second:
        return chosen
    return chosen._replace(order=own_order if other.rule else "either")


def _month_year(found: re.Match[str], _month_first: bool) -> Day:
    return _checked(found["year"], int(found["month"]))


def _named(found: re.Match[str], _month_first: bool) -> Day:
    """Read a date with the name of a month."""
    month = _MONTHS.get(found["name"])
    if month is None:
        return Day(rule="date_unreadable")
    if len(found["year"]) == 2:
        return Day(rule="date_short_year")
    day = found.groupdict().get("day")
    return _checked(found["year"], month, int(day)) if day else _checked(found["year"], month)


def _checked(year: str, month: int | None = None, day: int | None = None) -> Day:
    """Return the date if it exists and lies in our time."""
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return Day(rule="date_out_of_range")
    if month is None:
        return Day(year)
    if not 1 <= month <= 12:
        return Day(rule="date_missing")
    if day is None:
        return Day(f"{year}-{month:02}")
    if not 1 <= day <= monthrange(int(year), month)[1]:
        return Day(rule="date_missing")
    return Day(f"{year}-{month:02}-{day:02}")


_YEAR = "(?P<year>[0-9]{4}|[0-9]{2})"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], bool], Day]], ...] = tuple(
    (re.compile(form), read)
    for form, read in (
        (r"(?P<year>[0-9]{4})(?:[.,]0+)?(?P<month>)(?P<day>)", _iso),
        (r"(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})(?P<day>)", _iso),
        (r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})", _iso),
        (r"([0-9]{5})(?:[.,]([0-9]+))?", _serial),
        (rf"([0-9]{{1,2}}) ?([-/.]) ?([0-9]{{1,2}}) ?\2 ?{_YEAR}", _numeric),
        (r"(?P<month>[0-9]{1,2}) ?[-/] ?(?P<year>[0-9]{4})", _month_year),
        (rf"(?P<day>[0-9]{{1,2}})[-/., ]*(?P<name>[a-z]+)[-/., ']*{_YEAR}", _named),
        (rf"(?P<name>[a-z]+)\.? (?P<day>[0-9]{{1,2}}),? {_YEAR}", _named),
        (rf"(?P<name>[a-z]+)[-/., ']*{_YEAR}", _named),
    )
)
