"""What stands on a slide beside its picture: single numbers, and sentences as large as the room allows."""

from collections.abc import Sequence
from typing import Any

from pptx.util import Pt

from smartcity.export import pictures
from smartcity.export.briefing.model import Fact, Section
from smartcity.export.briefing.slide_shapes import (
    FOOT,
    INNER,
    LEADING,
    box,
    clean,
    ground,
    lines,
    paragraph,
    put,
)
from smartcity.look import LIGHT

GAP = 8.0
FACT_HEIGHT = 60.0
MANY = 6
"""Above so many facts three stand abreast where two would."""

SIZES = (12.0, 10.5, 9.0)
BETWEEN = 4.0


def beside(slide: Any, section: Section, x: float, y: float, width: float) -> float:
    """Write facts and points of a section; return where they end."""
    end = _facts(slide, section.facts, x, y, width)
    return sentences(slide, section.points, x, end, width) + GAP


def _facts(slide: Any, facts: Sequence[Fact], x: float, y: float, width: float) -> float:
    """Write facts two or three abreast, four where there is room; return where they end."""
    across = 4 if width > INNER * 0.7 else 3 if len(facts) > MANY else 2
    each = (width - GAP * (across - 1)) / across
    for place, fact in enumerate(facts):
        left, top = x + (place % across) * (each + GAP), y + (place // across) * (FACT_HEIGHT + GAP)
        _fact(slide, fact, left, top, each)
    rows = -(-len(facts) // across)
    return y + rows * (FACT_HEIGHT + GAP)


def _fact(slide: Any, fact: Fact, left: float, top: float, width: float) -> None:
    ground(slide, left, top, width, FACT_HEIGHT, LIGHT.surface)
    inner = width - 12
    frame = box(slide, left + 6, top + 5, inner, FACT_HEIGHT - 8)
    put(frame.paragraphs[0], _short(fact.label, 9, inner, 1), 9, LIGHT.muted)
    size = next((size for size in (18, 13, 10) if lines(fact.value, size, inner, 700) == 1), 8)
    put(paragraph(frame), _short(fact.value, size, inner, 2), size, LIGHT.text, bold=True)
    if fact.note:
        put(paragraph(frame), _short(fact.note, 8, inner, 2), 8, LIGHT.muted)


def _short(text: str, size: float, width: float, most: int) -> str:
    """Return as much of a text as so many lines hold."""
    held = pictures.wrap(clean(text), size, 400, width)
    return " ".join(held[:most]) + ("…" if len(held) > most else "")


def sentences(
    slide: Any, points: Sequence[str], x: float, y: float, width: float, *, bullet: bool = True
) -> float:
    """Write sentences one below the other, smaller where there is little room; return where they end."""
    if not points:
        return y
    shown = [f"• {clean(point, 240)}" if bullet else clean(point) for point in points]
    room = FOOT - GAP - y
    size = next((size for size in SIZES if _height(shown, size, width) <= room), SIZES[-1])
    while len(shown) > 1 and _height(shown, size, width) > room:
        shown.pop()
    frame = box(slide, x, y, width, _height(shown, size, width))
    for place, text in enumerate(shown):
        written = paragraph(frame, first=place == 0)
        written.space_after = Pt(BETWEEN)
        put(written, text, size, LIGHT.text)
    return y + _height(shown, size, width)


def _height(texts: Sequence[str], size: float, width: float) -> float:
    return sum(lines(text, size, width) * size * LEADING + BETWEEN for text in texts)
