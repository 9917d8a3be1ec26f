"""Names that people write -> ids, ignoring case, spaces, accents and punctuation; the nearest where none fits."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from smartcity.contract import Field
from smartcity.intake import deadline
from smartcity.intake.reference import Row

MOST_CANDIDATES = 5
# "Terplih" is 93 near "Terpilih", "Selesai" 43 near "Berjalan"; from 60 on the word meant is mostly there.
_LEAST_SCORE = 60.0
# Longer texts are no names; comparing them with every name takes long.
_LONGEST = 200
_IN_BRACKETS = re.compile(r"([^()]*)\(([^()]*)\)\s*")

Names = Iterable[tuple[str, str]]
"""Pairs of a name and its id."""


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """Return the letters and digits of a text, small and without accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def name_parts(text: str) -> tuple[str, str] | None:
    """Return what stands before and in the brackets at the end of a name, None where there are none."""
    found = _IN_BRACKETS.fullmatch(text)
    return (found[1].strip(), found[2].strip()) if found else None


class Lookup:
    """Names in tiers: the first tier that knows a name decides, also that it is ambiguous."""

    def __init__(self, *tiers: Names) -> None:
        self._tiers: list[dict[str, set[str]]] = []
        for tier in tiers:
            known: dict[str, set[str]] = defaultdict(set)
            for name, found in tier:
                known[squeezed(name)].add(found)
            known.pop("", None)
            self._tiers.append(dict(known))
        self._ids = {name: sorted(ids) for tier in reversed(self._tiers) for name, ids in tier.items()}

    def all(self, text: str) -> frozenset[str]:
        """Return the ids that a name stands for."""
        name = squeezed(text) if len(text) <= _LONGEST else ""
        return next((frozenset(tier[name]) for tier in self._tiers if name in tier), frozenset())

    def find(self, text: str) -> str | None:
        """Return the only id of a name; a name and its short form in brackets must mean the same."""
        found = self.all(text)
        parts = name_parts(text)
        if not found and parts:
            found = self.all(parts[0]) if self.all(parts[0]) == self.all(parts[1]) else frozenset()
        return next(iter(found)) if len(found) == 1 else None

    def nearest(self, text: str) -> tuple[str, ...]:
        """Return the ids whose names look most like a text, the likeliest first."""
        deadline.check()
        name = squeezed(text[:_LONGEST])
        near = process.extract(
            name, self._ids.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST_SCORE, limit=None
        )
        found = dict.fromkeys(one for known, _, _ in near for one in self._ids[known])
        return tuple(found)[:MOST_CANDIDATES]


def value_names(field: Field) -> list[tuple[str, str]]:
    """Return titles in both languages and synonyms of a column's values, each with its value."""
    return [
        (name, value)
        for value, known in field.values.items()
        for name in (*known.titles.values(), *known.synonyms)
    ]


def values_lookup(field: Field) -> Lookup:
    """Return the values of a column by id, title and synonym."""
    return Lookup([(value, value) for value in field.values], value_names(field))


def rows_lookup(rows: Iterable[Row], key: str, columns: Iterable[str], called: Names = ()) -> Lookup:
    """Return the ids of rows by id, then by the names in some columns, then by what else people call them."""
    known = {row[key]: row for row in rows}
    named = [(row[column], one) for one, row in known.items() for column in columns]
    return Lookup([(one, one) for one in known], named, [pair for pair in called if pair[1] in known])
