"""What a map shows: the choice of a measure, its question, its classes and its words."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import findings, formats, maps, rules, words
from smartcity.findings.events import map_attendance, map_event
from smartcity.maps.classes import KINDS, Kind, Scale
from smartcity.ui import address, data, filters, funnel, pilots, questions, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.questions import Question
from smartcity.words import N_, _

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
# The status, the edition and the program that stand for all of them.
ALL = ""
# The program whose instruments are compared over time.
CHANGING = "spbe"
# Pixels of one choice; on a phone it takes what there is.
CHOICE_WIDTH = 340


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


def frameworks() -> list[dict[str, Any]]:
    """Return the instruments that give governments an overall score, the fullest first."""
    return [
        {str(key): value for key, value in row.items()}
        for row in data.ask("map_frameworks").to_dict(orient="records")
    ]


def changing() -> list[dict[str, Any]]:
    """Return the versions of one instrument of which two editions are known."""
    return [row for row in frameworks() if row["program"] == CHANGING and len(row["editions"]) > 1]


def statuses() -> dict[str, str]:
    """Return the words for each status of pilots, and for the late ones."""
    days = formats.number(rules.UNREPORTED_AFTER_DAYS)
    late = {id_: _(name).format(days=days) for id_, name in LATE_NAMES.items()}
    return late | tables.value_names("pilot", "status")


def measures() -> dict[str, Measure]:
    """Return every measure by its id."""
    found = [Measure("stage"), Measure("programs"), Measure("pilots"), Measure("awards")]
    found.append(Measure("attendance"))
    found += [Measure("pilots", status) for status in statuses()]
    found += [Measure("names", program) for program in ("", *filters.programs(with_stages=True))]
    found += [Measure("change", row["framework"]) for row in changing()]
    for row in frameworks():
        found += [Measure("score", row["framework"], edition) for edition in ("", *row["editions"])]
    return {each.id: each for each in found}


def read(view: View) -> tuple[View, Measure, list[str]]:
    """Return the view with the measure and the kind of map that the address asks for, and notices."""
    known = measures()
    id_, measure_notice = address.pick("measure", list(known), "stage")
    kind, map_notice = address.pick("map", address.MAPS, address.MAPS[0])
    notices = [notice for notice in (measure_notice, map_notice) if notice]
    return replace(view, measure=id_, map=kind), known[id_], notices


def bar(view: View, measure: Measure) -> None:
    """Draw the choice of the measure, and of what it needs besides."""
    with st.container(horizontal=True, key="map_measure"):
        there = {"score": frameworks(), "change": changing()}
        kinds = {kind: _(NAMES[kind]) for kind in KINDS if there.get(kind, True)}
        _choose("kind", _("Ukuran"), kinds, measure.kind, lambda id_: _first_of(id_), view)
        if measure.kind == "score":
            of = {row["framework"]: words.local(row, "name") for row in frameworks()}
            _choose("of", _("Instrumen"), of, measure.of, lambda id_: Measure("score", id_), view)
            some = next(row["editions"] for row in frameworks() if row["framework"] == measure.of)
            years = {ALL: _("terbaru")} | {edition: edition for edition in some}
            chosen = measure.edition
            _choose("edition", _("Periode"), years, chosen, lambda id_: replace(measure, edition=id_), view)
        if measure.kind == "change":
            of = {row["framework"]: words.local(row, "name") for row in changing()}
            _choose("of", _("Instrumen"), of, measure.of, lambda id_: Measure("change", id_), view)
        if measure.kind == "names":
            of = {ALL: _("semua program")} | filters.programs(with_stages=True)
            _choose("of", _("Program"), of, measure.of, lambda id_: Measure("names", id_), view)
        if measure.kind == "pilots":
            names = {ALL: _("semua status")} | statuses()
            _choose("of", _("Status"), names, measure.of, lambda id_: Measure("pilots", id_), view)


def _first_of(kind: Kind) -> Measure:
    """Return the measure that a kind begins with."""
    first = {"score": frameworks, "change": changing}.get(kind)
    return Measure(kind, first()[0]["framework"]) if first else Measure(kind)


def _choose(part: str, title: str, names: dict[Any, str], value: str, change: Any, view: View) -> None:
    def write(chosen: Any) -> None:
        address.go(view, measure=change(chosen).id)

    filters.choose(f"measure_{part}", title, names, value, write, CHOICE_WIDTH)


def question(view: View, measure: Measure) -> Question:
    """Return the question whose answer the map shows, for the country or one province."""
    region = view.province or NATION
    if measure.kind == "stage":
        return questions.question("map_stages", program=view.program, edition=view.edition, region=region)
    if measure.kind == "score":
        return questions.question("map_scores", framework=measure.of, edition=measure.edition, region=region)
    if measure.kind == "pilots":
        return questions.question("map_pilots", status=measure.of, region=region, today=data.today())
    if measure.kind == "change":
        return questions.question("map_change", framework=measure.of, region=region)
    if measure.kind == "names":
        return questions.question("map_names", program=measure.of, region=region)
    if measure.kind in ("attendance", "event"):
        return questions.question("map_attendance", event=measure.of, region=region)
    return questions.question(f"map_{measure.kind}", region=region)


def rows(view: View, measure: Measure) -> Question:
    """Return the question for the facts behind the map."""
    region = view.province or NATION
    if measure.kind == "stage":
        return questions.question("map_claims", program=view.program, edition=view.edition, region=region)
    if measure.kind in ("programs", "names"):
        return questions.question("reached_regions", program=measure.of, region=region)
    if measure.kind == "pilots":
        status = "" if measure.of in maps.LATE else measure.of
        return pilots.question("pilot_list", View(region=region, status=status))
    if measure.kind == "change":
        return _change_rows(view, measure)
    if measure.kind == "score":
        return questions.question(
            "map_score_claims", framework=measure.of, edition=measure.edition, region=region
        )
    if measure.kind == "attendance":
        return questions.question("attendance_list", region=region)
    if measure.kind == "event":
        return questions.question("event_regions", event=measure.of)
    return questions.question(f"region_{measure.kind}", region=region)


def _change_rows(view: View, measure: Measure) -> Question:
    """Return the question for the two scores behind each change."""
    known = [edition for edition in question(view, measure).answer()["edition"] if edition]
    before, after = known[0].split("–") if known else ("", "")
    return questions.question(
        "assessment_change",
        framework=measure.of,
        before_framework=measure.of,
        edition=after,
        before=before,
        region=view.province or NATION,
    )


def scale(view: View, measure: Measure, answer: pd.DataFrame) -> Scale:
    """Return the classes of the measure."""
    if measure.kind == "stage":
        known = data.ask("stages", program=view.program)
        return maps.stages(known, with_low=bool(answer["low_only"].any()))
    if measure.kind == "score":
        row = next(row for row in frameworks() if row["framework"] == measure.of)
        grades = data.ask("grades")
        return maps.scores(
            grades[grades["framework"] == measure.of], float(row["lowest"]), float(row["highest"])
        )
    fixed = {"change": maps.changes, "event": maps.came}.get(measure.kind)
    return fixed() if fixed else maps.counts(measure.kind, measure.of)


def title(view: View, measure: Measure, classified: pd.DataFrame) -> str:
    """Return the finding of the map."""
    region = filters.region_name(view.province) if view.province else _("Indonesia")
    if measure.kind == "stage":
        return findings.map_stages(
            funnel.steps(whole(view)), classified, view.program, view.province or NATION, region
        )
    if measure.kind == "programs":
        return findings.map_programs(classified, region)
    if measure.kind == "score":
        return findings.map_scores(classified, name(measure), measure.edition, region)
    if measure.kind == "names":
        return findings.map_names(classified, region, filters.programs(with_stages=True).get(measure.of, ""))
    if measure.kind == "change":
        return findings.map_change(classified, name(measure), region)
    if measure.kind == "attendance":
        return map_attendance(classified, region)
    if measure.kind == "event":
        return map_event(classified)
    if measure.of in maps.LATE:
        pilots = question(view, Measure("pilots")).answer()["value"].sum()
        return findings.map_late(
            classified, region, unreported=measure.of == "late_or_unreported", pilots=int(pilots)
        )
    status = statuses().get(measure.of, "")
    return findings.map_counts(classified, region, awards=measure.kind == "awards", status=status)


def name(measure: Measure) -> str:
    """Return what a measure is called."""
    if measure.kind in ("score", "change"):
        row = next(row for row in frameworks() if row["framework"] == measure.of)
        return words.local(row, "name")
    return _(NAMES[measure.kind])


def described(view: View, measure: Measure) -> str:
    """Return measure and filters in words, as the map and its exports carry them."""
    region = filters.region_name(view.province or NATION)
    if measure.kind == "stage":
        return f"{name(measure)} · {filters.described(replace(view, region=view.province or NATION))}"
    of = statuses().get(measure.of, _("semua status")) if measure.kind == "pilots" else ""
    if measure.kind == "score":
        of = measure.edition or _("nilai terbaru setiap daerah")
    if measure.kind == "change":
        of = _("perubahan antara dua periode terakhirnya")
    if measure.kind == "names":
        of = filters.programs(with_stages=True).get(measure.of, _("semua program"))
    return " · ".join(part for part in (name(measure), of, region) if part)


def seen(view: View, measure: Measure) -> View:
    """Return the view with only those parts on which the map depends."""
    stages = measure.kind == "stage"
    return View(view.program if stages else "", view.edition if stages else "", view.region)


def whole(view: View) -> View:
    """Return the view with the province in place of one of its regions."""
    return replace(view, region=view.province or NATION)
