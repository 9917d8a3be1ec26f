"""What a file is, by its content."""

from dataclasses import replace

import pytest

from smartcity.intake.choices import Limits
from smartcity.intake.kinds import kind_of
from smartcity.intake.problems import Unreadable
from tests.intake.reading_kit import LIMITS
from tests.intake.workbook_samples import Rows, archive, ods, ole, xls, xlsx

ROWS: Rows = [["Kode wilayah", "Nilai"], ["16.01", 3.5]]


def refused_as(content: bytes, limits: Limits = LIMITS) -> tuple[str, object]:
    """Return the rule and the name by which a file is refused."""
    with pytest.raises(Unreadable) as error:
        kind_of(content, limits)
    problem = error.value.problem
    assert problem.code == "file_unreadable"
    assert problem.message
    assert problem.fix
    return problem.rule, problem.details.get("name", "")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"Kode;Nilai\n16.01;3,5\n", "csv"),
        (b"PKK,Nilai\n", "csv"),
        (b"BMKG,Nilai\nx,1\n", "csv"),
        (b"<5%,>5%\n1,2\n", "csv"),
        (xlsx({"Data": ROWS}), "xlsx"),
        (ods("Data", ROWS), "ods"),
        (xls("Data", ROWS), "xls"),
    ],
)
def test_tables_are_known_by_their_content(content: bytes, kind: str) -> None:
    assert kind_of(content, LIMITS) == kind


@pytest.mark.parametrize(
    ("content", "rule", "name"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "picture", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture", "JPEG"),
        (b"GIF89a" + bytes(20), "picture", "GIF"),
        (b"BM\x36\x10\x0e\x00\x00\x00\x00\x00", "picture", "BMP"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "picture", "WebP"),
        (b"II*\x00\x08\x00", "picture", "TIFF"),
        (b"%PDF-1.7\n", "pdf", ""),
        (b"{\\rtf1\\ansi", "document", "RTF"),
        (b"\x1f\x8b\x08\x00", "archive", "GZIP"),
        (b"Rar!\x1a\x07\x01\x00", "archive", "RAR"),
        (b"PAR1\x15\x04", "data_file", "Parquet"),
        (b"SQLite format 3\x00", "data_file", "SQLite"),
        (b"\x8f\x0c\x12\x90\x01\x02\x03\x04DUCK\x40\x00\x00\x00\x00\x00\x00\x00", "data_file", "DuckDB"),
        (b"<!DOCTYPE html><html><body><table>", "web_page", ""),
        (b"\xef\xbb\xbf\n <!-- dibuat -->\n<HTML>", "web_page", ""),
        (b"<table><tr><td>16.01</td></tr></table>", "web_page", ""),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "web_page", ""),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:x">', "xml_file", ""),
        (archive({"word/document.xml": "x"}), "document", "Word"),
        (archive({"ppt/presentation.xml": "x"}), "document", "PowerPoint"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "document", "OpenDocument"),
        (archive({"data.csv": "a,b\n1,2\n"}), "archive", "ZIP"),
        (archive({}), "archive", "ZIP"),
        (ole({"WordDocument": b"x"}), "document", "Word"),
        (ole({"EncryptedPackage": b"x"}), "workbook_locked", ""),
        (ole({"Other": b"x"}), "document", "Microsoft Office"),
        (b"PK\x03\x04 cut off", "workbook_broken", ""),
        (xlsx({"Data": ROWS})[:-40], "workbook_broken", ""),
    ],
)
def test_what_is_no_table_is_named(content: bytes, rule: str, name: str) -> None:
    assert refused_as(content) == (rule, name)


def test_a_zip_bomb_is_refused_by_its_declared_size() -> None:
    bomb = archive({"xl/workbook.xml": bytes(2_000_000)})
    assert refused_as(bomb, replace(LIMITS, unpacked_bytes=1_000_000)) == ("workbook_too_large", "")
    assert kind_of(bomb, LIMITS) == "xlsx"


def test_absurd_growth_is_refused_below_the_limit() -> None:
    bomb = archive({"xl/worksheets/sheet1.xml": bytes(30_000_000)})
    assert refused_as(bomb) == ("workbook_too_large", "")
