"""Words: languages, fallbacks, the pseudo-locale, one language per thread."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from smartcity import words
from smartcity.words import _, column, in_language, language, local, ngettext, pseudo, use_language


@pytest.mark.parametrize(
    ("code", "text"),
    [("id", "Belum ada data"), ("en", "No data yet"), ("qps", "⟦Bélüm ådå dåtå⟧"), ("de", "Belum ada data")],
)
def test_a_text_in_each_language(code: str, text: str) -> None:
    with in_language(code):
        assert _("Belum ada data") == text


def test_an_unknown_language_is_indonesian() -> None:
    with in_language("en"):
        assert [use_language(code) for code in ("fr", "", None, "EN", "qps")] == [
            "id",
            "id",
            "id",
            "id",
            "qps",
        ]


def test_a_text_without_translation_stays() -> None:
    with in_language("en"):
        assert _("tidak ada di katalog mana pun") == "tidak ada di katalog mana pun"
        assert _("") == ""


def test_pseudo_keeps_placeholders() -> None:
    text = pseudo("{count} dari {total:,} kota")
    assert text == "⟦{count} dårî {total:,} køtå⟧"
    assert text.format(count=1, total=2000) == "⟦1 dårî 2,000 køtå⟧"


def test_ngettext_in_each_language() -> None:
    shown = {}
    for code in ("id", "en", "qps"):
        with in_language(code):
            shown[code] = [ngettext("satu", "banyak", count) for count in (0, 1, 1.5, 2)]
    assert shown == {
        "id": ["banyak", "satu", "banyak", "banyak"],
        "en": ["banyak", "satu", "banyak", "banyak"],
        "qps": ["⟦båñýåk⟧", "⟦šåtü⟧", "⟦båñýåk⟧", "⟦båñýåk⟧"],
    }


def test_the_block_gives_the_language_back() -> None:
    with in_language("en"):
        with in_language("qps"):
            assert language() == "qps"
        assert language() == "en"


def test_each_thread_has_its_own_language() -> None:
    def speak(code: str) -> list[str]:
        use_language(code)
        return [_("Belum ada data") for _turn in range(200)]

    with ThreadPoolExecutor(max_workers=2) as pool:
        said = [set(texts) for texts in pool.map(speak, ["id", "en", "qps", "en", "id"])]
    assert said == [
        {"Belum ada data"},
        {"No data yet"},
        {"⟦Bélüm ådå dåtå⟧"},
        {"No data yet"},
        {"Belum ada data"},
    ]


def test_names_of_data_in_the_language() -> None:
    row = {"name_id": "Diundang", "name_en": "Invited"}
    with in_language("en"):
        assert (column("name"), local(row, "name")) == ("name_en", "Invited")
        assert local({"name_id": "Diundang", "name_en": None}, "name") == "Diundang"
        assert local({"name_id": float("nan"), "name_en": ""}, "name") == ""
    with in_language("qps"):
        assert (column("name"), local(row, "name")) == ("name_id", "Diundang")


def test_every_translation_keeps_its_placeholders() -> None:
    from babel.messages.pofile import read_po

    with (words.CATALOGS / "en" / "LC_MESSAGES" / "smartcity.po").open("rb") as file:
        catalog = read_po(file, locale="en")
    assert [message.id for message in catalog if message.id and any(True for _error in message.check())] == []
    broken = [
        message.id
        for message in catalog
        if isinstance(message.id, str)
        and message.id
        and set(words._PLACEHOLDER.findall(message.id))
        != set(words._PLACEHOLDER.findall(str(message.string)))
    ]
    assert broken == []
