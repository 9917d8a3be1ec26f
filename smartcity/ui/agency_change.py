"""Perubahan and Yang tertinggal: who rose and fell since an earlier evaluation, who stays below the median."""

from functools import partial

import pandas as pd
import streamlit as st

from smartcity import formats, rules
from smartcity.charts.change import alt_changes, changes
from smartcity.charts.ends import AGENCIES
from smartcity.findings import agencies
from smartcity.findings.phrases import listing
from smartcity.ui import address, agency, agency_empty, data, downloads, filters, frame, questions, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.agency import Period
from smartcity.ui.questions import Question
from smartcity.ui.text import plain
from smartcity.words import _

CHANGE_COLUMNS = ("name", "score_before", "score_after", "change", "source_before", "source_title")
LAGGING_COLUMNS = ("name", "kind", "score", "median", "difference", "periods", "since", "lags")


def draw(view: View) -> list[str]:
    """Draw the choice of measure and of the evaluation to compare with, the picture, the table; return the sources."""
    if view.region == NATION:
        agency_empty.choose_region(view)
        return []
    if not agency.period(view):
        agency_empty.nothing(view)
        return []
    found = earlier(view)
    if not found:
        frame.empty(
            _("Belum ada penilaian sebelumnya yang diketahui di {region}.").format(
                region=plain(agency.region_name(view))
            ),
            _("Perubahan memerlukan dua periode dengan perangkat daerah yang sama."),
            _("Unggah hasil penilaian periode sebelumnya dengan nama instrumen yang sama."),
        )
        agency_empty.upload("assessment")
        return []
    chosen, notice = address.pick("before", list(found), next(iter(found)))
    if notice:
        frame.notices([notice])
    with st.container(horizontal=True, key="agency_compared"):
        agency.choose_measure(view)
        _choice(view, found, chosen)
    return _picture(view, found[chosen])


def earlier(view: View) -> dict[str, Period]:
    """Return the evaluations before this one by id, the latest first: those of the same instrument go first."""
    own = agency.period(view)
    known = [
        each
        for each in agency.periods(view.region)
        if own and each.program == own.program and each.edition < own.edition
    ]
    known.sort(key=lambda each: (each.framework == view.framework, each.edition), reverse=True)
    return {f"{each.framework}.{each.edition}": each for each in known}


def _choice(view: View, found: dict[str, Period], chosen: str) -> None:
    names = {
        id_: each.label
        if each.framework == view.framework
        else _("{edition} (tidak sebanding)").format(edition=each.label)
        for id_, each in found.items()
    }
    filters.choose(
        "agency_before",
        _("Dibandingkan dengan"),
        names,
        chosen,
        lambda id_: address.go(view, before=id_),
        340,
    )


def _picture(view: View, before: Period) -> list[str]:
    asked = agency.asked(
        "agency_change",
        view,
        before_framework=before.framework,
        before=before.edition,
        measure=agency.measure(view),
    )
    shown = data.made(("agency change", asked), lambda: _change(view, before, asked))
    frame.picture(shown, view, shown.subtitle, agency.PAGE)
    answer = asked.answer()
    if answer.empty:
        return []
    ids = answer["agency"].tolist()
    frame.fold(
        _("Tabel"),
        lambda: tables.show(
            answer,
            key="agency_change",
            of="agency",
            columns=CHANGE_COLUMNS,
            on_pick=lambda place: agency.open_agency(view, str(ids[place])),
            made_of=asked,
        ),
        key="agency_change",
    )
    return list(shown.sources)


def _change(view: View, before: Period, asked: Question) -> frame.Picture:
    answer = asked.answer()
    drawn = answer.rename(columns={"agency": "region_code"})
    named = _("{filters} · dibandingkan dengan {before}").format(
        filters=agency.described(view), before=before.label
    )
    return frame.Picture(
        key="agency_change",
        title=agencies.changes(
            answer,
            agency.measure_name(view),
            before.label,
            agency.period_name(view, view.edition),
            _why_not(view, before, answer),
        ),
        subtitle=named,
        chart=partial(
            changes, drawn, before=before.label, after=agency.period_name(view, view.edition), of=AGENCIES
        ),
        questions=(asked,),
        sources=tuple([*answer["source_title"].dropna(), *answer["source_before"].dropna()]),
        alt=alt_changes(drawn, of=AGENCIES),
        table=answer,
        rows=asked,
    )


def _why_not(view: View, before: Period, answer: pd.DataFrame) -> str:
    """Return in words why two evaluations do not compare, '' where they do."""
    if answer.empty or bool(answer["comparable"].iloc[0]):
        return ""
    if before.framework != view.framework:
        return _("instrumennya berbeda")
    names = agency.criteria(view)
    added = [names.get(id_, id_) for id_ in answer["added"].iloc[0]]
    removed = [names.get(id_, id_) for id_ in answer["removed"].iloc[0]]
    parts = []
    if added:
        parts.append(_("kriteria {names} baru dinilai").format(names=listing(added)))
    if removed:
        parts.append(_("kriteria {names} tidak lagi dinilai").format(names=listing(removed)))
    return "; ".join(parts)


def lagging(view: View) -> list[str]:
    """Draw who is below the median of the region and since when; return the sources."""
    if view.region == NATION:
        agency_empty.choose_region(view)
        return []
    if not agency.period(view):
        agency_empty.nothing(view)
        return []
    agency.choose_measure(view)
    asked = agency.asked("agency_lagging", view, measure=agency.measure(view))
    answer = data.made(("agency lagging", asked), lambda: _with_periods(view, asked))
    ranked = agency.asked("agency_ranking", view, measure=agency.measure(view)).answer()
    said = agencies.lagging(
        answer, agency.measure_name(view), len(ranked), agency.period_name(view, view.edition)
    )
    st.subheader(plain(said), anchor=False)
    st.caption(plain(agency.described(view)))
    st.markdown(rule())
    with st.container(horizontal=True, key="actions_agency_lagging", vertical_alignment="center"):
        with st.popover(_("Lihat kueri"), type="tertiary", icon=":material/code:"):
            questions.draw(asked)
        agency_empty.method()
    if answer.empty:
        return []
    ids = answer["agency"].tolist()
    st.caption(_("Semua yang di bawah median pada periode ini; pilih satu baris untuk membukanya."))
    tables.show(
        answer,
        key="agency_lagging",
        of="agency",
        columns=LAGGING_COLUMNS,
        on_pick=lambda place: agency.open_agency(view, str(ids[place])),
        made_of=asked,
        title=plain(said),
    )
    downloads.offer(answer, "tertinggal", sheet=_("Tertinggal"), filters=agency.described(view))
    return list(ranked["source_title"].dropna())


def _with_periods(view: View, asked: Question) -> pd.DataFrame:
    """Return who is below the median, with the names of the periods since when."""
    answer = asked.answer()
    return answer.assign(since=[agency.period_name(view, edition) for edition in answer["since"]])


def rule() -> str:
    """Return when an agency lags, in words."""
    return _(
        "Tertinggal: nilainya di bawah median perangkat daerah sewilayah pada sedikitnya {periods} penilaian "
        "berturut-turut, yang terakhir pada periode ini. Median memerlukan {least} nilai; penilaian yang tidak "
        "memuat perangkat daerah itu memutus hitungannya."
    ).format(periods=formats.number(rules.LAGS_FROM_PERIODS), least=formats.number(rules.MEDIAN_FROM))
