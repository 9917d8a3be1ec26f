"""What a file is, told by its content and never by its name."""

import re
import zipfile
import zlib
from io import BytesIO

from smartcity.intake.choices import Limits
from smartcity.intake.refusals import megabytes, refused

TEXT, XLSX, XLS, ODS = "csv", "xlsx", "xls", "ods"

_SIGNATURES: tuple[tuple[re.Pattern[bytes], str, str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), rule, name)
    for pattern, rule, name in (
        (rb"\x89PNG", "picture", "PNG"),
        (rb"\xff\xd8\xff", "picture", "JPEG"),
        (rb"GIF8[79]a", "picture", "GIF"),
        (rb"BM....\0\0\0\0", "picture", "BMP"),
        (rb"RIFF....WEBP", "picture", "WebP"),
        (rb"II\*\0|MM\0\*", "picture", "TIFF"),
        (rb"....ftyp(?:heic|heix|mif1|avif)", "picture", "HEIC"),
        (rb"%PDF-", "pdf", ""),
        (rb"\{\\rtf", "document", "RTF"),
        (rb"\x1f\x8b", "archive", "GZIP"),
        (rb"BZh[1-9]1AY&SY", "archive", "BZIP2"),
        (rb"\xfd7zXZ\0", "archive", "XZ"),
        (rb"\x28\xb5\x2f\xfd", "archive", "ZSTD"),
        (rb"7z\xbc\xaf\x27\x1c", "archive", "7-Zip"),
        (rb"Rar!\x1a\x07", "archive", "RAR"),
        (rb"PAR1", "data_file", "Parquet"),
        (rb"SQLite format 3\0", "data_file", "SQLite"),
        (rb".{8}DUCK.\0\0\0", "data_file", "DuckDB"),
        (rb"ARROW1\0\0", "data_file", "Arrow"),
    )
)
"""How files begin that are no tables for us: pattern, rule, and what they are called."""

_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:(?P<web>!doctype\s+html|html|head|body|table|div|script|meta|style)|(?P<xml>\?xml|svg|!doctype))\b",
    re.IGNORECASE | re.DOTALL,
)
_WEB_INSIDE_XML = re.compile(rb"<html\b", re.IGNORECASE)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "workbook_locked", ""),
    ("WordDocument", "document", "Word"),
    ("PowerPoint Document", "document", "PowerPoint"),
)
_ODF = b"application/vnd.oasis.opendocument."
_MOST_GROWTH = 300
"""Times that a workbook of honest content may grow when unpacked; ours and Excel's grow 5 to 50 times."""

_GROWTH_MATTERS = 20_000_000
"""Bytes below which growth is harmless: a small sheet of equal cells packs very well."""


_MOST_MEMBERS = 10_000
"""Files in a workbook; each takes memory before any is unpacked."""

_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError)
"""What Python raises for zips that are cut off, damaged, locked or packed in ways that it does not know."""


def kind_of(content: bytes, limits: Limits) -> str:
    """Return csv, xlsx, xls or ods; refuse what is none of them, and a workbook that would unpack to too much."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(content, limits)
    if content.startswith(_OLE):
        return _ole_kind(content)
    for pattern, rule, name in _SIGNATURES:
        if pattern.match(content):
            raise refused(rule, name=name)
    _refuse_markup(content[:4096])
    return TEXT


def _refuse_markup(start: bytes) -> None:
    """Refuse web pages and XML, also those that old programs call .xls."""
    found = _MARKUP.match(start)
    if found:
        is_web = bool(found["web"]) or bool(_WEB_INSIDE_XML.search(start))
        raise refused("web_page" if is_web else "xml_file")


def _zip_kind(content: bytes, limits: Limits) -> str:
    """Return which workbook a zip is, by what lies in it."""
    if content.count(b"PK\x01\x02") > _MOST_MEMBERS:
        raise refused("workbook_too_large", limit=megabytes(limits.unpacked_bytes))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _refuse_bomb(members, len(content), limits)
            names = {member.filename for member in members}
            mimetype = _start_of(archive, "mimetype") if "mimetype" in names else b""
    except _BROKEN_ZIP:
        raise refused("workbook_broken") from None
    return _member_kind(names, mimetype)


def _start_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the first bytes of a member; more is never unpacked here."""
    with archive.open(name) as member:
        return member.read(200)


def _refuse_bomb(members: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    """Refuse a zip by the sizes that it declares, before anything is unpacked."""
    total = sum(member.file_size for member in members)
    grows = total > _GROWTH_MATTERS and total > packed * _MOST_GROWTH
    if total > limits.unpacked_bytes or grows:
        raise refused("workbook_too_large", limit=megabytes(limits.unpacked_bytes))


def _member_kind(names: set[str], mimetype: bytes) -> str:
    """Return which workbook has these members; refuse other documents and archives."""
    if any(name.startswith("xl/") for name in names):
        return XLSX
    if mimetype.startswith(_ODF + b"spreadsheet"):
        return ODS
    if mimetype.startswith(_ODF):
        raise refused("document", name="OpenDocument")
    for folder, name in (("word/", "Word"), ("ppt/", "PowerPoint")):
        if any(member.startswith(folder) for member in names):
            raise refused("document", name=name)
    raise refused("archive", name="ZIP")


def _ole_kind(content: bytes) -> str:
    """Return xls for an old Excel workbook; old Office files name their streams in UTF-16."""
    for stream, rule, name in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            raise refused(rule, name=name)
    if any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book")):
        return XLS
    raise refused("document", name="Microsoft Office")
