"""Provinces as rows: how much is known of them by program and period, and how old what is known is."""

from typing import Any

import altair as alt
import pandas as pd

from smartcity.charts.base import (
    Entry,
    Row,
    data,
    dress,
    empty,
    key,
    key_height,
    nothing_to_draw,
    pixels,
    rows_of,
    tooltip,
    whole,
)
from smartcity.findings.quality import period_name
from smartcity.formats import MISSING, number, percent
from smartcity.formats import date as date_words
from smartcity.look import Look, contrast
from smartcity.words import N_, _

LINE = 21
"""Height in pixels of one province."""

NAMES = 128
"""Pixels at the left for the names of the provinces."""

LETTER_HEIGHT = 7
"""Pixels that a letter of an upright column name takes."""

SHARES = (0.1, 0.25, 0.5, 0.75)
"""Shares of a total at which a cell takes the next colour."""

SHARE_NAMES = (
    N_("sampai 10%"),
    N_("di atas 10%"),
    N_("di atas 25%"),
    N_("di atas 50%"),
    N_("di atas 75%"),
)

SHARE_COLOURS = (0, 1, 4, 5, 6)
"""Places in the sequential scale on which numbers can be read in both looks; a count without a total has the second."""

YEAR_COLOURS = (5, 4, 1, 0)
YEARS = (365, 730, 1095)
"""Days at which a fact takes the next colour."""

YEAR_NAMES = (N_("sampai 1 tahun"), N_("sampai 2 tahun"), N_("sampai 3 tahun"), N_("lebih dari 3 tahun"))


def coverage(frame: pd.DataFrame, look: Look) -> Any:
    """Draw for each province and period how many are known; the darker, the larger their share of all."""
    if nothing_to_draw(frame[frame["known"] > 0]):
        return empty(look)
    cells = [_known_cell(row, look) for row in rows_of(frame)]
    columns = list(dict.fromkeys(cell["column"] for cell in cells))
    return _grid(cells, columns, look, _known_key(cells, look), KNOWN_HINTS)


def alt_coverage(frame: pd.DataFrame) -> str:
    """Say in one sentence how many are known in each period in the whole country."""
    parts = [
        _("{period} {words}").format(period=period_name(row), words=known_words(row))
        for row in rows_of(frame)
        if row["area"] == "00"
    ]
    text = _("Peta panas cakupan menurut provinsi dan periode. Seluruh Indonesia: {parts}")
    return text.format(parts="; ".join(parts) or MISSING)


def known_words(row: Row) -> str:
    """Say how many are known, and of how many where that is known."""
    if row["total"] is None:
        return number(whole(row["known"]))
    return _("{count} dari {total}").format(count=number(whole(row["known"])), total=number(row["total"]))


def ages(frame: pd.DataFrame, look: Look, *, tables: dict[str, str]) -> Any:
    """Draw for each province and table the year of the newest fact; old ones are marked."""
    if nothing_to_draw(frame, "newest"):
        return empty(look)
    cells = [_age_cell(row, tables, look) for row in rows_of(frame)]
    return _grid(cells, list(tables.values()), look, _age_key(cells, look), AGE_HINTS)


def alt_ages(frame: pd.DataFrame) -> str:
    """Say in one sentence how many of the provinces have only old facts, by table."""
    provinces = frame[frame["area"] != "00"]
    known = provinces[provinces["newest"].notna()]
    text = _("Peta panas umur data: {old} dari {all} sel berisi fakta lama.")
    return text.format(old=number(int(known["is_old"].sum())), all=number(len(known)))


KNOWN_HINTS = (
    ("name", N_("Wilayah")),
    ("column", N_("Periode")),
    ("words", N_("Diketahui")),
    ("share", N_("Bagian")),
    ("basis", N_("Penyebut")),
)
AGE_HINTS = (
    ("name", N_("Wilayah")),
    ("column", N_("Tabel")),
    ("words", N_("Fakta terbaru")),
    ("facts", N_("Fakta")),
)


