"""Texts that name rows of other tables -> their ids: programs, editions, frameworks, indicators, stages and so on."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from smartcity.contract import load_contract
from smartcity.intake.dates import read_date
from smartcity.intake.numbers import with_digits
from smartcity.intake.parsed import Parsed, Refuser, blank, has_hidden
from smartcity.intake.reference import Reference, Row
from smartcity.intake.term_frameworks import Frameworks
from smartcity.intake.term_indicators import Indicators
from smartcity.intake.term_lookup import Lookup, rows_lookup, value_names, values_lookup

# A list in a message is to be read, not searched.
_MOST_NAMED = 12
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_BEFORE = r"(?:(?:tahun|thn|ta|t\.a\.|angkatan|anggaran|penilaian|evaluasi|periode|cohort|year|edition|assessment)\s*)*"
_ONLY_YEAR = re.compile(rf"'?{_BEFORE}{_YEAR}(?:[.,]0+)?(?:\s*cohort)?", re.I)
_HALF = r"(?:semester|smt|sem|s|h)\s*[.\-]?\s*(?P<half>ii|i|2|1)"
_HALF_YEARS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"{_HALF}[\s,/\-]*{_BEFORE}{_YEAR}",
        rf"{_BEFORE}{_YEAR}[\s,/\-]*(?:{_HALF}|(?P<roman>ii|i))",
    )
)


_GRADE, _AGENCY = Refuser("assessment", "grade_published"), Refuser("agency", "agency")
_EVENT, _INDICATOR = Refuser("event", "event"), Refuser("indicator", "indicator")
_NAMES = ("name_id", "name_en")


class Terms:
    """What the database knows, by the names that people use for it.

    A text that stands for nothing known is refused, except where a later check of references or the printed word
    itself decides. Blank texts and "-" mean the same as in any column.
    """

    def __init__(self, reference: Reference) -> None:
        contract = load_contract().tables["participation"]
        programs = contract.field("program")
        called = value_names(programs) + [(program, program) for program in programs.values]
        self._reference = reference
        self._programs = rows_lookup(reference.program, "program", _NAMES, called)
        self._frameworks = Frameworks(reference, called)
        self._indicators = {
            framework: Indicators(rows) for framework, rows in _by("framework", reference.indicator).items()
        }
        stage_names = value_names(contract.field("stage"))
        self._stage_rows = sorted(reference.stage, key=lambda row: (row["program"], int(row["ordinal"])))
        self._all_stages = rows_lookup(reference.stage, "stage", _NAMES, stage_names)
        self._stages = {
            program: rows_lookup(rows, "stage", _NAMES, stage_names)
            for program, rows in _by("program", self._stage_rows).items()
        }
        self._editions = {
            program: rows_lookup(rows, "edition", ("label_id", "label_en"))
            for program, rows in _by("program", reference.edition).items()
        }
        self._grades = {
            framework: rows_lookup(rows, "name_id", ("grade", "name_en"))
            for framework, rows in _by("framework", reference.grade).items()
        }
        self._agencies = {
            region: rows_lookup(rows, "agency", ("name",))
            for region, rows in _by("region_code", reference.agency).items()
        }
        self._events = rows_lookup(reference.event, "event", ("title",))
        measure = load_contract().tables["published_figure"].field("measure")
        self._measures = values_lookup(measure)
        self._measure_form = measure.pattern or ""

    def program(self, text: str) -> Parsed:
        """Return the program."""
        return blank(text) or _found(self._programs, text, "program", self._reference.program)

    def edition(self, text: str, program: str) -> Parsed:
        """Return the edition; a year or half-year stays one, also where the program has no such edition."""
        known = self._editions.get(program)
        found = (known.find(text) if known else None) or _edition(text)
        empty = blank(text)
        if empty or found:
            return empty or Parsed(found)
        refuse = Refuser("edition", "edition")
        meant = with_digits(text)
        if meant and _edition(meant):
            return refuse("letter_for_digit", meant=meant)
        rows = [row for row in self._reference.edition if row["program"] == program]
        if not known or not rows:
            return refuse("edition_unreadable")
        return refuse("term_unknown", known.nearest(text), known=", ".join(row["edition"] for row in rows))

    def framework(self, text: str, edition: str, program: str = "") -> Parsed:
        """Return the framework; one named without its version is that of the edition's year."""
        return blank(text) or self._frameworks.parse(text, edition, program)

    def indicator(self, text: str, framework: str) -> Parsed:
        """Return the indicator of a framework; with an unknown framework the text stays as it is."""
        empty = blank(text)
        indicators = self._indicators.get(framework)
        if empty or indicators is None:
            return empty or _found_or_as_is(None, text, _INDICATOR)
        found = indicators.find(text)
        return Parsed(found) if found else _unknown(indicators.names, text, "indicator", indicators.rows)

    def stage(self, text: str, program: str) -> Parsed:
        """Return the stage; with an unknown program one that any program has."""
        names = self._stages.get(program, self._all_stages)
        rows = [row for row in self._stage_rows if row["program"] == program] or self._stage_rows
        return blank(text) or _found(names, text, "stage", rows)

    def grade(self, text: str, framework: str) -> Parsed:
        """Return the grade's Indonesian name, as sources print it; another word stays as it is."""
        return blank(text) or _found_or_as_is(self._grades.get(framework), text, _GRADE)

    def agency(self, text: str, region_code: str) -> Parsed:
        """Return the agency of a region; one that is not known stays as it is."""
        return blank(text) or _found_or_as_is(self._agencies.get(region_code), text, _AGENCY)

    def event(self, text: str) -> Parsed:
        """Return the event by id or by a title that only one has; another text stays as it is."""
        return blank(text) or _found_or_as_is(self._events, text, _EVENT)

    def measure(self, text: str) -> Parsed:
        """Return what a published figure counts: a known measure, or a new one written as an id."""
        found = self._measures.find(text)
        if not found and re.fullmatch(self._measure_form, text):
            found = text
        refuse = Refuser("published_figure", "measure")
        return blank(text) or (
            Parsed(found) if found else refuse("value_unknown", self._measures.nearest(text))
        )


def _by(column: str, rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return dict(groups)


def _found(names: Lookup, text: str, column: str, rows: Sequence[Row]) -> Parsed:
    found = names.find(text)
    return Parsed(found) if found else _unknown(names, text, column, rows)


def _found_or_as_is(names: Lookup | None, text: str, refuse: Refuser) -> Parsed:
    found = names.find(text) if names else None
    return refuse("signs_hidden") if not found and has_hidden(text) else Parsed(found or text)


def _unknown(names: Lookup, text: str, column: str, rows: Sequence[Row]) -> Parsed:
    """Refuse a text that names no row of the table that is called as its column."""
    known = list(dict.fromkeys(f"{row['name_id']} ({row[column]})" for row in rows))
    more = ["…"] if len(known) > _MOST_NAMED else []
    told = ", ".join(known[:_MOST_NAMED] + more)
    return Refuser(column, column)("term_unknown", names.nearest(text), known=told)


def _edition(text: str) -> str | None:
    """Return a year, a half-year or a month as editions are named, None for another text."""
    year = _ONLY_YEAR.fullmatch(text)
    if year:
        return year["year"]
    for form in _HALF_YEARS:
        half = form.fullmatch(text)
        if half:
            number = half["half"] or half["roman"]
            return f"{half['year']}-S{2 if number.casefold() in ('2', 'ii') else 1}"
    month = read_date(text).date
    return month if len(month) == len("2020-05") else None
