"""Tables: a long one says that it is cut and gives all of it; one that is made of the same is made once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.dataframe_util import convert_pandas_df_to_arrow_bytes
from streamlit.elements.lib.pandas_styler_utils import _use_display_values
from streamlit.testing.v1 import AppTest

from smartcity import words
from smartcity.settings import settings
from smartcity.ui import data, tables

ROWS = 130


def page() -> None:
    import pandas as pd

    from smartcity import words
    from smartcity.ui import data, tables

    words.use_language("id")
    data.begin()
    table = pd.DataFrame({"title": [f"Kegiatan {number}" for number in range(130)], "value": 1.5})
    tables.show(table, key="long", most=100, made_of="the same")
    tables.show(table, key="whole")


@pytest.fixture
def app(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Return a page with a long table, twice."""
    monkeypatch.setenv("SMARTCITY_DATA", str(data_folder))
    settings.cache_clear()
    yield AppTest.from_function(page, default_timeout=60)
    settings.cache_clear()


def test_a_long_table_is_cut_and_comes_down_whole(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[Any] = []
    monkeypatch.setattr(st, "download_button", lambda _label, *, data, **_options: offered.append(data))

    app.run()

    assert not app.exception
    assert [len(table.value) for table in app.dataframe] == [100, ROWS]
    assert "100 baris pertama dari 130; semuanya ada dalam unduhan." in [text.value for text in app.caption]
    lines = offered[0]().decode("utf-8-sig").splitlines()
    assert lines[:2] == ["title;value", "Kegiatan 0;1,5"]
    assert len(lines) == ROWS + 1


def test_a_table_of_the_same_is_made_once_and_written_the_same(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[str] = []
    prepare = tables._prepared

    def counted(*arguments: Any) -> Any:
        prepared.append(arguments[2])
        return prepare(*arguments)

    data._products.made.clear()
    monkeypatch.setattr(tables, "_prepared", counted)
    written = []
    for _run in range(2):
        app.run()
        assert not app.exception
        written.append([bytes(table.proto.arrow_data.styler.display_values) for table in app.dataframe])

    assert prepared == ["long", "whole", "whole"]
    assert written[0] == written[1]
    assert written[0][0] != b""


def test_values_are_written_once_and_as_streamlit_writes_them() -> None:
    table = pd.DataFrame(
        {
            "title": ["Kegiatan", "_col1", "5 "],
            "note": ["ada", None, " "],
            "value": [1.5, None, 1234.0],
            "given_on": ["2024-01-16", "2024", None],
        }
    )

    with words.in_language("id"):
        short = tables._prepared(table, list(table.columns), "short", "", {})
        whole: Any = table.style.set_uuid("short").format(
            {name: tables.formatter(name) for name in table.columns}
        )

    written = [_use_display_values(each.data, each._translate(False, False)) for each in (short, whole)]
    sent = [convert_pandas_df_to_arrow_bytes(each) for each in written]
    assert sent[0] == sent[1]
    assert written[0]["given_on"].tolist() == ["16 Januari 2024", "2024", "—"]
    assert short._translate(False, False)["body"] == []
    assert short.data.equals(table)
