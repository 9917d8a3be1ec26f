"""More of what is expected of sample files: what is said of them, the values of their cells, how rows are mended."""

from typing import Any

from smartcity.intake.decoding import UNREADABLE_SIGN

NOTED = {
    "sep_line.csv": ("Baris pertama menyebut pemisah kolom (;); baris itu tidak dihitung.",),
    "title_rows_above.csv": ("Baris di atas judul kolom tidak dibaca sebagai data: 1, 2.",),
    "two_line_header.csv": ("Judul kolom terdiri atas beberapa baris dan digabungkan: 1, 2.",),
    "merged_cells.xlsx": (
        "Baris di atas judul kolom tidak dibaca sebagai data: 1.",
        "Judul kolom terdiri atas beberapa baris dan digabungkan: 3, 4.",
    ),
    "total_row.csv": (
        "Baris 4 (Jumlah) adalah jumlah atau rata-rata dan tidak dibaca sebagai data.",
        "Baris 5 (Rata-rata) adalah jumlah atau rata-rata dan tidak dibaca sebagai data.",
    ),
    "empty_rows_below.csv": ("Baris kosong dilewati: 5.000.",),
    "duplicate_key_same.csv": ("Baris yang sama dengan baris lain hanya dihitung sekali: 4.",),
    "kab_oku.csv": (),
}
"""What is said of how a file was read."""

_NAME, _TITLE, _DATE = ("name",), ("title",), ("region_code", "reached_on")
_SCORE = ("framework", "edition", "region_code", "indicator", "score")
_STAGE = ("region_code", "stage", "reached_on")
_TWO_LINES = [("Dinas Komunikasi\ndan Informatika",), ("Dinas Kominfo",)]

