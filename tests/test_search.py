"""What was typed, and what was probably meant: folded words, abbreviations without vowels, near words."""

import pytest

from smartcity import search

REGIONS = (
    {"code": "32.04", "level": "kabupaten", "short_name": "Bandung"},
    {"code": "32.73", "level": "kota", "short_name": "Bandung"},
    {"code": "33.74", "level": "kota", "short_name": "Semarang"},
    {"code": "35.78", "level": "kota", "short_name": "Surabaya"},
    {"code": "51.03", "level": "kabupaten", "short_name": "Badung"},
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kab. OKU", ("kab", "oku")),
        ("  Sölok—2024! ", ("solok", "2024")),
        ("<script>'\"%_", ("script",)),
        ("مدينة", ()),
        ("", ()),
    ],
)
def test_typed_words(text: str, words: tuple[str, ...]) -> None:
    assert search.typed_words(text) == words


@pytest.mark.parametrize(
    ("text", "enough"), [("", False), ("a", False), ("!!", False), ("16", True), ("a b", True)]
)
def test_how_much_must_be_typed(text: str, enough: bool) -> None:
    assert search.is_enough(text) is enough


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("kota bdg", ["32.73"]),
        ("Kab. BDG", ["51.03", "32.04"]),
        ("smg", ["33.74"]),
        ("sby", ["35.78"]),
        ("bd", []),
        ("bandung", []),
        ("xyz", []),
        ("", []),
    ],
)
def test_abbreviations(text: str, codes: list[str]) -> None:
    assert search.abbreviated(text, REGIONS) == codes


def test_what_was_probably_meant() -> None:
    known = ["evaluasi", "lokakarya", "nasional", "smart"]
    assert search.meant(("lokakrya", "nasionl"), known) == "lokakarya nasional"
    assert search.meant(("lokakarya", "nasional"), known) == ""
    assert search.meant(("lokakrya", "2024"), known) == "lokakarya 2024"
    assert search.meant(("zzzzzz",), known) == ""
    assert search.meant(("xx", "smart"), known) == ""


def test_every_word_must_stand() -> None:
    assert search.holds(("smart", "city"), "gerakan menuju smart city")
    assert not search.holds(("smart", "town"), "gerakan menuju smart city")
