"""The texts of one column -> values for the database, by what the contract says of the column."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from smartcity.contract import Field
from smartcity.intake.dates import date_kind, read_dates
from smartcity.intake.numbers import read_numbers
from smartcity.intake.parsed import ColumnReading, Parsed, Refuser, blank, has_hidden
from smartcity.intake.term_lookup import values_lookup

__all__ = ["ColumnReading", "Parsed", "read_column"]

_SEVERAL = re.compile(r"[;,\n]")
_BOOLEANS = {
    **dict.fromkeys(("ya", "yes", "true", "benar", "1"), "true"),
    **dict.fromkeys(("tidak", "no", "false", "salah", "0"), "false"),
}


def read_column(
    field: Field,
    table: str,
    texts: Iterable[str],
    *,
    decimal: str | None = None,
    month_first: bool = False,
    numbers: frozenset[str] = frozenset(),
) -> ColumnReading:
    """Read all distinct texts of a column.

    `decimal` and `month_first` are what a person said of the column; `numbers` are texts that were real numbers in
    a workbook. Columns that refer to rows of other tables are read by `terms.py`.
    """
    if field.type in ("integer", "number"):
        texts = list(texts)
        found = read_numbers(field, table, texts, decimal, numbers)
        return _as_percent(found) if _are_shares(field, texts, numbers) else found
    kind = date_kind(field)
    if kind:
        return read_dates(field, table, texts, kind, month_first=month_first)
    read = _reader(field, Refuser(table, field.name))
    return ColumnReading({text: read(text) for text in texts}, "", "")


def _are_shares(field: Field, texts: list[str], numbers: frozenset[str]) -> bool:
    """Return whether percentages come as shares of one: what a workbook holds that shows them as 45%."""
    given = [text for text in texts if text not in ("", "-")]
    shares = field.name.endswith("_percent") and all(
        text in numbers and 0 <= float(text) <= 1 for text in given
    )
    return shares and any("." in text for text in given)


def _as_percent(found: ColumnReading) -> ColumnReading:
    def times_hundred(parsed: Parsed) -> Parsed:
        if parsed.value is None:
            return parsed
        return Parsed(f"{(Decimal(parsed.value) * 100).normalize():f}")

    return ColumnReading(
        {text: times_hundred(parsed) for text, parsed in found.parsed.items()}, found.decimal, "percent"
    )


def _reader(field: Field, refuse: Refuser) -> Callable[[str], Parsed]:
    """Return what reads one text of a column that holds neither numbers nor dates."""
    if field.type == "boolean":
        return lambda text: blank(text) or _boolean(text, refuse)
    if field.values:
        return _choice_reader(field, refuse)
    pattern = re.compile(field.pattern) if field.pattern else None
    return lambda text: blank(text, words=False) or _text(text, pattern, refuse)


def _boolean(text: str, refuse: Refuser) -> Parsed:
    value = _BOOLEANS.get(text.casefold())
    return Parsed(value) if value else refuse("boolean")


def _text(text: str, pattern: re.Pattern[str] | None, refuse: Refuser) -> Parsed:
    if has_hidden(text):
        return refuse("signs_hidden")
    if pattern and not pattern.fullmatch(text):
        return refuse("pattern")
    return Parsed(text)


def _choice_reader(field: Field, refuse: Refuser) -> Callable[[str], Parsed]:
    """Return what reads a value of a list, or several where the column's pattern allows "a; b"."""
    names = values_lookup(field)
    first = next(iter(field.values))
    takes_several = bool(field.pattern and re.fullmatch(field.pattern, f"{first}; {first}"))

    def read_one(text: str) -> Parsed:
        value = names.find(text)
        return Parsed(value) if value else refuse("value_unknown", names.nearest(text))

    def read_several(text: str) -> Parsed:
        parts = [part.strip() for part in _SEVERAL.split(text) if part.strip()]
        found = [read_one(part) for part in parts]
        unknown = next((one for one in found if one.value is None), None)
        if not parts:
            return refuse("value_unknown")
        return unknown or Parsed("; ".join(dict.fromkeys(one.value for one in found if one.value)))

    read = read_several if takes_several else read_one
    return lambda text: blank(text) or read(text)
