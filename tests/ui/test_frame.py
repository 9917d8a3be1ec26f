"""The frame: sources are named and counted."""

import pytest

from smartcity.ui import frame


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
