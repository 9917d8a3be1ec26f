"""The profile of one region, for one page: what it is, how far it came, its scores, its work."""

from functools import partial
from typing import Any

import pandas as pd

from smartcity import charts, findings, formats, maps, words
from smartcity.charts import score_families
from smartcity.export.briefing.model import Chart, Column, Fact, Picture, Question, Section, Series, Table
from smartcity.export.briefing.reading import (
    NATION,
    Reader,
    header,
    question,
    records,
    table,
    titles,
    value_names,
)
from smartcity.look import LIGHT
from smartcity.words import N_, _, ngettext

LEVELS = {
    "nasional": N_("Nasional"),
    "provinsi": N_("Provinsi"),
    "kabupaten": N_("Kabupaten"),
    "kota": N_("Kota"),
}
INCOMPLETE = N_("Daftar peserta yang terbit tidak lengkap; tidak tercatat bukan berarti tidak ikut.")
LOW = N_("keyakinan rendah")


def profile(reader: Reader, code: str) -> Section:
    """Return all that fits one page about a province, a kabupaten or a kota."""
    place = records(reader.answer("region", code=code))[0]
    asked = {name: question(f"region_{name}", region=code) for name in ("programs", "scores", "awards")}
    pilots = _pilot_question(reader, code)
    families = score_families(reader.ask(asked["scores"]))
    tables = (
        _programs(reader, asked["programs"]),
        _scores(reader, asked["scores"]),
        _pilots(reader, pilots),
        _awards(reader, asked["awards"]),
        _events(reader, question("region_events", region=code)),
    )
    name = str(place["name"])
    filled = tuple(each for each in tables if each.rows)
    return Section(
        key=f"profile_{code}",
        name=_("Profil wilayah"),
        title=name,
        subtitle=_finding(reader, asked["programs"], name),
        address=reader.link("wilayah", wilayah=code),
        questions=(question("region", code=code), *(each.question for each in tables)),
        sources=titles(reader.answer("region_sources", region=code)),
        facts=(*_identity(place), *_standing(families)),
        picture=_picture(reader, families, name, code),
        points=tuple(findings.scores(family, name) for family in families.values()),
        tables=filled,
        definitions=(_(INCOMPLETE),),
        locator=_locator(place),
        nothing="" if filled else _("Belum ada data tentang wilayah ini."),
    )


def _locator(place: dict[str, Any]) -> Picture:
    """Return the small map of where the region lies."""
    code, name = str(place["code"]), str(place["name"])

    def draw(look: Any) -> object:
        return maps.locator(code, look, lat=place["lat"], lon=place["lon"], name=name)

    approximate = code[:2] in maps.approximate_borders()
    return Picture(draw, maps.alt_locator(name, str(place["province"]), approximate), width=420)


def _identity(place: dict[str, Any]) -> tuple[Fact, ...]:
    facts = {
        _("Kode Kemendagri"): place["code"],
        _("Jenis"): _(LEVELS[str(place["level"])]),
        _("Provinsi"): place["province"] if "." in str(place["code"]) else None,
        _("Ibu kota"): place["capital"],
        _("Kelompok pulau"): place["island_group"],
        _("Kabupaten/kota"): formats.number(place["children"]) if place["children"] else None,
    }
    return tuple(Fact(name, str(value)) for name, value in facts.items() if not formats.is_missing(value))


def _standing(families: dict[str, pd.DataFrame]) -> tuple[Fact, ...]:
    """Return the latest score and predicate of each family of instruments."""
    found = []
    for some in families.values():
        latest = records(some)[-1]
        grade = findings.grade_name(latest["grade_published"] or latest["grade_by_rule"])
        score = "" if latest["score"] is None else formats.score(latest["score"])
        weak = _(LOW) if latest["confidence"] == "low" else ""
        parts = ("" if grade == formats.MISSING else grade, str(latest["edition"]), weak)
        note = " · ".join(part for part in parts if part)
        found.append(Fact(findings.family_name(str(latest["framework"])), score or formats.MISSING, note))
    return tuple(found)


def _finding(reader: Reader, asked: Question, name: str) -> str:
    """Say how often the region took part, in how many programs."""
    answer = reader.ask(asked)
    if answer.empty:
        return _("Belum ada program yang tercatat diikuti {name}.").format(name=name)
    times = len(answer[["program", "edition"]].drop_duplicates())
    programs = int(answer["program"].nunique())
    return _("{participations} dalam {programs}").format(
        participations=ngettext("{count} keikutsertaan", "{count} keikutsertaan", times).format(
            count=formats.number(times)
        ),
        programs=ngettext("{count} program", "{count} program", programs).format(
            count=formats.number(programs)
        ),
    )


