"""What is wrong with the columns of a file: missing ones, two for the same, and those of no use."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from smartcity.contract_tables import Field, Table
from smartcity.intake.choices import Target
from smartcity.intake.fits import LEAST_CANDIDATE, Fit, columns_given, similar
from smartcity.intake.headings import key, letters
from smartcity.intake.problems import Problem
from smartcity.words import language


@dataclass(frozen=True)
class Clash:
    """Columns that mean the same equally well, so that none of them is used."""

    target: Target
    places: tuple[int, ...]


@dataclass(frozen=True)
class _Headers:
    """The headers of a file as they are told to people."""

    headers: Sequence[str]
    places: Sequence[int]

    def letter(self, place: int) -> str:
        return letters(self.places[place])

    def told(self, places: Sequence[int]) -> str:
        return ", ".join(f"{self.letter(place)} “{self.headers[place]}”" for place in places)


def column_problems(
    *,
    headers: Sequence[str],
    table: Table,
    fits: Sequence[Fit | None],
    near: Mapping[int, Fit],
    clashes: Sequence[Clash],
    constants: Mapping[str, str],
    places: Sequence[int],
) -> tuple[Problem, ...]:
    """Return all problems: first what is missing, then what is there twice, then what is not used."""
    said = _Headers(headers, places)
    clashing = {place for clash in clashes for place in clash.places}
    unused = [place for place, fit in enumerate(fits) if fit is None and place not in clashing]
    targets = [*(fit.target for fit in fits if fit), *(clash.target for clash in clashes)]
    given = {*constants, *columns_given(targets)}
    return (
        *_missing(table, given, said, unused, near),
        *(_clash(clash, table, said) for clash in clashes),
        *(_unknown(place, near.get(place), table, said) for place in unused),
    )


def _missing(
    table: Table, given: set[str], said: _Headers, unused: Sequence[int], near: Mapping[int, Fit]
) -> Iterator[Problem]:
    missing = [field for field in table.fields if field.upload_required and field.name not in given]
    strange = {place: said.headers[place] for place in unused if place not in near}
    candidates = {**near, **similar(strange, missing, LEAST_CANDIDATE)}
    found = {fit.target.field: place for place, fit in candidates.items()}
    for field in missing:
        yield _missing_column(field, table, said, found.get(field.name))
    if table.filled and given.isdisjoint(table.filled):
        titles = [table.field(name).title(language()) for name in table.filled]
        details = {"titles": ", ".join(titles)}
        yield Problem(None, titles[0], "", "column_missing", "column_missing_any", details)


def _missing_column(field: Field, table: Table, said: _Headers, place: int | None) -> Problem:
    """Name a missing column, with the unused one whose header is nearest to it."""
    details = {"table": table.name, "field": field.name}
    if place is None:
        return Problem(None, field.title(language()), "", "column_missing", "column_missing", details)
    header = said.headers[place]
    details |= {"letter": said.letter(place), "header": header}
    title = field.title(language())
    return Problem(None, title, "", "column_missing", "column_missing_near", details, (header,))


def _clash(clash: Clash, table: Table, said: _Headers) -> Problem:
    found = [said.headers[place] for place in clash.places]
    is_same = len({key(header) for header in found}) == 1
    details = {"columns": said.told(clash.places), "meaning": _meaning(clash.target, table)}
    rule = "header_twice" if is_same else "column_twice"
    return Problem(None, found[0], "", "column_missing", rule, details)


def _meaning(target: Target, table: Table) -> str:
    """Return what a target means in words: Nilai (Kebijakan, 2022)."""
    title = table.field(target.field).title(language())
    more = ", ".join(value for _, value in target.sets)
    return f"{title} ({more})" if more else title


def _unknown(place: int, near: Fit | None, table: Table, said: _Headers) -> Problem:
    header, details = said.headers[place], {"letter": said.letter(place)}
    if near is None:
        return Problem(None, header, "", "column_unknown", "column_unknown", details)
    name = near.target.field
    details |= {"table": table.name, "field": name}
    return Problem(None, header, "", "column_unknown", "column_unknown_near", details, (name,))
