"""What pages draw, collected where they draw it, and the answers that its numbers must come from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer
from streamlit.elements.lib.mutable_tab_container import TabContainer

from smartcity import queries
from smartcity.store import Store
from smartcity.ui import frame
from tests.proofs import PROOFS, Answers, Rows
from tests.queries.database import plain

ADDRESSES = (
    ("overview.py", ""),
    ("map.py", "ukuran=score.spbe-2020"),
    ("map.py", "ukuran=change.spbe-2020"),
    ("map.py", "ukuran=names"),
    ("map.py", "ukuran=pilots.late_or_unreported&wilayah=16"),
    ("stages.py", "program=gmsc&periode=2022&tahap=selected"),
    ("region.py", ""),
    ("region.py", "wilayah=36"),
    ("region.py", "wilayah=35.71"),
    ("pilots.py", ""),
    ("living_lab.py", ""),
    ("assessments.py", "instrumen=spbe-2020&periode=2023&bagian=grades"),
    ("assessments.py", "instrumen=spbe-2020&periode=2023&bagian=ranking"),
    ("assessments.py", "instrumen=spbe-2020&periode=2023&bagian=change"),
    ("assessments.py", "instrumen=spbe-2020&periode=2022&bagian=tree"),
    ("assessments.py", "instrumen=spbe-2020&periode=2023&bagian=profile&wilayah=35.71"),
    ("assessments.py", "instrumen=gmsc-evaluation&periode=2022&bagian=gmsc"),
    ("quality.py", "bagian=cakupan"),
    ("quality.py", "bagian=umur"),
)
# A place on a map and the days of one pilot: no numbers of a question.
WITHOUT_PICTURE = {"locator", "pilot_days"}
# Which pictures each database must show; only a database with dates, classes and scores has all of them.
PROVEN = {
    "data_folder": set(PROOFS) - {"pilot_timeline", "pilot_progress", "schedule"},
    "demo_folder": set(PROOFS),
    "empty_folder": {"areas", "children", "editions", "grades", "map_", "pilot_groups"},
}


@dataclass
class Page:
    """What one run of a page drew: its pictures with their cached answers, and the data of its charts."""

    pictures: dict[str, tuple[frame.Picture, Answers]] = field(default_factory=dict)
    charts: dict[str, Rows] = field(default_factory=dict)


def rows_of(spec: dict[str, Any]) -> Rows:
    """Return the rows of all data of a chart, as they are sent: as Arrow, or in the description itself."""
    tables = [
        convert_arrow_bytes_to_pandas_df(rows)
        for rows in spec.get("datasets", {}).values()
        if isinstance(rows, bytes)
    ]
    named = [dict(zip(map(str, each.columns), row, strict=True)) for each in tables for row in plain(each)]
    return [*named, *_written(spec)]


def _written(part: Any) -> Iterator[dict[str, Any]]:
    """Give the rows that stand in a chart's description."""
    if isinstance(part, list):
        for each in part:
            yield from _written(each)
    elif isinstance(part, dict):
        values = part["data"].get("values") if isinstance(part.get("data"), dict) else None
        if isinstance(values, list):
            yield from (row for row in values if isinstance(row, dict))
        for each in part.values():
            yield from _written(each)


def answered(folder: Path, shown: frame.Picture) -> Answers:
    """Return the answers to a picture's questions, past every cache."""
    with Store(folder).read() as snapshot:
        return {
            asked.name: snapshot.frame(queries.sql(asked.name), dict(asked.parameters))
            for asked in shown.questions
        }


def collect(monkeypatch: pytest.MonkeyPatch) -> Page:
    """Return what the latest page draws from now on; all tabs and folded parts stand open."""
    page = Page()
    heading, picture, chart = frame.heading, frame.picture, st.vega_lite_chart

    def begin(*arguments: Any, **options: Any) -> None:
        page.pictures.clear()
        page.charts.clear()
        heading(*arguments, **options)

    def collect_picture(shown: frame.Picture, *arguments: Any) -> None:
        page.pictures[shown.key] = shown, {asked.name: asked.answer() for asked in shown.questions}
        picture(shown, *arguments)

    def collect_chart(spec: dict[str, Any], **options: Any) -> Any:
        page.charts[options["key"].removeprefix("chart_")] = rows_of(spec)
        return chart(spec, **options)

    monkeypatch.setattr(frame, "heading", begin)
    monkeypatch.setattr(frame, "picture", collect_picture)
    monkeypatch.setattr(st, "vega_lite_chart", collect_chart)
    for container in (TabContainer, ExpanderContainer):
        monkeypatch.setattr(container, "open", property(lambda _self: True, lambda _self, _value: None))
    return page
