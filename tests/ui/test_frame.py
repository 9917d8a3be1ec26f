"""The frame: text from data stays text, sources are named and counted."""

import pytest

from smartcity.ui import frame


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[klik](javascript:alert(1))",
        "$\\LaTeX$ dan :material/home:",
        "**tebal** _miring_ `kode`",
        "baris\nbaru",
    ],
)
def test_text_from_data_has_no_markdown(text: str) -> None:
    shown = frame.plain(text)

    for sign in "<[$*_`:":
        assert all(shown[place - 1] == "\\" for place in range(len(shown)) if shown[place] == sign)
    assert "\n" not in shown


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
