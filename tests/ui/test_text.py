"""Text from data stays text: no markup of it reaches a page."""

import pytest

from smartcity.ui.text import linked, plain


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
def test_text_from_data_has_no_markup(text: str) -> None:
    shown = plain(text)

    for sign in "<[$*_`:":
        assert all(shown[place - 1] == "\\" for place in range(len(shown)) if shown[place] == sign)
    assert "\n" not in shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://contoh.go.id/a b(1)", "[Judul](<https://contoh.go.id/a%20b(1)>)"),
        ("https://contoh.go.id/>x<", "[Judul](<https://contoh.go.id/%3Ex%3C>)"),
        ("javascript:alert(1)", "Judul"),
        ("", "Judul"),
        (None, "Judul"),
    ],
)
def test_only_web_addresses_become_links(address: str | None, shown: str) -> None:
    assert linked("Judul", address) == shown
