"""Pictures that stand alone: everything is inside, nothing is cut, nothing breaks them, nothing is fetched."""

import re
from io import BytesIO
from xml.etree import ElementTree

import altair as alt
import pytest
import vl_convert
from PIL import Image

from smartcity import charts
from smartcity.export import pictures
from smartcity.export.pictures import Caption, png, svg, text_width, wrap
from smartcity.look import DARK, LIGHT, channels
from smartcity.words import in_language
from tests import drawn
from tests.samples import HOSTILE, children, steps

CAPTION = Caption(
    title="88 dari 150 kabupaten/kota yang diundang mengikuti penilaian",
    subtitle="Tahapan seleksi Gerakan Menuju Smart City",
    filters="Periode: 2022 · Wilayah: Nasional",
    source="Luwu Utara terpilih untuk menyusun masterplan kota cerdas",
    data_date="6 Januari 2022",
    version="12",
    address="https://contoh.go.id/tahapan?program=gmsc&periode=2022",
)
COHORT = steps((150, 88, 50))


def image(data: bytes) -> Image.Image:
    """Return a PNG as an image."""
    return Image.open(BytesIO(data)).convert("RGB")


def test_everything_is_inside() -> None:
    words = drawn.words(svg(charts.funnel(COHORT, LIGHT), CAPTION, LIGHT))
    assert words[:3] == [CAPTION.title, CAPTION.subtitle, CAPTION.filters]
    assert words[-3:] == [
        "Sumber: Luwu Utara terpilih untuk menyusun masterplan kota cerdas",
        "Tanggal data: 6 Januari 2022 · Versi data: 12",
        CAPTION.address,
    ]
    assert {"Diundang", "150", "58,7% dari tahap sebelumnya"} <= set(words)


def test_in_english() -> None:
    with in_language("en"):
        words = drawn.words(svg(charts.funnel(COHORT, LIGHT), CAPTION, LIGHT))
    assert {"58.7% of the stage before", "Data date: 6 Januari 2022 · Data version: 12"} <= set(words)


def test_empty_parts_are_left_out() -> None:
    words = drawn.words(svg(charts.funnel(COHORT.head(0), LIGHT), Caption("Judul"), LIGHT))
    assert words == ["Judul", "Belum ada data"]


def test_a_png_has_its_size_and_ground() -> None:
    light = image(png(charts.funnel(COHORT, LIGHT), CAPTION, LIGHT, width=480, scale=1))
    dark = image(png(charts.funnel(COHORT, DARK), CAPTION, DARK, width=480, scale=2))
    assert (light.width, dark.width) == (480, 960)
    assert (light.getpixel((2, 2)), dark.getpixel((2, 2))) == ((255, 255, 255), channels(DARK.background))
    assert len(light.getcolors(light.width * light.height) or []) > 20


@pytest.mark.parametrize("width", [420, 960, 1280])
def test_nothing_leaves_the_picture(width: int) -> None:
    long = Caption(
        title="Kabupaten Ogan Komering Ulu Selatan " * 6,
        source="https://contoh.go.id/" + "panjang" * 60,
        address="W" * 300,
    )
    picture = svg(charts.funnel(COHORT, LIGHT), long, LIGHT, width=width)
    outside = [text for text in drawn.texts(picture) if text.left < 0 or text.right > width]
    assert outside == []
    assert "".join(drawn.words(picture)).count("panjang" * 3) > 0


def test_wrapping_keeps_every_letter() -> None:
    text = "Semua 25 kabupaten/kota terpilih menandatangani nota kesepakatan " + "x" * 400
    lines = wrap(text, 20, 700, 300)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert [line for line in lines if text_width(line, 20, 700) > 300] == []
    assert (wrap("", 20, 400, 300), wrap("  \n ", 20, 400, 300)) == ([], [])


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_names_never_break_a_picture(name: str) -> None:
    caption = Caption(*[name] * 7)
    chart = charts.children(children(A=3.0).assign(name=name), LIGHT)
    picture = svg(chart, caption, LIGHT, width=480)
    clean = " ".join("".join(letter for letter in name if letter >= " ").split())
    assert ElementTree.fromstring(picture).attrib["aria-label"].split() == clean.split()
    assert "<script" not in picture
    assert image(png(chart, caption, LIGHT, width=480, scale=1)).width == 480


def test_an_svg_stands_alone() -> None:
    picture = svg(charts.funnel(COHORT, LIGHT), CAPTION, LIGHT)
    assert re.findall(r"(?:href|src)=", picture) == []
    assert set(re.findall(r"url\((\w+):", picture)) <= {"data"}
    assert set(re.findall(r"font-weight:(\d+)", picture)) == {"400", "500", "600", "700"}
    assert len(picture) < 200_000


def test_nothing_is_fetched() -> None:
    outside = alt.Chart(alt.UrlData(url="https://contoh.go.id/data.csv")).mark_point().encode(x="a:Q")
    with pytest.raises(ValueError, match=r"(?i)url|not allowed|access"):
        pictures.draw(outside, 300)


def test_generated_data_is_marked() -> None:
    plain = svg(charts.funnel(COHORT, LIGHT), CAPTION, LIGHT)
    marked = svg(charts.funnel(COHORT, LIGHT), CAPTION, LIGHT, demo=True)
    assert "DATA CONTOH" not in plain
    assert marked.count("DATA CONTOH") == 2
    with in_language("en"):
        assert svg(charts.funnel(COHORT, LIGHT), CAPTION, LIGHT, demo=True).count("SAMPLE DATA") == 2


def test_our_own_font_is_drawn() -> None:
    """A text in our font and the same text in a fallback differ, so the font was found."""
    own = image(png(charts.funnel(COHORT, LIGHT), CAPTION, LIGHT, width=480, scale=1))
    svg_text = pictures._compose(charts.funnel(COHORT, LIGHT), CAPTION, LIGHT, 480, False, "")
    other = vl_convert.svg_to_png(svg_text.replace("Plus Jakarta Sans", "DejaVu Sans"), scale=1)
    assert own.tobytes() != image(other).tobytes()
