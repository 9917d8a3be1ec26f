"""Ringkasan and Tahapan seleksi of a briefing: the numbers asked for first, and how far the selection came."""

from functools import partial
from typing import Any

import pandas as pd

from smartcity import charts, findings, formats, words
from smartcity.export.briefing.model import Chart, Column, Fact, Picture, Section, Series, Table
from smartcity.export.briefing.reading import NATION, Reader, Scope, plain, question, records, table
from smartcity.look import LIGHT
from smartcity.words import N_, _

INDEX_PROGRAM = "spbe"
"""The program whose index stands in the overview, as on Ringkasan."""

FUNNEL_RULE = N_(
    "Daerah yang mencapai satu tahap dihitung telah mencapai tahap sebelumnya. Sebuah tahap menampilkan angka "
    "terpublikasi bila ada untuk wilayah itu, selain itu banyaknya daerah yang diketahui namanya."
)
KNOWN_RULE = N_(
    "Daerah dianggap diketahui namanya bila sedikitnya satu sumber berkeyakinan sedang atau lebih menyebutnya."
)
HEADLINE_RULE = N_(
    "Angka utama dipilih menurut tingkat keyakinan (resmi, tinggi, sedang, rendah), "
    "lalu tanggal yang lebih baru, lalu judul sumber. Angka lain tetap ditampilkan."
)
REACH_RULE = N_(
    "Daerah terjangkau adalah kabupaten/kota berpemerintahan sendiri yang diketahui ikut sedikitnya satu program."
)


def overview(reader: Reader, scope: Scope) -> Section:
    """Return the numbers of the overview, and the program's editions side by side."""
    asked = question("funnel_editions", program=scope.program, region=scope.region)
    answer = reader.ask(asked)
    facts = (*_reach(reader, scope), _conversion(reader, scope), _pilots(reader, scope))
    facts += (_index(reader, scope), _contradictions(reader, scope))
    has_editions = bool(answer["count"].notna().any()) if len(answer) else False
    program = reader.programs().get(scope.program, scope.program)
    reach = reader.answer("reach", program="", region=scope.region)
    return Section(
        key="overview",
        name=_("Ringkasan"),
        title=findings.reach(reach) if scope.region == NATION else _reached(reader, scope),
        subtitle=f"{program} · {reader.region_name(scope.region)}",
        address=_here(reader, "", scope),
        questions=(
            question("reach", program="", region=scope.region),
            _funnel_question(scope),
            question("pilots_by_status", program="", region=scope.region, today=reader.today),
            question("latest_index", framework_program=INDEX_PROGRAM, region=scope.region),
            question("contradiction_count", region=scope.region),
            asked,
        ),
        sources=funnel_sources(answer) if len(answer) else (),
        facts=facts,
        picture=_editions_picture(answer) if has_editions else None,
        points=(f"{findings.editions(answer, scope.program)}.",) if has_editions else (),
        definitions=(_(REACH_RULE), _(FUNNEL_RULE)),
    )


def _reached(reader: Reader, scope: Scope) -> str:
    """Return the finding of a province's reach; the nation's counts provinces, too."""
    reach = reader.answer("reach", program="", region=scope.region).iloc[0]
    text = _("{count} dari {total} kabupaten/kota di {region} pernah ikut serta sedikitnya satu program")
    return text.format(
        count=formats.number(reach["reached"]),
        total=formats.number(reach["local_governments"]),
        region=reader.region_name(scope.region),
    )


def _here(reader: Reader, page: str, scope: Scope) -> str:
    return reader.link(page, program=scope.program, periode=scope.edition, wilayah=scope.region)


def _reach(reader: Reader, scope: Scope) -> tuple[Fact, ...]:
    reach = reader.answer("reach", program="", region=scope.region).iloc[0]
    governments = _("dari {total} kabupaten/kota, semua program").format(
        total=formats.number(reach["local_governments"])
    )
    provinces = _("dari {total} provinsi, lewat kabupaten/kotanya").format(
        total=formats.number(reach["provinces"])
    )
    below = Fact(_("Daerah terjangkau"), formats.number(reach["reached"]), governments)
    if scope.region != NATION:
        return (below,)
    return (
        below,
        Fact(_("Provinsi terjangkau"), formats.number(reach["provinces_reached"]), provinces),
    )


def _conversion(reader: Reader, scope: Scope) -> Fact:
    """Return an edition's conversion from its first to its selection stage, as Ringkasan shows it."""
    answer = reader.ask(_funnel_question(scope))
    counted = answer[answer["of_first"].notna() & (answer["ordinal"] > 1)] if len(answer) else answer
    selected = counted[counted["stage"] == "selected"] if len(counted) else counted
    last = (selected if len(selected) else counted).tail(1)
    if last.empty:
        return Fact(_("Lolos seleksi"), formats.MISSING, _("belum ada angka yang dapat dibandingkan"))
    note = _("{count} dari {total} daerah · {edition}").format(
        count=formats.number(last["count"].iloc[0]),
        total=formats.number(answer.sort_values("ordinal")["count"].iloc[0]),
        edition=reader.editions(scope.program).get(scope.edition, scope.edition),
    )
    return Fact(_("Lolos seleksi"), formats.percent(last["of_first"].iloc[0]), note)


