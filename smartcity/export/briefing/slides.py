"""A briefing as 16:9 slides (PPTX): native charts and tables, maps as pictures, definitions in the speaker notes."""

import io
from typing import Any

import vl_convert
from PIL import Image
from pptx import Presentation
from pptx.util import Pt

from smartcity import demo
from smartcity.export.briefing import logos, slide_charts, slide_tables, slide_words
from smartcity.export.briefing.model import Briefing, Picture, Section, Table, source_line
from smartcity.export.briefing.slide_shapes import (
    FOOT,
    HEIGHT,
    INNER,
    LEADING,
    MARGIN,
    WIDTH,
    box,
    clean,
    describe,
    footer,
    ground,
    lines,
    mark,
    paragraph,
    put,
    title,
)
from smartcity.look import LIGHT
from smartcity.words import _, in_language

TITLE_ONLY = 5
"""Place of the layout with nothing but a title in the library's own template."""

BOTTOM = FOOT - 8
TABLE_TOP = 62.0
"""Where a table begins on a slide of its own."""

GAP = 8.0
SCALE = 2.0
"""Pixels of a picture for each of its own units: crisp on a projector."""


def pptx(briefing: Briefing) -> bytes:
    """Return the briefing as slides, in its own language."""
    with in_language(briefing.language):
        deck = Presentation()
        deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
        deck.core_properties.title = clean(briefing.cover.title)
        deck.core_properties.author = _("Dasbor Kota Cerdas")
        deck.core_properties.language = briefing.language
        if briefing.with_cover:
            _cover(deck, briefing)
        for section in briefing.sections:
            _section(deck, briefing, section)
        if not briefing.sections or briefing.sections[-1].key != "sources":
            _closing(deck, briefing)
        target = io.BytesIO()
        deck.save(target)
    return target.getvalue()


