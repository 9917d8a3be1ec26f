"""Headers as people write them: what to overlook in them, and which of them are no data at all."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

OWN = frozenset({"_baris", "_kolom", "_alasan", "_row", "_column", "_reason"})
"""Columns that a file of rejected rows has at its end."""

# The same word written in two ways.
_SAME_WORD = {
    "jml": "jumlah",
    "kab": "kabupaten",
    "ket": "keterangan",
    "no": "nomor",
    "number": "nomor",
    "prop": "provinsi",
    "propinsi": "provinsi",
    "prov": "provinsi",
    "province": "provinsi",
    "tgl": "tanggal",
    "th": "tahun",
    "thn": "tahun",
}
# They say how a thing is named, not which thing it is: Nama Daerah, Kode Provinsi.
_NAMING_WORDS = frozenset({"nama", "name", "kode", "code"})
_CODE_WORDS = frozenset({"kode", "code"})
_RUNNING_NUMBERS = frozenset({"nomor", "nomorurut", "urut", "nourut"})
_TOKENS = re.compile(r"[^\W_]+")
_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_YEAR = re.compile(r"(?<![0-9])(?:199|20[0-9])[0-9](?![0-9])")
_SEMESTERS = {"1": "S1", "i": "S1", "s1": "S1", "2": "S2", "ii": "S2", "s2": "S2"}
# A longer text is a sentence, not a header.
_LONGEST = 200


@lru_cache(maxsize=10_000)
def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a header as written, without accents, signs and invisible characters."""
    plain = unicodedata.normalize("NFKD", text[:_LONGEST])
    seen = (sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf"))
    return tuple(_TOKENS.findall("".join(seen)))


@lru_cache(maxsize=10_000)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a header in small letters, abbreviations written out."""
    small = (token.casefold() for token in tokens(text))
    return tuple(_SAME_WORD.get(word, word) for word in small)


def key(text: str) -> str:
    """Return what two headers have in common when they are written the same but for case, blanks and signs."""
    return "".join(words(text))


def loose_keys(header: str) -> tuple[str, ...]:
    """Return the keys of a header without what stands in parentheses and without words like Nama and Kode.

    A year in parentheses is not overlooked: it says more than a unit.
    """
    parts = _PARENTHESES.findall(header[:_LONGEST])
    if any(has_year(part) for part in parts):
        return ()
    outside = _PARENTHESES.sub(" ", header[:_LONGEST])
    bare = "".join(word for word in words(outside) if word not in _NAMING_WORDS)
    return tuple(found for found in (key(outside), bare) if found)


def says_code(header: str) -> bool:
    """Return whether a header announces codes, not names."""
    return not _CODE_WORDS.isdisjoint(words(header))


def is_own(header: str) -> bool:
    """Return whether a column was added by the program to a file of rejected rows."""
    return header.strip().casefold() in OWN


def is_running_number(header: str) -> bool:
    """Return whether a column only counts the rows: No, No., Nomor urut."""
    return key(header) in _RUNNING_NUMBERS


def has_year(text: str) -> bool:
    """Return whether a text names a year between 1990 and 2099."""
    return _YEAR.search(text) is not None


def split_edition(header: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Part the words of a header into its edition (2022, 2024-S1, '' none) and the other words.

    A header with two years has no edition: it may mean a difference or a span.
    """
    years = [token for token in header if _YEAR.fullmatch(token)]
    if len(years) != 1:
        return "", header
    rest = [token for token in header if token not in years and words(token) != ("tahun",)]
    half, rest = _split_semester(rest)
    return "-".join(filter(None, (years[0], half))), tuple(rest)


def _split_semester(header: list[str]) -> tuple[str, list[str]]:
    small = [token.casefold() for token in header]
    for place, word in enumerate(small):
        if word in ("s1", "s2"):
            return _SEMESTERS[word], header[:place] + header[place + 1 :]
        if word == "semester" and small[place + 1 : place + 2] and small[place + 1] in _SEMESTERS:
            return _SEMESTERS[small[place + 1]], header[:place] + header[place + 2 :]
    return "", header


def fingerprint(headers: Iterable[str]) -> str:
    """Return the same text for the same set of headers, however ordered and written.

    The columns that a file of rejected rows has besides do not count, so that it is known again.
    """
    known = sorted({key(header) for header in headers if not is_own(header)})
    return hashlib.sha256("\n".join(known).encode()).hexdigest()


def letters(place: int) -> str:
    """Return the letters of a spreadsheet's column: 0 is A, 26 is AA."""
    before, last = divmod(place, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)
