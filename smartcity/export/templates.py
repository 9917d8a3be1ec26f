"""Templates that people fill in and upload: the columns of a table with their titles, and rows that are known."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_range, xl_range_abs

from smartcity.contract import Field, Table
from smartcity.export import tables
from smartcity.export.guide import write_guide
from smartcity.formats import is_missing
from smartcity.words import N_, _, in_language

ENTRY_SHEET, REGION_SHEET, LIST_SHEET = N_("Isian"), N_("Daerah"), N_("Daftar")
GUIDE_SHEET = N_("Petunjuk")

MORE_ROWS = 1000
"""Rows below the filled ones that have drop-downs too."""

TEXT_FORMAT = 49
"""Excel's number for its built-in format of texts."""

REQUIRED_COLOUR = "#FFE699"
LIST_LETTERS = 255
"""Letters of a list that Excel takes inside the drop-down itself."""

_REGION_COLUMNS = ("name", "region_code", "province")


def csv_template(table: Table, language: str, rows: pd.DataFrame | None = None) -> bytes:
    """Return a template as CSV, empty or filled, as a spreadsheet of the language opens it by itself."""
    with in_language(language):
        shown = _shown(table, language, rows)
        return tables.csv(shown.set_axis([field.title(language) for field in table.fields], axis=1))


def xlsx_template(
    table: Table,
    language: str,
    rows: pd.DataFrame | None = None,
    lists: Mapping[str, Sequence[str]] | None = None,
    regions: pd.DataFrame | None = None,
) -> bytes:
    """Return a template as a workbook, empty or filled, with drop-downs and a sheet that explains it.

    `language` is that of titles and values; sheet names and explanations are in the language in use.
    Allowed values are always offered; `lists` adds what else a column offers, by name. `regions` (region_code,
    name, province) stand on a sheet of their own, and their names are offered. Missing rows or columns are empty.
    """
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        shown = _shown(table, language, rows)
        entry = book.add_worksheet(_(ENTRY_SHEET))
        _write_headers(book, entry, table, language)
        _write_rows(book, entry, table, shown)
        sources = _list_sources(book, _lists(table, language, lists or {}))
        if regions is not None and len(regions):
            sources |= dict.fromkeys(_region_columns(table), _write_regions(book, regions))
        for name, source in sources.items():
            _offer(entry, table.columns.index(name), len(shown), source)
        write_guide(book, _(GUIDE_SHEET), table, language)
    return target.getvalue()


def _shown(table: Table, language: str, rows: pd.DataFrame | None) -> pd.DataFrame:
    """Return rows with all columns of the table, allowed values by their titles."""
    frame = pd.DataFrame() if rows is None else rows
    frame = frame.reindex(columns=list(table.columns))
    for field in (field for field in table.fields if field.enum):
        titles = {value: field.value_title(value, language) for value in field.enum}
        frame[field.name] = [titles.get(value, value) for value in frame[field.name]]
    for field in (field for field in table.fields if field.type == "datetime"):
        # As text: a spreadsheet's own dates depend on its settings.
        frame[field.name] = [None if is_missing(value) else str(value) for value in frame[field.name]]
    return frame


def _write_headers(book: Any, entry: Any, table: Table, language: str) -> None:
    bold = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
    plain, required = book.add_format(bold), book.add_format({**bold, "bg_color": REQUIRED_COLOUR})
    for place, field in enumerate(table.fields):
        entry.write_string(0, place, field.title(language), required if field.upload_required else plain)
        entry.write_comment(0, place, _comment(field, language), {"x_scale": 2})
    entry.freeze_panes(1, 0)


def _comment(field: Field, language: str) -> str:
    example = _("Contoh: {example}").format(example=field.examples["en" if language == "en" else "id"])
    return f"{field.description(language)}\n{example}"


def _write_rows(book: Any, entry: Any, table: Table, rows: pd.DataFrame) -> None:
    """Write the rows; columns of texts are formatted as text, or a spreadsheet would make 16.10 a number."""
    text = book.add_format({"num_format": TEXT_FORMAT})
    for place, field in enumerate(table.fields):
        entry.set_column(place, place, 22, text if field.type == "string" else None)
    for line, row in enumerate(rows.itertuples(index=False, name=None), start=1):
        for place, value in enumerate(row):
            if isinstance(value, str) and value:
                entry.write_string(line, place, tables.harmless(value)[: tables.LONGEST], text)
            elif isinstance(value, datetime):
                entry.write_string(line, place, value.isoformat(sep=" "), text)
            elif not is_missing(value):
                entry.write_number(line, place, value)
    everywhere = xl_range(0, 0, len(rows) + MORE_ROWS, len(table.fields) - 1)
    entry.ignore_errors({"number_stored_as_text": everywhere})


def _lists(table: Table, language: str, more: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Return what each column offers."""
    allowed = {
        field.name: [field.value_title(value, language) for value in field.enum]
        for field in table.fields
        if field.enum
    }
    return {name: offered for name, offered in {**allowed, **more}.items() if offered}


def _list_sources(book: Any, lists: Mapping[str, Sequence[str]]) -> dict[str, str | Sequence[str]]:
    """Return the source of each drop-down: the list itself, or its place on the sheet of long lists."""
    long = {name: offered for name, offered in lists.items() if not _fits(offered)}
    if not long:
        return dict(lists)
    page = book.add_worksheet(_(LIST_SHEET))
    page.set_column(0, len(long) - 1, 40)
    places: dict[str, str | Sequence[str]] = {}
    for place, (name, offered) in enumerate(long.items()):
        page.write_column(0, place, offered)
        places[name] = f"='{_(LIST_SHEET)}'!{xl_range_abs(0, place, len(offered) - 1, place)}"
    return {**lists, **places}


def _fits(offered: Sequence[str]) -> bool:
    """Return whether a list can stand inside its drop-down, where commas divide it."""
    text = ",".join(offered)
    return len(text) <= LIST_LETTERS and text.count(",") == len(offered) - 1 and '"' not in text


def _region_columns(table: Table) -> list[str]:
    return [key.columns[0] for key in table.foreign_keys if key.table == "region"]


def _write_regions(book: Any, regions: pd.DataFrame) -> str:
    """Write the sheet of regions and return where their names are."""
    bold = book.add_format({"bold": True, "bottom": 1})
    page = book.add_worksheet(_(REGION_SHEET))
    page.write_row(0, 0, (_("Nama"), _("Kode"), _("Provinsi")), bold)
    values = regions[list(_REGION_COLUMNS)].itertuples(index=False, name=None)
    for line, row in enumerate(values, start=1):
        for place, value in enumerate(row):
            page.write_string(line, place, "" if is_missing(value) else str(value))
    page.set_column(0, len(_REGION_COLUMNS) - 1, 32)
    page.freeze_panes(1, 0)
    return f"='{_(REGION_SHEET)}'!{xl_range_abs(1, 0, len(regions), 0)}"


def _offer(entry: Any, place: int, filled: int, source: str | Sequence[str]) -> None:
    """Offer a list in a column; another value is asked about and taken, for an upload knows more spellings."""
    rule = {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": _("Tidak ada dalam daftar"),
        "error_message": _("Nilai ini tidak ada dalam daftar; ia diperiksa saat diunggah. Tetap dipakai?"),
    }
    entry.data_validation(1, place, filled + MORE_ROWS, place, rule)
