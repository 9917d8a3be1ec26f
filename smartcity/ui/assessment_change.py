"""Perubahan: who rose and fell between two periods; across two versions of an instrument nobody did."""

from functools import partial

import streamlit as st

from smartcity.charts.change import alt_changes, changes
from smartcity.findings import assessments
from smartcity.ui import address, assessment, assessment_empty, data, filters, frame, region, tables
from smartcity.ui.address import View
from smartcity.ui.assessment import Instrument
from smartcity.ui.questions import Question
from smartcity.words import _

MOST_ROWS = 100
COLUMNS = (
    "name",
    "province",
    "level",
    "score_before",
    "score_after",
    "change",
    "source_before",
    "source_title",
)


def draw(view: View) -> list[str]:
    """Draw the choice of the period to compare with, the picture and the table; return the sources."""
    found = earlier(view)
    if not found:
        frame.empty(
            _("Tidak ada periode sebelumnya yang nilainya diketahui."),
            _("Perubahan memerlukan dua periode dengan nilai daerah yang sama."),
            _("Unggah hasil penilaian periode sebelumnya."),
        )
        assessment_empty.upload()
        return []
    chosen, notice = address.pick("before", list(found), next(iter(found)))
    if notice:
        frame.notices([notice])
    _choice(view, found, chosen)
    asked = _asked(view, found[chosen], chosen)
    shown = data.made(
        ("assessment change", asked, view.region), lambda: _picture(view, found[chosen], chosen, asked)
    )
    if found[chosen].framework != view.framework:
        _not_comparable(view, found[chosen])
    frame.picture(shown, view, shown.subtitle, assessment.PAGE)
    _table(shown, asked)
    return list(shown.sources)


def earlier(view: View) -> dict[str, Instrument]:
    """Return the periods before this one of which an index is known, the latest first, each with its instrument."""
    own = assessment.instrument(view)
    family = assessment.versions(view) if own in assessment.versions(view) else [own]
    found = {
        period.edition: each
        for each in family
        for period in each.periods
        if period.known and period.edition < view.edition
    }
    return dict(sorted(found.items(), reverse=True))


def _choice(view: View, found: dict[str, Instrument], chosen: str) -> None:
    names = {
        edition: edition
        if each.framework == view.framework
        else _("{edition} (tidak sebanding)").format(edition=edition)
        for edition, each in found.items()
    }
    filters.choose(
        "compared_with",
        _("Dibandingkan dengan"),
        names,
        chosen,
        lambda edition: address.go(view, before=edition),
        340,
    )


def _asked(view: View, instrument: Instrument, before: str) -> Question:
    return assessment.asked("assessment_change", view, before_framework=instrument.framework, before=before)


def _not_comparable(view: View, earlier_one: Instrument) -> None:
    text = _(
        "Tidak sebanding: {before} dipakai sebelum {after}. Indikator dan bobotnya berbeda, jadi selisih kedua nilai "
        "bukan kenaikan atau penurunan dan tidak dihitung."
    )
    name = assessment.instrument(view).name
    st.info(text.format(before=earlier_one.name, after=name), icon=":material/block:")


def _picture(view: View, earlier_one: Instrument, before: str, asked: Question) -> frame.Picture:
    answer = asked.answer()
    comparable = earlier_one.framework == view.framework
    named = _("{filters} · dibandingkan dengan {before}").format(
        filters=assessment.described(view), before=before
    )
    own = assessment.own(view)
    return frame.Picture(
        key="change",
        title=assessments.changes(answer, before, view.edition, comparable=comparable),
        subtitle=named,
        chart=partial(changes, answer, before=before, after=view.edition, own=own),
        questions=(asked,),
        sources=tuple([*answer["source_title"].dropna(), *answer["source_before"].dropna()]),
        alt=alt_changes(answer, own),
        table=answer,
        rows=asked,
    )


def _table(shown: frame.Picture, asked: Question) -> None:
    if shown.table.empty:
        return
    frame.fold(
        _("Tabel"),
        lambda: tables.show(
            shown.table,
            key="change_table",
            of="assessment",
            columns=COLUMNS,
            values={"level": {id_: _(name) for id_, name in region.LEVELS.items()}},
            made_of=asked,
            most=MOST_ROWS,
        ),
        key="change_table",
    )
