"""What the columns of a file mean: each header finds its place in the table, and what fits none is said.

A decision of a person goes before what was remembered, that before name and title, those before synonyms and wide
headers, and these before mere similarity, which is only ever a proposal.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from smartcity.contract_tables import Table
from smartcity.intake.choices import HELPERS, Choices, Target
from smartcity.intake.column_problems import Clash, column_problems
from smartcity.intake.fits import (
    Fit,
    Fits,
    How,
    columns_given,
    exists,
    named,
    similar,
    spellings,
)
from smartcity.intake.headings import fingerprint, key, words
from smartcity.intake.indicator_headers import INDEX, families
from smartcity.intake.problems import Problem
from smartcity.intake.reference import Reference
from smartcity.intake.region_columns import Samples, with_regions
from smartcity.intake.wide import Reader, widened

__all__ = ["Column", "How", "Plan", "fingerprint", "known_headers", "plan"]

_RANKS: dict[How, int] = {
    "chosen": 0,
    "remembered": 1,
    "name": 2,
    "title": 2,
    "synonym": 3,
    "wide": 3,
    "similar": 4,
}
_UNUSED = Target()


@dataclass(frozen=True)
class Column:
    """What one column of a file means.

    `proposal` is what it may mean but for which it is not used: a near header in a terminal, or one of two columns
    that mean the same.
    """

    place: int
    header: str
    target: Target
    how: How
    score: float
    proposal: Target | None = None


@dataclass(frozen=True)
class Plan:
    """What all columns of a file mean for a table; every target is there once."""

    table: str
    columns: tuple[Column, ...]
    constants: Mapping[str, str]
    """Values for all rows, by column of the table: those chosen and those that the headers told."""
    inferred: tuple[str, ...]
    """Which of the constants the headers told."""
    problems: tuple[Problem, ...]

    @property
    def is_sure(self) -> bool:
        """Return whether nothing rests on similarity, so that nobody needs to be asked."""
        return all(column.how != "similar" for column in self.columns)

    @property
    def is_wide(self) -> bool:
        """Return whether a header tells more than the column of its cells."""
        return any(column.target.sets for column in self.columns)


def plan(
    headers: Sequence[str],
    table: Table,
    reference: Reference,
    choices: Choices,
    remembered: Mapping[str, Target],
    samples: Samples,
    *,
    confident: bool,
    places: Sequence[int] = (),
) -> Plan:
    """Return what the headers of a file mean; the same for the same input in the same language.

    `samples` holds a few distinct cells by place, `remembered` what a person confirmed for such headers before.
    `confident` takes near headers for what they seem to mean, to be confirmed; without it they are only proposed.
    `places` are the columns of the spreadsheet (0 is A) where some were left out.
    """
    constants = {name: value for name, value in choices.constants.items() if value}
    reader = Reader(table, reference, constants.get("framework", ""))
    first = _first_fits(headers, table, choices, remembered)
    is_given = bool(constants.get(table.region_column))
    fits = with_regions(first, headers, table, samples, given=is_given)
    fits = widened(fits, headers, reader, constants)
    strange = {place: header for place, header in enumerate(headers) if not (first[place] or fits[place])}
    near = _near(fits, strange, table)
    if confident:
        fits = [fit or near.get(place) for place, fit in enumerate(fits)]
    fits, clashes = _one_to_one(fits)
    found = _inferred(fits, headers, table, reader, constants, families(reference))
    columns = _columns(headers, fits, near, clashes)
    problems = column_problems(
        headers=headers,
        table=table,
        fits=fits,
        near=near,
        clashes=clashes,
        constants=constants | found,
        places=places or range(len(headers)),
    )
    return Plan(table.name, columns, constants | found, tuple(found), problems)


def known_headers(table: Table, reference: Reference) -> Callable[[str], bool]:
    """Return what says of a text whether it is a header of such a table, by which its header row is found."""
    known = spellings(table)
    reader = Reader(table, reference, "")

    def is_known(header: str) -> bool:
        return named(header, table, known) is not None or reader.read(header) is not None

    return is_known


def _first_fits(
    headers: Sequence[str], table: Table, choices: Choices, remembered: Mapping[str, Target]
) -> Fits:
    """Return what a person decided, now or before, and what the headers say by themselves."""
    before = {key(header): target for header, target in remembered.items() if exists(target, table)}
    known = spellings(table)
    return [
        _decided(choices.targets.get(place), before.get(key(header)), table) or named(header, table, known)
        for place, header in enumerate(headers)
    ]


def _decided(chosen: Target | None, before: Target | None, table: Table) -> Fit | None:
    if chosen is not None and exists(chosen, table):
        return Fit(chosen, "chosen", silent=True)
    return Fit(before, "remembered", silent=True) if before is not None else None


def _near(fits: Fits, headers: Mapping[int, str], table: Table) -> dict[int, Fit]:
    """Return what headers are near to, among the columns that are still free."""
    taken = columns_given(fit.target for fit in fits if fit)
    return similar(headers, [field for field in table.fields if field.name not in taken])


def _one_to_one(fits: Fits) -> tuple[Fits, list[Clash]]:
    """Leave each target to the column that fits best; where two fit alike, to none of them."""
    wanted: dict[Target, list[int]] = {}
    for place, fit in enumerate(fits):
        if fit and fit.target != _UNUSED:
            wanted.setdefault(fit.target, []).append(place)
    single, clashes = list(fits), []
    for target, places in wanted.items():
        best = _best(fits, places)
        if len(best) > 1 and target.field not in HELPERS:
            clashes.append(Clash(target, tuple(best)))
            best = []
        for place in set(places) - set(best[:1]):
            single[place] = _loser(target)
    return single, clashes


def _best(fits: Fits, places: Sequence[int]) -> list[int]:
    ranks = {place: (_RANKS[fit.how], -fit.score) for place in places if (fit := fits[place])}
    return [place for place, rank in ranks.items() if rank == min(ranks.values())]


def _loser(target: Target) -> Fit | None:
    """Say nothing of a second column for the province or the level: it tells nothing new."""
    return Fit(_UNUSED, "ignored", silent=True) if target.field in HELPERS else None


def _inferred(
    fits: Fits,
    headers: Sequence[str],
    table: Table,
    reader: Reader,
    constants: Mapping[str, str],
    names: Mapping[str, str],
) -> dict[str, str]:
    """Return what the headers tell for all rows: the instrument, and that the only score is the index."""
    given = {*constants, *columns_given(fit.target for fit in fits if fit)}
    found = {}
    if "framework" in table.columns and "framework" not in given:
        found["framework"] = _family(fits, headers, reader, names)
    if "indicator" in table.columns and "indicator" not in given:
        found["indicator"] = INDEX if _is_index(fits, headers) else ""
    return {name: value for name, value in found.items() if value}


def _family(fits: Fits, headers: Sequence[str], reader: Reader, names: Mapping[str, str]) -> str:
    """Return the instruments that most wide headers fit, '' where two fit equally well."""
    votes: dict[str, int] = {}
    for fit, header in zip(fits, headers, strict=True):
        reading = reader.read(header) if fit and fit.target.sets else None
        for family in {names[framework] for framework in reading.frameworks} if reading else ():
            votes[family] = votes.get(family, 0) + 1
    best = [family for family, count in votes.items() if count == max(votes.values())]
    return best[0] if len(best) == 1 else ""


def _is_index(fits: Fits, headers: Sequence[str]) -> bool:
    """Return whether the one column of scores is headed Indeks."""
    scores = [
        header for fit, header in zip(fits, headers, strict=True) if fit and fit.target == Target("score")
    ]
    return len(scores) == 1 and not {"indeks", "index"}.isdisjoint(words(scores[0]))


def _columns(
    headers: Sequence[str], fits: Fits, near: Mapping[int, Fit], clashes: Sequence[Clash]
) -> tuple[Column, ...]:
    contested = {place: clash.target for clash in clashes for place in clash.places}
    columns = []
    for place, (header, fit) in enumerate(zip(headers, fits, strict=True)):
        proposed = near.get(place)
        if fit:
            columns.append(Column(place, header, fit.target, fit.how, fit.score))
        elif proposed and place not in contested:
            columns.append(Column(place, header, _UNUSED, "similar", proposed.score, proposed.target))
        else:
            columns.append(Column(place, header, _UNUSED, "ignored", 0.0, contested.get(place)))
    return tuple(columns)
