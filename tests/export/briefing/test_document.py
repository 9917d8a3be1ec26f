"""PDF: real text, tagged, every page with its foot, headers repeated, one page per profile, no name breaks it."""

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image

from smartcity.export.briefing import document, making
from smartcity.export.briefing.document import Form, fitted, pdf
from smartcity.export.briefing.document import pages as pictures
from smartcity.export.briefing.model import Briefing, Cover
from smartcity.export.pictures import text_width
from smartcity.words import in_language
from tests.export.briefing.kit import ROOT, hostile, pages, reader, whole
from tests.queries.database import Database

FORMS: tuple[Form, ...] = ("report", "slides")
A4, WIDE = (595, 842), (960, 540)


def a_logo() -> bytes:
    """Return a picture."""
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "#134a65").save(target, "JPEG")
    return target.getvalue()


@pytest.fixture(scope="module")
def nation(bundled: Database) -> Briefing:
    """Return the briefing about the nation, with a cover of its own."""
    read = reader(bundled)
    cover = Cover("Rapat koordinasi", "Angkatan 2022", "Palembang", "26 November 2026", a_logo())
    return making.briefing(read, making.usual_scope(read), profiles=("16.01",), cover=cover)


@pytest.fixture(scope="module", params=FORMS)
def made(request: pytest.FixtureRequest, nation: Briefing) -> bytes:
    """Return it as PDF in each form."""
    return pdf(nation, request.param)


def test_pages_have_their_size(nation: Briefing) -> None:
    for form, size in zip(FORMS, (A4, WIDE), strict=True):
        boxes = [page.mediabox for page in pypdf.PdfReader(io.BytesIO(pdf(nation, form))).pages]
        assert {(round(box.width), round(box.height)) for box in boxes} == {size}


def test_text_can_be_searched_and_numbers_are_there(made: bytes, nation: Briefing) -> None:
    text = "\n".join(pages(made))

    assert "Rapat koordinasi" in text
    assert "Palembang · 26 November 2026" in text
    for section in nation.sections:
        assert " ".join(section.title.split()) in text
    # From the picture, which is drawn as text, too.
    assert "46 dari 150 diketahui namanya" in text


def test_every_row_shown_is_there(made: bytes, nation: Briefing) -> None:
    text = "".join("".join(pages(made)).split())
    told = [table for section in nation.sections if not section.locator for table in section.tables]

    for row in (row for table in told for row in table.shown):
        assert "".join(row[0].split()) in text


def test_every_page_carries_source_data_time_link_and_number(made: bytes, nation: Briefing) -> None:
    found = pages(made)

    for place, page in enumerate(found, start=1):
        assert nation.stamp.line in page
        assert f"{place} / {len(found)}" in page
        assert ROOT in page
        assert place == 1 or "Sumber: " in page


@pytest.mark.parametrize("form", FORMS)
def test_a_long_title_leaves_the_cover_on_one_page(bundled: Database, form: Form) -> None:
    read = reader(bundled)
    cover = Cover("Paparan tentang segala sesuatu yang dikerjakan daerah " * 5, "Program", "Palembang")

    found = pages(pdf(making.briefing(read, making.usual_scope(read), parts=("funnel",), cover=cover), form))

    assert "Palembang" in found[0]
    assert "Tahapan seleksi" in found[1]


def test_it_is_tagged_with_headings_language_and_outline(made: bytes, nation: Briefing) -> None:
    read = pypdf.PdfReader(io.BytesIO(made))
    root: Any = read.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"
    assert read.metadata is not None
    assert read.metadata.title == "Rapat koordinasi"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    outline = [entry.title for entry in read.outline if not isinstance(entry, list)]
    assert [section.title for section in nation.sections if section.title in outline] == [
        section.title for section in nation.sections
    ]


def test_fonts_are_embedded(made: bytes) -> None:
    for page in pypdf.PdfReader(io.BytesIO(made)).pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_headers_are_repeated_on_every_page_of_a_table(nation: Briefing) -> None:
    found = [page for page in pages(pdf(nation)) if page.startswith("Sumber ")]

    assert len(found) > 1
    assert all("Judul sumber Tingkat keyakinan" in page for page in found)