def basis_words(basis: str) -> str:
    """Say where the total of a cell comes from."""
    return {
        "figure": _("angka terpublikasi"),
        "governments": _("semua pemerintah daerah"),
        "unknown": _("jumlah seluruhnya tidak diketahui"),
    }[basis]


def _known_cell(row: Row, look: Look) -> Row:
    """Return one cell of the coverage, already worded."""
    known, share = whole(row["known"]), row["share_known"]
    fill = look.background if not known else look.sequential[SHARE_COLOURS[_known_class(share)]]
    return {
        "program": row["program"],
        "edition": row["edition"],
        "area": row["area"],
        "name": str(row["area_name"]),
        "column": period_name(row),
        "label": number(known) if known else "",
        "words": known_words(row),
        "share": percent(share),
        "basis": basis_words(row["basis"]),
        "class": _known_class(share) if known else -1,
        "measured": row["total"] is not None,
        "old": False,
        **_ink(fill, look),
    }


def _known_class(share: float | None) -> int:
    """Return the place of a share among the classes."""
    return 1 if share is None else sum(share > limit for limit in SHARES)


def _known_key(cells: list[Row], look: Look) -> list[Entry]:
    """Return what the colours mean, only those that are there."""
    used = {cell["class"] for cell in cells if cell["measured"]}
    signs = [
        Entry(look.sequential[SHARE_COLOURS[place]], look.border, _(name))
        for place, name in enumerate(SHARE_NAMES)
        if place in used
    ]
    if any(not cell["measured"] and cell["class"] >= 0 for cell in cells):
        signs.append(
            Entry(
                look.sequential[SHARE_COLOURS[1]],
                look.border,
                _("tercatat; jumlah seluruhnya tidak diketahui"),
            )
        )
    return [*signs, Entry(look.background, look.border, _("belum ada yang diketahui"))]


def _age_cell(row: Row, tables: dict[str, str], look: Look) -> Row:
    """Return one cell of the ages, already worded."""
    newest = row["newest"]
    place = -1 if newest is None else sum(int(row["days"]) > limit for limit in YEARS)
    fill = look.background if newest is None else look.sequential[YEAR_COLOURS[place]]
    return {
        "program": "",
        "edition": "",
        "area": row["area"],
        "name": str(row["area_name"]),
        "column": tables[str(row["table_name"])],
        "label": "" if newest is None else str(newest)[:4],
        "words": date_words(newest),
        "facts": number(whole(row["facts"])),
        "class": place,
        "old": bool(row["is_old"]),
        **_ink(fill, look),
    }


def _age_key(cells: list[Row], look: Look) -> list[Entry]:
    used = {cell["class"] for cell in cells}
    signs = [
        Entry(look.sequential[YEAR_COLOURS[place]], look.border, _(name))
        for place, name in enumerate(YEAR_NAMES)
        if place in used
    ]
    old = Entry(look.attention, look.attention, _("data lama"), "triangle-up")
    nothing = Entry(look.background, look.border, _("belum ada fakta bertanggal"))
    return [*signs, *[old] * any(cell["old"] for cell in cells), nothing]


def _ink(fill: str, look: Look) -> Row:
    """Return a cell's colour and the ink that stands out from it."""
    ink = max((look.text, look.background), key=lambda each: contrast(each, fill))
    return {"fill": fill, "ink": ink}


