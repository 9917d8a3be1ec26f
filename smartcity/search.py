"""Words that a person types to find something: what is looked for, and what was probably meant."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from smartcity.region_words import cores, words

SHORTEST = 2
"""Letters and digits that a search has at least."""

CODE = re.compile(r"\d{2}(\.\d{2})?")
"""A region's code; whoever types one looks for that region."""

# From here on a word of the database is proposed for one that is nowhere: "lokakrya" has 94, "lokasi" 59.
LEAST_SCORE = 75.0
# Shorter words are near too many others.
_SHORTEST_WORD = 4
_WORD = re.compile(r"[a-z0-9]+")
_VOWELS = re.compile("[aeiou]")
# BDG, SMG, MKS: an abbreviation without vowels has three letters or a few more.
_SHORTEST_ABBREVIATION, _LONGEST_ABBREVIATION = 3, 5


def folded(text: str) -> str:
    """Return a text in small letters without accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).lower()


def typed_words(text: str) -> tuple[str, ...]:
    """Return the words of a search: small letters and digits."""
    return tuple(_WORD.findall(folded(text)))


def is_enough(text: str) -> bool:
    """Return whether there is enough to look for."""
    return sum(map(len, typed_words(text))) >= SHORTEST


def holds(wanted: Sequence[str], text: str) -> bool:
    """Return whether every word stands somewhere in a text, which is folded."""
    return all(word in text for word in wanted)


def meant(wanted: Sequence[str], known: Sequence[str]) -> str:
    """Return the search that was probably meant: words that are nowhere replaced by near ones; '' if none is near."""
    found = [word if _stands(word, known) else _nearest(word, known) for word in wanted]
    return " ".join(found) if all(found) and found != list(wanted) else ""


def _stands(word: str, known: Sequence[str]) -> bool:
    return word.isdigit() or any(word in other for other in known)


def _nearest(word: str, known: Sequence[str]) -> str:
    if len(word) < _SHORTEST_WORD:
        return ""
    near = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=LEAST_SCORE)
    return str(near[0]) if near else ""


def abbreviated(text: str, regions: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the codes of the regions whose name a text abbreviates by leaving out vowels: "kota bdg" is Bandung.

    Regions have a code, a level and a short name. The nearest in length come first.
    """
    names, levels = cores(words(text))
    wanted = [name for name in names if _is_abbreviation(name)]
    found = [
        (len(name), region["code"])
        for region in regions
        if not levels or region["level"] in levels
        for name in ["".join(typed_words(region["short_name"]))]
        if any(_abbreviates(short, name) for short in wanted)
    ]
    return [code for _length, code in sorted(found)]


def _is_abbreviation(word: str) -> bool:
    fits = _SHORTEST_ABBREVIATION <= len(word) <= _LONGEST_ABBREVIATION
    return fits and word.isalpha() and not _VOWELS.search(word)


def _abbreviates(short: str, name: str) -> bool:
    """Return whether an abbreviation has a name's first and last consonant, and letters of it in their order."""
    consonants = _VOWELS.sub("", name)
    if not consonants or (name[0], consonants[-1]) != (short[0], short[-1]):
        return False
    rest = iter(consonants)
    return all(letter in rest for letter in short)
