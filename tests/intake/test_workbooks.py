"""Workbooks read."""

import datetime
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
import xlsxwriter

from smartcity.intake.choices import Choices
from tests.intake.reading_kit import LIMITS, notes_of, read_sheet, refusal, rows_of
from tests.intake.workbook_samples import Rows, archive, ods, ole, xls, xlsx

HEAD = ["Kode wilayah", "Periode", "Nilai"]
ROWS: Rows = [HEAD, ["16.01", 2022, 3.52], ["16.10", "2023", 4.0]]


@pytest.mark.parametrize(
    ("content", "kind"),
    [(xlsx({"Data": ROWS}), "xlsx"), (ods("Data", ROWS), "ods"), (xls("Data", ROWS), "xls")],
)
def test_all_kinds_give_the_same(content: bytes, kind: str) -> None:
    sheet = read_sheet(content)
    assert (sheet.kind, sheet.encoding, sheet.delimiter) == (kind, "", "")
    assert (sheet.sheets, sheet.sheet, sheet.header_lines) == (("Data",), "Data", (1,))
    assert (sheet.headers, sheet.places, sheet.count) == (tuple(HEAD), (0, 1, 2), 2)
    assert rows_of(sheet) == [(2, "16.01", "2022", "3.52"), (3, "16.10", "2023", "4")]
    assert sheet.numbers == {1: frozenset({"2022"}), 2: frozenset({"3.52", "4"})}
    assert sheet.content == ("Kode wilayah | Periode | Nilai", "16.01 | 2022 | 3.52", "16.10 | 2023 | 4")


def test_cells_become_text() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, [*HEAD, "A", "B", "C", "D", "E", "F", "G", "H"])
        page.write_row(1, 0, ["'16.10", -5, 0.1, True, 1e20, " x\u00a0", 123456789012345])
        page.write_datetime(
            1, 7, datetime.datetime(2022, 4, 21), book.add_format({"num_format": "dd/mm/yyyy"})
        )
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        page.write_datetime(1, 8, datetime.datetime(2022, 4, 21, 9), moment)
        page.write_datetime(1, 9, datetime.time(9, 30), book.add_format({"num_format": "hh:mm"}))
        page.write_formula(1, 10, "=NA()", None, "#N/A")
    sheet = read_sheet(target.getvalue())
    texts = ["16.10", "-5", "0.1", "true", "1e+20", "x", "123456789012345"]
    assert rows_of(sheet) == [(2, *texts, "2022-04-21", "2022-04-21T09:00", "09:30:00", "#N/A")]
    assert set(sheet.numbers) == {1, 2, 4, 6}


def test_lines_and_places_are_those_of_the_sheet() -> None:
    rows: Rows = [
        ["Laporan SPBE"],
        [],
        ["Wilayah", "Nilai", ""],
        ["", 2022, 2023],
        ["16.01", 3, 4],
        [],
        ["Total", 3, 4],
    ]
    sheet = read_sheet(xlsx({"Data": rows}, at=(2, 1)))
    assert (sheet.headers, sheet.places) == (("Wilayah", "Nilai 2022", "Nilai 2023"), (1, 2, 3))
    assert (sheet.header_lines, rows_of(sheet)) == ((5, 6), [(7, "16.01", "3", "4")])
    assert notes_of(sheet) == {
        "title_rows": {"lines": "3"},
        "two_line_header": {"lines": "5, 6"},
        "empty_rows": {"count": "1"},
        "total_row": {"line": "9", "label": "Total"},
    }


def test_the_sheet_with_known_headers_is_read() -> None:
    lists: Rows = [["Nilai yang boleh", "Arti"], ["Terpilih", "x"]]
    content = xlsx({"Kosong": [], "Daftar": lists, "Data": ROWS, "Rahasia": ROWS}, hidden=["Rahasia"])
    sheet = read_sheet(content)
    assert (sheet.sheets, sheet.sheet) == (("Kosong", "Daftar", "Data"), "Data")
    assert read_sheet(content, Choices(sheet="Daftar")).headers == ("Nilai yang boleh", "Arti")


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    problem = refusal(xlsx({"Data": ROWS, "Lain": ROWS}), Choices(sheet="data"))
    assert (problem.rule, problem.candidates) == ("sheet_missing", ("Data", "Lain"))


def test_a_person_may_name_the_header() -> None:
    content = xlsx({"Data": [["x", "y", "z"], ["a", "b", "c"], ["1", "2", "3"]]}, at=(1, 0))
    sheet = read_sheet(content, Choices(header_lines=(3,)))
    assert (sheet.headers, rows_of(sheet)) == (("a", "b", "c"), [(4, "1", "2", "3")])
    assert refusal(content, Choices(header_lines=(1,))).rule == "header_line_missing"


@pytest.mark.parametrize(
    ("content", "code", "rule"),
    [
        (xlsx({"Data": []}), "file_empty", "empty_file"),
        (xlsx({"Data": [HEAD]}), "file_empty", "no_rows"),
        (archive({"xl/workbook.xml": "<workbook/>"}), "file_unreadable", "workbook_broken"),
        (ole({"Workbook": b"\x09\x08"}), "file_unreadable", "workbook_broken"),
        (ods("Data", ROWS).replace(b"content.xml", b"continu.xml"), "file_unreadable", "workbook_broken"),
    ],
)
def test_workbooks_of_no_use_are_refused(content: bytes, code: str, rule: str) -> None:
    problem = refusal(content)
    assert (problem.code, problem.rule) == (code, rule)


def test_limits_hold_for_workbooks() -> None:
    content = xlsx({"Data": ROWS})
    assert refusal(content, limits=replace(LIMITS, rows=1)).rule == "too_many_rows"
    assert refusal(content, limits=replace(LIMITS, columns=2)).rule == "too_many_columns"
    assert refusal(content, limits=replace(LIMITS, unpacked_bytes=100)).rule == "workbook_too_large"


def test_many_members_do_not_take_the_memory() -> None:
    members = {f"xl/{number}": "" for number in range(10_001)}
    assert refusal(archive(members), limits=replace(LIMITS, bytes=3_000_000)).rule == "workbook_too_large"


def test_many_blank_rows_do_not_take_the_memory() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, [*HEAD, *(f"Kolom {place}" for place in range(97))])
        page.write_row(30_000, 0, ["16.01", "2022", 0])
    sheet = read_sheet(target.getvalue())
    assert (sheet.count, notes_of(sheet)["empty_rows"]) == (1, {"count": "29999"})
    assert [row[:4] for row in rows_of(sheet)] == [(30_001, "16.01", "2022", "0")]


def test_two_cells_at_far_corners_do_not_take_the_memory() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write(0, 0, "x")
        page.write(1_048_575, 16_383, "y")
    assert refusal(target.getvalue()).rule == "workbook_too_large"


def test_a_workbook_that_takes_too_long_is_given_up() -> None:
    problem = refusal(xlsx({"Data": ROWS}), limits=replace(LIMITS, seconds=0))
    assert problem.rule == "too_slow"
    assert problem.message == "Pemeriksaan berkas ini belum selesai setelah 0 detik, lalu dihentikan."


def test_external_entities_are_not_resolved() -> None:
    with zipfile.ZipFile(BytesIO(xlsx({"Data": [HEAD, ["Kota X", "2022", "1"]]}))) as book:
        members = {name: book.read(name) for name in book.namelist()}
    texts = members["xl/sharedStrings.xml"].replace(b"Kota X", b"&e;")
    entity = b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    evil = archive({**members, "xl/sharedStrings.xml": texts.replace(b"?>", entity, 1)})
    assert refusal(evil).rule == "workbook_broken"