def _grid(
    cells: list[Row],
    columns: list[str],
    look: Look,
    signs: list[Entry],
    hints: tuple[tuple[str, str], ...],
) -> Any:
    """Draw cells in rows of provinces; the whole country stands above them, apart."""
    head = 16 + LETTER_HEIGHT * max(len(column) for column in columns)
    areas = list(dict.fromkeys(cell["area"] for cell in cells))
    tops = {area: head + LINE * place + 8 * (area != "00") for place, area in enumerate(areas)}
    foot = head + LINE * len(areas) + 12
    height = foot + key_height(signs)
    rows = [
        {**cell, "top": tops[cell["area"]], "end": tops[cell["area"]] + LINE - 2}
        | {"middle": tops[cell["area"]] + (LINE - 2) / 2, "corner": tops[cell["area"]] + 4}
        for cell in cells
    ]
    layers = [
        *_cells(rows, columns, look, height),
        _names(rows, look, height),
        _column_names(columns, head, look, height),
        *key(signs, look, height),
        _target(rows, columns, height, hints),
    ]
    return dress(alt.layer(*layers), look, height)


def _x(columns: list[str]) -> alt.X:
    """Return the columns beside the names."""
    scale = alt.Scale(domain=columns, range=[NAMES, alt.expr("width")], paddingInner=0.05, paddingOuter=0)
    return alt.X("column:N", sort=columns, scale=scale, axis=None)


def _cells(rows: list[Row], columns: list[str], look: Look, height: int) -> list[alt.Chart]:
    """Return the cells with their numbers, and marks on what is old."""
    x, filled = _x(columns), [row for row in rows if row["class"] >= 0]
    cell = f"(width - {NAMES}) / {len(columns)}"
    size = alt.expr(f"{cell} < 14 ? 7 : {cell} < 24 ? 9.5 : {cell} < 40 ? 10.5 : 12")
    boxes = alt.Chart(data(rows)).mark_rect(stroke=look.border, strokeWidth=0.6)
    words = alt.Chart(data(filled)).mark_text(fontSize=size, fontWeight=500)
    marks = alt.Chart(data(row for row in rows if row["old"]))
    return [
        boxes.encode(x=x, y=pixels("top", height), y2=alt.Y2("end:Q"), fill=alt.Fill("fill:N", scale=None)),
        words.encode(
            x=x, y=pixels("middle", height), text=alt.Text("label:N"), color=alt.Color("ink:N", scale=None)
        ),
        marks.mark_point(
            shape="triangle-up",
            size=alt.expr(f"{cell} < 40 ? 16 : 36"),
            fill=look.attention,
            stroke=look.background,
            strokeWidth=0.8,
            opacity=1,
            xOffset=alt.expr(f"(width - {NAMES}) / {len(columns)} / 2 - 7"),
        ).encode(x=x, y=pixels("corner", height)),
    ]


def _names(rows: list[Row], look: Look, height: int) -> alt.Chart:
    """Return the names of the provinces at the left."""
    areas = list({row["area"]: row for row in rows}.values())
    words = alt.Chart(data(areas)).mark_text(align="left", fontSize=12, color=look.text, limit=NAMES - 8)
    named: alt.Chart = words.encode(x=alt.XValue(1), y=pixels("middle", height), text=alt.Text("name:N"))
    return named


def _column_names(columns: list[str], head: int, look: Look, height: int) -> alt.Chart:
    """Return the names of the columns above them, upright."""
    rows = [{"column": column, "y": head - 6} for column in columns]
    words = alt.Chart(data(rows)).mark_text(
        align="left", baseline="middle", angle=270, fontSize=12, fontWeight=500, color=look.muted
    )
    named: alt.Chart = words.encode(x=_x(columns), y=pixels("y", height), text=alt.Text("column:N"))
    return named


def _target(
    rows: list[Row], columns: list[str], height: int, hints: tuple[tuple[str, str], ...]
) -> alt.Chart:
    """Return an invisible mark over each cell that carries its tooltip and is chosen by a click."""
    chosen = alt.selection_point(name="cell", fields=["program", "edition", "area"])
    target: alt.Chart = (
        alt.Chart(data(rows))
        .mark_rect(opacity=0, cursor="pointer")
        .encode(
            x=_x(columns),
            y=pixels("top", height),
            y2=alt.Y2("end:Q"),
            tooltip=tooltip(*((field, _(title)) for field, title in hints)),
        )
        .add_params(chosen)
    )
    return target
