"""Umur data: how old the newest fact of each table is in each province; old ones are marked."""

from functools import partial

import pandas as pd
import streamlit as st

from smartcity import formats, rules
from smartcity.charts import coverage as grids
from smartcity.findings import quality as said
from smartcity.ui import data, frame, map_view, questions, sources, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.quality_coverage import AREAS_ON_SLIDE
from smartcity.words import _

CHART = "ages"


def draw(view: View, page: str) -> list[str]:
    """Draw the ages of the facts by province and table."""
    asked = questions.question("age_by_province", today=data.today())
    answer = asked.answer()
    if answer["newest"].isna().all():
        frame.empty(
            f"{said.ages(answer)}.",
            _("Umur dihitung dari tanggal pada fakta, bukan dari saat diunggah."),
            _("Unggah data beserta tanggalnya."),
        )
        return []
    shown = data.made(("ages", data.today()), lambda: _picture(asked, answer))
    frame.picture(shown, view, _("Seluruh Indonesia"), page)
    st.caption(_("Pilih satu baris untuk membuka halaman wilayahnya."))
    _table(answer)
    return list(shown.sources)


def _picture(asked: questions.Question, answer: pd.DataFrame) -> frame.Picture:
    names = {name: tables.table_names()[name] for name in sorted(set(answer["table_name"]), key=_order)}
    text = _(
        "Tahun fakta terbaru menurut provinsi dan tabel; yang lebih tua dari {days} hari ditandai. Bila sumber tidak "
        "menyebut tanggal, tahun periodenya dipakai."
    )
    return frame.Picture(
        key=CHART,
        title=said.ages(answer),
        subtitle=text.format(days=formats.number(rules.OLD_AFTER_DAYS)),
        chart=partial(grids.ages, answer, tables=names),
        pieces=frame.pieces(answer, AREAS_ON_SLIDE, partial(grids.ages, tables=names), by="area"),
        questions=(asked,),
        sources=tuple(sources.titles()),
        alt=grids.alt_ages(answer),
        table=answer,
        rows=questions.question("region_sources", region=NATION),
    )


def _order(table: str) -> int:
    """Return the place of a table in the contract."""
    return list(tables.table_names()).index(table)


def _table(answer: pd.DataFrame) -> None:
    """Draw the date of the newest fact of each province over all tables, the oldest first."""
    newest = data.made(("newest by province", data.today()), lambda: _by_province(answer))
    codes = newest["area"].tolist()
    tables.show(
        newest,
        key="ages_table",
        columns=("area_name", "newest", "age_words", "facts"),
        on_pick=lambda row: map_view.open_page(str(codes[row])),
        made_of=data.today(),
        height=430,
        title=_("Umur data menurut provinsi"),
    )


def _by_province(answer: pd.DataFrame) -> pd.DataFrame:
    provinces = answer[answer["area"] != "00"]
    facts = provinces.groupby("area")["facts"].sum()
    dated = provinces.dropna(subset=["newest"]).sort_values("days").drop_duplicates("area")
    names = provinces.drop_duplicates("area")[["area", "area_name"]]
    table = names.merge(dated[["area", "newest", "days", "is_old"]], on="area", how="left")
    table = table.sort_values("days", ascending=False, na_position="first").reset_index(drop=True)
    return table.assign(
        facts=table["area"].map(facts),
        age_words=[_age(days, old) for days, old in zip(table["days"], table["is_old"], strict=True)],
    )


def _age(days: float, is_old: object) -> str:
    """Return an age in words, marked where it is old."""
    if formats.is_missing(days):
        return _("belum ada fakta bertanggal")
    words = _("{days} hari").format(days=formats.number(days))
    return _("{age} (lama)").format(age=words) if is_old is True else words