def _pilots(reader: Reader, scope: Scope) -> Fact:
    answer = reader.answer("pilots_by_status", program="", region=scope.region, today=reader.today)
    counts = {charts.status_name(str(row["status"])).lower(): row["pilots"] for row in records(answer)}
    counts[_("lewat tenggat")] = answer["late"].sum()
    note = " · ".join(f"{formats.number(count)} {name}" for name, count in counts.items() if count)
    return Fact(
        _("Percontohan"), formats.number(answer["pilots"].sum()), note or _("belum ada yang tercatat")
    )


def _index(reader: Reader, scope: Scope) -> Fact:
    answer = reader.answer("latest_index", framework_program=INDEX_PROGRAM, region=scope.region)
    if answer.empty:
        note = _("belum ada nilai untuk {region}").format(region=reader.region_name(scope.region))
        return Fact(_("Indeks SPBE"), formats.MISSING, note)
    latest = records(answer)[0]
    parts = [_("Nasional") if scope.region == NATION else reader.region_name(scope.region)]
    parts += [words.local(latest, "name")]
    label = _("Indeks SPBE {edition}").format(edition=latest["edition"])
    return Fact(label, formats.score(latest["score"]), " · ".join(part for part in parts if part))


def _contradictions(reader: Reader, scope: Scope) -> Fact:
    counted = reader.answer("contradiction_count", region=scope.region).iloc[0]
    note = _("{figures} angka, {scores} nilai; sumber memberi bilangan berbeda").format(
        figures=formats.number(counted["figures"]), scores=formats.number(counted["scores"])
    )
    total = counted["contradictions"]
    return Fact(
        _("Pertentangan sumber"), formats.number(total), note if total else _("tidak ada yang bertentangan")
    )


def _editions_picture(answer: pd.DataFrame) -> Picture:
    rows = records(answer)
    editions = list(dict.fromkeys(row["edition"] for row in rows))
    counts = {(row["stage"], row["edition"]): row["count"] for row in rows}
    stages = {row["stage"]: row for row in sorted(rows, key=lambda row: row["ordinal"])}
    series = tuple(
        Series(
            words.local(row, "name"),
            tuple(_number(counts.get((stage, edition))) for edition in editions),
            LIGHT.stage(int(row["ordinal"])),
        )
        for stage, row in stages.items()
    )
    return Picture(
        partial(charts.editions, answer),
        charts.alt_editions(answer),
        Chart("line", tuple(str(edition) for edition in editions), series),
    )


def _number(value: Any) -> float | None:
    known = plain(value)
    return None if known is None else float(known)


def _funnel_question(scope: Scope) -> Any:
    return question("funnel", program=scope.program, edition=scope.edition, region=scope.region)


def funnel(reader: Reader, scope: Scope) -> Section:
    """Return the stages of the edition in the region, with what is known by name."""
    asked = _funnel_question(scope)
    answer = reader.ask(asked)
    region = None if scope.region == NATION else reader.region_name(scope.region)
    there = bool(answer["count"].notna().any()) if len(answer) else False
    return Section(
        key="funnel",
        name=_("Tahapan seleksi"),
        title=findings.funnel(answer, scope.program, scope.edition, region_name=region)
        if there
        else _("Belum ada angka maupun nama untuk pilihan ini"),
        subtitle=_("Tahapan seleksi · {filters}").format(filters=reader.described(scope)),
        address=_here(reader, "tahapan", scope),
        questions=(asked,),
        sources=funnel_sources(answer) if there else (),
        picture=_funnel_picture(answer) if there else None,
        points=tuple(f"{sentence}." for sentence in findings.conversions(answer, scope.program))
        if there
        else (),
        tables=(_funnel_table(answer, asked),) if there else (),
        definitions=(_(FUNNEL_RULE), _(KNOWN_RULE), _(HEADLINE_RULE)),
        nothing="" if there else _nothing(scope),
    )


def _nothing(scope: Scope) -> str:
    if scope.region == NATION:
        return _("Belum ada sumber yang memuatnya.")
    return _(
        "Angka nasional tidak dibagi ke provinsi; provinsi hanya menghitung daerah yang diketahui namanya."
    )


def _funnel_picture(answer: pd.DataFrame) -> Picture:
    rows = [row for row in records(answer.sort_values("ordinal")) if row["count"] is not None]
    chart = Chart(
        "bar",
        tuple(words.local(row, "name") for row in rows),
        (
            Series(_("Jumlah"), tuple(float(row["count"]) for row in rows), LIGHT.stage(3)),
            Series(_("Diketahui namanya"), tuple(float(row["known"]) for row in rows), LIGHT.stage(1)),
        ),
    )
    return Picture(partial(charts.funnel, answer, selectable=False), charts.alt_funnel(answer), chart)


def _funnel_table(answer: pd.DataFrame, asked: Any) -> Table:
    named = answer.assign(name=[words.local(row, "name") for row in records(answer)])
    columns = {
        "name": Column(_("Tahap"), width=2.2),
        "count": Column(_("Jumlah"), "count"),
        "known": Column(_("Diketahui namanya"), "count"),
        "published": Column(_("Angka terpublikasi"), "count"),
        "of_previous": Column(_("Dari tahap sebelumnya"), "share"),
        "of_first": Column(_("Dari tahap pertama"), "share"),
    }
    return table(_("Tahapan seleksi"), named, columns, asked)


def funnel_sources(answer: pd.DataFrame) -> tuple[str, ...]:
    """Return the titles of the sources that the figures of a funnel rest on."""
    return tuple(dict.fromkeys(source["source_title"] for sources in answer["sources"] for source in sources))