def _picture(reader: Reader, families: dict[str, pd.DataFrame], name: str, code: str) -> Picture | None:
    """Return the scores over the years of the family of which most are known; None where a line has no two points."""
    family = max(families.values(), key=len, default=None)
    if family is None or len(family) < 2 or not family["score"].notna().any():
        return None
    province = reader.region_name(code[:2]) if "." in code else None
    grades = reader.answer("grades").dropna(subset=["lower", "upper"])
    rows = records(family)
    lines = {name: "score", **({province: "province_score"} if province else {})}
    lines |= {_("Nasional"): "national_score"} if code != NATION else {}
    series = tuple(
        Series(title, tuple(row[column] for row in rows), LIGHT.categorical[place])
        for place, (title, column) in enumerate(lines.items())
        if any(row[column] is not None for row in rows)
    )
    return Picture(
        partial(charts.scores, family, region_name=name, province_name=province, grades=grades),
        charts.alt_scores(family, name),
        Chart("line", tuple(str(row["edition"]) for row in rows), series, values="score"),
        width=620,
    )


def _programs(reader: Reader, asked: Question) -> Table:
    """Return the furthest stage that the region reached in each edition."""
    answer = reader.ask(asked)
    furthest = answer.sort_values("ordinal").groupby(["program", "edition"], sort=False).tail(1)
    furthest = furthest.sort_values(["edition", "program"], ascending=[False, True])
    shown = furthest.assign(name=[words.local(row, "name") for row in records(furthest)])
    columns = {
        "program": Column(_("Program"), width=2.4),
        "edition": Column(_("Periode"), width=0.8),
        "name": Column(_("Tahap terjauh"), width=1.8),
        "confidence": Column(header("participation", "confidence"), width=1.0),
    }
    values = {"program": reader.programs(), "confidence": value_names("participation", "confidence")}
    return table(_("Jejak program"), shown, columns, asked, values=values, most=10)


def _scores(reader: Reader, asked: Question) -> Table:
    answer = reader.ask(asked).sort_values(["edition", "framework"], ascending=[False, True])
    shown = answer.assign(
        framework=[findings.family_name(str(name)) for name in answer["framework"]],
        grade=[
            findings.grade_name(row["grade_published"] or row["grade_by_rule"]) for row in records(answer)
        ],
    )
    columns = {
        "framework": Column(_("Instrumen"), width=2.0),
        "edition": Column(_("Periode"), width=0.8),
        "score": Column(header("assessment", "score"), "score", width=0.8),
        "grade": Column(_("Predikat"), width=1.3),
        "province_score": Column(_("Pemerintah provinsi"), "score", width=1.0),
        "national_score": Column(_("Nasional"), "score", width=0.9),
    }
    return table(_("Nilai"), shown, columns, asked, most=8)


def _pilot_question(reader: Reader, code: str) -> Question:
    every = dict.fromkeys(("program", "edition", "dimension", "kind", "status", "text"), "")
    return question("pilot_list", **every, region=code, today=reader.today)


def _pilots(reader: Reader, asked: Question) -> Table:
    columns = {
        "title": Column(header("pilot", "title"), width=3.2),
        "status": Column(header("pilot", "status"), width=1.5),
        "progress_percent": Column(header("pilot", "progress_percent"), "number", width=1.2),
        "due_on": Column(header("pilot", "due_on"), "date", width=1.5),
    }
    values = {"status": value_names("pilot", "status")}
    return table(_("Percontohan & quick win"), reader.ask(asked), columns, asked, values=values, most=8)


def _awards(reader: Reader, asked: Question) -> Table:
    columns = {
        "edition": Column(_("Periode"), width=0.7),
        "title": Column(header("award", "title"), width=3.0),
        "category": Column(header("award", "category"), width=1.6),
        "region_name": Column(_("Daerah"), width=1.4),
    }
    return table(_("Penghargaan"), reader.ask(asked), columns, asked, most=6)


def _events(reader: Reader, asked: Question) -> Table:
    columns = {
        "title": Column(header("event", "title"), width=3.2),
        "starts_on": Column(header("event", "starts_on"), "date", width=1.2),
        "place": Column(header("event", "place"), width=1.8),
    }
    return table(_("Kegiatan"), reader.ask(asked), columns, asked, most=5)
