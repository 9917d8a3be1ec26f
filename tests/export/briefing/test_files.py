"""Files of briefings: each form's file and name, and which logos are taken."""

import io

import pytest
from PIL import Image

from smartcity.export.briefing import files, making
from smartcity.export.briefing.logos import LogoError, checked
from tests.export.briefing.kit import reader
from tests.queries.database import Database

FORMS: dict[files.Form, bytes] = {"pptx": b"PK", "xlsx": b"PK", "report": b"%PDF", "slides": b"%PDF"}


def picture(size: tuple[int, int], form: str = "PNG") -> bytes:
    """Return a picture of one colour."""
    target = io.BytesIO()
    Image.new("RGB", size, "#134a65").save(target, form)
    return target.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written(bundled: Database, form: files.Form) -> None:
    read = reader(bundled)
    told = making.briefing(read, making.usual_scope(read), parts=("funnel",))

    assert files.written(told, form).startswith(FORMS[form])
    assert files.ENDINGS[form] in files.KINDS


def test_names_tell_the_region_the_shape_and_generated_data() -> None:
    names = [files.name("16.01", form, is_demo=form == "xlsx") for form in FORMS]

    assert names == [
        "smartcity-paparan-16.01.pptx",
        "smartcity-data-contoh-paparan-16.01.xlsx",
        "smartcity-paparan-16.01.pdf",
        "smartcity-paparan-16.01-salindia.pdf",
    ]


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_logo_becomes_a_bounded_png(form: str) -> None:
    with Image.open(io.BytesIO(checked(picture((4000, 100), form)))) as image:
        assert (image.format, image.size) == ("PNG", (800, 20))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (b"bukan gambar", "Logo harus gambar PNG atau JPEG."),
        (b"", "Logo harus gambar PNG atau JPEG."),
        (picture((10, 10), "GIF"), "Logo harus gambar PNG atau JPEG."),
        (picture((90, 90))[:90], "Logo harus gambar PNG atau JPEG."),
        (picture((8000, 5001)), "Ukuran gambar logo terlalu besar; perkecil dahulu gambarnya."),
        (b"\x00" * 2_000_001, "Logo paling besar 2 MB."),
    ],
)
def test_what_is_no_logo_is_refused_in_words(given: bytes, reason: str) -> None:
    with pytest.raises(LogoError, match=reason):
        checked(given)
