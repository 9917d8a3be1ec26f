"""What every slide has: a title, words in boxes, the footer, the mark of demonstration data. Measures are points.

The letters are Arial, which is on every computer: a slide file made here cannot carry a font, and another one put in
its place would push words out of their boxes. Widths are measured in our own font, which is wider.
"""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from smartcity.export import pictures
from smartcity.look import LIGHT
from smartcity.words import _

FONT = "Arial"
WIDTH, HEIGHT = 960.0, 540.0
MARGIN = 44.0
INNER = WIDTH - 2 * MARGIN
FOOT = 484.0
"""Where the footer begins."""

LEADING = 1.22
LONGEST = 400


def clean(text: str, longest: int = LONGEST) -> str:
    """Return a text that XML can hold, of bounded length."""
    kept = pictures.without_controls(text)
    return kept if len(kept) <= longest else f"{kept[: longest - 1]}…"


def rgb(colour: str) -> Any:
    """Return a colour as slides hold it."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


def lines(text: str, size: float, width: float, weight: int = 400) -> int:
    """Return how many lines a text takes."""
    return max(len(pictures.wrap(text, size, weight, width)), 1)


def box(slide: Any, x: float, y: float, width: float, height: float) -> Any:
    """Return the text of a new box without margins, words wrapped."""
    frame = slide.shapes.add_textbox(Pt(x), Pt(y), Pt(width), Pt(height)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def ground(slide: Any, x: float, y: float, width: float, height: float, colour: str) -> None:
    """Put a coloured ground on a slide; a text box, for a drawn shape would throw the template's shadow."""
    shape = slide.shapes.add_textbox(Pt(x), Pt(y), Pt(width), Pt(height))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)


def put(paragraph: Any, text: str, size: float, colour: str, *, bold: bool = False, link: str = "") -> None:
    """Write a run of text into a paragraph."""
    run = paragraph.add_run()
    run.text = clean(text)
    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
    run.font.color.rgb = rgb(colour)
    if link:
        run.hyperlink.address = link


def paragraph(frame: Any, *, first: bool = False) -> Any:
    """Return the first paragraph of a box, or a new one below."""
    return frame.paragraphs[0] if first else frame.add_paragraph()


def title(slide: Any, text: str, subtitle: str, name: str, address: str) -> float:
    """Write what the slide finds, of what it is, and the way to the view; return where they end."""
    head = box(slide, MARGIN, 18, INNER, 14)
    put(head.paragraphs[0], name, 11, LIGHT.accent, bold=True)
    shown = clean(text, 220)
    size = next((size for size in (26, 22, 18) if lines(shown, size, INNER, 700) <= 2), 15)
    height = lines(shown, size, INNER, 700) * size * LEADING
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = Pt(MARGIN), Pt(36), Pt(INNER), Pt(height)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    put(frame.paragraphs[0], shown, size, LIGHT.text, bold=True)
    below = box(slide, MARGIN, 40 + height, INNER, 16)
    if subtitle:
        put(below.paragraphs[0], clean(subtitle, 260), 13, LIGHT.muted)
        put(below.paragraphs[0], "   ", 11, LIGHT.muted)
    if address:
        put(below.paragraphs[0], _("Buka tampilan ini di dasbor"), 11, LIGHT.link, link=address)
    told = lines(f"{clean(subtitle, 260)}   {_('Buka tampilan ini di dasbor')}", 13, INNER)
    return 40 + height + told * 13 * LEADING + 8


def footer(slide: Any, said: Sequence[str]) -> None:
    """Write source, data and link, and the number of the slide."""
    rule = slide.shapes.add_connector(1, Pt(MARGIN), Pt(FOOT), Pt(WIDTH - MARGIN), Pt(FOOT))
    rule.line.color.rgb, rule.line.width = rgb(LIGHT.border), Pt(0.5)
    frame = box(slide, MARGIN, FOOT + 5, INNER - 60, 40)
    for place, line in enumerate(text for text in said if text):
        put(paragraph(frame, first=place == 0), clean(line, 170), 9, LIGHT.muted)
    number = box(slide, WIDTH - MARGIN - 50, FOOT + 5, 50, 12).paragraphs[0]
    number.alignment = PP_ALIGN.RIGHT
    _slide_number(number)


def _slide_number(paragraph: Any) -> None:
    """Write the slide's number as a field, so that it stays right when slides are moved."""
    field = etree.SubElement(paragraph._p, qn("a:fld"))
    field.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    field.set("type", "slidenum")
    etree.SubElement(field, qn("a:rPr")).set("sz", "900")
    etree.SubElement(field, qn("a:t")).text = "‹#›"


def mark(slide: Any, words: str) -> None:
    """Write across the slide that its data were generated."""
    shape = slide.shapes.add_textbox(Pt(60), Pt(HEIGHT / 2 - 70), Pt(WIDTH - 120), Pt(140))
    shape.rotation = -22
    written = shape.text_frame.paragraphs[0]
    written.alignment = PP_ALIGN.CENTER
    put(written, words, 96, LIGHT.attention, bold=True)
    colour = written.runs[0]._r.find(f".//{qn('a:srgbClr')}")
    etree.SubElement(colour, qn("a:alpha")).set("val", "16000")
    label = slide.shapes.add_textbox(Pt(WIDTH - MARGIN - 130), Pt(12), Pt(130), Pt(20))
    label.fill.solid()
    label.fill.fore_color.rgb = rgb(LIGHT.attention)
    label.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    put(label.text_frame.paragraphs[0], words, 10, "#ffffff", bold=True)


def describe(shape: Any, words: str) -> None:
    """Say what a shape shows to who cannot see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", clean(words, 1000))
