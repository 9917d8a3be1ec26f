"""How a region's name is written: what to overlook in it, and which words in it only say its level."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

# Words that people put before or behind a name to say what kind of region or office it is. '' says nothing of
# the level. Counted as such only at the ends of a name, and only where the rest is a name by itself:
# Kota Baru and Lima Puluh Kota keep theirs.
_LEVEL_WORDS: dict[str, str] = {
    **dict.fromkeys(
        ("kabupaten", "kab", "kabup", "pemkab", "pemdakab", "regency", "regency of", "kabupaten of"),
        "kabupaten",
    ),
    **dict.fromkeys(
        (
            *("kota", "kotamadya", "kota madya", "kodya", "kotif", "pemkot", "pemko", "pem kot", "pemdakot"),
            *("city", "city of", "municipality", "municipality of"),
        ),
        "kota",
    ),
    **dict.fromkeys(
        (
            *("provinsi", "propinsi", "prov", "prop", "pemprov", "pempro", "pemdaprov"),
            *("province", "province of"),
        ),
        "provinsi",
    ),
    **dict.fromkeys(
        (
            *("pemerintah", "pemerintahan", "pem", "pemda", "daerah", "adm", "administrasi", "administratif"),
            *("daerah tingkat i", "daerah tingkat ii", "daerah tk i", "daerah tk ii", "dati i", "dati ii"),
            *("tingkat i", "tingkat ii", "tk i", "tk ii"),
        ),
        "",
    ),
}
_LEVEL_PHRASES = {tuple(phrase.split()): level for phrase, level in _LEVEL_WORDS.items()}
_LONGEST_PHRASE = max(len(phrase) for phrase in _LEVEL_PHRASES)
# The first word counts as a misspelt level word from here on: Kabupatne, Kbupaten, Koat (75).
_LEAST_WORD_SCORE = 75.0
# "Pemerintah Daerah Kota Administrasi" is four; more than that at one end is no name.
_MOST_PHRASES = 4

# The same word written in two ways, wherever it stands in a name; "dan" is often "&" or left out.
_SAME_WORD = {"kep": "kepulauan", "sumatra": "sumatera", "dan": ""}

# A cell may hold the province too: "Kota Bandung, Jawa Barat", "Bogor (Kab.) - Prov. Jawa Barat".
_PARTS = re.compile(r"[,;/()\[\]|\n]|\s[-\u2010-\u2015]\s|\b(?=pro[vp](?:insi)?\b)", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Reading:
    """One way to read a cell: the name as small letters without spaces, and the level written ('' none)."""

    name: str
    level: str


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents, punctuation, invisible characters."""
    plain = unicodedata.normalize("NFKD", text)
    if not plain.isascii():
        plain = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
    found = (_SAME_WORD.get(word, word) for word in _WORDS.findall(plain.casefold()))
    return tuple(word for word in found if word)


def parts(text: str) -> list[str]:
    """Return the pieces of a cell that punctuation or the word Provinsi separates."""
    pieces = (piece.strip() for piece in _PARTS.split(unicodedata.normalize("NFKC", text)))
    return [piece for piece in pieces if words(piece)]


def readings(found: tuple[str, ...]) -> list[Reading]:
    """Return every way to read the words, the one that takes most of them as the name first.

    Words that contradict each other (Kabupaten X Kota) give no reading.
    """
    ways = []
    backs = _ends(found, backwards=True)
    for front, front_levels in _ends(found):
        for back, back_levels in backs:
            levels = (front_levels | back_levels) - {""}
            if front + back < len(found) and len(levels) <= 1:
                name = "".join(found[front : len(found) - back])
                ways.append((front + back, Reading(name, next(iter(levels), ""))))
    return [reading for _, reading in sorted(ways, key=lambda way: way[0])]


def cores(found: tuple[str, ...]) -> tuple[list[str], frozenset[str]]:
    """Return what may be the name without the level words at its ends, and the levels that those name.

    For near misses: a misspelt level word in front counts too. Only Kota may also be part of the name (Kota Mobagu,
    Lima Puluh Kota), so that only then there is more than one.
    """
    if not found:
        return [], frozenset()
    found = (_repaired(found[0]), *found[1:])
    front, front_levels = _ends(found)[-1]
    back, back_levels = _ends(found[front:], backwards=True)[-1]
    levels = (front_levels | back_levels) - {""}
    if front + back == len(found):
        return [], levels
    cuts = [(front, back), (front, 0), (0, back), (0, 0)] if "kota" in found else [(front, back)]
    return list(dict.fromkeys("".join(found[start : len(found) - end]) for start, end in cuts)), levels


def _repaired(word: str) -> str:
    likely = ("kabupaten", "kota", "provinsi", "pemerintah", "pemkab", "pemkot", "pemprov", "kotamadya")
    near = process.extractOne(word, likely, scorer=fuzz.ratio, score_cutoff=_LEAST_WORD_SCORE)
    return near[0] if near else word


def _ends(found: tuple[str, ...], backwards: bool = False) -> list[tuple[int, frozenset[str]]]:
    """Return how many words may be taken off one end, and the levels those name; the first takes none."""
    taken = [(0, frozenset[str]())]
    for _ in range(_MOST_PHRASES):
        count, levels = taken[-1]
        for length in range(min(_LONGEST_PHRASE, len(found) - count), 0, -1):
            start = len(found) - count - length if backwards else count
            level = _LEVEL_PHRASES.get(found[start : start + length])
            if level is not None:
                taken.append((count + length, levels | {level}))
                break
        else:
            break
    return taken
