"""A briefing as PDF: an A4 report, 16:9 slides, or one page per region.

Typst sets it: tagged PDF/UA with outlines and real text (in pictures, too), in about a tenth of the time that
WeasyPrint needs, from one wheel without system libraries and without a network.
"""

import itertools
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import structlog

from smartcity import demo, formats
from smartcity.export import pictures
from smartcity.export.briefing import logos
from smartcity.export.briefing.model import Briefing, Cover, Picture, Section, Table, source_line
from smartcity.export.briefing.shading import cell_ink, shade
from smartcity.look import LIGHT, mix
from smartcity.words import _, in_language, ngettext

log = structlog.get_logger("smartcity.briefing")
Form = Literal["report", "slides"]

TEMPLATE = Path(__file__).resolve().parent / "document.typ"
TYPESETTING = TEMPLATE.with_name("typesetting.py")
POINT = 25.4 / 72
"""Millimetres of a typographic point."""

INNER: dict[Form, float] = {"report": 174 / POINT, "slides": 306 / POINT}
"""Points between the margins, as the template sets them."""

CELL: dict[Form, tuple[float, float]] = {"report": (8.0, 8.5), "slides": (10.5, 10.5)}
"""Points: the size of a table's letters, and what its cells leave free beside them."""

PPI: dict[Form, float] = {"report": 96, "slides": 72}
"""Pixels of an inch of a page as a picture: 794 or 960 across."""

HEADING: dict[Form, float] = {"report": 16, "slides": 23}
LONGEST_CELL = 400
"""Letters of a cell; what is longer stands whole in the workbook."""


@dataclass(frozen=True)
class Page:
    """A page as a picture (PNG), and the title of the section on it ('' on the cover)."""

    png: bytes
    title: str


def pdf(briefing: Briefing, form: Form = "report") -> bytes:
    """Return the briefing as PDF, in its own language."""
    parts, _begins = _set(briefing, form, None)
    return parts[0]


def pages(briefing: Briefing, form: Form = "report") -> list[Page]:
    """Return the pages of the same document as pictures."""
    drawn, begins = _set(briefing, form, PPI[form])
    titles = [""] * len(drawn)
    for begin in begins:
        rest = len(drawn) - begin["page"] + 1
        titles[begin["page"] - 1 :] = [begin["title"]] * rest
    return [Page(png, title) for png, title in zip(drawn, titles, strict=True)]


