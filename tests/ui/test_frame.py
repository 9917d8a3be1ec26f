"""The frame: sources are named and counted, charts keep their rows as they are sent."""

import altair as alt
import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df

from smartcity.charts import base
from smartcity.ui import data, frame


@pytest.mark.parametrize(
    ("titles", "line"),
    [
        ([], "tidak ada sumber tercatat"),
        (["A"], "A"),
        (["A", "B", "A", ""], "A; B"),
        (["A", "B", "C", "D"], "A; B; dan 2 sumber lain"),
    ],
)
def test_source_line(titles: list[str], line: str) -> None:
    assert frame.source_line(titles) == line


def test_rows_of_a_chart_are_kept_as_they_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "is_demo", lambda: False)
    rows = [{"name": "A", "value": 1}, {"name": "B", "value": 2}]
    parts = [alt.Chart(base.data(part)).mark_bar() for part in (rows, rows[:1])]

    kept = frame._spec(alt.layer(*parts), "light")["datasets"]

    assert [convert_arrow_bytes_to_pandas_df(each).to_dict("records") for each in kept.values()] == [
        rows,
        rows[:1],
    ]
