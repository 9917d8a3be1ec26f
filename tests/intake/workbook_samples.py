"""Workbooks made for tests: xlsx by its writer, ods and the old xls by hand."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

import xlsxwriter

Rows = Sequence[Sequence[object]]

_SECTOR = 512
_NO_SECTOR, _CHAIN_END, _FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def xlsx(sheets: Mapping[str, Rows], *, hidden: Sequence[str] = (), at: tuple[int, int] = (0, 0)) -> bytes:
    """Return an xlsx with these sheets; dates are written as dates."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            if name in hidden:
                page.hide()
            for line, row in enumerate(rows, start=at[0]):
                page.write_row(line, at[1], row)
    return target.getvalue()


def archive(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip with these members."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return target.getvalue()


def ods(name: str, rows: Rows) -> bytes:
    """Return an ods with one sheet of texts and numbers."""
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{names}:office:1.0"'
        f' xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="{name}">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return archive({"mimetype": mimetype, "META-INF/manifest.xml": _MANIFEST, "content.xml": content})


def _ods_cell(value: object) -> str:
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    text = escape(str(value))
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def xls(name: str, rows: Rows) -> bytes:
    """Return an xls (BIFF8) with one sheet of texts and numbers."""
    globals_start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6))
    sheet_name = bytes([len(name), 0]) + name.encode("latin-1")
    page_at = len(globals_start) + 4 + 6 + len(sheet_name) + 4
    bound = _record(0x0085, struct.pack("<IH", page_at, 0) + sheet_name)
    page = [_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6))]
    page += [_xls_cell(line, place, cell) for line, row in enumerate(rows) for place, cell in enumerate(row)]
    end = _record(0x000A, b"")
    return ole({"Workbook": globals_start + bound + end + b"".join(page) + end})


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _xls_cell(line: int, place: int, value: object) -> bytes:
    start = struct.pack("<HHH", line, place, 0)
    if isinstance(value, int | float):
        return _record(0x0203, start + struct.pack("<d", value))
    text = str(value)
    return _record(0x0204, start + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def ole(streams: Mapping[str, bytes]) -> bytes:
    """Return an old Office file with these streams, each long enough to lie in sectors of its own."""
    sectors, starts = b"", {}
    chain: list[int] = [_FAT_SECTOR]
    for name, content in streams.items():
        padded = content.ljust(max(4096, -(-len(content) // _SECTOR) * _SECTOR), b"\0")
        starts[name] = (len(chain), len(padded))
        count = len(padded) // _SECTOR
        chain += [*range(len(chain) + 1, len(chain) + count), _CHAIN_END]
        sectors += padded
    directory_at = len(chain)
    entries = [_ole_entry("Root Entry", 5, child=1), *(_ole_entry(name, 2, *starts[name]) for name in starts)]
    chain.append(_CHAIN_END)
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, directory_at, 0, 4096, _CHAIN_END, 0, _CHAIN_END, 0)
    header += struct.pack("<I", 0).ljust(436, b"\xff")
    return header + fat + sectors + b"".join(entries).ljust(_SECTOR, b"\0")


def _ole_entry(
    name: str, kind: int, start: int = _CHAIN_END, size: int = 0, child: int = _NO_SECTOR
) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    entry = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    entry += struct.pack("<III", _NO_SECTOR, _NO_SECTOR, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)