def test_a_profile_is_one_page_for_any_region(bundled: Database) -> None:
    read = reader(bundled)
    codes = list(making.regions_of(read, "35"))

    found = pages(pdf(making.profiles(read, codes)))

    assert len(found) == len(codes) == 39
    for code, page in zip(codes, found, strict=True):
        assert " ".join(read.region_name(code).split()) in page


def test_a_full_profile_is_one_page_and_says_what_it_leaves_out() -> None:
    database = Database().load()
    title = "Percontohan dengan nama yang panjang sekali untuk menguji halaman " * 2
    rows = [(f"p{n}", "16.01", "gmsc", "2022", f"{title}{n}", "quick_win", "running") for n in range(60)]
    database.add("pilot", "pilot region_code program edition title kind status", *rows)
    awards = [(f"a{n}", "2022", "16.01", f"{title}{n}") for n in range(60)]
    database.add("award", "award edition region_code title", *awards)

    found = pages(pdf(making.profiles(reader(database), ["16.01"])))

    assert len(found) == 1
    assert "baris lain pada halaman wilayah ini" in found[0]


@pytest.mark.parametrize("form", FORMS)
def test_hostile_names_break_nothing(form: Form) -> None:
    found = pages(pdf(whole(hostile(), "16", profiles=("16.01", "16.02", "16.03")), form))
    text = "".join("".join(found).split())

    assert "<script>alert(1)</script>&" in text
    assert "#letx=$1*tebal*_miring_[a](b)@rujukan//catatan" in text
    assert "W" * 60 in text


@pytest.mark.parametrize("form", FORMS)
def test_letters_without_a_font_are_never_boxes(bundled: Database, form: Form) -> None:
    read = reader(bundled)
    cover = Cover("Rapat 🚀 مرحبا 👩‍👩‍👧 東京 é n\u0334", place="e\u0301 ❤️")

    made = pdf(making.briefing(read, making.usual_scope(read), parts=("funnel",), cover=cover), form)

    root: Any = pypdf.PdfReader(io.BytesIO(made)).trailer["/Root"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    (title,) = [line for line in pages(made)[:1] if "Rapat" in line]
    assert "?? é" in title
    assert "🚀" not in title


@pytest.mark.parametrize("form", FORMS)
def test_pages_as_pictures_are_those_of_the_document(nation: Briefing, form: Form) -> None:
    found, drawn = pages(pdf(nation, form)), pictures(nation, form)

    assert len(drawn) == len(found)
    assert drawn[0].title == ""
    titles = list(dict.fromkeys(page.title for page in drawn[1:]))
    assert titles == [section.title for section in nation.sections]
    with Image.open(io.BytesIO(drawn[1].png)) as image:
        assert image.width == {"report": 794, "slides": 960}[form]


@pytest.mark.parametrize("form", FORMS)
def test_demonstration_data_say_so_on_every_page(bundled: Database, form: Form) -> None:
    for page in pages(pdf(whole(bundled, "16", demo=True, profiles=("16.01",)), form)):
        assert page.count("DATA CONTOH") >= 2


def test_other_data_do_not(made: bytes) -> None:
    assert not any("DATA CONTOH" in page for page in pages(made))


def test_in_english(bundled: Database) -> None:
    with in_language("en"):
        told = whole(bundled)

    found = pages(pdf(told))

    assert any("Selection stages" in page and "58.7%" in page for page in found)
    assert pypdf.PdfReader(io.BytesIO(pdf(told))).trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]


def test_words_that_do_not_fit_may_be_broken() -> None:
    assert fitted("kabupaten kota", 10, 200) == "kabupaten kota"
    pieces = fitted("W" * 60, 10, 100).split("\u200b")
    assert "".join(pieces) == "W" * 60
    assert max(text_width(piece, 10, 600) for piece in pieces) <= 100
    assert len(fitted("kata " * 200, 10, 100)) == 400


def test_what_cannot_be_set_says_why(
    nation: Briefing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(document, "TEMPLATE", tmp_path / "tidak-ada.typ")
    with pytest.raises(RuntimeError, match=r"^FileNotFoundError: No such file[^\n]*$"):
        pdf(nation)
