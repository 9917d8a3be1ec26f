"""Stages where more regions are known by name than were published, with those in doubt."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from smartcity import formats
from smartcity.settings import ROOT
from smartcity.ui import address, data, filters, map_view, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.text import plain
from smartcity.words import _, local

COLUMNS = ("region_name", "best_confidence", "other_editions")
Stage = Mapping[str, Any]


def listed() -> list[Stage]:
    """Return the stages where names exceed the figure, one entry each."""

    def make() -> list[Stage]:
        answer = data.ask("names_over_figures")
        stages = answer.drop_duplicates(["program", "edition", "stage", "scope_code"])
        return [{str(name): value for name, value in row.items()} for row in stages.to_dict("records")]

    return data.made("names over figures", make)


def draw(view: View, stages: list[Stage]) -> None:
    """Draw each such stage with the regions to look at."""
    if not stages:
        return
    st.subheader(_("Lebih banyak nama daripada angkanya"), anchor=False)
    st.caption(
        _(
            "Kedua angka ditampilkan apa adanya. Yang didaftar adalah daerah yang buktinya lemah atau yang juga "
            "tercatat pada periode lain; periksa sumbernya, lalu ubah tingkat keyakinannya atau hapus barisnya."
        )
    )
    for place, stage in enumerate(stages):
        _stage(view, stage, place)


def _stage(view: View, stage: Stage, place: int) -> None:
    program, scope = str(stage["program"]), str(stage["scope_code"])
    where = "" if scope == NATION else filters.region_name(scope)
    parts = (program.upper(), str(stage["edition"]), local(stage, "name"), where)
    st.markdown(
        _("**{stage}**: {published} menurut angka utama, {known} diketahui namanya.").format(
            stage=plain(" ".join(part for part in parts if part)),
            published=formats.number(stage["published"]),
            known=formats.number(stage["known"]),
        )
    )
    st.page_link(
        ROOT / "pages" / "stages.py",
        label=_("Buka tahap ini"),
        icon=":material/filter_alt:",
        query_params=address.shared(view, program=program, edition=str(stage["edition"]), region=scope)
        | {address.PARAMETERS["stage"]: str(stage["stage"])},
    )
    answer = data.ask("names_over_figures")
    same = answer[["program", "edition", "stage", "scope_code"]].eq(
        [stage[name] for name in ("program", "edition", "stage", "scope_code")]
    )
    doubtful = answer[same.all(axis=1) & answer["region_code"].notna()].reset_index(drop=True)
    if doubtful.empty:
        return
    codes = doubtful["region_code"].tolist()
    tables.show(
        doubtful,
        title=plain(" ".join(part for part in parts if part)),
        key=f"doubtful_{place}",
        columns=COLUMNS,
        values={"best_confidence": tables.value_names("participation", "confidence")},
        on_pick=lambda row: map_view.open_page(str(codes[row])),
    )
