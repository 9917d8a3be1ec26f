"""Pictures that stand alone: a chart with its title, filters, source, date and version, as PNG or SVG.

Drawn without a browser and without a network; the font is our own.
"""

import base64
import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import vl_convert
from PIL import ImageFont

from smartcity.look import FONT_STACK, Look
from smartcity.words import _

FONTS = Path(__file__).resolve().parent.parent / "ui" / "static" / "fonts"
WEIGHTS = (400, 500, 600, 700)

MARGIN = 40
"""Pixels between the edge of a picture and what is on it."""

INSET = 4
"""Pixels by which a chart's marks stand inside its own edge; moved out, they stand under the title."""

# What XML cannot hold: control characters and halves of surrogate pairs.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROOT = re.compile(r"<svg\b[^>]*>")
_SIZE = re.compile(r'\b(width|height)="([\d.]+)"')


@dataclass(frozen=True)
class Caption:
    """What a picture says about itself; empty parts are left out."""

    title: str
    subtitle: str = ""
    filters: str = ""
    source: str = ""
    data_date: str = ""
    version: str = ""
    address: str = ""


@dataclass(frozen=True)
class Line:
    """One line of text at its height from the top of its block."""

    text: str
    y: float
    size: float
    weight: int
    colour: str


def png(
    chart: Any, caption: Caption, look: Look, *, width: int = 960, scale: float = 2.0, demo: bool = False
) -> bytes:
    """Return a chart as a PNG picture with its caption inside."""
    _register_fonts()
    return vl_convert.svg_to_png(_compose(chart, caption, look, width, demo, ""), scale=scale)


def svg(chart: Any, caption: Caption, look: Look, *, width: int = 960, demo: bool = False) -> str:
    """Return a chart as an SVG picture with its caption and its font inside."""
    _register_fonts()
    return _compose(chart, caption, look, width, demo, _font_faces())


def _compose(chart: Any, caption: Caption, look: Look, width: int, demo: bool, style: str) -> str:
    """Return the whole picture: heading, chart, foot, one below the other."""
    inner = width - 2 * MARGIN
    heading, heading_height = _heading(caption, look, inner)
    body, body_height = _chart(chart, inner + INSET)
    foot, foot_height = _foot(caption, look, inner)
    top = MARGIN - 6 + (34 if demo else 0)
    chart_top = top + heading_height + 22
    rule = chart_top + body_height + 20
    height = round(rule + 14 + foot_height + MARGIN - 14)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="{_safe(caption.title)}">',
        style,
        f'<rect width="{width}" height="{height}" fill="{_paper(look)}"/>',
        _texts(heading, top),
        f'<svg x="{MARGIN - INSET}" y="{chart_top:g}" width="{inner + INSET}" height="{body_height:g}" '
        f'viewBox="0 0 {inner + INSET} {body_height:g}">{body}</svg>',
        f'<path d="M{MARGIN} {rule:g}H{width - MARGIN}" stroke="{look.border}"/>',
        _texts(foot, rule + 14),
        _watermark(look, width, height) if demo else "",
        "</svg>",
    ]
    return "".join(parts)


def _paper(look: Look) -> str:
    """Return the ground of a picture: white, so that it sits in a document; dark stays dark."""
    return "#ffffff" if look.mode == "light" else look.background


def draw(chart: Any, width: int) -> str:
    """Return a chart alone as SVG, drawn at a width without a browser and without a network.

    A control character in a name ends the converter and the whole process with it: none gets there. Altair does not
    check its work again: the tests and the screen draw the same charts with its checks.
    """
    _register_fonts()
    spec = _clean({**chart.to_dict(validate=False), "width": width})
    return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])


def _clean(part: Any) -> Any:
    """Return a part of a chart without characters that XML cannot hold."""
    if isinstance(part, str):
        return _FORBIDDEN.sub("", part)
    if isinstance(part, dict):
        return {key: _clean(value) for key, value in part.items()}
    return [_clean(value) for value in part] if isinstance(part, list | tuple) else part


def _chart(chart: Any, width: int) -> tuple[str, float]:
    """Return what is inside the chart's own SVG, and its height."""
    drawn = draw(chart, width)
    root = _ROOT.search(drawn)
    if root is None:
        raise ValueError("The chart was not drawn as SVG")
    size = {name: float(value) for name, value in _SIZE.findall(root.group())}
    inside = drawn[root.end() : drawn.rindex("</svg>")]
    return inside, size["height"]


def _heading(caption: Caption, look: Look, width: int) -> tuple[list[Line], float]:
    """Return title, subtitle and filters, wrapped, and their height."""
    block = _Block(width)
    block.add(caption.title, 25, 700, look.text, 1.25)
    block.add(caption.subtitle, 15.5, 400, look.muted, 1.4, before=5)
    block.add(caption.filters, 14, 500, look.muted, 1.4, before=3)
    return block.lines, block.height


