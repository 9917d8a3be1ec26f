"""Numbers as people write them: the decimal mark is found from the whole column, never from one ambiguous cell."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from math import inf

from smartcity.contract import Field
from smartcity.intake.parsed import ColumnReading, Parsed, Refuser, blank

# A double holds 15 digits exactly, a bigint 18; the longest sensible cell is "Rp 1.500.000.000.000,00 triliun".
_MOST_DIGITS = 18
_LONGEST = 60

_SIMPLE = re.compile(r"(-?)([1-9][0-9]{0,14}|0)(?:([.,])([0-9]{1,15}))?")
# A comma as decimal mark: 3,52  1234,5  1.234  1.234.567,8; and the same with the point.
_BY_COMMA = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+|(?=,))(?:,([0-9]+))?")
_BY_POINT = re.compile(r"([1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+|(?=\.))(?:\.([0-9]+))?")
_SPACED = re.compile(r"[0-9]{1,3}(?:\s[0-9]{3})+(?:[.,][0-9]+)?")
_WRITTEN = re.compile(
    r"""'?\s*(?P<sign>[+-]?)\s*(?P<rupiah>(?:rp|idr)\s*\.?)?\s*
    (?P<body>[0-9.,](?:[0-9.,\s]*[0-9])?)(?P<dash>[.,]\s*-+)?\s*
    (?P<scale>ribu|rb|juta|jt|miliar|milyar|triliun|trilyun)?\s*(?:%|persen|rupiah)?""",
    re.VERBOSE,
)
_SCALES = {
    **dict.fromkeys(("ribu", "rb"), 3),
    **dict.fromkeys(("juta", "jt"), 6),
    **dict.fromkeys(("miliar", "milyar"), 9),
    **dict.fromkeys(("triliun", "trilyun"), 12),
}
_SCIENTIFIC = re.compile(r"[+-]?[0-9][0-9.,]*e[+-]?[0-9]+")
_ENDLESS = re.compile(r"[+-]?(?:nan|inf|infinity|∞)")
_LETTERS_AMONG_DIGITS = re.compile(r"[OoIl]+(?=[0-9])|(?<=[0-9])[OoIl]+")
_DIGITS_FOR_LETTERS = str.maketrans("OoIl", "0011")


Number = tuple[str | None, str | None, str]
"""A text as it reads with the comma and with the point as decimal mark (None where it cannot be so read), and the
rule that refuses it. A plain tuple, because there are millions."""


def read_number(text: str) -> Number:
    """Return both readings of a text, or the rule that refuses it."""
    if text.isdecimal() and text.isascii() and text[0] != "0" and len(text) <= _MOST_DIGITS:
        return text, text, ""
    simple = _SIMPLE.fullmatch(text)
    if not simple:
        return _read_written(text)
    sign, whole, mark, fraction = simple.groups()
    if mark is None:
        value = text if text != "-0" else "0"
        return value, value, ""
    if len(fraction) == 3 and len(whole) <= 3 and whole != "0":
        thousands, decimal = f"{sign}{whole}{fraction}", f"{sign}{whole}.{fraction}"
        return (thousands, decimal, "") if mark == "." else (decimal, thousands, "")
    return (text.replace(",", "."), None, "") if mark == "," else (None, text, "")


def read_exact(text: str) -> Number:
    """Return a text that was a number in a workbook: its point is a decimal point."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return read_number(text)
    if not number.is_finite():
        return None, None, "number_endless"
    if number and not -_MOST_DIGITS <= number.adjusted() < _MOST_DIGITS:
        return None, None, "number_too_long"
    value = _tidy(f"{number:f}")
    return value, value, ""


def with_digits(text: str) -> str:
    """Return a text with digits where letters O and l stand beside digits, '' where there are none."""
    meant = _LETTERS_AMONG_DIGITS.sub(lambda found: found[0].translate(_DIGITS_FOR_LETTERS), text)
    return meant if meant != text else ""


def read_numbers(
    field: Field, table: str, texts: Iterable[str], decimal: str | None, exact: frozenset[str]
) -> ColumnReading:
    """Read a column of numbers; `decimal` is what a person said, `exact` were real numbers in a workbook."""
    column = _Column(field, Refuser(table, field.name))
    for text in texts:
        column.add(text, read_exact(text) if text in exact else read_number(text))
    used = [mark for mark, clear in column.clear.items() if clear]
    mark = decimal or (used[0] if len(used) == 1 else "")
    column.settle(mark)
    is_open = not mark and bool(used or column.is_asked)
    return ColumnReading(column.parsed, mark, "decimal" if is_open else "")


