"""What became of a cell's text: a value for the database, nothing, an erasure, or a refusal with its rule."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NOTHING: Mapping[str, str] = MappingProxyType({})
_ERASING = frozenset(("-", "–", "—"))
_BLANK = frozenset(("", "n/a", "#n/a", "null", "tidak ada", "nihil"))
# Signs that nobody sees: control characters other than tab and line breaks, and those that turn the direction of
# writing, with which a name can be made to look like another.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_CODES = {
    "number_out_of_range": "value_out_of_range",
    "date_out_of_range": "value_out_of_range",
    "value_unknown": "value_not_allowed",
    "framework_version": "value_not_allowed",
    "term_unknown": "reference_unknown",
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """One text as the database takes it; `value` is None where it is blank, refused or erases."""

    value: str | None
    code: str = ""
    rule: str = ""
    details: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    erase: bool = False
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnReading:
    """All texts of a column; `question` is what a person must say or be told of it.

    '' nothing; decimal: which mark the decimals have; date_order: day or month first (the day was taken); percent:
    shares of one were read as percentages.
    """

    parsed: dict[str, Parsed]
    decimal: str
    """The decimal mark in force; '' where nothing depends on it."""
    question: str


BLANK = Parsed(None)
ERASE = Parsed(None, erase=True)


def blank(text: str, *, words: bool = True) -> Parsed | None:
    """Return what a text without a value means; `words` counts "n/a", "tidak ada" and the like as blank."""
    if text in _ERASING:
        return ERASE
    is_blank = text.casefold() in _BLANK if words else not text
    return BLANK if is_blank else None


def has_hidden(text: str) -> bool:
    """Return whether a text holds signs that nobody sees."""
    return _HIDDEN.search(text) is not None


class Refuser:
    """Refuses cells of one column; all cells refused by the same rule without details share one result."""

    def __init__(self, table: str, column: str) -> None:
        self._place = {"table": table, "field": column}
        self._shared: dict[str, Parsed] = {}

    def __call__(self, rule: str, candidates: tuple[str, ...] = (), **details: str) -> Parsed:
        """Return the refused cell."""
        if candidates or details:
            return self._made(rule, candidates, details)
        if rule not in self._shared:
            self._shared[rule] = self._made(rule, (), {})
        return self._shared[rule]

    def _made(self, rule: str, candidates: tuple[str, ...], details: dict[str, str]) -> Parsed:
        code = _CODES.get(rule, "type_invalid")
        return Parsed(None, code, rule, self._place | details, candidates=candidates)
