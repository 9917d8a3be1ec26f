"""Which column of a table a single header names: by name, title, synonym, or by similarity."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from smartcity.contract_tables import Field, Table
from smartcity.intake.choices import HELPERS, PROVINCE, REGION_LEVEL, Target
from smartcity.intake.headings import is_own, is_running_number, key, loose_keys, words

How = Literal["name", "title", "synonym", "similar", "remembered", "chosen", "wide", "ignored", "own"]
"""Why a column has its target; `ignored` is a column of no use, `own` one that the program added itself."""

LEAST_PROPOSAL = 85.0
"""Measured with one wrong letter in every title: from here on five in six find their column and none another; at 80
one in two hundred finds another, and headers of other tables are taken for near ones five times as often."""

LEAST_CANDIDATE = 60.0
"""From here on an unused header is named beside a missing column; it is only a hint."""

_LOOSE_SCORE, _SYNONYM_SCORE = 95.0, 98.0
_SHORTEST_FOR_SIMILAR = 4
_LEVEL_HEADERS = frozenset(
    map(
        key,
        (
            *("region_type", "scope_type", "jenis daerah", "jenis wilayah", "tipe daerah", "tipe wilayah"),
            *("tingkat daerah", "tingkat wilayah", "jenis pemerintah daerah", "jenis pemda"),
        ),
    )
)


@dataclass(frozen=True)
class Fit:
    """What a header means, and why; `silent` if nothing needs to be said of a column that is not used."""

    target: Target
    how: How
    score: float = 100.0
    silent: bool = False


Fits = list[Fit | None]
"""One for each header, None for one that nothing fits."""


def spellings(table: Table) -> dict[str, tuple[str, How]]:
    """Return the columns of a table by all that people write above them; a name goes before a title and synonym."""
    known: dict[str, tuple[str, How]] = {}
    for field in table.fields:
        for how, texts in _texts(field).items():
            for text in texts:
                known.setdefault(key(text), (field.name, how))
    return known


def _texts(field: Field) -> dict[How, Collection[str]]:
    return {"name": (field.name,), "title": field.titles.values(), "synonym": field.synonyms}


def exists(target: Target, table: Table) -> bool:
    """Return whether a target can be reached in a table; a column that is not used always can."""
    if target.field in table.columns:
        return {name for name, _ in target.sets} <= set(table.columns)
    helps = target.field in HELPERS and table.region_column != ""
    return not target.sets and (helps or target.field == "")


def named(header: str, table: Table, known: Mapping[str, tuple[str, How]]) -> Fit | None:
    """Return what a header says by itself: exactly, as a column that helps, or with words to overlook."""
    if is_own(header):
        return Fit(Target(), "own", silent=True)
    found = known.get(key(header))
    if found:
        name, how = found
        return Fit(Target(name), how, _SYNONYM_SCORE if how == "synonym" else 100.0)
    if is_running_number(header):
        return Fit(Target(), "ignored", silent=True)
    return _helper(header, table) or _loosely(header, known)


def _helper(header: str, table: Table) -> Fit | None:
    if not table.region_column:
        return None
    if key(header) in _LEVEL_HEADERS:
        return Fit(Target(REGION_LEVEL), "synonym", _SYNONYM_SCORE)
    is_province = "provinsi" in (key(header), *loose_keys(header))
    return Fit(Target(PROVINCE), "synonym", _SYNONYM_SCORE) if is_province else None


def _loosely(header: str, known: Mapping[str, tuple[str, How]]) -> Fit | None:
    found = next((known[loose] for loose in loose_keys(header) if loose in known), None)
    return Fit(Target(found[0]), "synonym", _LOOSE_SCORE) if found else None


def likeness(header: str, field: Field) -> float:
    """Return how near a header is to what people write above a column, 0 to 100.

    Words may stand in another order; a header with other digits means something else.
    """
    written = words(header)
    if len("".join(written)) < _SHORTEST_FOR_SIMILAR:
        return 0.0
    return max(_likeness(written, words(text)) for texts in _texts(field).values() for text in texts)


def _likeness(written: tuple[str, ...], text: tuple[str, ...]) -> float:
    if _digits(written) != _digits(text):
        return 0.0
    return round(fuzz.token_sort_ratio(" ".join(written), " ".join(text)), 1)


def _digits(written: Iterable[str]) -> str:
    return "".join(sign for sign in "".join(written) if sign.isdigit())


def similar(
    headers: Mapping[int, str], fields: Iterable[Field], least: float = LEAST_PROPOSAL
) -> dict[int, Fit]:
    """Return the columns that headers are near to; a column is proposed once, for the nearest header."""
    scored = [
        (likeness(header, field), place, field.name) for field in fields for place, header in headers.items()
    ]
    near = sorted((one for one in scored if one[0] >= least), key=lambda one: (-one[0], *one[1:]))
    found: dict[int, Fit] = {}
    proposed: set[str] = set()
    for score, place, name in near:
        if place not in found and name not in proposed:
            found[place] = Fit(Target(name), "similar", score)
            proposed.add(name)
    return found


def columns_given(targets: Iterable[Target]) -> set[str]:
    """Return the columns of the table that some targets fill: with their cells or with what a header tells."""
    found = list(targets)
    return {target.field for target in found} | {name for target in found for name, _ in target.sets}
