"""Wide files: a header says not only what its cells are but also of which indicator, stage or year.

The header "Kebijakan 2022" of a file of assessments gives Target("score", (("indicator", "Kebijakan"),
("edition", "2022"))). An indicator stands there in the words of the header, without words like Domain and without the
year, because the same words name other ids in other versions of an instrument (Layanan SPBE is d3 in spbe-2018 and d4
in spbe-2020): `Terms.indicator` resolves them row by row. The overall score is always "index"; a stage is its id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from smartcity.contract_tables import Table
from smartcity.intake.choices import Target
from smartcity.intake.fits import Fit, Fits, columns_given, named, spellings
from smartcity.intake.headings import key, split_edition, tokens, words
from smartcity.intake.indicator_headers import INDEX, IndicatorHeaders
from smartcity.intake.reference import Reference

_DATES = frozenset({"tanggal", "date", "tahap", "stage"})
_FOUND = 98.0


@dataclass(frozen=True)
class Reading:
    """What one header says: the column of its cells, an indicator or a stage, a year, and in which instruments."""

    field: str
    part: str = ""
    edition: str = ""
    frameworks: frozenset[str] = frozenset()


class Reader:
    """Reads the headers of one table that may be wide; of other tables it reads none.

    `part` is the column that headers name, `value` the column of their cells.
    """

    def __init__(self, table: Table, reference: Reference, framework: str) -> None:
        self.part, self.value = _SHAPES.get(table.name, ("", ""))
        self._table = table
        self._known = spellings(table)
        self._filled = frozenset(table.filled)
        self._indicators = IndicatorHeaders(reference, framework)
        self._stages = _stages(table, reference) if self.part == "stage" else {}

    def read(self, header: str) -> Reading | None:
        """Return what a header says, None if neither an indicator, a stage, a year nor a score."""
        if not self.part:
            return None
        whole = self._part(tokens(header))
        if whole:
            return whole
        edition, rest = split_edition(tokens(header))
        found = self._part(rest) or self._score(rest, edition) or self._score_of(header)
        return replace(found, edition=edition) if found else None

    def _part(self, header: tuple[str, ...]) -> Reading | None:
        if self.part == "stage":
            return self._stage(header)
        found = self._indicators.named(header)
        return Reading(self.value, found.text, frameworks=found.frameworks) if found else None

    def _stage(self, header: tuple[str, ...]) -> Reading | None:
        bare = tuple(word for word in header if not _DATES.issuperset(words(word)))
        stage = self._stages.get(key(" ".join(header))) or self._stages.get(key(" ".join(bare)))
        return Reading(self.value, stage) if stage else None

    def _score(self, rest: tuple[str, ...], edition: str) -> Reading | None:
        """Read the words beside a year: Nilai, Predikat, Peringkat, or none."""
        if not rest and edition and self._filled:
            return Reading(self.value)
        return self._score_of(" ".join(rest))

    def _score_of(self, header: str) -> Reading | None:
        fit = named(header, self._table, self._known)
        is_score = fit is not None and fit.target.field in self._filled
        return Reading(fit.target.field) if fit and is_score else None


_SHAPES = {"assessment": ("indicator", "score"), "participation": ("stage", "reached_on")}


def _stages(table: Table, reference: Reference) -> Mapping[str, str]:
    known = {
        key(row[name]): row["stage"] for row in reference.stage for name in ("name_en", "name_id", "stage")
    }
    for stage, value in table.field("stage").values.items():
        known |= {key(text): stage for text in (*value.synonyms, *value.titles.values(), stage)}
    return known


@dataclass(frozen=True)
class _Shape:
    """What the headers of one file say that its columns do not."""

    part: bool
    edition: bool
    default: str
    """The indicator of columns that name none."""
    undated: bool
    """Whether columns that name no year can be used."""


def widened(
    fits: Sequence[Fit | None], headers: Sequence[str], reader: Reader, constants: Mapping[str, str]
) -> Fits:
    """Return the meanings with the columns of a wide file; those of a file that is not wide stay as they are."""
    open_places = [place for place, fit in enumerate(fits) if _is_open(fit, reader)]
    readings = {place: reading for place in open_places if (reading := reader.read(headers[place]))}
    shape = _shape(
        list(readings.values()), reader, columns_given(fit.target for fit in fits if fit), constants
    )
    if not (shape.part or shape.edition):
        return list(fits)
    return [
        _widened(fit, readings[place], shape, reader.part) if place in readings else fit
        for place, fit in enumerate(fits)
    ]


def _is_open(fit: Fit | None, reader: Reader) -> bool:
    if fit is None:
        return True
    own = {reader.value, "grade_published", "rank_published"} if reader.part == "indicator" else set()
    return fit.how in ("name", "title", "synonym") and fit.target.field in own


def _shape(
    readings: Sequence[Reading], reader: Reader, columns: set[str], constants: Mapping[str, str]
) -> _Shape:
    """Decide whether a file is wide: by two columns, or by one where else a required column would be missing."""
    parts = [reading for reading in readings if reading.part]
    editions = [reading for reading in readings if reading.edition]
    is_certain = "framework" in columns or bool(constants.get("framework")) or reader.part == "stage"
    one_part = len(parts) == 1 and not constants.get(reader.part) and (is_certain or parts[0].part == INDEX)
    one_edition = len(editions) == 1 and not constants.get("edition")
    default = INDEX if reader.part == "indicator" and not constants.get("indicator") else ""
    return _Shape(
        part=reader.part not in columns and (len(parts) > 1 or one_part),
        edition="edition" not in columns and (len(editions) > 1 or one_edition),
        default="" if "indicator" in columns else default,
        undated="edition" in columns or bool(constants.get("edition")),
    )


def _widened(fit: Fit | None, reading: Reading, shape: _Shape, part: str) -> Fit | None:
    """Return what one header of a wide file means, None where it cannot be used beside the others."""
    told = reading.part if shape.part else ""
    dated = reading.edition if shape.edition else ""
    is_unused = (reading.part and not told) or (reading.edition and not dated and not told)
    if is_unused or (shape.edition and not dated and not shape.undated):
        return None
    pairs = ((part, told or shape.default), ("edition", dated))
    sets = tuple(pair for pair in pairs if pair[1])
    return Fit(Target(reading.field, sets), "wide", _FOUND) if sets else fit
