"""Frameworks by what people call them; a name without its version is resolved by the year."""

import re
from collections.abc import Iterable, Iterator

from smartcity.intake.parsed import Parsed, Refuser
from smartcity.intake.reference import Reference, Row
from smartcity.intake.term_lookup import Lookup, Names, name_parts, squeezed

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_YEAR_BEHIND = re.compile(r"[-_\s]*((?:19|20)[0-9]{2})$")
# Words before a family's name that say nothing of the version.
_AROUND = ("indeks", "index", "evaluasi", "instrumen", "nilai", "skor", "penilaian")

# Longer texts are no names.
_LONGEST = 200
_NAMES = ("name_id", "name_en")
_REFUSE = Refuser("framework", "framework")


class Frameworks:
    """All frameworks; `called` are further names of programs, by program, that stand in frameworks' names."""

    def __init__(self, reference: Reference, called: Names) -> None:
        rows = reference.framework
        self.rows = {row["framework"]: row for row in rows}
        self._ids = {name.casefold(): name for name in self.rows}
        self._families = Lookup(
            ((name, row["framework"]) for row in rows for name in (row["name_id"], row["name_en"])),
            ((row["version"], row["framework"]) for row in rows if not row["version"][:1].isdigit()),
            ((name, row["framework"]) for row in rows for name in _family_names(row)),
            _with_program_names(rows, reference.program, called),
            (
                (row[column], row["framework"])
                for row in reference.indicator
                if row["level"] == "index"
                for column in _NAMES
            ),
        )

    def parse(self, text: str, edition: str, program: str) -> Parsed:
        """Return the framework that a text means in an edition."""
        if text.casefold() in self._ids:
            return Parsed(self._ids[text.casefold()])
        if len(text) > _LONGEST:
            return self._unknown(text)
        family, own_year = self._family(text), ""
        behind = _YEAR_BEHIND.search(text)
        if not family and behind:
            family, own_year = self._family(text[: behind.start()]), behind[1]
        family = [name for name in family if program in ("", self.rows[name]["program"])] or family
        if not family:
            return self._unknown(text)
        year = _YEAR.search(edition)
        fitting = [name for name in family if _holds(self.rows[name], year[0] if year else "")]
        is_other_year = bool(own_year and year and own_year != year[0])
        if len(fitting) == 1 and not is_other_year:
            return Parsed(fitting[0])
        versions = ", ".join(f"{name} ({_years(self.rows[name])})".replace(" ()", "") for name in family)
        return _REFUSE("framework_version", tuple(family), versions=versions, edition=edition)

    def _family(self, text: str) -> list[str]:
        """Return the frameworks, one or several versions, that a name without year stands for."""
        found = self._families.all(text)
        words = text.split()
        if not found and len(words) > 1 and squeezed(words[0]) in _AROUND:
            found = self._families.all(" ".join(words[1:]))
        return sorted(found)

    def _unknown(self, text: str) -> Parsed:
        known = ", ".join(f"{row['name_id']} ({name})" for name, row in self.rows.items())
        return _REFUSE("term_unknown", self._families.nearest(text), known=known)


def _family_names(row: Row) -> Iterator[str]:
    """Return names that several versions share: the id without its year, the name before or in its brackets."""
    yield _YEAR_BEHIND.sub("", row["framework"])
    for name in (row["name_id"], row["name_en"]):
        yield from name_parts(name) or ()


def _with_program_names(rows: Iterable[Row], programs: Iterable[Row], called: Names) -> Names:
    """Return frameworks' names with their program called otherwise: "Evaluasi GMSC"."""
    full = [(row["program"], row[column]) for row in programs for column in _NAMES]
    others = list(called)
    return [
        (row[column].replace(name, other), row["framework"])
        for row in rows
        for column in _NAMES
        for program, name in full
        if program == row["program"] and name in row[column]
        for other, own in others
        if own == program
    ]


def _holds(row: Row, year: str) -> bool:
    """Return whether a framework is used in a year; without a year nothing contradicts."""
    if not year:
        return True
    return (row["valid_from"] or "0000") <= year <= (row["valid_to"] or "9999")


def _years(row: Row) -> str:
    if not row["valid_from"] and not row["valid_to"]:
        return ""
    return f"{row['valid_from']}–{row['valid_to']}"
