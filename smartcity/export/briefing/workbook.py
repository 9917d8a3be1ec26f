"""A briefing as a workbook (XLSX): a sheet for every table, and a sheet of sources."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from smartcity import demo
from smartcity.export.briefing.model import Briefing, Column, Kind, Section, Table, write
from smartcity.export.tables import LONGEST, WIDEST, cut, harmless, sheet_name
from smartcity.look import LIGHT
from smartcity.words import _, in_language

HEADER_ROW = 4
"""Above it stand title, subtitle, data and link; rows are counted from 0."""

LINE = 15.0
"""Points of one line of a sheet."""

WIDEST_HEADER = 18
"""Letters of a header's line; a longer one takes two."""

FORMATS: dict[Kind, str] = {"count": "#,##0", "number": "#,##0.##", "score": "0.00", "share": "0.0%"}


def xlsx(briefing: Briefing) -> bytes:
    """Return the briefing's tables as a workbook, in its own language. Texts are never run as formulas."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with in_language(briefing.language), xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": briefing.cover.title[:200], "author": _("Dasbor Kota Cerdas")})
        taken: set[str] = set()
        _facts_sheet(book, briefing, taken)
        for section in briefing.sections:
            for table in section.tables:
                _table_sheet(book, briefing, section, table, taken)
        _sources_sheet(book, briefing, taken)
    return target.getvalue()


def _named(wanted: str, taken: set[str]) -> str:
    """Return a sheet name that is not taken yet, whatever its case."""
    name, number = sheet_name(wanted), 1
    while name.lower() in taken:
        number += 1
        name = f"{cut(sheet_name(wanted), 30 - len(str(number)))} {number}"
    taken.add(name.lower())
    return name


def _page(book: Any, briefing: Briefing, name: str, head: tuple[str, str, str]) -> Any:
    """Return a new sheet with title, subtitle, data and link above; demonstration data say so in the second line."""
    page = book.add_worksheet(name)
    bold, muted = (
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({"font_color": LIGHT.muted}),
    )
    # Letters in colour on no ground: they go on over the cells beside.
    alarm = book.add_format({"bold": True, "font_color": LIGHT.attention})
    title, subtitle, address = head
    label = f"{demo.label()[0]} · " if briefing.stamp.is_demo else ""
    page.write_string(0, 0, harmless(title)[:LONGEST], bold)
    page.write_string(1, 0, harmless(f"{label}{subtitle}")[:LONGEST], alarm if label else muted)
    page.write_string(2, 0, harmless(briefing.stamp.line), muted)
    page.write_string(3, 0, harmless(address)[:LONGEST], muted)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer(f"&L{sheet_name(name).replace('&', '&&')}&R&P / &N")
    if briefing.stamp.is_demo:
        page.set_header(f"&C&B{demo.label()[0]}")
        page.set_tab_color(LIGHT.attention)
    return page


def _headers(book: Any, page: Any, columns: tuple[Column, ...]) -> None:
    header = book.add_format(
        {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": LIGHT.surface}
    )
    for place, column in enumerate(columns):
        page.write_string(HEADER_ROW, place, harmless(column.title), header)
    page.set_row(HEADER_ROW, 2 * LINE)
    page.freeze_panes(HEADER_ROW + 1, 1)
    page.repeat_rows(HEADER_ROW)


def _table_sheet(book: Any, briefing: Briefing, section: Section, table: Table, taken: set[str]) -> None:
    """Write all rows of a table, numbers as numbers."""
    profile = section.locator is not None and len(briefing.sections) > 1
    name = f"{table.title} {section.title}" if profile else table.title
    subtitle = f"{section.title} · {section.subtitle}" if section.subtitle else section.title
    page = _page(book, briefing, _named(name, taken), (table.title, subtitle, section.address))
    _headers(book, page, table.columns)
    kinds = {kind: book.add_format({"num_format": text}) for kind, text in FORMATS.items()}
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    widths = [min(len(column.title), WIDEST_HEADER) for column in table.columns]
    for line, row in enumerate(table.rows, start=HEADER_ROW + 1):
        for place, (value, column) in enumerate(zip(row, table.columns, strict=True)):
            if isinstance(value, int | float) and not isinstance(value, bool) and column.kind in FORMATS:
                page.write_number(line, place, value, kinds[column.kind])
            elif value is not None and value != "":
                text = harmless(write(value, column.kind))[:LONGEST]
                page.write_string(line, place, text, wrap)
            widths[place] = max(widths[place], len(write(value, column.kind)))
    fitting = tuple(min(max(width, 8), WIDEST) for width in widths)
    for place, width in enumerate(fitting):
        page.set_column(place, place, width + 2)
    for line, row in enumerate(table.rows, start=HEADER_ROW + 1):
        texts = tuple(write(value, column.kind) for value, column in zip(row, table.columns, strict=True))
        if (high := _lines(texts, fitting)) > 1:
            page.set_row(line, LINE * high)
    # A long subtitle goes on over the cells beside; in print it must not make all else small.
    page.print_area(0, 0, HEADER_ROW + len(table.rows), len(table.columns) - 1)
    page.autofilter(HEADER_ROW, 0, HEADER_ROW + max(len(table.rows), 1), len(table.columns) - 1)
    _heat(page, table)


def _heat(page: Any, table: Table) -> None:
    """Colour scores by their place on the instrument's scale."""
    if table.heat is None or not table.rows:
        return
    scored = [place for place, column in enumerate(table.columns) if column.kind == "score"]
    scale = {
        "type": "2_color_scale",
        "min_type": "num",
        "min_value": table.heat[0],
        "max_type": "num",
        "max_value": table.heat[1],
        "min_color": "#ffffff",
        "max_color": LIGHT.sequential[3],
    }
    last = HEADER_ROW + len(table.rows)
    page.conditional_format(HEADER_ROW + 1, scored[0], last, scored[-1], scale)


