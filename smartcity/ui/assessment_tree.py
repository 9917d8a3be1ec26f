"""Bagian dan indikator: the instrument's tree with its weights, and the scores of its parts as a heatmap."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from smartcity.charts.heatmap import alt_heatmap, heatmap
from smartcity.charts.panels import Panel, panels, with_parts
from smartcity.findings import assessments
from smartcity.look import Look
from smartcity.ui import address, assessment, assessment_empty, data, filters, frame, tables
from smartcity.ui.address import View
from smartcity.words import _

# Governments in a heatmap where none were chosen, and at most.
SHOWN, CHOSEN = 8, 12
# Governments on one slide of it.
ON_SLIDE = 6
TREE_COLUMNS = ("indicator", "parent", "level", "name_id", "name_en", "weight_percent", "known")


def draw(view: View) -> list[str]:
    """Draw the choices, the heatmap and the tree as a table; return the sources."""
    tree = assessment.asked("assessment_tree", view).answer()
    if len(tree) <= 1:
        frame.empty(
            _("Instrumen ini tidak mempunyai bagian dalam data rujukan."),
            _("Hanya nilai keseluruhannya yang terbit."),
            _("Bagian dapat ditampilkan setelah pohon indikatornya ada dalam data rujukan."),
        )
        return []
    branch = _branch(view, tree)
    codes = _chosen(view)
    sources = _picture(view, tree, branch, codes)
    _tree_table(view, tree)
    return sources


def _branch(view: View, tree: pd.DataFrame) -> str:
    """Draw the choice of a part whose parts are shown, and return it."""
    names = {"": _("Bagian utama")} | with_parts(tree)
    chosen, notice = address.pick("branch", list(names), "")
    if notice:
        frame.notices([notice])
    if len(names) > 1:
        filters.choose(
            "branch", _("Yang ditampilkan"), names, chosen, lambda id_: address.go(view, branch=id_), 460
        )
    return chosen


def _chosen(view: View) -> str:
    """Draw the choice of governments and return their codes, comma-separated; '' where none are chosen."""
    answer = assessment.asked_nationally("assessment_with_parts", view).answer()
    names = dict(zip(answer["code"], answer["name"], strict=True))
    wanted = [code for code in address.asked("regions").split(",") if code in names][:CHOSEN]
    if not names:
        return ""
    key = "compared_regions"
    st.session_state[key] = wanted
    st.multiselect(
        _("Daerah yang dibandingkan"),
        list(names),
        key=key,
        format_func=lambda code: names.get(code, code),
        on_change=lambda: address.go(view, regions=",".join(st.session_state[key])),
        placeholder=_("yang nilai bagiannya diketahui; kosongkan untuk yang tertinggi"),
        max_selections=CHOSEN,
    )
    return ",".join(wanted)


def _picture(view: View, tree: pd.DataFrame, branch: str, codes: str) -> list[str]:
    asked = assessment.asked("assessment_parts", view, codes=codes, limit=CHOSEN if codes else SHOWN)
    if not asked.answer()["score"].notna().any():
        frame.empty(
            _("Belum ada nilai bagian yang diketahui untuk pilihan ini."),
            _("Berita biasanya hanya memuat indeks keseluruhan."),
            _("Unggah nilai setiap bagian dengan kode indikatornya; kodenya ada pada tabel di bawah."),
        )
        assessment_empty.upload()
        return []

    def make() -> frame.Picture:
        answer = asked.answer()
        shown = panels(tree, tables.value_names("indicator", "level"), branch)
        columns = {part.id for panel in shown for part in panel.parts}
        some = answer[answer["indicator"].isin(columns)]
        lowest, highest = _scale(tree, answer)
        known = int(answer["candidates"].iloc[0]) if not codes else answer["region_code"].nunique()
        named = assessment.described(view)
        placed = _placed(answer, some)
        draw_cells = partial(heatmap, lowest=lowest, highest=highest)
        return frame.Picture(
            key="parts",
            title=assessments.parts(placed, len(columns), known, assessment.governments(view)),
            subtitle=_("Nilai setiap bagian, yang tertinggi indeksnya di atas · {filters}").format(
                filters=named
            ),
            chart=partial(draw_cells, placed, panels=shown),
            pieces=_pieces(placed, shown, draw_cells),
            questions=(asked, assessment.asked("assessment_tree", view)),
            sources=tuple(answer["source_title"].dropna()),
            alt=alt_heatmap(some, shown),
            table=answer,
            rows=asked,
        )

    made = data.made(("assessment parts", asked, branch, view.region), make)
    frame.picture(made, view, assessment.described(view), assessment.PAGE)
    return list(made.sources)


def _pieces(
    placed: pd.DataFrame, shown: list[Panel], draw_cells: Callable[..., Any]
) -> tuple[Callable[[Look], Any], ...]:
    """Return the heatmap in pieces that slides hold: one panel of some governments each."""
    return tuple(
        piece
        for panel in shown
        for piece in frame.pieces(placed, ON_SLIDE, partial(draw_cells, panels=[panel]), by="region_code")
        or (partial(draw_cells, placed, panels=[panel]),)
    )


def _placed(answer: pd.DataFrame, some: pd.DataFrame) -> pd.DataFrame:
    """Return the scores of the shown columns, and an empty row for each government that has none of them."""
    without = answer[~answer["region_code"].isin(some["region_code"])].drop_duplicates("region_code")
    empty = without.assign(indicator=None, score=None).astype({"score": "float64"})
    both = pd.concat([some, empty]) if len(empty) else some
    order = {code: place for place, code in enumerate(dict.fromkeys(answer["region_code"]))}
    return both.sort_values("region_code", key=lambda codes: codes.map(order), kind="stable")


def _scale(tree: pd.DataFrame, answer: pd.DataFrame) -> tuple[float, float]:
    """Return the instrument's scale; where it is not on record the highest score tells whether it goes to 5 or 100."""
    lowest, highest = tree["lowest"].min(), tree["highest"].max()
    if pd.notna(lowest) and pd.notna(highest):
        return float(lowest), float(highest)
    return 0.0, 100.0 if answer["score"].max() > 5 else 5.0


def _tree_table(view: View, tree: pd.DataFrame) -> None:
    frame.fold(
        _("Pohon instrumen: bagian, bobot, dan berapa daerah yang nilainya diketahui"),
        lambda: tables.show(
            tree,
            key="tree_table",
            of="indicator",
            columns=TREE_COLUMNS,
            values={"level": tables.value_names("indicator", "level")},
            made_of=(view.framework, view.edition, assessment.scope(view)),
        ),
        key="tree_table",
        icon=":material/account_tree:",
    )
