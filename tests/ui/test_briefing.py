"""Paparan without a browser: what an address asks for, the order of parts, the words on the cover, the files."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from streamlit.testing.v1 import AppTest

from smartcity.export.briefing import making
from smartcity.export.briefing.document import Page
from smartcity.export.briefing.making import ORDER, Piece
from smartcity.export.briefing.reading import NATION, Scope
from smartcity.ui import briefing_made, briefing_preview
from smartcity.ui.address import View
from smartcity.ui.briefing import Wanted
from smartcity.ui.briefing_files import Offer, Work, progress
from smartcity.ui.briefing_made import Preview
from smartcity.ui.data import At
from tests.samples import HOSTILE
from tests.ui.test_pages import open_as

Open = Callable[..., tuple[AppTest, list[Wanted]]]
A_PAGE = Preview([Page(b"", "Sampul")], ["Sumber satu"])


def complaints(test: AppTest) -> list[str]:
    """Return what a page complains of."""
    return [str(found.value) for found in (*test.exception, *test.error, *test.warning)]


def one(found: Any, label: str) -> Any:
    """Return the one element with a label."""
    (element,) = [each for each in found if each.label == label]
    return element


def not_told(*_told: object) -> None:
    """Listen to nothing."""


@pytest.fixture
def opened(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open Paparan at an address; what it wants is kept instead of made."""

    def start(**parameters: str) -> tuple[AppTest, list[Wanted]]:
        asked: list[Wanted] = []

        def preview(wanted: Wanted, *_rest: object) -> Preview:
            asked.append(wanted)
            return A_PAGE

        monkeypatch.setattr(briefing_made, "preview", preview)
        monkeypatch.setattr(briefing_preview, "_leaf", not_told)
        return open_as(data_folder, monkeypatch, "briefing.py", None, parameters), asked

    return start


def test_an_address_without_parts_asks_for_everything_about_the_nation(opened: Open) -> None:
    test, (wanted,) = opened()

    assert complaints(test) == []
    assert wanted.scope == Scope("gmsc", "2022", NATION)
    assert wanted.parts == tuple(part for part in ORDER if part != "profiles")
    assert (wanted.language, wanted.profiles, wanted.title) == ("id", (), "")
    assert len(test.get("download_button")) == 4
    assert [line.value for line in test.caption if line.value.startswith("Sumber: ")] == [
        "Sumber: Sumber satu"
    ]


@pytest.mark.parametrize(
    ("region", "asked", "profiles"),
    [
        ("16", "", ["16"]),
        ("16.01", "", ["16.01"]),
        ("16", "16.02,99.99,16.01,16.02", ["16.02", "16.01"]),
        ("00", "16.01,35", ["16.01", "35"]),
        ("16", "35", ["16"]),
    ],
)
def test_profiles_are_those_that_were_chosen(
    opened: Open, region: str, asked: str, profiles: list[str]
) -> None:
    test, (wanted,) = opened(wilayah=region, daerah=asked, isi="profiles")

    assert complaints(test) == []
    assert list(wanted.profiles) == profiles
    assert test.multiselect[0].value == profiles


def test_all_profiles_are_a_province_and_what_is_in_it_or_all_provinces(opened: Open) -> None:
    _test, (province,) = opened(wilayah="16.01", daerah="all", isi="profiles")
    _test, (nation,) = opened(daerah="all", isi="profiles")

    assert province.profiles[:3] == ("16", "16.01", "16.02")
    assert len(province.profiles) == 18
    assert len(nation.profiles) == 38


def test_parts_stand_in_the_order_of_the_address_and_can_be_moved(opened: Open) -> None:
    test, asked = opened(isi="sources,map,funnel")
    assert asked[-1].parts == ("map", "funnel", "sources")
    assert one(test.button, "Naikkan Peta").disabled
    assert one(test.button, "Turunkan Tahapan seleksi").disabled

    one(test.button, "Turunkan Peta").click().run()
    assert asked[-1].parts == ("funnel", "map", "sources")

    one(test.checkbox, "Penilaian").check().run()
    one(test.checkbox, "Tahapan seleksi").uncheck().run()

    assert test.query_params["isi"] == "map,assessments,sources"
    assert asked[-1].parts == ("map", "assessments", "sources")
    assert complaints(test) == []


def test_without_a_part_it_says_so_and_offers_no_file(opened: Open) -> None:
    test, asked = opened(isi="funnel")

    one(test.checkbox, "Tahapan seleksi").uncheck().run()

    assert test.query_params["isi"] == "-"
    assert len(asked) == 1
    assert [said.value for said in test.info] == ["Belum ada yang dipilih: pilih sedikitnya satu bagian."]
    assert all(button.proto.disabled for button in test.get("download_button"))


