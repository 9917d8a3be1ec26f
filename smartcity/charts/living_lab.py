"""IDSLL's members: the index of each by year, beside the nation and beside those not known to have joined."""

from typing import Any

import altair as alt
import pandas as pd

from smartcity.charts.base import Entry, Row, data, dress, empty, key, key_height, pixels, rows_of, tooltip
from smartcity.charts.comparison import LEVEL_NAMES
from smartcity.findings.living_lab import TURN
from smartcity.formats import MISSING, number
from smartcity.formats import score as score_words
from smartcity.look import Look
from smartcity.words import _

ABREAST = 2
"""Panels beside each other, on a phone too."""

GAP = 1.6
"""Room between two panels, in years."""

HEAD, PANEL, PLOT = 40, 190, 108
"""Height in pixels of a member's name, of its whole panel, and of the plot in it."""

LOWEST, HIGHEST = 1.0, 5.0
"""The scale of the SPBE index."""


def living_lab(scores: pd.DataFrame, beside: pd.DataFrame, look: Look) -> Any:
    """Draw a small panel per member, all to one scale: its index, the nation's, the middle half of the others."""
    if scores.empty:
        return empty(look, _("Belum ada indeks SPBE yang diketahui dari anggota IDSLL"))
    years = _years(scores, beside)
    members = rows_of(scores.drop_duplicates("region_code"))
    panels = [_panel(place, member, years) for place, member in enumerate(members)]
    points = [_point(row, panels, years) for row in rows_of(scores)]
    nation = [_nation(row, panel, years) for panel in panels for row in rows_of(beside)]
    signs = _signs(points, beside, look)
    height = PANEL * -(-len(panels) // ABREAST) + key_height(signs)
    wide = len(years) * ABREAST + GAP * (ABREAST - 1)
    layers = [
        *_frames(panels, beside, years, wide, look, height),
        *_others(nation, wide, look, height),
        *_nation_lines(nation, wide, look, height),
        *_own_lines(points, wide, look, height),
        *key(signs, look, height),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_living_lab(scores: pd.DataFrame) -> str:
    """Say which index each member had in which year."""
    parts = [
        _("{name} {years}").format(
            name=own["name"].iloc[0],
            years=", ".join(
                _("{edition}: {score}").format(edition=row["edition"], score=score_words(row["score"]))
                for row in rows_of(own)
            ),
        )
        for _code, own in scores.groupby("region_code")
    ]
    return _("Indeks SPBE anggota IDSLL menurut tahun. {parts}").format(parts="; ".join(parts) or MISSING)


def _years(scores: pd.DataFrame, beside: pd.DataFrame) -> list[str]:
    """Return every year from the first to the last, those without a score too."""
    known = sorted({*scores["edition"].astype(str), *beside["edition"].astype(str), TURN})
    numbers = [int(year) for year in known if year.isdigit()]
    return [str(year) for year in range(min(numbers), max(numbers) + 1)]


def _panel(place: int, member: Row, years: list[str]) -> Row:
    """Return where a member's panel lies: its left edge in years, its top in pixels."""
    left, top = (place % ABREAST) * (len(years) + GAP), (place // ABREAST) * PANEL
    level = LEVEL_NAMES.get(member["level"])
    # On a phone the whole name does not fit a line, and its end is what tells neighbours apart.
    name = "\n".join((_(level), member["short_name"])) if level else member["name"]
    return {"code": member["region_code"], "name": name, "left": left, "top": top, "y_name": top + 4}


def _at(year: str, panel: Row, years: list[str]) -> float:
    return float(panel["left"]) + years.index(year) + 0.5


def _high(value: float, panel: Row) -> float:
    """Return the pixels from the top at which a score stands."""
    share = (value - LOWEST) / (HIGHEST - LOWEST)
    return float(panel["top"]) + HEAD + PLOT * (1 - min(max(share, 0), 1))


def _point(row: Row, panels: list[Row], years: list[str]) -> Row:
    """Return one score of a member."""
    panel = next(panel for panel in panels if panel["code"] == row["region_code"])
    return {
        "code": row["region_code"],
        "name": row["name"],
        "line": f"{row['region_code']} {row['framework']}",
        "edition": row["edition"],
        "score": float(row["score"]),
        "label": score_words(row["score"]),
        "low": bool(row["low_only"]),
        "source": row["source_title"],
        "x": _at(str(row["edition"]), panel, years),
        "y": _high(float(row["score"]), panel),
    }


def _nation(row: Row, panel: Row, years: list[str]) -> Row:
    """Return what stands beside a member's scores in one year."""
    heights = {
        name: None if row[name] is None else _high(float(row[name]), panel)
        for name in ("national_score", "others_lower", "others_median", "others_upper")
    }
    return {
        "line": f"{panel['code']} {row['framework']}",
        "x": _at(str(row["edition"]), panel, years),
        "edition": row["edition"],
        "nation_words": score_words(row["national_score"]),
        **heights,
    }


def _x(field: str, wide: float) -> alt.X:
    scale = alt.Scale(domain=[0, wide], nice=False, zero=False)
    return alt.X(f"{field}:Q", scale=scale, axis=None)


def _frames(
    panels: list[Row], beside: pd.DataFrame, years: list[str], wide: float, look: Look, height: int
) -> list[alt.Chart]:
    """Return names, ground lines, years below, the turn, and the sign where the instrument changed."""
    turn = years.index(TURN)
    grounds = [
        {**panel, "right": panel["left"] + len(years), "y": _high(value, panel), "text": number(value)}
        for panel in panels
        for value in (LOWEST, HIGHEST)
    ]
    feet = [
        {"x": panel["left"] + place + 0.5, "y": panel["top"] + HEAD + PLOT + 13, "text": years[place]}
        for panel in panels
        for place in sorted({0, turn, len(years) - 1})
    ]
    uprights = [
        {"x": at, "y": panel["top"] + HEAD - 2, "y2": panel["top"] + HEAD + PLOT, "kind": kind}
        for panel in panels
        for kind, at in _uprights(panel, beside, years)
    ]
    names = alt.Chart(data(panels)).mark_text(
        align="left",
        baseline="top",
        lineBreak="\n",
        lineHeight=15,
        fontSize=12,
        fontWeight=600,
        color=look.text,
        limit=alt.expr("width / 2 - 20"),
    )
    return [
        names.encode(x=_x("left", wide), y=pixels("y_name", height), text=alt.Text("name:N")),
        alt.Chart(data(grounds))
        .mark_rule(color=look.grid)
        .encode(x=_x("left", wide), x2=alt.X2("right:Q"), y=pixels("y", height)),
        alt.Chart(data(grounds))
        .mark_text(align="right", dy=-7, fontSize=11, color=look.muted)
        .encode(x=_x("right", wide), y=pixels("y", height), text=alt.Text("text:N")),
        alt.Chart(data(feet))
        .mark_text(fontSize=11, color=look.muted)
        .encode(x=_x("x", wide), y=pixels("y", height), text=alt.Text("text:N")),
        *(
            alt.Chart(data(row for row in uprights if row["kind"] == kind))
            .mark_rule(color=colour, strokeDash=dash, strokeWidth=1.2)
            .encode(x=_x("x", wide), y=pixels("y", height), y2=alt.Y2("y2:Q"))
            for kind, colour, dash in (("turn", look.muted, [1, 0]), ("break", look.attention, [3, 3]))
        ),
    ]


def _uprights(panel: Row, beside: pd.DataFrame, years: list[str]) -> list[tuple[str, float]]:
    """Return the places of the turn and of the changes of instrument."""
    found = [("turn", _at(TURN, panel, years))]
    firsts = beside.groupby("framework")["edition"].min().sort_values().tolist() if len(beside) else []
    return found + [("break", _at(str(year), panel, years) - 0.5) for year in firsts[1:]]


def _others(nation: list[Row], wide: float, look: Look, height: int) -> list[alt.Chart]:
    """Return the middle half of the others, and their median, where enough are known."""
    known = [row for row in nation if row["others_median"] is not None]
    base = alt.Chart(data(known))
    half = base.mark_rule(color=look.unknown, strokeWidth=9).encode(
        x=_x("x", wide), y=pixels("others_upper", height), y2=alt.Y2("others_lower:Q")
    )
    median = base.mark_tick(orient="horizontal", color=look.muted, thickness=2, size=9).encode(
        x=_x("x", wide), y=pixels("others_median", height)
    )
    return [half, median]


def _nation_lines(nation: list[Row], wide: float, look: Look, height: int) -> list[alt.Chart]:
    """Return the nation's line, parted where the instrument changed."""
    known = [row for row in nation if row["national_score"] is not None]
    base = alt.Chart(data(known)).encode(x=_x("x", wide), y=pixels("national_score", height))
    hints = tooltip(("edition", _("Tahun")), ("nation_words", _("Nasional")))
    return [
        base.mark_line(color=look.muted, strokeWidth=1.5, strokeDash=[5, 3]).encode(
            detail=alt.Detail("line:N")
        ),
        base.mark_point(shape="diamond", filled=True, size=26, color=look.muted, opacity=1).encode(
            tooltip=hints
        ),
    ]


def _own_lines(points: list[Row], wide: float, look: Look, height: int) -> list[alt.Chart]:
    """Return the members' own lines and points, with their first and latest scores in words."""
    hints = tooltip(
        ("name", _("Daerah")), ("edition", _("Tahun")), ("label", _("Indeks SPBE")), ("source", _("Sumber"))
    )
    base = alt.Chart(data(points)).encode(x=_x("x", wide), y=pixels("y", height))
    layers = [base.mark_line(color=look.accent, strokeWidth=2).encode(detail=alt.Detail("line:N"))]
    for low in (False, True):
        some = alt.Chart(data(point for point in points if point["low"] is low))
        marks = some.mark_point(
            size=55, fill=look.background if low else look.accent, stroke=look.accent, opacity=1
        )
        layers.append(marks.encode(x=_x("x", wide), y=pixels("y", height), tooltip=hints))
    words = alt.Chart(data(_ends(points))).mark_text(dy=-12, fontSize=12, fontWeight=700, color=look.text)
    layers.append(words.encode(x=_x("x", wide), y=pixels("y", height), text=alt.Text("label:N")))
    return layers


def _ends(points: list[Row]) -> list[Row]:
    """Return the first and the latest point of each member."""
    firsts = {point["code"]: point for point in reversed(points)}
    lasts = {point["code"]: point for point in points}
    return [*firsts.values(), *(point for point in lasts.values() if point is not firsts[point["code"]])]


def _signs(points: list[Row], beside: pd.DataFrame, look: Look) -> list[Entry]:
    """Return what the lines and marks mean that occur."""
    turn = _("{year}, tahun IDSLL dimulai").format(year=TURN)
    signs = [
        Entry(look.accent, look.accent, _("anggota IDSLL"), "circle"),
        Entry(look.muted, look.muted, turn, "stroke"),
    ]
    if any(point["low"] for point in points):
        signs.append(Entry(look.background, look.accent, _("keyakinan rendah"), "circle"))
    if beside["national_score"].notna().any():
        signs.append(Entry(look.muted, look.muted, _("nasional"), "diamond"))
    if beside["others_median"].notna().any():
        signs.append(Entry(look.unknown, look.muted, _("separuh tengah dan median daerah lain")))
    if beside["framework"].nunique() > 1:
        signs.append(
            Entry(look.attention, look.attention, _("instrumen berganti, tidak sebanding"), "stroke")
        )
    return signs
