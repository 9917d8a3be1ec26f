"""Which region a row means: its code or name, with a province, a second name and a level beside it."""

from collections.abc import Mapping

from smartcity.intake import deadline
from smartcity.intake.values import Parsed
from smartcity.regions import Match, Matcher

MOST_MISSES = 2_000
"""Distinct names for which near ones are looked up; a file with more unknown names is no list of regions."""

_CODES = {"ambiguous": "region_ambiguous", "suggested": "region_suggested", "unknown": "region_unknown"}
_ABSENT = ("", "-")


class Places:
    """Finds the regions of one file; what a person answered comes first."""

    def __init__(self, matcher: Matcher, answers: Mapping[tuple[str, str], str]) -> None:
        self._matcher = matcher
        self._answers = answers
        self._misses = 0

    def read(self, name: str, province: str, other: str, level: str) -> Parsed:
        """Return the code of a region: by its name or code, the name beside a code, province and level."""
        written = self.written(name, other)
        if not written:
            return Parsed(None)
        answer = self._answers.get((written, province))
        if answer:
            return Parsed(answer)
        found = self._match(written, province, level)
        if other in _ABSENT or other == written:
            return _parsed(found, province)
        return _agreed(found, self._match(other, province, level), province)

    @staticmethod
    def written(name: str, other: str) -> str:
        """Return the text by which a region is named, '' where there is none."""
        return next((text for text in (name, other) if text not in _ABSENT), "")

    def _match(self, name: str, province: str, level: str) -> Match:
        deadline.check()
        found = self._matcher.match(name, province, near=self._misses < MOST_MISSES)
        if found.status == "ambiguous" and level not in _ABSENT:
            narrower = self._matcher.match(f"{level} {name}", province)
            found = narrower if narrower.status == "matched" else found
        self._misses += found.status in ("suggested", "unknown")
        return found


def _parsed(found: Match, province: str) -> Parsed:
    if found.code:
        return Parsed(found.code)
    code = _CODES[found.status]
    return _refused(code, code, _names(found), province, _candidates(found))


def _agreed(found: Match, beside: Match, province: str) -> Parsed:
    """Return the region on which a code and the name beside it agree; the name mends a code that lost its zero.

    Where the code says nothing at all, the name is what may have been meant.
    """
    if found.code and beside.code and found.code != beside.code:
        names = f"{_names(found)}; {_names(beside)}"
        return _refused("region_ambiguous", "region_contradicts", names, province, (found.code, beside.code))
    if not found.code and beside.code in _candidates(found):
        return Parsed(beside.code)
    if found.status == "unknown" and beside.code:
        return _parsed(Match("suggested", None, beside.candidates), province)
    return _parsed(found, province)


def _refused(code: str, rule: str, names: str, province: str, candidates: tuple[str, ...]) -> Parsed:
    return Parsed(None, code, rule, {"names": names, "province": province}, candidates=candidates)


def _candidates(found: Match) -> tuple[str, ...]:
    return tuple(candidate.code for candidate in found.candidates)


def _names(found: Match) -> str:
    return "; ".join(f"{candidate.name} ({candidate.code})" for candidate in found.candidates)
