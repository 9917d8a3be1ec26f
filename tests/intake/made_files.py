"""Sample files that are made when a test runs: workbooks, and what is too large to keep."""

import zipfile
from datetime import date
from io import BytesIO

import xlsxwriter

from tests.intake.workbook_samples import Rows, archive, ods, xls, xlsx

AGENCY_HEAD = ("Wilayah", "Kode OPD", "Nama OPD")
AGENCY_LINE = ",".join(AGENCY_HEAD) + "\n"
SCORE_HEAD = ("Instrumen", "Tahun", "Wilayah", "Indikator", "Nilai")
SCORES: Rows = [
    SCORE_HEAD,
    ("SPBE", 2022, "16.01", "Indeks SPBE", 3.45),
    ("SPBE", 2022, "16.02", "Indeks SPBE", 3),
]


def one_bad_byte() -> bytes:
    """Return ten thousand rows in UTF-8 with a byte in line 9000 that is none."""
    lines = [f"16.01,opd{line},Dinas é{line}\n".encode() for line in range(2, 10_002)]
    lines[9_000 - 2] = b"16.01,opd9000,Dinas \xe9 9000\n"
    return AGENCY_LINE.encode() + b"".join(lines)


def workbook() -> bytes:
    """Return a workbook whose second sheet holds the table."""
    rows: Rows = [
        AGENCY_HEAD,
        ("16.01", "diskominfo", "Dinas Kominfo"),
        ("Kab. Entah", "diskominfo", "Dinas Kominfo"),
    ]
    return xlsx({"Petunjuk": [("Isi lembar Data.",)], "Data": rows})


def two_sheets() -> bytes:
    """Return a workbook with a sheet for each year."""
    other: Rows = [SCORE_HEAD, ("SPBE", 2023, "16.01", "Indeks SPBE", 3.5)]
    return xlsx({"2022": SCORES, "2023": other})


def old_workbook() -> bytes:
    """Return an xls."""
    return xls("Data", SCORES)


def open_document() -> bytes:
    """Return an ods."""
    return ods("Data", SCORES)


def codes_as_numbers() -> bytes:
    """Return a workbook that holds region codes as numbers, which lost their zeros."""
    rows: Rows = [
        ("Kode Wilayah", "Nama Daerah", *AGENCY_HEAD[1:]),
        (16.1, "Kabupaten Ogan Ilir", "diskominfo", "Dinas Kominfo"),
        (16.1, "", "bapenda", "Badan Pendapatan"),
    ]
    return xlsx({"Data": rows})


def dates_as_numbers() -> bytes:
    """Return a workbook with a real date and with the number behind one."""
    rows: Rows = [
        ("Program", "Periode", "Wilayah", "Tahap", "Tanggal"),
        ("gmsc", 2022, "16.01", "mou_signed", date(2022, 4, 21)),
        ("gmsc", 2022, "16.03", "mou_signed", 44_672),
    ]
    return xlsx({"Data": rows})


def merged_cells() -> bytes:
    """Return a workbook with a title over all columns and one header over the columns of two years."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("Data")
        page.merge_range("A1:D1", "REKAPITULASI INDEKS SPBE")
        page.merge_range("A3:A4", "Kabupaten/Kota")
        page.merge_range("B3:B4", "Instrumen")
        page.merge_range("C3:D3", "Nilai")
        page.write_row("C4", (2022, 2023))
        page.write_row("A5", ("16.01", "SPBE", 3.1, 3.2))
    return target.getvalue()


def zip_bomb() -> bytes:
    """Return a small workbook that unpacks to a thousand times its size."""
    return archive({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": " " * 30_000_000})


def external_entity() -> bytes:
    """Return a workbook that asks for a file of the machine that opens it."""
    with zipfile.ZipFile(BytesIO(xlsx({"Data": [AGENCY_HEAD, ("16.01", "a", "Dinas X")]}))) as book:
        members = {name: book.read(name) for name in book.namelist()}
    texts = members["xl/sharedStrings.xml"].replace(b"Dinas X", b"&e;")
    entity = b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    return archive({**members, "xl/sharedStrings.xml": texts.replace(b"?>", entity, 1)})


def too_large() -> bytes:
    """Return more than a page takes."""
    return AGENCY_LINE.encode() + b"16.01,diskominfo,Dinas Kominfo\n" * 800_000


def endless_line() -> bytes:
    """Return a line of 50 MB."""
    return AGENCY_LINE.encode() + b"16.01,diskominfo," + b"x" * 50_000_000


def million_rows() -> bytes:
    """Return a million rows, small enough for a page."""
    return AGENCY_LINE.encode() + b"16.01,a,b\n" * 1_000_000


def empty_rows_below() -> bytes:
    """Return one row with five thousand empty ones below it."""
    return f"{AGENCY_LINE}16.01,diskominfo,Dinas Kominfo\n".encode() + b",,\n" * 5_000


def columns_400() -> bytes:
    """Return a table with four hundred columns."""
    names = [*AGENCY_HEAD, *(f"Kolom {place}" for place in range(4, 401))]
    return f"{','.join(names)}\n{'1,' * 399}1\n".encode()


def long_cell() -> bytes:
    """Return a cell of ten thousand letters."""
    return f"{AGENCY_LINE}16.01,diskominfo,{'x' * 10_000}\n16.02,diskominfo,Dinas Kominfo\n".encode()
