"""Texts in the pseudo-locale: every one of ours is marked; what is left comes from data or is listed in the docs."""

import re
import string
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel.dates import get_month_names

from smartcity.contract import load_contract
from smartcity.settings import ROOT
from smartcity.store import Store
from smartcity.words import LANGUAGES, pseudo

# The same in every language.
NAMES = ("smartcity", "PNG", "SVG", "CSV", "XLSX", "Parquet", "GMSC", "IDSLL", "SPBE", *LANGUAGES.values())
WORD = re.compile(r"[^\W\d_]{2,}")
ID = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)+")
SPACE = re.compile(r"\s+")
# Letters that the pseudo-locale changes: a word that still has one did not pass through it.
PLAIN = {letter for letter in string.ascii_letters if letter not in pseudo(letter)}
# A table cuts what does not fit its column; so much of a text from data is enough to know it by.
CUT_FROM = 12


def data_texts(folder: Path) -> set[str]:
    """Return the texts of the database that are shown as they stand: no ids, nothing that has words of its own."""
    texts: set[str] = set()
    with Store(folder).read() as snapshot:
        for table in load_contract().tables.values():
            for field in table.fields:
                if field.type == "string" and not field.values:
                    rows = snapshot.rows(f"select distinct {field.name} from {table.name}")
                    texts |= {str(row[0]) for row in rows}
    return {text for text in texts if not ID.fullmatch(text)}


def contract_texts() -> set[str]:
    """Return what stands in files for upload in every language: ids, headings, examples."""
    texts: set[str] = set()
    for table in load_contract().tables.values():
        for field in table.fields:
            texts |= {field.name, *field.values, *field.examples.values(), *field.synonyms}
    return texts


def streamlits_own() -> list[str]:
    """Return the texts inside Streamlit's widgets that docs/translation.md lists."""
    document = (ROOT / "docs" / "translation.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([^`]+)` \|", document, re.MULTILINE)


def months() -> list[str]:
    """Return the names of the months: dates in the pseudo-locale are Indonesian."""
    names = [get_month_names(width, locale="id") for width in ("wide", "abbreviated")]
    return [name for some in names for name in some.values()]


def _pattern(own: str) -> str:
    """Return how one of Streamlit's texts is found: `N` is any number, `…` whatever follows.

    The name of a picture's button is followed by the picture's own text.
    """
    words = re.sub(r"^N\\ ", r"\\d+ ", re.escape(own.removesuffix("…")))
    return words if own.endswith("…") else f"{words}(: |$)"


class Known:
    """Texts that need no translation: those from data anywhere in a text, Streamlit's own as a whole."""

    def __init__(self, data: Iterable[str], own: Iterable[str]) -> None:
        clean = {SPACE.sub(" ", text).strip() for text in data}
        self._data = sorted(text for text in clean if WORD.search(text))
        self._by_word: dict[str, list[str]] = {}
        for text in self._data:
            self._by_word.setdefault(WORD.findall(text)[0], []).append(text)
        self._own = re.compile("|".join(map(_pattern, own)))

    @cache  # noqa: B019 the menu's texts are on every page, and a run needs two of these
    def unmarked(self, text: str) -> bool:
        """Return whether a text has a word that neither passed through translation nor is known."""
        rest = SPACE.sub(" ", text).strip()
        if own := self._own.match(rest):
            rest = rest[own.end() :]
        if not _has_plain(rest):
            return False
        if len(rest) >= CUT_FROM and self._begins_one(rest.rstrip("… ")):
            return False
        words = set(WORD.findall(rest))
        possible = {known for word in words for known in self._by_word.get(word, ()) if known in rest}
        for known in sorted(possible, key=len, reverse=True):
            rest = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", " ", rest)
        return _has_plain(rest)

    def _begins_one(self, text: str) -> bool:
        place = bisect_left(self._data, text)
        return place < len(self._data) and self._data[place].startswith(text)


def _has_plain(text: str) -> bool:
    return any(PLAIN & set(word) for word in WORD.findall(text))


def known(folder: Path, more: Iterable[str] = ()) -> Known:
    """Return what is the same in every language on pages over a data folder."""
    return Known([*data_texts(folder), *months(), *NAMES, *more], streamlits_own())
