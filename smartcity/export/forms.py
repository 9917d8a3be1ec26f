"""Forms that a person fills in and uploads: what is known is filled, what is missing is left to write."""

from typing import Any

import pandas as pd

from smartcity import formats
from smartcity.contract import load_contract
from smartcity.export.templates import ENTRY_SHEET, REGION_SHEET, xlsx_template

__all__ = ["ENTRY_SHEET", "REGION_SHEET", "ROWS_WHERE_UNKNOWN", "missing_count", "missing_names"]

# Rows offered where the number of missing names is not published.
ROWS_WHERE_UNKNOWN = 25


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
    known at the stage (`candidates`: region_code, name, province). It can be uploaded as it is.
    """
    known = {"program": program, "edition": edition, "stage": stage}
    filled = pd.DataFrame([known] * rows, columns=list(known))
    return xlsx_template(load_contract().tables["participation"], language, filled, regions=candidates)