def _set(briefing: Briefing, form: Form, ppi: float | None) -> tuple[list[bytes], list[dict[str, Any]]]:
    """Return the PDF, or with pixels per inch the pages as pictures and where which section begins.

    Raises RuntimeError, with the last line that the process said, where Typst cannot set it.
    """
    with in_language(briefing.language):
        data = json.dumps(_data(briefing, form), ensure_ascii=False)
    asked = {"template": str(TEMPLATE), "fonts": str(pictures.FONTS), "data": data, "ppi": ppi}
    # The process takes its settings from what it is asked alone.
    command = [sys.executable, "-I", str(TYPESETTING)]
    done = subprocess.run(command, input=json.dumps(asked).encode(), capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        log.error("typesetting_failed", said=said)
        raise RuntimeError(said.rpartition("\n")[2])
    line, _end, content = done.stdout.partition(b"\n")
    told = json.loads(line)
    ends = list(itertools.accumulate(told["lengths"], initial=0))
    return [content[start:end] for start, end in itertools.pairwise(ends)], told["begins"]


def _data(briefing: Briefing, form: Form) -> dict[str, Any]:
    """Return all that the template sets."""
    mark, meaning = demo.label() if briefing.stamp.is_demo else ("", "")
    sections = [_section(section, form) for section in briefing.sections]
    return {
        "form": form,
        "language": briefing.language if briefing.language in ("id", "en") else "id",
        "title": fitted(briefing.cover.title, 30 if form == "report" else 40, INNER[form] * 0.9),
        "author": _("Dasbor Kota Cerdas"),
        "demo": mark,
        "stamp": briefing.stamp.line,
        "address": briefing.sections[0].address if briefing.sections else "",
        "cover": _cover(briefing.cover, form) if briefing.with_cover else None,
        "sections": sections,
        "words": {
            "definitions": _("Pengertian"),
            "demo": meaning,
            "logo": _("Logo"),
            "open": _("Buka tampilan ini di dasbor"),
        },
        "colours": {
            **{
                name: getattr(LIGHT, name)
                for name in ("text", "muted", "border", "link", "accent", "attention")
            },
            "surface": LIGHT.surface,
            "stripe": mix("#ffffff", LIGHT.surface, 0.5),
        },
    }


def _cover(cover: Cover, form: Form) -> dict[str, Any]:
    width = INNER[form] * 0.9
    return {
        "subtitle": fitted(cover.subtitle, 18, width),
        "when": fitted(" · ".join(part for part in (cover.place, cover.date) if part), 14, width),
        "logo": list(logos.png(cover.logo)) if cover.logo else [],
    }


def _section(section: Section, form: Form) -> dict[str, Any]:
    width = INNER[form]
    return {
        "name": section.name,
        "title": fitted(section.title, HEADING[form], width * (0.6 if section.locator else 1)),
        "subtitle": fitted(section.subtitle, 13, width * 0.6),
        "source": _("Sumber: {source}").format(source=fitted(source_line(section.sources), 9, width * 0.8)),
        "address": section.address,
        "facts": [
            {name: fitted(getattr(fact, name), 13, width / 6) for name in ("label", "value", "note")}
            for fact in section.facts
        ],
        "picture": _picture(section.picture),
        "locator": _picture(section.locator),
        "points": [fitted(point, 13, width / 4) for point in section.points],
        "tables": [_table(table, form) for table in section.tables],
        "definitions": list(section.definitions),
        "nothing": section.nothing,
    }


def _picture(picture: Picture | None) -> dict[str, str] | None:
    return {"svg": picture.svg, "alt": picture.alt[:1000]} if picture else None


def _table(table: Table, form: Form) -> dict[str, Any]:
    size, free = CELL[form]
    whole = sum(column.width for column in table.columns)
    widths = [INNER[form] * column.width / whole - free for column in table.columns]
    return {
        "title": table.title,
        "header": [
            fitted(column.title, size, width) for column, width in zip(table.columns, widths, strict=True)
        ],
        "widths": [column.width for column in table.columns],
        "right": [column.is_numeric for column in table.columns],
        "rows": [
            [fitted(cell, size, width) for cell, width in zip(row, widths, strict=True)]
            for row in table.shown
        ],
        "note": table.cut_note,
        "total": len(table.rows),
        "more": [_more(len(table.rows) - count) for count in range(len(table.shown) + 1)],
        "fills": _colours(table, shade),
        "inks": _colours(table, cell_ink),
    }


def _more(left: int) -> str:
    """Say how many rows a page leaves out."""
    text = ngettext(
        "dan {count} baris lain pada halaman wilayah ini",
        "dan {count} baris lain pada halaman wilayah ini",
        left,
    )
    return text.format(count=formats.number(left))


def _colours(table: Table, of: Callable[[float | None, tuple[float, float]], str]) -> list[list[str]]:
    """Return the colour of every cell of a coloured table; nothing for another one."""
    if table.heat is None:
        return []
    return [
        [
            of(value, table.heat) if column.kind == "score" else ""
            for value, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows[: table.most]
    ]


def fitted(text: str, size: float, width: float) -> str:
    """Return a text of which every word may be broken where it would not fit the width (points)."""
    cut = text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"
    return " ".join(_breakable(word, size, width) for word in pictures.without_controls(cut).split(" "))


def _breakable(word: str, size: float, width: float) -> str:
    """Return a word with zero-width spaces where a line may end, if it is wider than the line."""
    if len(word) * size * 0.3 < width and pictures.text_width(word, size, 600) <= width:
        return word
    return "\u200b".join(pictures.pieces(word, size, 600, width))
