"""Forms that a person fills in and uploads: what is known is filled, what is missing is left to write."""

from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter

from smartcity import formats
from smartcity.contract import Table, load_contract
from smartcity.words import N_, _

# Rows offered where the number of missing names is not published.
ROWS_WHERE_UNKNOWN = 25
ENTRY_SHEET, REGION_SHEET = N_("Isian"), N_("Daerah")


def missing_count(count: Any, known: Any) -> int:
    """Return how many names a stage lacks: the figure less those known, never negative."""
    if formats.is_missing(count):
        return ROWS_WHERE_UNKNOWN
    return max(int(count) - int(known), 0)


def missing_names(
    program: str, edition: str, stage: str, rows: int, candidates: pd.DataFrame, language: str
) -> bytes:
    """Return a workbook with one row per missing name of a stage.

    Program, edition and stage are filled in; the region is chosen from a list of the regions that are not yet
    known at the stage (`candidates`: region_code, name, province). Headers are the contract's titles, so the
    workbook can be uploaded as it is.
    """
    table = load_contract().tables["participation"]
    known = {"program": program, "edition": edition, "stage": stage}
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        entry = book.add_worksheet(_(ENTRY_SHEET))
        _headers(entry, table, language, bold)
        for row in range(1, rows + 1):
            for place, column in enumerate(table.columns):
                entry.write_string(row, place, known.get(column, ""))
        _candidates(book, candidates, bold)
        place = table.columns.index("region_code")
        entry.data_validation(
            1,
            place,
            rows,
            place,
            {"validate": "list", "source": f"='{_(REGION_SHEET)}'!$A$2:$A${len(candidates) + 1}"},
        )
        entry.freeze_panes(1, 0)
    return stream.getvalue()


def _headers(sheet: Any, table: Table, language: str, bold: Any) -> None:
    for place, field in enumerate(table.fields):
        sheet.write_string(0, place, field.title(language), bold)
        sheet.write_comment(0, place, field.description(language))
    sheet.set_column(0, len(table.fields) - 1, 22)


def _candidates(book: Any, candidates: pd.DataFrame, bold: Any) -> None:
    sheet = book.add_worksheet(_(REGION_SHEET))
    for place, header in enumerate((_("Nama"), _("Kode"), _("Provinsi"))):
        sheet.write_string(0, place, header, bold)
    for row, region in enumerate(candidates.to_dict("records"), start=1):
        for place, column in enumerate(("name", "region_code", "province")):
            sheet.write_string(row, place, str(region[column]))
    sheet.set_column(0, 2, 32)
    sheet.freeze_panes(1, 0)
