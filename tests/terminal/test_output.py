"""Values as JSON and as cells of a table."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from smartcity.terminal.output import cell, plain, show_json, show_table

CASES: list[tuple[Any, Any, str]] = [
    (None, None, "—"),
    (float("nan"), None, "—"),
    (pd.NaT, None, "—"),
    (float("inf"), None, "—"),
    (150, 150, "150"),
    (4850, 4850, "4.850"),
    (np.int64(7), 7, "7"),
    (np.float64(0.5), 0.5, "0,5"),
    (0.586666, 0.586666, "0,5867"),
    (Decimal("2.50"), 2.5, "2,5"),
    (True, True, "ya"),
    (False, False, "tidak"),
    ("Kota Solok", "Kota Solok", "Kota Solok"),
    ("a\x1b[31mb\nc", "a\x1b[31mb\nc", "a [31mb c"),
    (date(2022, 1, 6), "2022-01-06", "2022-01-06"),
    (datetime(2022, 1, 6, 1, 2), "2022-01-06T01:02:00", "6 Januari 2022 pukul 08.02 WIB"),
    ([], [], "—"),
    ([{"source_title": "Surat", "value": 1.0}], [{"source_title": "Surat", "value": 1.0}], "Surat"),
    ((1, None), [1, None], "1; —"),
]


@pytest.mark.parametrize(("value", "as_json", "as_cell"), CASES)
def test_values(value: Any, as_json: Any, as_cell: str) -> None:
    assert (plain(value), type(plain(value)), cell(value)) == (as_json, type(as_json), as_cell)


def test_json_is_one_value_with_its_letters(capsys: pytest.CaptureFixture[str]) -> None:
    show_json({"name": "Jalan “é”", "share": float("nan")})
    assert capsys.readouterr().out == '{\n  "name": "Jalan “é”",\n  "share": null\n}\n'


def test_a_table_keeps_what_looks_like_markup(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(("nama", "jumlah"), [("[bold]x[/] :smile:", 12345), ("y" * 300, None)])
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "nama".ljust(300) + "  jumlah",
        "[bold]x[/] :smile:".ljust(300) + "  12.345",
        "y" * 300 + "  —",
    ]
