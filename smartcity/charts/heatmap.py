"""Scores of an instrument's parts: governments as rows, parts as columns, every cell labelled, unknown ones empty."""

import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from smartcity.charts.base import Entry, Row, data, dress, empty, key, key_height, pixels, rows_of, tooltip
from smartcity.charts.ends import GOVERNMENTS, Drawn
from smartcity.charts.panels import Panel
from smartcity.formats import MISSING, short_number
from smartcity.formats import score as score_words
from smartcity.look import Look, contrast
from smartcity.words import _

LINE = 46
"""Height in pixels of one government: its name, and its cells."""

HEAD = 58
"""Height in pixels of a panel's title, and of the codes and weights of its columns."""

GAP = 26
"""Pixels between two panels."""

WRAP = 50
"""Letters in one line of a part's name, for the narrowest phone."""

TEXT = 17
"""Height in pixels of one line of a part's name."""

INKS = ("#000000", "#ffffff")
"""One of them stands out from every colour by 4.5 to 1; text and paper do not from those in the middle."""

MANY = 8
"""Above so many columns the labels are smaller."""


def heatmap(
    frame: pd.DataFrame,
    look: Look,
    *,
    panels: Sequence[Panel],
    lowest: float,
    highest: float,
    of: Drawn = GOVERNMENTS,
) -> Any:
    """Draw a panel for each group of parts, one below the other, each with the names of its parts."""
    if frame.empty or not panels:
        return empty(look)
    governments = list(dict.fromkeys((row["region_code"], row["name"]) for row in rows_of(frame)))
    scores = {(row["region_code"], row["indicator"]): row["score"] for row in rows_of(frame)}
    cells: list[Row] = []
    texts: list[Row] = []
    top = 0
    for panel in panels:
        texts += _head(panel, top)
        for place, (code, name) in enumerate(governments):
            line = top + HEAD + place * LINE
            texts.append(_text(name, 0, line + 9))
            cells += _cells(panel, code, name, scores, line, (lowest, highest), look)
        foot = top + HEAD + len(governments) * LINE
        lines = _names(panel)
        texts += [_text(words, 0, foot + 10 + at * TEXT) for at, words in enumerate(lines)]
        top = foot + TEXT * len(lines) + GAP
    signs = _signs(cells, look, lowest, highest)
    height = top + key_height(signs)
    layers = [
        *_cell_layers(cells, look, height, of),
        *_text_layers(texts, look, height),
        *key(signs, look, height),
    ]
    return dress(alt.layer(*layers), look, height)


def alt_heatmap(frame: pd.DataFrame, panels: Sequence[Panel]) -> str:
    """Say in one sentence which score each part has."""
    codes = {part.id: part.code for panel in panels for part in panel.parts}
    parts = [
        _("{name} {code} {score}").format(
            name=row["name"], code=codes[row["indicator"]], score=short_number(row["score"], 2)
        )
        for row in rows_of(frame)
        if row["indicator"] in codes and row["score"] is not None
    ]
    return _("Peta panas nilai bagian instrumen: {parts}").format(parts="; ".join(parts) or MISSING)


def _head(panel: Panel, top: int) -> list[Row]:
    """Return a panel's title, and above each column its code and weight."""
    count = len(panel.parts)
    rows = [_text(panel.title, 0, top + 9, kind="title")]
    for place, part in enumerate(panel.parts):
        middle = (place + 0.5) / count
        rows.append(_text(part.code, middle, top + 32, kind="code"))
        rows.append(_text(part.weight, middle, top + 47, kind="weight"))
    return rows


def _names(panel: Panel) -> list[str]:
    """Return the names of a panel's parts, broken into lines for the narrowest phone."""
    return [line for part in panel.parts for line in textwrap.wrap(part.line, WRAP, subsequent_indent="    ")]


def _text(words: str, x: float, y: float, *, kind: str = "name") -> Row:
    return {"words": words, "x": x, "y": y, "kind": kind}


