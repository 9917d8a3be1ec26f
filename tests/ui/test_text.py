"""Text from data stays text: no markup of it reaches a page."""

import pytest

from smartcity.ui.text import JOINER, linked, plain


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
    ("text", "shown"),
    [
        ("https://evil.example", "https\\:¦//evil.example"),
        ("HTTP://evil.example", "HTTP\\:¦//evil.example"),
        ("www.evil.example", "www¦.evil.example"),
        ("ani@evil.example", "ani@¦evil.example"),
        ("&lt;b&gt; &#60; R&D", "\\&lt;b\\&gt; \\&\\#60; R&D"),
        ("1. satu", "1\\. satu"),
        ("2.5", "2.5"),
        (":material/home: :streamlit:", "\\:¦material/home\\: \\:¦streamlit\\:"),
        (":material_home: :material/home", "\\:¦material\\_home\\: \\:¦material/home"),
        (":+1: :-1: 10:30", "\\:¦\\+1\\: \\:¦\\-1\\: 10\\:30"),
        ("a -> b <-> c -- d >= e", "a \\-¦\\> b \\<¦\\-\\> c \\-¦\\- d \\>¦= e"),
        ("2023-2024 R&D:a", "2023\\-2024 R&D\\:a"),
    ],
)
def test_nothing_is_made_of_plain_text(text: str, shown: str) -> None:
    """No link, icon, arrow, other sign or list; what is put in between is not seen (here: ¦)."""
    assert plain(text) == shown.replace("¦", JOINER)


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
