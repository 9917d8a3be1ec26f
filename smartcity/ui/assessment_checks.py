"""Pemeriksaan nilai: indexes computed again from their weighted parts, and printed predicates that do not fit."""

import pandas as pd
import streamlit as st

from smartcity import formats, rules
from smartcity.findings import assessments
from smartcity.ui import address, assessment, assessment_empty, frame, questions, tables
from smartcity.ui.address import View
from smartcity.ui.text import plain
from smartcity.words import _, ngettext

MOST_ROWS = 100
RECOMPUTED_COLUMNS = (
    "name",
    "province",
    "name_id",
    "name_en",
    "parts",
    "score",
    "recomputed",
    "difference",
    "confidence",
    "source_title",
)
PRINTED_COLUMNS = (
    "name",
    "province",
    "score",
    "grade_published",
    "grade_by_rule",
    "confidence",
    "note",
    "source_title",
)


def draw(view: View) -> list[str]:
    """Draw both checks; return the sources."""
    sources = _recomputed(view) + _printed(view)
    assessment_empty.method()
    return sources


def _recomputed(view: View) -> list[str]:
    st.header(_("Hitung ulang dari bagian berbobot"), anchor=False)
    asked = assessment.asked("assessment_recomputed", view)
    answer = asked.answer()
    st.markdown(f"**{plain(assessments.recomputed(answer))}.**")
    if answer.empty:
        frame.empty(
            _("Tidak ada yang dapat dihitung ulang."),
            _("Untuk menghitung ulang, nilai semua bagian satu tingkat harus diketahui beserta bobotnya."),
            _("Unggah nilai setiap domain atau komponen."),
        )
        assessment_empty.upload()
        return []
    st.caption(
        _(
            "Jumlah nilai kali bobot dibagi jumlah bobot, dibulatkan ke dua desimal. Selisih sampai {within} berasal "
            "dari pembulatan; yang lebih besar tampil di atas."
        ).format(within=formats.score(rules.RECOMPUTED_WITHIN))
    )
    _differing(view, answer)
    tables.show(
        answer,
        key="recomputed",
        of="assessment",
        columns=RECOMPUTED_COLUMNS,
        values={"confidence": tables.value_names("assessment", "confidence")},
        on_pick=lambda row: _to_profile(view, answer, row),
        made_of=asked,
        most=MOST_ROWS,
        title=plain(assessments.recomputed(answer)),
    )
    _query(asked)
    return list(answer["source_title"].dropna())


def _differing(view: View, answer: pd.DataFrame) -> None:
    """Say of the region itself, where it is one of those that differ."""
    mine = answer[answer["region_code"] == assessment.own(view)]
    for one in mine[mine["difference"].abs() > rules.RECOMPUTED_WITHIN].to_dict("records"):
        text = _("{name}: terbit {score}, hitung ulang {recomputed}, selisih {difference}")
        st.markdown(
            plain(
                text.format(
                    name=one["name"],
                    score=formats.score(one["score"]),
                    recomputed=formats.score(one["recomputed"]),
                    difference=formats.signed(one["difference"], 2),
                )
            )
        )


def _printed(view: View) -> list[str]:
    st.header(_("Predikat tercetak yang tidak sesuai nilainya"), anchor=False)
    asked = assessment.asked("assessment_printed_grades", view)
    answer = asked.answer()
    if answer.empty:
        st.markdown(
            _("Semua predikat tercetak yang diketahui sesuai dengan nilainya menurut batas instrumen.")
        )
        return []
    count = len(answer)
    text = ngettext(
        "{count} predikat tercetak tidak sesuai dengan nilainya menurut batas instrumen.",
        "{count} predikat tercetak tidak sesuai dengan nilainya menurut batas instrumen.",
        count,
    )
    found = text.format(count=formats.number(count))
    st.markdown(found)
    tables.show(
        answer,
        key="printed_grades",
        of="assessment",
        columns=PRINTED_COLUMNS,
        values={"confidence": tables.value_names("assessment", "confidence")},
        on_pick=lambda row: _to_profile(view, answer, row),
        made_of=asked,
        most=MOST_ROWS,
        title=found,
    )
    _query(asked)
    return list(answer["source_title"].dropna())


def _to_profile(view: View, answer: pd.DataFrame, row: int) -> None:
    address.go(view, region=str(answer["region_code"].iloc[row]), part="profile")


def _query(asked: questions.Question) -> None:
    with st.popover(_("Lihat kueri"), type="tertiary", icon=":material/code:"):
        questions.draw(asked)