STORED: dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]] = {
    "windows_1252.csv": (_TITLE, [("“Café Digital” – Dago",)]),
    "utf16_le.csv": (_TITLE, [("“Café Digital” – Dago",)]),
    "utf16_be_no_mark.csv": (_TITLE, [("“Café Digital” – Dago",)]),
    "mixed_encodings.csv": (_NAME, [("Dinas “Kominfo”",), ("Dinas “Kominfo”",)]),
    "line_ends_cr.csv": (_NAME, _TWO_LINES),
    "line_ends_crlf.csv": (_NAME, _TWO_LINES),
    "line_ends_lf.csv": (_NAME, _TWO_LINES),
    "line_ends_mixed.csv": (_NAME, _TWO_LINES),
    "no_newline_at_end.csv": (("region_code",), [("16.01",), ("16.02",)]),
    "unclosed_quote.csv": (("region_code",), [("16.01",), ("16.03",), ("16.04",)]),
    "tab_separated.csv": (_NAME, [("Dinas Komunikasi, Informatika; Statistik",)]),
    "pipe_separated.csv": (_NAME, [("Dinas Komunikasi, Informatika; Statistik",)]),
    "semicolons_in_names.csv": (
        _NAME,
        [("Dinas Komunikasi; Informatika; Statistik",), ("Dinas Komunikasi; Informatika; Persandian",)],
    ),
    "headers_as_written.csv": (
        ("program", "edition", "region_code", "stage"),
        [("gmsc", "2022", "16.01", "selected")],
    ),
    "stage_set_for_all_rows.csv": (
        ("program", "edition", "region_code", "stage"),
        [("gmsc", "2022", "16.01", "selected"), ("gmsc", "2022", "33.72", "selected")],
    ),
    "two_line_header.csv": (
        _SCORE,
        [("spbe-2020", year, "16.01", "index", score) for year, score in (("2022", 3.1), ("2023", 3.2))],
    ),
    "merged_cells.xlsx": (
        _SCORE,
        [("spbe-2020", year, "16.01", "index", score) for year, score in (("2022", 3.1), ("2023", 3.2))],
    ),
    "second_sheet.xlsx": (_SCORE, [("spbe-2020", "2023", "16.01", "index", 3.5)]),
    "old_workbook.xls": (
        _SCORE,
        [("spbe-2020", "2022", code, "index", score) for code, score in (("16.01", 3.45), ("16.02", 3.0))],
    ),
    "open_document.ods": (
        _SCORE,
        [("spbe-2020", "2022", code, "index", score) for code, score in (("16.01", 3.45), ("16.02", 3.0))],
    ),
    "total_row.csv": (("score",), [(3.1,), (2.9,)]),
    "code_lost_zero.csv": (("region_code", "agency"), [("16.10", "a"), ("16.10", "b")]),
    "codes_as_numbers.xlsx": (("region_code",), [("16.10",)]),
    "code_without_dot.csv": (("region_code", "agency"), [("16.10", "d")]),
    "code_with_apostrophe.csv": (("region_code",), [("16.10",)]),
    "money_and_percent.csv": (
        ("kind", "status", "budget_idr", "progress_percent"),
        [("quick_win", "running", 1_500_000_000, 45.0), ("quick_win", "running", 1234, 12.5)],
    ),
    "endless_numbers.csv": (("figure", "value"), [("uji-4", 0.0)]),
    "thirtieth_february.csv": (_DATE, [("16.06", "2022-02-28")]),
    "day_first.csv": (_DATE, [("16.01", "2022-04-03"), ("16.03", "2022-04-21")]),
    "excel_serial.csv": (_DATE, [("16.01", "2022-04-21"), ("16.03", "2024-01-01")]),
    "dates_as_numbers.xlsx": (_DATE, [("16.01", "2022-04-21"), ("16.03", "2022-04-21")]),
    "month_names.csv": (
        _DATE,
        [("16.01", "2021-11-02"), ("16.03", "2021-12-13"), ("16.04", "2024-01-16"), ("16.06", "2022-04")],
    ),
    "formula_in_name.csv": (
        _NAME,
        [('=HYPERLINK("http://contoh.id";"klik")',), ("@SUM(1)",), ("+62 21 555",), ("-2+3",), ("＝1+1",)],
    ),
    "markup_in_name.csv": (
        _NAME,
        [
            ("<script>alert(1)</script>",),
            ("<img src=x onerror=alert(1)>",),
            ("{value}",),
            ("$1",),
            (":material/x:",),
            ("[a](javascript:alert(1))",),
            (r"$\LaTeX$",),
        ],
    ),
    "sql_in_name.csv": (_NAME, [("'; DROP TABLE agency; --",), ("100%",), ("a_b",), (r"C:\temp\n",)]),
    "bidi_override.csv": (_NAME, [("Dinas Kota Cerdas 🏙️",), ("Café Digital",), ("ديوان",)]),
    "bogor_twice.csv": (("region_code",), [("32.01",), ("32.71",)]),
    "old_names.csv": (("region_code",), [("12.12",), ("92",)]),
    "instrument_without_version.csv": (
        ("framework", "edition"),
        [("spbe-2018", "2020"), ("spbe-2020", "2022")],
    ),
    "semicolon_decimal_comma.csv": (
        ("framework", "indicator", "score", "assessed_on"),
        [("spbe-2020", "index", 3.52, "2022-04-21"), ("spbe-2020", "index", 2.9, "2023-01-05")],
    ),
    "kab_oku.csv": (
        ("program", "region_code", "stage"),
        [("gmsc", code, "selected") for code in ("16.01", "16.02", "16.71")],
    ),
    "wide_domains.csv": (
        ("region_code", "indicator", "score"),
        [("16.01", "d1", 3.1), ("16.01", "d2", 2.9), ("16.01", "d3", 1.5), ("16.01", "d4", 3.8)],
    ),
    "wide_years.csv": (
        _SCORE,
        [
            ("spbe-2020", "2022", "16.01", "index", 3.1),
            ("spbe-2020", "2023", "16.01", "index", 3.25),
            ("spbe-2020", "2023", "16.02", "index", 3.0),
        ],
    ),
    "wide_stages.csv": (
        _STAGE,
        [
            ("16.01", "invited", None),
            ("16.01", "assessed", None),
            ("16.01", "selected", None),
            ("16.01", "mou_signed", "2022-12-21"),
            ("16.03", "invited", None),
            ("16.03", "assessed", "2022-05-02"),
        ],
    ),
    "wide_index_as_published.csv": (
        ("region_code", "indicator", "score", "rank_published"),
        [
            ("15.71", "index", 3.48, 13),
            ("15.71", "baseline", 3.84, None),
            ("15.71", "output", 3.18, None),
            ("15.71", "outcome", 3.53, None),
            ("15.71", "impact", 3.63, None),
            ("15.71", "quick_win", 3.35, None),
            ("32.04", "index", 2.95, None),
        ],
    ),
}
"""Columns of the rows that would be added, and their values."""

