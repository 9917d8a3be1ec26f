"""The sample files, each named for its defect: the table it is for, how it is loaded, what it is a sample of.

The files lie in `tests/csv`, each with its whole report beside it; those that are made when a test runs have only
their report there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from smartcity.intake.choices import PAGE_LIMITS, TERMINAL_LIMITS, Limits
from tests.intake import made_files

FOLDER = Path(__file__).parents[1] / "csv"


@dataclass(frozen=True, eq=False)
class Sample:
    """One file, and how it is loaded.

    `covers` are the numbers of the list of faults that every version of this program has to stand (`FAULTS`).
    """

    name: str
    table: str
    covers: tuple[int, ...] = ()
    make: Callable[[], bytes] | None = None
    sheet: str | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = TERMINAL_LIMITS

    def content(self) -> bytes:
        """Return the bytes of the file."""
        return self.make() if self.make else (FOLDER / self.name).read_bytes()

    @property
    def report(self) -> Path:
        """Return the file with the report that is expected."""
        return (FOLDER / self.name).with_suffix(".json")


FAULTS = {
    1: "empty file",
    2: "header only",
    3: "UTF-8 with its mark",
    4: "Windows-1252",
    5: "UTF-16, both byte orders",
    6: "one bad byte far below",
    7: "two encodings in one file",
    8: "NUL bytes",
    9: "workbook called .csv",
    10: "web page or PDF called .csv",
    11: "larger than allowed",
    12: "zip bomb",
    13: "workbook with external entities",
    14: "one line of 50 MB",
    15: "one million rows",
    16: "all line ends, and line ends inside quotes",
    17: "no line end at the end",
    18: "quote that is not closed",
    19: "line that says the separator",
    20: "tab, semicolon, bar",
    21: "comma file whose names hold semicolons",
    22: "header twice",
    23: "required column missing",
    24: "extra columns",
    25: "headers in another order, case, with odd blanks",
    26: "title rows, merged cells, header of two lines",
    27: "rows too short and too long",
    28: "total row",
    29: "5,000 empty rows below",
    30: "400 columns",
    31: "code that lost its zero",
    32: "code without its dot",
    33: "code behind an apostrophe",
    34: "two decimal marks in one column",
    35: "thousand or decimal",
    36: "endless numbers",
    37: "score outside its scale",
    38: "days that do not exist",
    39: "day or month",
    40: "year of two digits",
    41: "serial number of a date",
    42: "month names",
    43: "year out of time",
    44: "letter O in a year",
    45: "words for no value",
    46: "formula in a name",
    47: "markup in a name",
    48: "SQL in a name",
    49: "endless cell",
    50: "emoji, direction of writing, combining accents",
    51: "Bandung without its type",
    52: "kabupaten and kota of the same name",
    53: "old names",
    54: "unknown kabupaten",
    55: "code of one region, name of another",
    57: "key twice",
    58: "selected without assessed",
    59: "stage before the one before",
    60: "two classes",
    61: "instrument without its version",
    62: "what is there already",
}
"""What the sample files have to cover. 56, the founding dates of provinces, is not known to the data."""

PARTICIPATION, SCORES, AGENCY = "participation", "assessment", "agency"
PILOT, FIGURE = "pilot", "published_figure"

SAMPLES = (
    Sample("empty.csv", PARTICIPATION, (1,)),
    Sample("header_only.csv", PARTICIPATION, (2,)),
    Sample("utf8_bom.csv", PARTICIPATION, (3,)),
    Sample("windows_1252.csv", PILOT, (4, 20)),
    Sample("utf16_le.csv", PILOT, (5,)),
    Sample("utf16_be_no_mark.csv", PILOT, (5,)),
    Sample("one_bad_byte.csv", AGENCY, (6,), made_files.one_bad_byte),
    Sample("mixed_encodings.csv", AGENCY, (7,)),
    Sample("nul_bytes.csv", AGENCY, (8,)),
    Sample("xlsx_named.csv", AGENCY, (9,), made_files.workbook),
    Sample("second_sheet.xlsx", SCORES, (9,), made_files.two_sheets, sheet="2023"),
    Sample("sheet_not_there.xlsx", SCORES, (9,), made_files.two_sheets, sheet="2024"),
    Sample("old_workbook.xls", SCORES, (9,), made_files.old_workbook),
    Sample("open_document.ods", SCORES, (9,), made_files.open_document),
    Sample("html_named.csv", PARTICIPATION, (10,)),
    Sample("pdf_named.csv", PARTICIPATION, (10,)),
    Sample("picture_named.csv", PARTICIPATION, (10,)),
    Sample("too_large.csv", AGENCY, (11,), made_files.too_large, limits=PAGE_LIMITS),
    Sample("zip_bomb.xlsx", AGENCY, (12,), made_files.zip_bomb),
    Sample("external_entity.xlsx", AGENCY, (13,), made_files.external_entity),
    Sample("endless_line.csv", AGENCY, (14,), made_files.endless_line),
    Sample("million_rows.csv", AGENCY, (15,), made_files.million_rows, limits=PAGE_LIMITS),
    Sample("line_ends_cr.csv", AGENCY, (16,)),
    Sample("line_ends_crlf.csv", AGENCY, (16,)),
    Sample("line_ends_lf.csv", AGENCY, (16,)),
    Sample("line_ends_mixed.csv", AGENCY, (16,)),
    Sample("no_newline_at_end.csv", AGENCY, (17,)),
    Sample("unclosed_quote.csv", AGENCY, (18,)),
    Sample("sep_line.csv", AGENCY, (19,)),
    Sample("tab_separated.csv", AGENCY, (20,)),
    Sample("pipe_separated.csv", AGENCY, (20,)),
    Sample("semicolons_in_names.csv", AGENCY, (21,)),
    Sample("header_twice.csv", SCORES, (22,)),
    Sample("region_column_missing.csv", PARTICIPATION, (23,)),
    Sample("instrument_missing.csv", SCORES, (23, 61)),
    Sample(
        "stage_set_for_all_rows.csv", PARTICIPATION, (), constants={"program": "GMSC", "stage": "Terpilih"}
    ),
    Sample("extra_columns.csv", AGENCY, (24,)),
    Sample("headers_as_written.csv", PARTICIPATION, (25,)),
    Sample("title_rows_above.csv", SCORES, (26,)),
    Sample("two_line_header.csv", SCORES, (26,)),
    Sample("merged_cells.xlsx", SCORES, (26,), made_files.merged_cells),
    Sample("ragged_rows.csv", AGENCY, (27,)),
    Sample("total_row.csv", SCORES, (28,)),
    Sample("empty_rows_below.csv", AGENCY, (29,), made_files.empty_rows_below),
    Sample("columns_400.csv", AGENCY, (30,), made_files.columns_400),
    Sample("code_lost_zero.csv", AGENCY, (31,)),
    Sample("codes_as_numbers.xlsx", AGENCY, (31,), made_files.codes_as_numbers),
    Sample("code_without_dot.csv", AGENCY, (32,)),
    Sample("code_with_apostrophe.csv", AGENCY, (33,)),
    Sample("decimal_marks_mixed.csv", SCORES, (34,)),
    Sample("thousand_or_decimal.csv", FIGURE, (35,)),
    Sample("money_and_percent.csv", PILOT, (35,)),
    Sample("endless_numbers.csv", FIGURE, (36,)),
    Sample("score_out_of_scale.csv", SCORES, (37,)),
    Sample("thirtieth_february.csv", PARTICIPATION, (38,)),
    Sample("day_first.csv", PARTICIPATION, (39,)),
    Sample("two_digit_year.csv", PARTICIPATION, (40,)),
    Sample("excel_serial.csv", PARTICIPATION, (41,)),
    Sample("dates_as_numbers.xlsx", PARTICIPATION, (41,), made_files.dates_as_numbers),
    Sample("month_names.csv", PARTICIPATION, (42,)),
    Sample("year_out_of_time.csv", PARTICIPATION, (43,)),
    Sample("year_with_letter_o.csv", PARTICIPATION, (44,)),
    Sample("no_value.csv", PARTICIPATION, (45,)),
    Sample("formula_in_name.csv", AGENCY, (46,)),
    Sample("markup_in_name.csv", AGENCY, (47,)),
    Sample("sql_in_name.csv", AGENCY, (48,)),
    Sample("long_cell.csv", AGENCY, (49,), made_files.long_cell),
    Sample("bidi_override.csv", AGENCY, (50,)),
    Sample("bandung_without_type.csv", PARTICIPATION, (51,)),
    Sample("bogor_twice.csv", PARTICIPATION, (52,)),
    Sample("old_names.csv", PARTICIPATION, (53,)),
    Sample("unknown_kabupaten.csv", PARTICIPATION, (54,)),
    Sample("code_and_name_differ.csv", AGENCY, (55,)),
    Sample("duplicate_key_same.csv", SCORES, (57,)),
    Sample("duplicate_key_differs.csv", SCORES, (57,)),
    Sample("selected_without_assessed.csv", PARTICIPATION, (58,)),
    Sample("stage_backwards.csv", PARTICIPATION, (59,)),
    Sample("two_classes.csv", PARTICIPATION, (60,)),
    Sample("instrument_without_version.csv", SCORES, (61,)),
    Sample("already_there.csv", PARTICIPATION, (62,)),
    Sample("older_than_stored.csv", PILOT),
    Sample("semicolon_decimal_comma.csv", SCORES, (20,)),
    Sample("kab_oku.csv", PARTICIPATION),
    Sample("wide_domains.csv", SCORES),
    Sample("wide_years.csv", SCORES),
    Sample("wide_stages.csv", PARTICIPATION),
    Sample("wide_index_as_published.csv", SCORES),
    Sample("status_misspelt.csv", PILOT),
    Sample("names_misspelt.csv", PARTICIPATION),
    Sample("event_unknown.csv", "attendance"),
    Sample("required_cell_blank.csv", PARTICIPATION),
)
BY_NAME = {sample.name: sample for sample in SAMPLES}
