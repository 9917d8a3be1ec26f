"""What stands between title and footer of a slide: a drawing, numbers, a table, words, the facts of one thing."""

import re
from html import escape

from markdown_it import MarkdownIt

from smartcity import formats
from smartcity.look import Look
from smartcity.ui import slide_drawings
from smartcity.ui.deck import Body, Drawing, Facts, Numbers, Rows, Words
from smartcity.words import _

BESIDE = 0.58
"""The part of the width that a drawing has beside facts."""

# More would be too small to read.
MOST_COLUMNS, LONGEST_CELL = 8, 140
# A date in words; what is no longer is not broken.
SHORT = 17
# From here on paragraphs stand in two columns.
MANY_WORDS = 9


def _markdown() -> MarkdownIt:
    """Return a reader of Markdown that lets no markup of the data through, and shows links as their words."""
    reader = MarkdownIt("commonmark", {"html": False}).disable("image")
    for part in ("link_open", "link_close"):
        reader.add_render_rule(part, lambda *_arguments: "")
    return reader


_READER = _markdown()
_LONG_WORD = re.compile(r"\S{20}")
_ICON = re.compile(r":material/\w+:")


def inline(text: str) -> str:
    """Return one line of Markdown as HTML."""
    return str(_READER.renderInline(_ICON.sub("", text)))


def html(body: Body, look: Look) -> str:
    """Return the body of a slide."""
    if isinstance(body, Drawing):
        return slide_drawings.html(body, look)
    if isinstance(body, Numbers):
        return _numbers(body)
    if isinstance(body, Rows):
        return _rows(body)
    return _words(body) if isinstance(body, Words) else _facts(body, look)


def _numbers(body: Numbers) -> str:
    count = len(body.numbers)
    lines = 1 if count <= 4 else 2 if count <= 10 else 3
    tiles = "".join(
        f"<div><dt>{inline(label)}</dt><dd>{escape(value)}</dd><dd class=note>{escape(note)}</dd></div>"
        for label, value, note in body.numbers
    )
    grid = f"--across:{-(-count // lines)};--lines:{lines}"
    return f'<dl class="numbers" data-fit style="{grid}">{tiles}</dl>'


def _rows(body: Rows) -> str:
    """Return the first rows of a table; the browser takes away those for which there is no room, and says so."""
    table = body.make()
    kept = [column for column in table.columns if (table[column].str.strip() != "").any()]
    kept = [column for column in kept if (table[column] != formats.MISSING).any()] or kept
    shown = kept[:MOST_COLUMNS]
    right = {column: ' class="number"' for column in body.numeric}
    head = "".join(f"<th scope=col{right.get(name, '')}>{escape(name)}</th>" for name in shown)
    lines = "".join(
        "<tr>"
        + "".join(
            f"<td{right.get(name, '')} dir=auto{' data-short' * (len(cell) <= SHORT)}>{escape(_short(cell))}</td>"
            for name, cell in zip(shown, row, strict=True)
        )
        + "</tr>"
        for row in table[shown].itertuples(index=False, name=None)
    )
    rows = _("{count} baris pertama dari {total}").format(count="{count}", total=formats.number(body.total))
    columns = _("{count} dari {total} kolom").format(
        count=formats.number(len(shown)), total=formats.number(len(kept))
    )
    said = f'data-rows="{escape(rows)}" data-columns="{escape(columns) if len(kept) > len(shown) else ""}"'
    return (
        f'<div class="rows" data-fit data-total="{body.total}"><table><thead><tr>{head}</tr></thead>'
        f'<tbody>{lines}</tbody></table><p class="rest" {said}></p></div>'
    )


def _short(text: str) -> str:
    """Return what a cell shows: not more than it can hold, and with places where a very long word may break."""
    shown = text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1].rstrip()}…"
    return _LONG_WORD.sub("\\g<0>\u200b", shown)


def _words(body: Words) -> str:
    said = "".join(_READER.render(_ICON.sub("", each)) for each in body.paragraphs)
    kind = "words many" if said.count("<li>") + said.count("<p>") > MANY_WORDS else "words"
    return f'<div class="{kind}" data-fit>{said}</div>'


def _facts(body: Facts, look: Look) -> str:
    pairs = "".join(
        f"<div><dt>{inline(name)}</dt><dd>{inline(value)}</dd></div>" for name, value in body.facts
    )
    beside = (
        slide_drawings.html(body.beside, look, round(slide_drawings.WIDTH * BESIDE)) if body.beside else ""
    )
    kind = "facts beside" if body.beside else "facts"
    return f'<div class="{kind}"><dl data-fit>{pairs}</dl>{beside}</div>'