def _facts_sheet(book: Any, briefing: Briefing, taken: set[str]) -> None:
    """Write what every section finds, and its single numbers."""
    cover = briefing.cover
    about = " · ".join(part for part in (cover.subtitle, cover.place, cover.date) if part)
    address = briefing.sections[0].address if briefing.sections else ""
    page = _page(book, briefing, _named(_("Temuan"), taken), (cover.title, about, address))
    columns = (Column(_("Bagian")), Column(_("Temuan")), Column(_("Nilai")), Column(_("Keterangan")))
    _headers(book, page, columns)
    rows = [
        row
        for section in briefing.sections
        for row in (
            (section.name, section.title, "", section.nothing or section.subtitle),
            *((section.name, fact.label, fact.value, fact.note) for fact in section.facts),
            *((section.name, point, "", "") for point in section.points),
        )
    ]
    _write_words(book, page, rows, (26, 60, 22, 60))


def _sources_sheet(book: Any, briefing: Briefing, taken: set[str]) -> None:
    """Write what every section rests on: its sources, its queries, its definitions."""
    address = briefing.sections[0].address if briefing.sections else ""
    head = (_("Sumber dan pengertian"), briefing.cover.title, address)
    page = _page(book, briefing, _named(_("Sumber dan pengertian"), taken), head)
    columns = (Column(_("Bagian")), Column(_("Jenis isi")), Column(_("Isi")))
    _headers(book, page, columns)
    rows = [
        (section.name, kind, text)
        for section in briefing.sections
        for kind, texts in (
            (_("Sumber"), section.sources),
            (_("Kueri"), tuple(each.words for each in section.questions)),
            (_("Pengertian"), section.definitions),
            (_("Tautan"), (section.address,)),
        )
        for text in texts
    ]
    _write_words(book, page, rows, (26, 14, 110))


def _write_words(book: Any, page: Any, rows: Sequence[tuple[str, ...]], widths: tuple[int, ...]) -> None:
    """Write rows of words, wrapped, each row as high as its longest text."""
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for line, row in enumerate(rows, start=HEADER_ROW + 1):
        page.set_row(line, LINE * _lines(row, widths))
        for place, text in enumerate(row):
            page.write_string(line, place, harmless(text)[:LONGEST], wrap)
    for place, width in enumerate(widths):
        page.set_column(place, place, width)


def _lines(row: tuple[str, ...], widths: tuple[int, ...]) -> int:
    """Return how many lines the longest text of a row takes, 20 at most."""
    return min(max(-(-len(text) // width) for text, width in zip(row, widths, strict=True)) or 1, 20)
