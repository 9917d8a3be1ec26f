"""The SPBE index of IDSLL's members by year, before and after 2022, beside the nation and the other regions."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import charts, findings, formats, rules
from smartcity.look import Look
from smartcity.settings import ROOT
from smartcity.ui import address, data, filters, frame, living_lab, questions, tables
from smartcity.ui.address import View
from smartcity.ui.living_lab import JOINED, PATH, PROGRAM
from smartcity.ui.questions import Question
from smartcity.words import _, ngettext

INDEX = "spbe"
UPLOAD = ROOT / "pages" / "upload.py"
# Panels of one picture; members beyond them stand in the table.
MOST_PANELS = 24
# Panels on one slide of it.
ON_SLIDE = 4


def own(view: View) -> Question:
    """Return the question for the members' scores."""
    return questions.question(
        "joined_scores", program=PROGRAM, stage=JOINED, framework_program=INDEX, region=view.region
    )


def beside() -> Question:
    """Return the question for the nation's scores and those of the others."""
    return questions.question("joined_beside", program=PROGRAM, stage=JOINED, framework_program=INDEX)


def draw(view: View) -> list[str]:
    """Draw the members' index by year, the words that limit it, and the tables; return the sources."""
    st.header(_("Indeks SPBE sebelum dan sesudah 2022"), anchor=False)
    known = len(living_lab.joined(view))
    scores = own(view).answer()
    if scores.empty:
        _nothing(findings.living_lab(scores, known))
        return []
    shown = data.made(("idsll scores", view.region), lambda: _picture(view, scores, known))
    frame.picture(shown, view, _described(view), PATH)
    with st.container(border=True, key="idsll_limits"):
        st.markdown(_limits(living_lab.named(view), living_lab.published(view)))
    frame.fold(_("Tabel: indeks anggota"), partial(_own_table, scores), key="idsll_scores")
    frame.fold(
        _("Tabel: nasional dan daerah lain"), partial(_beside_table, beside().answer()), key="idsll_beside"
    )
    return list(shown.sources)


def _described(view: View) -> str:
    program = filters.programs(with_stages=False).get(PROGRAM, PROGRAM)
    return f"{program} · {filters.region_name(view.region)}"


def _picture(view: View, scores: pd.DataFrame, known: int) -> frame.Picture:
    others = beside().answer()
    drawn = scores[scores["region_code"].isin(scores["region_code"].drop_duplicates().head(MOST_PANELS))]

    def draw_panels(some: pd.DataFrame, look: Look) -> Any:
        return charts.living_lab(some, others, look)

    members = int(scores["region_code"].nunique())
    indexed = ngettext(
        "indeks {count} dari {known} anggota diketahui",
        "indeks {count} dari {known} anggota diketahui",
        members,
    ).format(count=formats.number(members), known=formats.number(known))
    cut = _("{count} yang pertama digambar").format(count=formats.number(MOST_PANELS))
    parts = (indexed, cut if members > MOST_PANELS else "", _others(others), _described(view))
    return frame.Picture(
        key="living_lab",
        title=findings.living_lab(scores, known),
        subtitle=" · ".join(part for part in parts if part),
        chart=partial(draw_panels, drawn),
        pieces=frame.pieces(drawn, ON_SLIDE, draw_panels, by="region_code"),
        questions=(own(view), beside()),
        sources=tuple(dict.fromkeys([*scores["source_title"].dropna(), *others["source_title"].dropna()])),
        alt=charts.alt_living_lab(drawn),
        table=scores,
        rows=own(view),
    )


def _others(others: pd.DataFrame) -> str:
    """Return of how many other regions the index is known, where their quartiles are drawn."""
    shown = others.dropna(subset=["others_median"])
    if shown.empty:
        return ""
    counts = ", ".join(
        _("{edition}: {count}").format(edition=edition, count=formats.number(count))
        for edition, count in zip(shown["edition"], shown["others_known"], strict=True)
    )
    return _("daerah lain yang diketahui {counts}").format(counts=counts)


def _limits(known: int, published: float | None) -> str:
    """Return in words what cannot be read from the picture."""
    few = (
        _("Baru {known} dari {total} anggota yang diketahui namanya.").format(
            known=formats.number(known), total=formats.number(published)
        )
        if published is not None and known < published
        else _("{known} anggota diketahui namanya.").format(known=formats.number(known))
    )
    cause = _(
        "**Tidak ada sebab yang dapat dibaca dari gambar ini.** Anggota dipilih antara lain karena indeksnya sudah "
        "baik atau pernah belajar ke Sumedang; indeks nasional naik pada tahun yang sama; dan yang diketahui adalah "
        "indeks yang diumumkan, bukan contoh acak."
    )
    rule = _(
        "Kuartil dan median daerah lain hanya tampil bila sedikitnya {count} indeks diketahui. Indeks SPBE 2018 "
        "(dipakai sampai 2020) dan SPBE 2020 (sejak 2021) memakai instrumen berbeda dan tidak sebanding."
    ).format(count=formats.number(rules.QUARTILES_FROM))
    return f"{few} {cause} {rule}"


def _own_table(scores: pd.DataFrame) -> None:
    tables.show(
        scores,
        key="idsll_scores",
        of="assessment",
        columns=("name", "edition", "framework", "score", "confidence", "source_title"),
        values={"confidence": tables.value_names("assessment", "confidence")},
        most=200,
    )


def _beside_table(answer: pd.DataFrame) -> None:
    columns = (
        "edition",
        "framework",
        "national_score",
        "others_known",
        "others_lower",
        "others_median",
        "others_upper",
        "source_title",
    )
    tables.show(answer, key="idsll_beside", columns=columns)


def _nothing(found: str) -> None:
    frame.empty(
        f"{found}.",
        _("Indeks SPBE diketahui dari berita dan laman resmi; tidak semua daerah mengumumkannya."),
        _("Unggah hasil penilaian SPBE (instrumen spbe-2020, indikator index) beserta sumbernya."),
    )
    st.page_link(
        UPLOAD, label=_("Unggah data"), icon=":material/upload_file:", query_params=address.carried()
    )