def test_profiles_of_nobody_are_told(opened: Open) -> None:
    test, asked = opened(isi="profiles")

    assert asked == []
    assert [said.value for said in test.info] == [
        "Belum ada yang dipilih: pilih wilayah yang profilnya dimuat."
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_on_the_cover_are_taken_as_they_are(opened: Open, text: str) -> None:
    test, asked = opened(isi="funnel")

    one(test.text_input, "Judul").set_value(text).run()
    one(test.text_input, "Tempat").set_value(text).run()

    assert complaints(test) == []
    kept = text.strip()[:80]
    assert (asked[-1].title, asked[-1].place) == (kept, kept)


def test_a_briefing_in_english_from_an_indonesian_page(opened: Open) -> None:
    test, asked = opened(isi="funnel", lang="id", bahasa="en")

    assert [title.value for title in test.title] == ["Paparan"]
    assert asked[-1].language == "en"
    assert one(test.text_input, "Judul").placeholder == "Briefing: Indonesia"

    one(test.get("button_group"), "Bahasa paparan").set_value("id").run()

    assert test.query_params["bahasa"] == "id"
    assert (asked[-1].language, one(test.text_input, "Judul").placeholder) == ("id", "Paparan Indonesia")


def test_assessments_follow_the_instrument_of_the_address(opened: Open) -> None:
    test, (wanted,) = opened(isi="assessments", ukuran="score.spbe-2018.2018")

    assert complaints(test) == []
    assert (wanted.scope.framework, wanted.scope.assessed) == ("spbe-2018", "2018")


def test_the_map_follows_the_measure_of_the_address_and_of_the_choice(opened: Open) -> None:
    test, asked = opened(isi="map", ukuran_peta="score.spbe-2018.2018")
    assert complaints(test) == []
    box = one(test.selectbox, "Ukuran pada peta")
    assert box.value == "score.spbe-2018.2018"

    box.set_value("awards").run()

    assert [wanted.scope.measure for wanted in asked] == ["score.spbe-2018.2018", "awards"]
    assert test.query_params["ukuran_peta"] == "awards"


def test_wrong_values_are_said(opened: Open) -> None:
    test, (wanted,) = opened(isi="map,narnia", bahasa="xx", ukuran="score.narnia", ukuran_peta="narnia")

    said = "Alamat meminta {} yang tidak ada; yang tampil adalah pilihan bawaan."
    assert complaints(test) == [
        said.format("bahasa paparan “xx”"),
        said.format("ukuran “score.narnia”"),
        said.format("ukuran pada peta “narnia”"),
        said.format("isi paparan “narnia”"),
    ]
    assert wanted.parts == ("map",)
    assert wanted.scope == Scope("gmsc", "2022")
    assert View().measure not in wanted.scope.framework


def test_the_preview_shows_pages_with_their_titles(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parameters = {"isi": "funnel,profiles", "wilayah": "16", "daerah": "all", "bahasa": "en"}
    test = open_as(data_folder, monkeypatch, "briefing.py", None, parameters)

    assert complaints(test) == []
    said = [line.value for line in test.caption]
    assert "Pratinjau memuat 3 profil pertama; berkasnya memuat semua 18 profil." in said
    assert "Halaman 1 dari 6 · Sampul" in said

    one(test.button, "Berikutnya").click().run()
    # The page's words are Indonesian, the finding is in the briefing's language.
    (picture,) = test.get("image")
    title = "At least 2 kabupaten/kota in Sumatera Selatan were selected"
    assert picture.proto.imgs[0].alt.startswith(f"Halaman 2 dari 6: {title}")
    assert any(line.value.startswith(f"Halaman 2 dari 6 · {title}") for line in test.caption)


def wanted_of(region: str = "16.01", **changes: Any) -> Wanted:
    """Return what a profile's button asks for."""
    asked = Wanted(
        Scope(region=region),
        ("profiles",),
        "id",
        "http://localhost/",
        profiles=(region,),
        with_cover=False,
    )
    return replace(asked, **changes)


def test_a_file_holds_what_is_wanted_and_says_how_far_it_is(data_folder: Path) -> None:
    told: list[tuple[int, int, Piece | None]] = []
    at = At(str(data_folder), 1)

    made = briefing_made.file(wanted_of(), at, "report", lambda *each: told.append(each))

    (page,) = pypdf.PdfReader(io.BytesIO(made)).pages
    assert "Kabupaten Ogan Komering Ulu" in " ".join(page.extract_text().split())
    assert told == [(0, 1, Piece("profiles", "16.01")), (1, 1, None)]


def test_another_form_or_cover_makes_no_section_anew(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Piece] = []
    section = making.section

    def counted(reader: Any, scope: Scope, piece: Piece) -> Any:
        made.append(piece)
        return section(reader, scope, piece)

    monkeypatch.setattr(making, "section", counted)
    at = At(str(data_folder), 1)
    wanted = wanted_of("16.04", parts=("funnel", "profiles"), title="Satu", with_cover=True)

    briefing_made.preview(wanted, at, "slides", not_told)
    briefing_made.file(wanted_of("16.04"), at, "report", not_told)
    briefing_made.preview(wanted, at, "slides", not_told)

    assert made == [Piece("funnel"), Piece("profiles", "16.04")]


def test_why_a_file_could_not_be_made_is_told_in_words() -> None:
    def fail(_tell: object) -> bytes:
        raise ValueError("rusak di /srv/data/berkas")

    work = Work(Offer("key", "PPTX", "a.pptx", "kind", fail), "id")

    with pytest.raises(ValueError, match="rusak"):
        work.run()

    assert work.ended.is_set()
    assert work.failure.startswith("Berkas ini tidak dapat dibuat. Coba lagi; bila terulang, sebutkan nomor ")
    assert "rusak" not in work.failure


def test_the_page_tells_how_a_file_ended() -> None:
    def script() -> None:
        from smartcity.ui import briefing_files
        from smartcity.ui.briefing_files import Offer, Work

        for failure in ("", "Berkas ini tidak dapat dibuat."):
            work = Work(Offer("key", "PPTX", "smartcity-a.pptx", "kind", lambda _tell: b""), "id")
            work.run()
            work.failure, work.seconds = failure, 1.25
            briefing_files._follow(work)

    test = AppTest.from_function(script).run()

    assert [said.value for said in test.error] == ["Berkas ini tidak dapat dibuat."]
    assert [said.value.replace("\\", "") for said in test.caption] == [
        "smartcity-a.pptx dibuat dalam 1,3 detik."
    ]


def test_progress_in_words() -> None:
    assert progress(3, 12, Piece("follow_up")) == "Bagian 4 dari 12 sedang dibuat\\: Tindak lanjut"
    assert progress(12, 12, None) == "Berkas sedang ditulis …"