def _new(deck: Any, briefing: Briefing, section: Section | None) -> Any:
    """Return a new slide with its footer, its notes and, on demonstration data, its mark."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    if section:
        source = _("Sumber: {source}").format(source=source_line(section.sources))
        footer(slide, (source, briefing.stamp.line, section.address))
        slide.notes_slide.notes_text_frame.text = clean(_notes(section), 8000)
    else:
        address = briefing.sections[0].address if briefing.sections else ""
        footer(slide, (briefing.stamp.line, address))
    if briefing.stamp.is_demo:
        mark(slide, demo.label()[0])
    return slide


def _notes(section: Section) -> str:
    """Return what the speaker may be asked: definitions, queries, sources, the way to the view."""
    parts = [*section.points, *section.definitions]
    parts += [_("Kueri: {queries}").format(queries="; ".join(each.words for each in section.questions))]
    parts += [_("Sumber: {source}").format(source=source_line(section.sources, named=12)), section.address]
    return "\n".join(parts)


def _cover(deck: Any, briefing: Briefing) -> None:
    cover = briefing.cover
    slide = _new(deck, briefing, None)
    if cover.logo:
        picture = slide.shapes.add_picture(io.BytesIO(logos.png(cover.logo)), Pt(64), Pt(48), height=Pt(60))
        describe(picture, _("Logo"))
    ground(slide, 64, 178, 90, 6, LIGHT.accent)
    shown = clean(cover.title, 200)
    size = next((size for size in (44, 34, 26) if lines(shown, size, 820, 700) <= 3), 20)
    height = lines(shown, size, 820, 700) * size * LEADING
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = Pt(64), Pt(196), Pt(832), Pt(height)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_top = 0
    put(frame.paragraphs[0], shown, size, LIGHT.text, bold=True)
    frame.paragraphs[0].alignment = 1
    below = box(slide, 64, 204 + height, 832, 60)
    when = " · ".join(part for part in (cover.place, cover.date) if part)
    for place, text in enumerate(text for text in (cover.subtitle, when) if text):
        put(paragraph(below, first=place == 0), clean(text, 200), 18, LIGHT.muted)


def _section(deck: Any, briefing: Briefing, section: Section) -> None:
    """Write one section: what is found and its picture, then its tables, as many slides as they need."""
    slide = _new(deck, briefing, section)
    y = title(slide, section.title, section.subtitle, section.name, section.address)
    if section.nothing:
        y = slide_words.sentences(slide, (section.nothing,), MARGIN, y + 6, INNER, bullet=False) + GAP
    picture = section.picture or section.locator
    beside = bool(section.facts or section.points)
    if picture:
        width = INNER * 0.6 if beside else INNER
        end = _picture(slide, picture, MARGIN, y, width, BOTTOM - y)
        if beside:
            end = max(end, slide_words.beside(slide, section, MARGIN + width + 16, y, INNER - width - 16))
        y = end + GAP
    elif beside:
        y = slide_words.beside(slide, section, MARGIN, y, INNER)
    for table in section.tables:
        slide, y = _table(deck, briefing, section, table, slide, y)


def _picture(slide: Any, picture: Picture, x: float, y: float, width: float, height: float) -> float:
    """Put a native chart on a slide, or a picture in its own proportions; return where it ends."""
    if picture.chart:
        high = slide_charts.height(picture.chart, height)
        slide_charts.add(slide, picture.chart, picture.alt, x, y, width, high)
        return y + high
    drawn = _on_white(vl_convert.svg_to_png(picture.svg, scale=SCALE))
    with Image.open(io.BytesIO(drawn)) as image:
        share = min(width / image.width, height / image.height)
        wide, high = image.width * share, image.height * share
    shape = slide.shapes.add_picture(io.BytesIO(drawn), Pt(x + (width - wide) / 2), Pt(y), Pt(wide), Pt(high))
    describe(shape, picture.alt)
    return y + high


def _on_white(drawn: bytes) -> bytes:
    """Return a picture on white ground: what is half transparent would leave edges."""
    target = io.BytesIO()
    with Image.open(io.BytesIO(drawn)).convert("RGBA") as image:
        ground = Image.new("RGBA", image.size, "#ffffff")
        ground.alpha_composite(image)
        ground.convert("RGB").save(target, "PNG")
    return target.getvalue()


def _table(
    deck: Any, briefing: Briefing, section: Section, table: Table, slide: Any, y: float
) -> tuple[Any, float]:
    """Write a table from where the slide has room; return the last slide and where the table ends there."""
    for page in slide_tables.pages(table, BOTTOM - y - 14, BOTTOM - TABLE_TOP - 14):
        if not page.rows:
            y = BOTTOM
            continue
        if page.first or y + slide_tables.HEADING + page.height > BOTTOM:
            slide, y = _new(deck, briefing, section), TABLE_TOP - slide_tables.HEADING
            slide.shapes.title.text_frame.text = ""
            _hidden_title(slide, section, table)
        else:
            _heading(slide, table.title, y + 6)
        slide_tables.add(slide, table, page, y + slide_tables.HEADING)
        y += slide_tables.HEADING + page.height
    if table.cut_note:
        put(box(slide, MARGIN, y + 2, INNER, 12).paragraphs[0], table.cut_note, 9, LIGHT.muted)
        y += 14
    return slide, y + GAP


def _heading(slide: Any, text: str, y: float) -> None:
    put(box(slide, MARGIN, y, INNER, 18).paragraphs[0], clean(text, 120), 14, LIGHT.text, bold=True)


def _hidden_title(slide: Any, section: Section, table: Table) -> None:
    """Write the title of a slide that holds nothing but a table."""
    put(box(slide, MARGIN, 14, INNER, 14).paragraphs[0], section.name, 11, LIGHT.accent, bold=True)
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = Pt(MARGIN), Pt(32), Pt(INNER), Pt(22)
    frame = shape.text_frame
    frame.margin_left = frame.margin_top = frame.margin_bottom = 0
    frame.paragraphs[0].alignment = 1
    put(frame.paragraphs[0], clean(table.title, 120), 16, LIGHT.text, bold=True)


def _closing(deck: Any, briefing: Briefing) -> None:
    """Write the last slide: the sources of everything before."""
    titles = dict.fromkeys(name for section in briefing.sections for name in section.sources)
    section = Section(
        key="sources",
        name=_("Sumber"),
        title=_("Sumber"),
        subtitle="",
        address=briefing.sections[0].address if briefing.sections else "",
        questions=tuple(each for section in briefing.sections for each in section.questions),
        sources=tuple(titles),
    )
    slide = _new(deck, briefing, section)
    y = title(slide, section.title, "", section.name, section.address)
    shown, room = [], BOTTOM - y - 20
    for name in titles:
        room -= lines(f"• {clean(name, 240)}", 12, INNER) * 12 * LEADING + 4
        if room < 0:
            break
        shown.append(name)
    end = slide_words.sentences(slide, tuple(shown) or (_("tidak ada sumber tercatat"),), MARGIN, y, INNER)
    if len(shown) < len(titles):
        left = source_line(tuple(titles), named=0).removeprefix("; ")
        put(box(slide, MARGIN, end, INNER, 14).paragraphs[0], left, 11, LIGHT.muted)
