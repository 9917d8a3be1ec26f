"""Figures and their sources: claims about the same thing side by side, the chosen one marked."""

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.settings import ROOT
from smartcity.ui import address, data, filters, frame, method_link, tables
from smartcity.ui.address import View
from smartcity.ui.text import plain
from smartcity.words import _

COLUMNS = (
    "stage",
    "measure",
    "category",
    "scope_label",
    "value",
    "counted_unit",
    "chosen",
    "as_of",
    "confidence",
    "note",
    "source_title",
)


def figures(view: View) -> None:
    """Draw the contradictions of an edition's figures, then every claim."""
    answer = data.ask("figure_claims", program=view.program, edition=view.edition, region=view.region)
    if answer.empty:
        frame.empty(
            _("Belum ada angka terpublikasi untuk {filters}.").format(filters=plain(filters.described(view))),
            _("Angka yang tampil dihitung dari daerah yang diketahui namanya."),
            _("Unggah angka terpublikasi beserta sumbernya."),
        )
        return
    _contradictions(view, answer)
    tables.show(
        answer,
        key="claims",
        of="published_figure",
        columns=COLUMNS,
        values={
            "stage": filters.stages(view.program),
            "measure": tables.value_names("published_figure", "measure"),
            "confidence": tables.value_names("published_figure", "confidence"),
        },
        made_of=(view.program, view.edition, view.region),
        title=_("Angka dan sumbernya"),
    )
    st.caption(rule())
    method_link.draw("angka-utama")
    _to_contradictions(view)


def _to_contradictions(view: View) -> None:
    """Draw the way to where a contradiction is settled."""
    st.page_link(
        ROOT / "pages" / "quality.py",
        label=_("Semua pertentangan dan cara menetapkannya"),
        icon=":material/difference:",
        query_params=address.shared(view) | {address.PARAMETERS["part"]: "pertentangan"},
    )


def rule() -> str:
    """Return the rule that chooses among claims, in words."""
    return _(
        "Angka utama dipilih menurut tingkat keyakinan (resmi, tinggi, sedang, rendah), "
        "lalu tanggal yang lebih baru, lalu judul sumber. Angka lain tetap ditampilkan."
    )


def _contradictions(view: View, answer: pd.DataFrame) -> None:
    stages = filters.stages(view.program)
    contested = answer[(answer["measure"] == "reached_stage") & (answer["scope_label"].fillna("") == "")]
    for stage in stages:
        claims = contested[contested["stage"] == stage]
        if claims["contradicts"].any():
            st.markdown(f"**{plain(stages[stage])}**: {_side_by_side(claims)}")


def _side_by_side(claims: pd.DataFrame) -> str:
    parts = []
    headline = _("angka utama")
    for claim in claims.sort_values("chosen", ascending=False).to_dict("records"):
        value = formats.short_number(claim["value"], 2)
        shown = f"**{value}** ({headline})" if claim["chosen"] else value
        parts.append(f"{shown} — {plain(str(claim['source_title']))}")
    return "; ".join(parts)