CORRECTED = {
    "one_bad_byte.csv": ((UNREADABLE_SIGN, "é"),),
    "mixed_encodings.csv": ((UNREADABLE_SIGN, "“"), (UNREADABLE_SIGN, "”")),
    "line_ends_cr.csv": (("99.99", "16.03"),),
    "unclosed_quote.csv": ((UNREADABLE_SIGN, ""),),
    "sep_line.csv": (("99.99", "16.03"),),
    "region_column_missing.csv": (("Wilayh", "Wilayah"),),
    "title_rows_above.csv": (("Kab. Entah", "Kab. OKI"),),
    "ragged_rows.csv": ((UNREADABLE_SIGN, "Dinas Kominfo"), (",lebih", "")),
    "code_lost_zero.csv": (("16.1,Kota Palembang", "16.71,Kota Palembang"), ("16.1,", "16.01,")),
    "code_without_dot.csv": (("1610;;", "16.10;;"), ("1610;K", "16.10;K"), ("16,10", "16.10")),
    "decimal_marks_mixed.csv": (("3.45", "3,45"),),
    "thousand_or_decimal.csv": (("1.234", "1234"), ("2.500", "2500")),
    "endless_numbers.csv": (("1e309", "1"), ("NaN", "2"), ("Infinity", "3")),
    "score_out_of_scale.csv": (("5,01", "5"), ("-1", "1"), ("101", "1,01")),
    "thirtieth_february.csv": (("30/02", "28/02"), ("31/02", "29/02"), ("00/01", "1/01")),
    "day_first.csv": (("04/13/2022", "13/04/2022"),),
    "two_digit_year.csv": (("21/04/22", "21/04/2022"), ("21 April 22", "21 April 2022")),
    "year_with_letter_o.csv": (("2O22", "2022"),),
    "long_cell.csv": (("x" * 10_000, "Dinas Kominfo"),),
    "bidi_override.csv": (("\u202eofnimoK", "Kominfo"),),
    "bandung_without_type.csv": (("Bandung", "Kab. Bandung"),),
    "unknown_kabupaten.csv": (("Sumedng", "Sumedang"), ("Xyzzy", "Sumenep")),
    "code_and_name_differ.csv": (("16.01", "16.02"),),
    "duplicate_key_differs.csv": (("Kab. OKU", "Kab. OKI"),),
    "two_classes.csv": (("Diundang,A", "Diundang,B"),),
    "instrument_without_version.csv": (("2026", "2021"),),
    "kab_oku.csv": (("Bandung", "Ogan Ilir"),),
    "wide_domains.csv": ((";6;", ";5;"),),
    "status_misspelt.csv": (("Berjaln", "Berjalan"), ("kuik", "quick win")),
    "names_misspelt.csv": (("Terplih", "Terpilih"), ("GSMC", "GMSC")),
    "event_unknown.csv": (("kegiatan yang tidak ada", "2017-05-02-assessment-gmsc-2017"),),
}
"""What a person would put instead in the file of rejected rows."""