class _Column:
    """The numbers of one column while they are read."""

    def __init__(self, field: Field, refuse: Refuser) -> None:
        self.parsed: dict[str, Parsed] = {}
        self.clear: dict[str, list[str]] = {",": [], ".": []}
        """Texts that can be read only with this decimal mark."""
        self.is_asked = False
        """Whether a text was refused because the decimal mark is not known."""
        self._unclear: dict[str, tuple[str, str]] = {}
        self._is_whole = field.type == "integer"
        self._least = -inf if field.minimum is None else field.minimum
        self._most = inf if field.maximum is None else field.maximum
        self._has_range = field.minimum is not None or field.maximum is not None
        self._refuse = refuse

    def add(self, text: str, number: Number) -> None:
        """Take a text in; one that reads in two ways waits for the others."""
        comma, point, rule = number
        if rule:
            self.parsed[text] = blank(text) or _refused_text(text, rule, self._refuse)
        elif comma is not None and point is not None:
            if comma == point:
                self.parsed[text] = self._checked(comma)
            else:
                self._unclear[text] = (comma, point)
        else:
            read = self._checked(comma or point or "")
            self.parsed[text] = read
            # In a column of whole numbers a fraction is a mistake and tells nothing of the others.
            if read.rule != "number_fraction":
                self.clear["." if comma is None else ","].append(text)

    def settle(self, mark: str) -> None:
        """Read what waited by the decimal mark in force, '' where there is none."""
        for own, texts in self.clear.items():
            if own != mark:
                self.parsed |= dict.fromkeys(texts, self._refuse("number_mixed"))
        for text, (comma, point) in self._unclear.items():
            if mark:
                self.parsed[text] = self._checked(comma if mark == "," else point)
            else:
                self.parsed[text] = self._unmarked(comma, point)

    def _unmarked(self, comma: str, point: str) -> Parsed:
        """Return what an ambiguous text can only be in a column of whole numbers, else refuse it."""
        without_fraction = [value for value in (comma, point) if "." not in value]
        if self._is_whole and len(without_fraction) == 1:
            return self._checked(without_fraction[0])
        self.is_asked = True
        return self._refuse("number_ambiguous")

    def _checked(self, value: str) -> Parsed:
        """Return a value if the column may hold it."""
        if "." in value and (self._is_whole or value[-1] == "0"):
            value = _tidy(value)
            if self._is_whole and "." in value:
                return self._refuse("number_fraction")
        if self._has_range and not self._least <= float(value) <= self._most:
            return self._refuse("number_out_of_range")
        return Parsed(value)


def _read_written(text: str) -> Number:
    """Read what is more than digits and one mark: currency, percent, groups, words of scale."""
    if len(text) > _LONGEST:
        return None, None, "number_too_long" if text[:1].isdigit() else "number_unreadable"
    plain = text.casefold().replace("−", "-").strip()
    if _ENDLESS.fullmatch(plain):
        return None, None, "number_endless"
    if _SCIENTIFIC.fullmatch(plain):
        return None, None, "number_scientific"
    written = _WRITTEN.fullmatch(plain)
    body = _body(written) if written else ""
    if not written or not body:
        return None, None, "number_unreadable"
    scale = _SCALES.get(written["scale"] or "", 0)
    comma, point = (_value(form.fullmatch(body), written["sign"], scale) for form in (_BY_COMMA, _BY_POINT))
    if comma is None and point is None:
        return None, None, "number_unreadable"
    if any(len(value.partition(".")[0].lstrip("-")) > _MOST_DIGITS for value in (comma, point) if value):
        return None, None, "number_too_long"
    # Rupiah have no thousandths: Rp1.500 is fifteen hundred, whatever the mark.
    if written["rupiah"] and not scale and comma and point and comma != point:
        comma = point = max(comma, point, key=lambda value: "." not in value)
    return comma, point, ""


def _body(written: re.Match[str]) -> str:
    """Return digits and marks; spaces go where they stand between groups of three, "Rp1.500,-" means ,0."""
    body = written["body"]
    if any(sign.isspace() for sign in body):
        if not _SPACED.fullmatch(body):
            return ""
        body = "".join(body.split())
    return f"{body}{written['dash'][0]}0" if written["dash"] else body


def _value(found: re.Match[str] | None, sign: str, scale: int) -> str | None:
    """Return sign, digits and a decimal point; zeros behind the point stay, as they may be thousands."""
    if not found:
        return None
    whole = re.sub("[.,]", "", found[1]).lstrip("0") or "0"
    value = f"{whole}.{found[2]}" if found[2] else whole
    if scale:
        value = _tidy(f"{Decimal(value).scaleb(scale):f}")
    is_zero = not value.strip("0.")
    return f"-{value}" if sign == "-" and not is_zero else value


def _tidy(value: str) -> str:
    """Return a number without needless zeros, a zero without sign."""
    if "." in value:
        value = value.rstrip("0").rstrip(".")
    return "0" if value == "-0" else value


def _refused_text(text: str, rule: str, refuse: Refuser) -> Parsed:
    """Refuse what is no number, with a hint where a letter stands for a digit."""
    meant = with_digits(text)
    if meant and not read_number(meant)[2]:
        return refuse("letter_for_digit", meant=meant)
    return refuse(rule)
