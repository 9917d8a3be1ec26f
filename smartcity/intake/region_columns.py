"""Which columns say the region: its code, its name beside the code, its level, its province."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from smartcity.contract_tables import Table
from smartcity.intake.choices import PROVINCE, REGION_LEVEL, REGION_NAME, Target
from smartcity.intake.fits import Fit, Fits
from smartcity.intake.headings import key, says_code

_MAYBE_LEVELS = frozenset(map(key, ("tipe", "type", "jenis", "tingkat", "level")))
"""Headers that say the level of a region only where the cells do."""

_LEVELS = frozenset(
    map(
        key,
        (
            *("kabupaten", "kota", "kotamadya", "provinsi", "nasional", "regency", "city", "national"),
            *("kabupaten administrasi", "kota administrasi"),
        ),
    )
)

Samples = Mapping[int, Sequence[str]]


def with_regions(
    fits: Sequence[Fit | None], headers: Sequence[str], table: Table, samples: Samples, *, given: bool
) -> Fits:
    """Return the meanings with the columns about the region told apart; `given` if a constant names the region."""
    region = table.region_column
    if not region:
        return list(fits)
    levelled = [
        _level(fit, header, samples.get(place, ()), region)
        for place, (fit, header) in enumerate(zip(fits, headers, strict=True))
    ]
    return _province_as_region(_code_and_name(levelled, headers, region, samples), region, given=given)


def _level(fit: Fit | None, header: str, cells: Sequence[str], region: str) -> Fit | None:
    """Take a column whose cells are only the words kabupaten and kota for the level."""
    if fit and fit.how in ("chosen", "remembered"):
        return fit
    may_be = key(header) in _MAYBE_LEVELS or (fit is not None and fit.target.field == region)
    return Fit(Target(REGION_LEVEL), "synonym", 98.0) if may_be and _are_levels(cells) else fit


def _are_levels(cells: Sequence[str]) -> bool:
    found = {key(cell) for cell in cells if cell.strip()}
    return bool(found) and found <= _LEVELS


def _code_and_name(fits: Fits, headers: Sequence[str], region: str, samples: Samples) -> Fits:
    """Of two columns for the region, take the one with codes for it and the other for its name."""
    both = [place for place, fit in enumerate(fits) if fit and fit.target == Target(region)]
    coded = [place for place in both if _are_codes(samples.get(place, ()))]
    coded = coded if len(coded) == 1 else [place for place in both if says_code(headers[place])]
    if len(both) < 2 or len(coded) != 1:
        return fits
    return [
        replace(fit, target=Target(REGION_NAME))
        if fit and place in both and place not in coded and fit.how != "chosen"
        else fit
        for place, fit in enumerate(fits)
    ]


def _are_codes(cells: Sequence[str]) -> bool:
    text = "".join(cells)
    return any(sign.isdigit() for sign in text) and not any(sign.isalpha() for sign in text)


def _province_as_region(fits: Fits, region: str, *, given: bool) -> Fits:
    """In a file about provinces, which names no other region, the province is the region."""
    targets = [fit.target.field for fit in fits if fit]
    if given or region in targets or targets.count(PROVINCE) != 1:
        return fits
    return [
        replace(fit, target=Target(region))
        if fit and fit.target.field == PROVINCE and fit.how == "synonym"
        else fit
        for fit in fits
    ]
