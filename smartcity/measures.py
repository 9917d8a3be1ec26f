"""What a map can show: each measure with its question, its classes and its words, for the screen and for briefings."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from smartcity import findings, formats, maps, rules, words
from smartcity.contract import load_contract
from smartcity.findings.events import map_attendance, map_event
from smartcity.maps.classes import Kind, Scale
from smartcity.words import N_, _

NATION = "00"
NAMES: dict[Kind, str] = {
    "stage": N_("Tahap seleksi yang dicapai"),
    "programs": N_("Banyaknya program yang diikuti"),
    "names": N_("Kelengkapan nama peserta"),
    "score": N_("Nilai dan predikat"),
    "change": N_("Perubahan indeks SPBE"),
    "pilots": N_("Percontohan & quick win"),
    "awards": N_("Penghargaan"),
    "attendance": N_("Kehadiran pada kegiatan"),
    "event": N_("Daerah yang tercatat hadir"),
}
# Groups of pilots besides the reported statuses.
LATE_NAMES = {
    "late_or_delayed": N_("Terlambat atau lewat tenggat"),
    "late_or_unreported": N_("Terlambat atau {days} hari tanpa laporan"),
}
# The program whose instruments are compared over time.
CHANGING = "spbe"

# The filters of the list of pilots, left open.
ANY_PILOT = {"program": "", "edition": "", "dimension": "", "kind": "", "text": ""}

Ask = Callable[..., pd.DataFrame]
"""Answers a question of `smartcity/queries/` by its name and its parameters; the answer is never changed."""

Keep = Callable[[Hashable, Callable[[], Any]], Any]
"""Returns what is made of answers, made once where it is called by the same name."""

Asked = tuple[str, dict[str, Any]]
"""The name of a question, and its parameters."""


@dataclass(frozen=True)
class Measure:
    """A kind of measure; of: the instrument, the program or the status of pilots; edition: of an instrument."""

    kind: Kind = "stage"
    of: str = ""
    edition: str = ""

    @property
    def id(self) -> str:
        """Return the measure as the address holds it."""
        return ".".join(part for part in (self.kind, self.of, self.edition) if part)


@dataclass(frozen=True)
class Where:
    """What is mapped besides a measure: the nation or a province, the edition whose stages are told, and the day."""

    region: str
    program: str
    edition: str
    today: str


class Measures:
    """The measures of one version of the data, in the language in use."""

    def __init__(self, ask: Ask, keep: Keep = lambda _name, make: make()) -> None:
        self._ask = ask
        self._keep = keep

    def frameworks(self) -> list[dict[str, Any]]:
        """Return the instruments that give governments an overall score, the fullest first."""
        found: list[dict[str, Any]] = self._keep("frameworks", self._frameworks)
        return found

    def _frameworks(self) -> list[dict[str, Any]]:
        return [
            {str(key): value for key, value in row.items()}
            for row in self._ask("map_frameworks").to_dict(orient="records")
        ]

    def changing(self) -> list[dict[str, Any]]:
        """Return the versions of one instrument of which two editions are known."""
        return [row for row in self.frameworks() if row["program"] == CHANGING and len(row["editions"]) > 1]

    def programs(self) -> dict[str, str]:
        """Return the names of the programs that select regions, by id."""
        found: dict[str, str] = self._keep("programs", self._programs)
        return found

    def _programs(self) -> dict[str, str]:
        rows = self._ask("programs").query("stages > 0").to_dict(orient="records")
        return {str(row["program"]): words.local(row, "name") for row in rows}

    def known(self) -> dict[str, Measure]:
        """Return every measure by its id."""
        known: dict[str, Measure] = self._keep("measures", self._known)
        return known

    def _known(self) -> dict[str, Measure]:
        found = [Measure("stage"), Measure("programs"), Measure("pilots"), Measure("awards")]
        found.append(Measure("attendance"))
        found += [Measure("pilots", status) for status in statuses()]
        found += [Measure("names", program) for program in ("", *self.programs())]
        found += [Measure("change", row["framework"]) for row in self.changing()]
        for row in self.frameworks():
            found += [Measure("score", row["framework"], edition) for edition in ("", *row["editions"])]
        return {each.id: each for each in found}

    def scale(self, measure: Measure, where: Where, answer: pd.DataFrame) -> Scale:
        """Return the classes of the measure."""
        if measure.kind == "stage":
            known = self._ask("stages", program=where.program)
            return maps.stages(known, with_low=bool(answer["low_only"].any()))
        if measure.kind == "score":
            row, grades = self._framework(measure), self._ask("grades")
            return maps.scores(
                grades[grades["framework"] == measure.of], float(row["lowest"]), float(row["highest"])
            )
        fixed = {"change": maps.changes, "event": maps.came}.get(measure.kind)
        return fixed() if fixed else maps.counts(measure.kind, measure.of)

    def title(self, measure: Measure, where: Where, classified: pd.DataFrame) -> str:
        """Return the finding of the map."""
        region = _("Indonesia") if where.region == NATION else self._region(where.region)
        if measure.kind == "stage":
            steps = self._ask("funnel", program=where.program, edition=where.edition, region=where.region)
            return findings.map_stages(steps, classified, where.program, where.region, region)
        if measure.kind == "programs":
            return findings.map_programs(classified, region)
        if measure.kind == "score":
            return findings.map_scores(classified, self.name(measure), measure.edition, region)
        if measure.kind == "names":
            return findings.map_names(classified, region, self.programs().get(measure.of, ""))
        if measure.kind == "change":
            return findings.map_change(classified, self.name(measure), region)
        if measure.kind == "attendance":
            return map_attendance(classified, region)
        if measure.kind == "event":
            return map_event(classified)
        return self._counted(measure, where, classified, region)

    def _counted(self, measure: Measure, where: Where, classified: pd.DataFrame, region: str) -> str:
        if measure.of not in maps.LATE:
            status = statuses().get(measure.of, "")
            return findings.map_counts(classified, region, awards=measure.kind == "awards", status=status)
        name, parameters = asked(Measure("pilots"), where)
        return findings.map_late(
            classified,
            region,
            unreported=measure.of == "late_or_unreported",
            pilots=int(self._ask(name, **parameters)["value"].sum()),
        )

    def name(self, measure: Measure) -> str:
        """Return what a measure is called."""
        if measure.kind in ("score", "change"):
            return words.local(self._framework(measure), "name")
        return _(NAMES[measure.kind])

    def label(self, measure: Measure) -> str:
        """Return a measure in words that tell it from every other one."""
        if measure.kind == "change":
            return f"{_(NAMES[measure.kind])} · {self.name(measure)}"
        return " · ".join(part for part in (self.name(measure), self._of(measure)) if part)

    def described(self, measure: Measure, where: Where) -> str:
        """Return measure and filters in words."""
        region = _("Seluruh Indonesia") if where.region == NATION else self._region(where.region)
        of = self._edition(where) if measure.kind == "stage" else self._of(measure)
        return " · ".join(part for part in (self.name(measure), of, region) if part)

    def _of(self, measure: Measure) -> str:
        """Return what of its kind a measure is of."""
        if measure.kind == "pilots":
            return statuses().get(measure.of, _("semua status"))
        if measure.kind == "score":
            return measure.edition or _("nilai terbaru setiap daerah")
        if measure.kind == "change":
            return _("perubahan antara dua periode terakhirnya")
        if measure.kind == "names":
            return self.programs().get(measure.of, _("semua program"))
        return ""

    def _edition(self, where: Where) -> str:
        programs = self._ask("programs").query("program == @where.program").to_dict(orient="records")
        editions = self._ask("editions", program=where.program).query("edition == @where.edition")
        names = [words.local(row, "name") for row in programs]
        return " · ".join(
            [*names, *(words.local(row, "label") for row in editions.to_dict(orient="records"))]
        )

    def rows(self, measure: Measure, where: Where) -> Asked:
        """Return the question for the facts behind the map."""
        region = {"region": where.region}
        if measure.kind == "stage":
            return "map_claims", {**region, "program": where.program, "edition": where.edition}
        if measure.kind in ("programs", "names"):
            return "reached_regions", {**region, "program": measure.of}
        if measure.kind == "pilots":
            status = "" if measure.of in maps.LATE else measure.of
            return "pilot_list", {**ANY_PILOT, **region, "status": status, "today": where.today}
        if measure.kind == "change":
            return self._change_rows(measure, where)
        if measure.kind == "score":
            return "map_score_claims", {**region, "framework": measure.of, "edition": measure.edition}
        if measure.kind == "attendance":
            return "attendance_list", region
        if measure.kind == "event":
            return "event_regions", {"event": measure.of}
        return f"region_{measure.kind}", region

    def _change_rows(self, measure: Measure, where: Where) -> Asked:
        """Return the question for the two scores behind each change."""
        name, parameters = asked(measure, where)
        known = [edition for edition in self._ask(name, **parameters)["edition"] if edition]
        before, after = known[0].split("–") if known else ("", "")
        return "assessment_change", {
            "framework": measure.of,
            "before_framework": measure.of,
            "edition": after,
            "before": before,
            "region": where.region,
        }

    def _framework(self, measure: Measure) -> dict[str, Any]:
        return next(row for row in self.frameworks() if row["framework"] == measure.of)

    def _region(self, code: str) -> str:
        found = self._ask("region", code=code)
        return str(found["name"].iloc[0]) if len(found) else code


def asked(measure: Measure, where: Where) -> Asked:
    """Return the question whose answer the map shows."""
    region = {"region": where.region}
    if measure.kind == "stage":
        return "map_stages", {**region, "program": where.program, "edition": where.edition}
    if measure.kind == "score":
        return "map_scores", {**region, "framework": measure.of, "edition": measure.edition}
    if measure.kind == "pilots":
        return "map_pilots", {**region, "status": measure.of, "today": where.today}
    if measure.kind == "change":
        return "map_change", {**region, "framework": measure.of}
    if measure.kind == "names":
        return "map_names", {**region, "program": measure.of}
    if measure.kind in ("attendance", "event"):
        return "map_attendance", {**region, "event": measure.of}
    return f"map_{measure.kind}", region


def statuses() -> dict[str, str]:
    """Return the words for each status of pilots, and for the late ones."""
    days = formats.number(rules.UNREPORTED_AFTER_DAYS)
    late = {id_: _(name).format(days=days) for id_, name in LATE_NAMES.items()}
    field = load_contract().tables["pilot"].field("status")
    return late | field.value_titles(words.language())
