"""A region's name as people write it -> its code, or the candidates that a person chooses from.

The order is: code, official name, alias, then the name without its level words. A name that fits several is
never guessed, a near miss never taken for a match, a level or a province that contradicts never overlooked.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from rapidfuzz import fuzz, process

from smartcity.region_words import Reading, cores, parts, readings, words
from smartcity.settings import DATA

if TYPE_CHECKING:
    import pandas as pd

Status = Literal["matched", "ambiguous", "suggested", "unknown"]
Rows: TypeAlias = "pd.DataFrame | Sequence[Mapping[str, Any]]"

MOST_CANDIDATES = 5
# Measured with one to three wrong letters in every name: from 70 on the first proposal is the region meant in
# three of four cases or more, below 60 mostly not; at 65 "Total" and "Tidak ada" get proposals too.
LEAST_SCORE = 70.0
# 100 is kept for what matches.
BEST_NEAR_MISS = 99.0
# A candidate of another level or province than the one written stands behind those that fit.
CONTRADICTION = 0.85
# The longest name with every level word and its province has about 120 characters.
LONGEST_NAME = 200
# Abbreviations of three letters (OKU, TTS) count only as they are: any short word is near one of them.
_SHORTEST_FOR_NEAR_MISS = 4
_CODE = re.compile(r"[0-9]{2}(\.[0-9]{2})?")
# What a spreadsheet makes of a code that it takes for a number.
_BROKEN_CODE = re.compile(r"([0-9]{2})[.,]([0-9]{1,2})")
_AROUND_CODE = re.compile("[\\s'\u2018\u2019\u00ad\u200b-\u200f\u2060\ufeff]+")
_NO_PROVINCE = "?"
# More pieces than that are a sentence or a list, not one region.
_MOST_PIECES = 6


@dataclass(frozen=True)
class Candidate:
    """A region that a name may mean; score 0 to 100."""

    code: str
    name: str
    score: float


@dataclass(frozen=True)
class Match:
    """What became of a name; only a matched one has a code."""

    status: Status
    code: str | None = None
    candidates: tuple[Candidate, ...] = ()


UNKNOWN = Match("unknown")


class Matcher:
    """Matches names against the rows of the tables region and region_alias."""

    def __init__(self, regions: Rows, aliases: Rows) -> None:
        self._names: dict[str, str] = {}
        self._levels: dict[str, str] = {}
        self._within: dict[str, set[str]] = {}
        self._codes: dict[str, str] = {}
        self._official: dict[str, str] = {}
        self._bare: dict[str, set[str]] = defaultdict(set)
        self._levelled: dict[Reading, set[str]] = defaultdict(set)
        self._province_names: dict[str, set[str]] = defaultdict(set)
        self._provinces_known: set[str] = set()
        self._stems: dict[str, set[str]] = defaultdict(set)
        self._learn_regions(_records(regions))
        self._learn_aliases(_records(aliases))
        self._choices = sorted(stem for stem in self._stems if len(stem) >= _SHORTEST_FOR_NEAR_MISS)

    def match(self, name: str | None, province: str | None = None, *, near: bool = True) -> Match:
        """Return the region that a name means; a province beside it decides or contradicts.

        Without `near` no candidates are looked for where nothing fits, which takes most of the time.
        """
        if not isinstance(name, str) or len(name := name.strip()) > LONGEST_NAME:
            return UNKNOWN
        found, codes, provinces = self._read(name)
        provinces += self._provinces(province)
        fitting = [code for code in sorted(codes) if self._inside(code, provinces)]
        if len(fitting) == 1:
            return Match("matched", fitting[0], (self._candidate(fitting[0], 100.0),))
        if fitting:
            return Match("ambiguous", None, tuple(self._candidate(code, 100.0) for code in fitting))
        if not near:
            return UNKNOWN
        candidates = self._broken_code(name) or self._near_misses(found, codes, provinces)
        candidates = candidates or self._near_pieces(name, provinces)
        return Match("suggested", None, candidates) if candidates else UNKNOWN

    def match_many(self, pairs: Iterable[tuple[str | None, str | None]]) -> list[Match]:
        """Return one match for each pair of name and province, in the same order."""
        known: dict[tuple[str | None, str | None], Match] = {}
        matches = []
        for pair in pairs:
            if pair not in known:
                known[pair] = self.match(*pair)
            matches.append(known[pair])
        return matches

    def _learn_regions(self, rows: list[dict[str, Any]]) -> None:
        parents = {row["code"]: row["parent_code"] for row in rows}
        for row in rows:
            code, level, name = row["code"], row["level"], row["name"]
            self._names[code], self._levels[code], self._codes[code] = name, level, code
            self._within[code] = _ancestors(code, parents)
            if readings(words(name))[-1].level == level:
                self._official["".join(words(name))] = code
            self._learn(name, code)
            self._learn(row["short_name"], code)

    def _learn_aliases(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            alias, code = row["alias"], row["code"]
            if code not in self._names:
                continue
            if _CODE.fullmatch(alias):
                self._codes.setdefault(alias, code)
                if row["kind"] == "former_code":
                    # The region lay in that province then, and older files say so.
                    self._within[code].add(alias[:2])
            else:
                self._learn(alias, code)

    def _learn(self, alias: str, code: str) -> None:
        found = words(alias)
        whole = "".join(found)
        if not whole or whole.isdigit():
            return
        level = self._levels[code]
        own = [reading.name for reading in readings(found) if reading.level == level]
        self._bare[whole].add(code)
        self._stems[own[-1] if own else whole].add(code)
        for name in (whole, *own):
            self._levelled[Reading(name, level)].add(code)
            if level in ("provinsi", "nasional"):
                self._provinces_known.add(code)
                self._province_names[name].add(code)

    def _read(self, text: str) -> tuple[tuple[str, ...], set[str], list[str]]:
        """Return the words of the name, the codes it may mean, and the provinces written in the same cell."""
        codes = self._lookup(text)
        pieces = parts(text)
        if codes or len(pieces) < 2:
            return words(text), codes, []
        for name, province in ((pieces[:-1], pieces[-1]), (pieces[1:], pieces[0])):
            provinces = self._provinces(province)
            if provinces != [_NO_PROVINCE] and (codes := self._lookup(" ".join(name))):
                return words(" ".join(name)), codes, provinces
        return words(text), set(), []

    def _lookup(self, text: str) -> set[str]:
        code = _compact(text)
        if _CODE.fullmatch(code):
            return {self._codes[code]} if code in self._codes else set()
        found = words(text)
        whole = "".join(found)
        if whole in self._official:
            return {self._official[whole]}
        for reading in readings(found):
            codes = self._levelled.get(reading) if reading.level else self._bare.get(reading.name)
            if codes:
                return codes
        return set()

    def _provinces(self, text: str | None) -> list[str]:
        """Return the province a text means as a list of one, ['?'] if it means none, [] if it is empty."""
        if not isinstance(text, str) or not (text := text.strip()):
            return []
        if len(text) > LONGEST_NAME:
            return [_NO_PROVINCE]
        found = words(text)
        codes = {self._codes.get(_compact(text), "")} & self._provinces_known
        for reading in readings(found):
            if not codes and reading.level in ("", "provinsi"):
                codes = self._province_names.get(reading.name, set())
        return list(codes) if len(codes) == 1 else [_NO_PROVINCE] if found else []

    def _inside(self, code: str, provinces: list[str]) -> bool:
        return all(province in self._within[code] for province in provinces)

    def _candidate(self, code: str, score: float) -> Candidate:
        return Candidate(code, self._names[code], round(score, 1))

    def _broken_code(self, text: str) -> tuple[Candidate, ...]:
        """Return the codes that 16.1 or 16,01 may have been before a spreadsheet took them for numbers."""
        given = _compact(text)
        code = _BROKEN_CODE.fullmatch(given)
        if code is None or _CODE.fullmatch(given):
            return ()
        province, number = code.groups()
        possible = (
            [f"{province}.{number}"]
            if len(number) == 2
            else [f"{province}.{number}0", f"{province}.0{number}"]
        )
        if number == "0":
            possible.append(province)
        known = [self._codes[each] for each in possible if each in self._codes]
        return tuple(self._candidate(each, fuzz.ratio(given, each)) for each in known)

    def _near_misses(
        self, found: tuple[str, ...], codes: set[str], provinces: list[str]
    ) -> tuple[Candidate, ...]:
        """Return the regions with the nearest names; what contradicts level or province counts less."""
        names, levels = cores(found)
        scores = dict.fromkeys(codes, 100.0)
        for name in names if any(letter.isalpha() for letter in "".join(names)) else ():
            scores |= dict.fromkeys(self._stems.get(name, ()), 100.0)
            near = process.extract(
                name, self._choices, scorer=fuzz.ratio, score_cutoff=LEAST_SCORE, limit=3 * MOST_CANDIDATES
            )
            for stem, score, _ in near:
                for code in self._stems[stem]:
                    scores[code] = max(score, scores.get(code, 0.0))
        for code in scores:
            scores[code] *= CONTRADICTION if levels and levels != {self._levels[code]} else 1.0
            scores[code] *= CONTRADICTION if not self._inside(code, provinces) else 1.0
        return self._best(scores)

    def _near_pieces(self, text: str, provinces: list[str]) -> tuple[Candidate, ...]:
        """Return the regions near a piece of a cell: "Banten (rata-rata)", "Balai Kota, Tebing Tinggi"."""
        scores: dict[str, float] = {}
        pieces = parts(text)
        for piece in pieces if 1 < len(pieces) <= _MOST_PIECES else ():
            for each in self._near_misses(words(piece), set(), [*provinces, _NO_PROVINCE]):
                scores[each.code] = max(each.score, scores.get(each.code, 0.0))
        return self._best(scores)

    def _best(self, scores: dict[str, float]) -> tuple[Candidate, ...]:
        order = sorted(scores, key=lambda code: (-scores[code], code))[:MOST_CANDIDATES]
        enough = (code for code in order if scores[code] >= LEAST_SCORE)
        return tuple(self._candidate(code, min(scores[code], BEST_NEAR_MISS)) for code in enough)


@lru_cache(maxsize=1)
def bundled_matcher() -> Matcher:
    """Return the matcher of the region reference that comes with the product, made once."""
    return Matcher(_read_csv("region"), _read_csv("region_alias"))


def _read_csv(table: str) -> list[dict[str, str]]:
    with (DATA / "reference" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _records(rows: Rows) -> list[dict[str, Any]]:
    """Return the rows as dictionaries of texts, a missing value as ''."""
    given = rows if isinstance(rows, Sequence) else rows.to_dict("records")
    return [
        {str(key): value if isinstance(value, str) else "" for key, value in row.items()} for row in given
    ]


def _ancestors(code: str, parents: Mapping[str, str]) -> set[str]:
    """Return the code itself and all regions that it lies in."""
    found: set[str] = set()
    while code and code not in found:
        found.add(code)
        code = parents.get(code, "")
    return found


def _compact(text: str) -> str:
    """Return a text without what may surround a code: blanks, apostrophes, invisible characters."""
    return _AROUND_CODE.sub("", unicodedata.normalize("NFKC", text))