def _cells(
    panel: Panel,
    code: str,
    name: str,
    scores: dict[tuple[str, str], float | None],
    top: int,
    scale: tuple[float, float],
    look: Look,
) -> list[Row]:
    """Return one government's cells in a panel."""
    count = len(panel.parts)
    return [
        {
            "name": name,
            "part": part.line,
            "indicator": part.id,
            "region_code": code,
            "left": place / count,
            "right": (place + 1) / count,
            "middle": (place + 0.5) / count,
            "small": count > MANY,
            **_colours(scores.get((code, part.id)), scale, look, small=count > MANY),
            **{"top": top + 18, "end": top + 41, "y": top + 30},
        }
        for place, part in enumerate(panel.parts)
    ]


def _colours(score: float | None, scale: tuple[float, float], look: Look, *, small: bool) -> Row:
    """Return a score with its words, the colour of its cell and an ink that stands out from it."""
    if score is None:
        return {"score": None, "label": "", "tip": MISSING, "fill": look.background, "ink": look.muted}
    lowest, highest = scale
    share = (float(score) - lowest) / ((highest - lowest) or 1)
    steps = look.sequential
    fill = steps[min(max(int(share * len(steps)), 0), len(steps) - 1)]
    label = short_number(score, 2) if small else score_words(score)
    inks = sorted(INKS, key=lambda ink: contrast(ink, fill))
    return {"score": float(score), "label": label, "tip": label, "fill": fill, "ink": inks[-1]}


def _across(field: str) -> alt.X:
    """Return an x channel that takes a share of the whole width."""
    scale = alt.Scale(domain=[0, 1], range=[0, alt.expr("width")], nice=False, zero=False)
    return alt.X(f"{field}:Q", scale=scale, axis=None)


def _cell_layers(cells: list[Row], look: Look, height: int, of: Drawn) -> list[alt.Chart]:
    """Return the cells; an unknown one is an empty box with a broken edge."""
    hints = tooltip(("name", _(of.one)), ("part", _("Bagian")), ("tip", _("Nilai")))
    layers: list[alt.Chart] = []
    for known in (True, False):
        some = alt.Chart(data(cell for cell in cells if (cell["score"] is not None) is known))
        edge = look.background if known else look.border
        box = some.mark_rect(
            stroke=edge, strokeWidth=2 if known else 1, strokeDash=[1, 0] if known else [2, 2]
        )
        layers.append(
            box.encode(
                x=_across("left"),
                x2=alt.X2("right:Q"),
                y=pixels("top", height),
                y2=alt.Y2("end:Q"),
                fill=alt.Fill("fill:N", scale=None),
                tooltip=hints,
            )
        )
    for small, size in ((False, 12.5), (True, 10.5)):
        some = alt.Chart(data(cell for cell in cells if cell["small"] is small and cell["score"] is not None))
        words = some.mark_text(fontSize=size, fontWeight=600)
        colour = alt.Color("ink:N", scale=None)
        layers.append(
            words.encode(
                x=_across("middle"),
                y=pixels("y", height),
                text=alt.Text("label:N"),
                color=colour,
                tooltip=hints,
            )
        )
    return layers


def _text_layers(texts: list[Row], look: Look, height: int) -> list[alt.Chart]:
    dress_of: dict[str, dict[str, Any]] = {
        "title": {"align": "left", "fontSize": 14, "fontWeight": 600, "color": look.text, "dx": 1},
        "name": {"align": "left", "fontSize": 12, "color": look.muted, "dx": 1, "limit": alt.expr("width")},
        "code": {"fontSize": 12, "fontWeight": 600, "color": look.text},
        "weight": {"fontSize": 10.5, "color": look.muted},
    }
    return [
        alt.Chart(data(row for row in texts if row["kind"] == kind))
        .mark_text(**ink)
        .encode(x=_across("x"), y=pixels("y", height), text=alt.Text("words:N"))
        for kind, ink in dress_of.items()
    ]


def _signs(cells: list[Row], look: Look, lowest: float, highest: float) -> list[Entry]:
    low, high = look.sequential[0], look.sequential[-1]
    signs = [
        Entry(low, look.border, _("nilai {score}").format(score=short_number(lowest, 2))),
        Entry(high, look.border, _("nilai {score}").format(score=short_number(highest, 2))),
    ]
    unknown = Entry(look.background, look.border, _("belum diketahui"), dashed=True)
    return signs + [unknown] * any(cell["score"] is None for cell in cells)
