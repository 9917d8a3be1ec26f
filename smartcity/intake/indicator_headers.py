"""Which indicator a header names, and in which instruments."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from smartcity.intake.headings import key, words
from smartcity.intake.reference import Reference, Row

INDEX = "index"
"""The indicator that is an instrument's overall score."""

_PREFIXES = frozenset(
    {
        *(
            "domain",
            "aspek",
            "aspect",
            "indikator",
            "indicator",
            "dimensi",
            "dimension",
            "komponen",
            "component",
        ),
        *("kriteria", "criterion", "pilar", "pillar", "nilai", "skor", "score", "indeks", "index"),
    }
)
_NUMBERED = {
    "domain": ("domain",),
    "aspect": ("aspek", "aspect"),
    "indicator": ("indikator", "indicator", "i"),
}
_VERSION = re.compile(r"-[0-9]{4}$")
_PARENTHESES = re.compile(r"(.*)\((.*)\)\s*$")


@dataclass(frozen=True)
class Named:
    """An indicator as the header names it, and the instruments that have one of that name."""

    text: str
    frameworks: frozenset[str]


def families(reference: Reference) -> Mapping[str, str]:
    """Return for each instrument how its family is named: SPBE for spbe-2018 and spbe-2020, else its own id."""
    stems = [_stem(row["framework"]) for row in reference.framework]
    return {
        row["framework"]: stem.upper() if stems.count(stem) > 1 else row["framework"]
        for row, stem in zip(reference.framework, stems, strict=True)
    }


def _stem(framework: str) -> str:
    return _VERSION.sub("", framework)


class IndicatorHeaders:
    """Finds indicators by id, name, number and the words of a domain (Kebijakan, Tata Kelola)."""

    def __init__(self, reference: Reference, framework: str) -> None:
        """Know the indicators of an instrument named by a person, of all where it is '' or not known."""
        chosen = _frameworks(framework, reference)
        self._known: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._overlooked = {_stem(row["framework"]) for row in reference.framework} | {"internal"}
        for row in reference.indicator:
            if not chosen or row["framework"] in chosen:
                for text in _texts(row):
                    self._known[key(text)].add((row["framework"], row["indicator"]))
        self._known.pop("", None)

    def named(self, header: tuple[str, ...]) -> Named | None:
        """Return the indicator that the words of a header name, in the words that name it."""
        for form in self._forms(header):
            found = self._known.get(key(" ".join(form)))
            if found:
                is_index = {indicator for _, indicator in found} == {INDEX}
                text = INDEX if is_index else " ".join(form)
                return Named(text, frozenset(framework for framework, _ in found))
        return None

    def _forms(self, header: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Yield the words as they are, then without words like Domain before them, then without SPBE."""
        starts = [0]
        while starts[-1] < len(header) and set(words(header[starts[-1]])) <= _PREFIXES:
            starts.append(starts[-1] + 1)
        forms = [header[start:] for start in starts]
        yield from forms
        for form in forms:
            yield tuple(word for word in form if word.casefold() not in self._overlooked)


def _frameworks(named: str, reference: Reference) -> set[str]:
    """Return the instruments that a text means, all versions where it names none."""
    wanted = key(named)
    return {row["framework"] for row in reference.framework if wanted and wanted in _framework_keys(row)}


def _framework_keys(row: Row) -> set[str]:
    names = (row["name_id"], row["name_en"])
    texts = (row["framework"], _stem(row["framework"]), *names, *(name.split("(")[0] for name in names))
    return {key(text) for text in texts}


def _texts(row: Row) -> Iterator[str]:
    """Yield all that people write for an indicator."""
    yield row["indicator"]
    for name in (row["name_id"], row["name_en"]):
        yield name
        both = _PARENTHESES.fullmatch(name)
        yield from both.groups() if both else ()
        yield from _core(name, row)
    if row["ordinal"]:
        yield from (f"{word} {row['ordinal']}" for word in _NUMBERED.get(row["level"], ()))


def _core(name: str, row: Row) -> Iterator[str]:
    """Yield a domain's name without the words that all domains share, and an instrument's short name."""
    stem = _stem(row["framework"])
    if row["level"] == "domain":
        yield " ".join(word for word in words(name) if word != stem)
        yield " ".join(word for word in words(name) if word not in (stem, "internal"))
    elif row["indicator"] == INDEX:
        yield stem
