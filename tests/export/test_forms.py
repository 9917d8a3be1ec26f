"""The form for missing names: filled where known, empty where a person writes, ready to be uploaded."""

from io import BytesIO
from typing import Any

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from smartcity.contract import load_contract
from smartcity.export import forms

CANDIDATES = pd.DataFrame(
    {
        "region_code": ["16.01", "32.73"],
        "name": ["Kabupaten Ogan Komering Ulu", "Kota Bandung"],
        "province": ["Sumatera Selatan", "Jawa Barat"],
    }
)


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """Return a workbook's sheets as rows."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("language", ["id", "en"])
def test_form_has_a_row_per_missing_name(language: str) -> None:
    fields = load_contract().tables["participation"].fields

    found = sheets(forms.missing_names("gmsc", "2022", "selected", 2, CANDIDATES, language))

    known = {"program": "gmsc", "edition": "2022", "stage": "selected"}
    assert found[forms.ENTRY_SHEET] == [
        [field.title(language) for field in fields],
        *[[known.get(field.name, "") for field in fields]] * 2,
    ]
    assert [row[:2] for row in found[forms.REGION_SHEET][1:]] == [
        ["Kabupaten Ogan Komering Ulu", "16.01"],
        ["Kota Bandung", "32.73"],
    ]


def test_names_from_data_are_never_formulas() -> None:
    hostile = CANDIDATES.assign(name=["=HYPERLINK(1)", "@SUM(1)"])

    found = sheets(forms.missing_names("gmsc", "2022", "selected", 1, hostile, "id"))

    assert [row[0] for row in found[forms.REGION_SHEET][1:]] == ["=HYPERLINK(1)", "@SUM(1)"]


@pytest.mark.parametrize(
    ("count", "known", "missing"),
    [(50, 46, 4), (50, 51, 0), (0, 0, 0), (None, 3, forms.ROWS_WHERE_UNKNOWN), (float("nan"), 0, 25)],
)
def test_missing_count(count: float | None, known: int, missing: int) -> None:
    assert forms.missing_count(count, known) == missing