def _foot(caption: Caption, look: Look, width: int) -> tuple[list[Line], float]:
    """Return source, date, version and address, wrapped, and their height."""
    facts = [
        _("Tanggal data: {date}").format(date=caption.data_date) if caption.data_date else "",
        _("Versi data: {version}").format(version=caption.version) if caption.version else "",
    ]
    block = _Block(width)
    source = _("Sumber: {source}").format(source=caption.source) if caption.source else ""
    block.add(source, 12.5, 400, look.muted, 1.4)
    block.add(" · ".join(fact for fact in facts if fact), 12.5, 400, look.muted, 1.4, before=2)
    block.add(caption.address, 12.5, 400, look.muted, 1.4, before=2)
    return block.lines, block.height


class _Block:
    """Paragraphs one below the other, wrapped to a width."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.height = 0.0
        self.lines: list[Line] = []

    def add(
        self, text: str, size: float, weight: int, colour: str, leading: float, before: float = 0
    ) -> None:
        """Add a paragraph; an empty one adds nothing."""
        for place, line in enumerate(wrap(text, size, weight, self.width)):
            self.height += size * leading + (before if place == 0 else 0)
            self.lines.append(Line(line, self.height - size * (leading - 1), size, weight, colour))


def wrap(text: str, size: float, weight: int, width: float) -> list[str]:
    """Break a text into lines that fit a width; a word longer than a line is broken too."""
    lines: list[str] = []
    line = ""
    for word in _FORBIDDEN.sub("", text).split():
        candidate = f"{line} {word}" if line else word
        if text_width(candidate, size, weight) <= width:
            line = candidate
            continue
        lines += [line] if line else []
        *full, line = pieces(word, size, weight, width)
        lines += full
    return [*lines, line] if line else lines


def pieces(word: str, size: float, weight: int, width: float) -> list[str]:
    """Break one word into pieces that fit a width."""
    pieces, piece = [], ""
    for letter in word:
        if piece and text_width(piece + letter, size, weight) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def text_width(text: str, size: float, weight: int) -> float:
    """Return how wide a text is drawn, measured in our own font."""
    return float(_face(weight).getlength(text)) * size / 100


@lru_cache(maxsize=len(WEIGHTS))
def _face(weight: int) -> ImageFont.FreeTypeFont:
    """Return our font at size 100, to measure with."""
    return ImageFont.truetype(FONTS / f"PlusJakartaSans-{weight}.ttf", 100)


def _texts(lines: list[Line], top: float) -> str:
    """Return lines of text as SVG, set at the left margin."""
    return "".join(
        f'<text x="{MARGIN}" y="{top + line.y:g}" font-family="{FONT_STACK}" font-size="{line.size:g}" '
        f'font-weight="{line.weight}" fill="{line.colour}">{_safe(line.text)}</text>'
        for line in lines
    )


def _watermark(look: Look, width: int, height: int) -> str:
    """Return the words on generated data: a label at the top and large letters across the picture."""
    text = _safe(_("DATA CONTOH"))
    size = min(width / 8, height / 4)
    label_width = text_width(_("DATA CONTOH"), 14, 700) + 24
    return (
        f'<text x="{width / 2:g}" y="{height / 2:g}" font-family="{FONT_STACK}" font-size="{size:g}" '
        f'font-weight="700" text-anchor="middle" fill="{look.attention}" fill-opacity="0.14" '
        f'transform="rotate(-24 {width / 2:g} {height / 2:g})">{text}</text>'
        f'<rect x="{MARGIN}" y="{MARGIN - 18}" width="{label_width:g}" height="26" rx="4" fill="{look.attention}"/>'
        f'<text x="{MARGIN + 12}" y="{MARGIN}" font-family="{FONT_STACK}" font-size="14" font-weight="700" '
        f'fill="{_paper(look)}">{text}</text>'
    )


def without_controls(text: str) -> str:
    """Return a text without characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def _safe(text: str) -> str:
    """Return a text that stands in XML as it is."""
    return escape(_FORBIDDEN.sub("", text))


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    """Tell the converter once where our fonts are."""
    vl_convert.register_font_directory(str(FONTS))


@lru_cache(maxsize=1)
def _font_faces() -> str:
    """Return our fonts as a style inside the picture, so that it stands alone."""
    faces = [
        f"@font-face{{font-family:'Plus Jakarta Sans';font-weight:{weight};"
        f"src:url(data:font/woff2;base64,{_encoded(weight)}) format('woff2')}}"
        for weight in WEIGHTS
    ]
    return f"<style>{''.join(faces)}</style>"


def _encoded(weight: int) -> str:
    """Return a font file as base64 text."""
    return base64.b64encode((FONTS / f"PlusJakartaSans-{weight}.woff2").read_bytes()).decode("ascii")
