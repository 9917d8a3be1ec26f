"""`smartcity brief`: the right file for each choice, progress on errors only, one failure does not lose the others."""

import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from pptx import Presentation
from python_calamine import CalamineWorkbook

from smartcity.export.briefing import files, making
from smartcity.export.briefing.model import Briefing
from smartcity.export.briefing.reading import Reader
from smartcity.settings import settings
from smartcity.terminal import briefs
from tests.export.briefing.kit import pages
from tests.terminal.loading_kit import Run


def test_a_region_is_one_page(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "oku.pdf"

    code, said, errors = run("brief", "--region", "16.01", "--format", "pdf", "--out", out)

    assert (code, said, errors) == (0, f"1 dari 1 paparan ditulis ke {out}.\n", "")
    (page,) = pages(out.read_bytes())
    assert "Kabupaten Ogan Komering Ulu" in page
    assert "http://localhost:8501/wilayah?wilayah=16.01&lang=id" in page


def test_a_province_has_everything_and_its_regions(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "sumsel.pdf"

    assert run("brief", "--province", "16", "--format", "pdf", "--out", out)[0] == 0

    found = pages(out.read_bytes())
    assert sum("Profil wilayah" in page for page in found) == 18
    assert "Paparan Sumatera Selatan" in found[0]


def test_slides_and_workbook(run: Run, tmp_path: Path) -> None:
    for form in ("pptx", "xlsx"):
        out = tmp_path / f"bali.{form}"
        assert run("brief", "--region", "51", "--format", form, "--out", out)[0] == 0
    assert len(Presentation(str(tmp_path / "bali.pptx")).slides) >= 2
    assert "Temuan" in CalamineWorkbook.from_path(tmp_path / "bali.xlsx").sheet_names


def test_slides_as_pdf_in_english_with_cover_and_address(run: Run, tmp_path: Path) -> None:
    out, logo = tmp_path / "nation.pdf", tmp_path / "logo.png"
    Image.new("RGB", (20, 20)).save(logo)

    words = ("--place", "Jakarta", "--date", "26 November 2026", "--logo", logo, "--lang", "en")
    asked = ("--region", "00", "--format", "pdf", "--slides", "--url", "https://contoh.go.id", "--out", out)
    code, said, _errors = run("brief", *asked, *words)

    assert (code, said) == (0, f"1 of 1 briefings written to {out}.\n")
    found = pages(out.read_bytes())
    assert "Briefing: Indonesia" in found[0]
    assert "Jakarta · 26 November 2026" in found[0]
    assert "https://contoh.go.id/" in found[1]
    box = pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages[0].mediabox
    assert box.width > box.height


def test_one_failure_does_not_lose_the_others(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def briefing(reader: Reader, _asked: briefs.Asked, code: str) -> Briefing:
        if code == "12":
            raise ValueError("rusak")
        return making.profiles(reader, [])

    monkeypatch.setattr(briefs, "_briefing", briefing)
    monkeypatch.setattr(files, "written", lambda *_arguments: b"isi")

    code, said, errors = run("brief", "--all-provinces", "--format", "pdf", "--out", tmp_path)

    assert code == 1
    assert said == f"37 dari 38 paparan ditulis ke {tmp_path}.\n"
    assert errors == "Paparan Sumatera Utara gagal: ValueError: rusak\n"
    names = {path.name for path in tmp_path.glob("smartcity-*")}
    assert "smartcity-paparan-11.pdf" in names
    assert "smartcity-paparan-12.pdf" not in names
    assert len(names) == 37


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("--format pdf --out x.pdf", "Sebutkan satu dari --region, --province, atau --all-provinces."),
        (
            "--region 16 --province 16 --format pdf --out x.pdf",
            "Sebutkan satu dari --region, --province, atau --all-provinces.",
        ),
        ("--region 99 --format pdf --out x.pdf", "Tidak ada wilayah berkode 99."),
        ("--province 16.01 --format pdf --out x.pdf", "16.01 bukan kode provinsi; pakai --region."),
        ("--region 16 --format xlsx --slides --out x.xlsx", "--slides hanya untuk --format pdf."),
        (
            "--region 16 --format pdf --url contoh --out x.pdf",
            "--url harus dimulai dengan http:// atau https://.",
        ),
        ("--region 16 --format pdf --out none/x.pdf", "Folder HERE/none tidak ada; buat dahulu foldernya."),
        ("--all-provinces --format pdf --out none", "Folder HERE/none tidak ada; buat dahulu foldernya."),
        ("--region 16 --format pdf --logo x.txt --out x.pdf", "x.txt: Logo harus gambar PNG atau JPEG."),
    ],
)
def test_wrong_use_is_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text("bukan gambar")

    code, said, errors = run("brief", *written.split())

    assert (code, said) == (2, "")
    assert errors == sentence.replace("HERE", str(tmp_path)) + "\n"
    assert not (tmp_path / "x.pdf").exists()


def test_links_lead_to_the_first_host_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTCITY_HOSTS", "dasbor.contoh.go.id, lain.go.id")
    settings.cache_clear()
    try:
        assert briefs.root(None) == "https://dasbor.contoh.go.id/"
        assert briefs.root("https://lain.go.id/dasbor") == "https://lain.go.id/dasbor/"
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert briefs.root(None) == "http://localhost:8501/"
