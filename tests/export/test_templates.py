"""Templates: titles as headers, present values as they can be uploaded again, drop-downs, and an explanation."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from smartcity.contract import Table, load_contract
from smartcity.export import templates
from smartcity.words import in_language

TABLES = load_contract().tables
UPLOADABLE = [table for table in TABLES.values() if table.uploadable]
AWARDS = pd.DataFrame(
    {
        "award": ["a1", "=1+1"],
        "edition": ["2022", None],
        "region_code": ["16.10", "32.73"],
        "title": ["Kota “Cerdas”; 1", "x"],
        "rank": pd.array([2, None], dtype="Int64"),
        "given_on": ["2022-04", "2022-04-21"],
        "confidence": ["official", None],
    }
)
FIGURES = pd.DataFrame({"figure": ["f1", "f2"], "value": [3.5, 150.0]})
REGIONS = pd.DataFrame(
    {
        "region_code": ["16.10", "00"],
        "name": ["Kabupaten Ogan Ilir", "Indonesia"],
        "province": ["Sumsel", None],
    }
)


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """Return a workbook's sheets as rows."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def part(content: bytes, name: str) -> str:
    """Return a part of a workbook as XML."""
    with ZipFile(BytesIO(content)) as parts:
        return parts.read(f"xl/{name}").decode("utf-8")


def titles(table: Table, language: str) -> list[str]:
    return [field.title(language) for field in table.fields]


def drop_downs(content: bytes) -> dict[str, str]:
    """Return what is offered, by range."""
    page = part(content, "worksheets/sheet1.xml")
    return dict(re.findall(r'<dataValidation [^>]*?sqref="([^"]+)"><formula1>(.*?)</formula1>', page))


@pytest.mark.parametrize("table", UPLOADABLE, ids=lambda table: table.name)
@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_template_is_its_titles(table: Table, language: str) -> None:
    between = "," if language == "en" else ";"
    assert templates.csv_template(table, language).decode("utf-8") == (
        f"\ufeff{between.join(titles(table, language))}\r\n"
    )
    assert sheets(templates.xlsx_template(table, language))["Isian"] == [titles(table, language)]


def test_a_filled_csv_of_each_language() -> None:
    figure = TABLES["published_figure"]
    value = figure.columns.index("value")

    indonesian = templates.csv_template(figure, "id", FIGURES).decode("utf-8-sig").splitlines()[1:]
    with in_language("en"):
        english = templates.csv_template(figure, "en", FIGURES).decode("utf-8-sig").splitlines()[1:]
        assert (
            templates.csv_template(figure, "id", FIGURES).decode("utf-8-sig").splitlines()[1:] == indonesian
        )

    empty = [""] * (len(figure.fields) - value - 1)
    before = [""] * (value - 1)
    assert indonesian == [";".join(["f1", *before, "3,5", *empty]), ";".join(["f2", *before, "150", *empty])]
    assert english == [",".join(["f1", *before, "3.5", *empty]), ",".join(["f2", *before, "150", *empty])]


def test_codes_and_dates_stay_and_allowed_values_have_titles() -> None:
    award = TABLES["award"]

    lines = templates.csv_template(award, "id", AWARDS).decode("utf-8-sig").splitlines()

    assert lines == [
        ";".join(titles(award, "id")),
        'a1;2022;16.10;"Kota “Cerdas”; 1";;2;;2022-04;;;Resmi',
        "'=1+1;;32.73;x;;;;2022-04-21;;;",
    ]


def test_a_filled_workbook() -> None:
    content = templates.xlsx_template(TABLES["award"], "en", AWARDS)

    assert sheets(content)["Isian"][1:] == [
        ["a1", "2022", "16.10", "Kota “Cerdas”; 1", "", 2.0, "", "2022-04", "", "", "Official"],
        ["'=1+1", "", "32.73", "x", "", "", "", "2022-04-21", "", "", ""],
    ]


def test_a_value_that_the_contract_does_not_name_stays() -> None:
    rows = pd.DataFrame({"region_code": ["16.10"], "confidence": ["lainnya"]})

    assert templates.csv_template(TABLES["award"], "id", rows).decode().endswith(";lainnya\r\n")


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_title_stands_for_one_value(language: str) -> None:
    fields = [field for table in UPLOADABLE for field in table.fields if field.enum]

    shown = [{field.value_title(value, language).casefold() for value in field.enum} for field in fields]

    assert [len(found) for found in shown] == [len(field.enum) for field in fields]


def test_what_excel_does_with_the_columns() -> None:
    content = templates.xlsx_template(TABLES["award"], "id", AWARDS)
    page, styles = part(content, "worksheets/sheet1.xml"), part(content, "styles.xml")

    formats = re.findall(r"<xf [^>]*>", styles.split("<cellXfs")[1])
    as_text = [
        place
        for first, last, style in re.findall(
            r'<col min="(\d+)" max="(\d+)" width="[\d.]+" style="(\d+)"', page
        )
        for place in range(int(first) - 1, int(last))
        if 'numFmtId="49"' in formats[int(style)]
    ]
    texts = [place for place, field in enumerate(TABLES["award"].fields) if field.type == "string"]
    assert as_text == texts
    assert 'numberStoredAsText="1"' in page
    assert 'state="frozen"' in page
    assert "<f>" not in page


def test_required_columns_are_coloured_and_each_is_explained() -> None:
    award = TABLES["award"]
    content = templates.xlsx_template(award, "id")

    head = re.findall(r'<c r="[A-Z]+1" s="(\d+)"', part(content, "worksheets/sheet1.xml"))
    required = [field.upload_required for field in award.fields]
    assert [style == head[0] for style in head] == required
    assert len(set(head)) == 2
    assert 'rgb="FFFFE699"' in part(content, "styles.xml")
    notes = re.findall(r"<comment .*?</comment>", part(content, "comments1.xml"), re.DOTALL)
    told = [re.sub("<[^>]+>", "", note).replace("&amp;", "&") for note in notes]
    assert told == [f"{field.description('id')}\nContoh: {field.examples['id']}" for field in award.fields]


def test_short_lists_stand_in_the_drop_down_and_long_ones_on_a_sheet() -> None:
    offered = {
        "edition": ["2021", "2022"],
        "category": [f"Kategori nomor {number}" for number in range(20)],
        "given_by": ["Kementerian A, B", "C"],
        "rank": [],
    }

    content = templates.xlsx_template(TABLES["award"], "id", AWARDS, offered)

    last = 1 + len(AWARDS) + templates.MORE_ROWS
    assert drop_downs(content) == {
        f"B2:B{last}": '"2021,2022"',
        f"E2:E{last}": "'Daftar'!$A$1:$A$20",
        f"G2:G{last}": "'Daftar'!$B$1:$B$2",
        f"K2:K{last}": '"Resmi,Tinggi,Sedang,Rendah"',
    }
    found = sheets(content)
    assert list(found) == ["Isian", "Daftar", "Petunjuk"]
    assert [row[0] for row in found["Daftar"]] == offered["category"]
    assert [row[1] for row in found["Daftar"]][:3] == [*offered["given_by"], ""]


def test_regions_are_offered_by_name_from_their_own_sheet() -> None:
    content = templates.xlsx_template(TABLES["award"], "id", regions=REGIONS)

    assert drop_downs(content)["C2:C1001"] == "'Daerah'!$A$2:$A$3"
    assert sheets(content)["Daerah"] == [
        ["Nama", "Kode", "Provinsi"],
        ["Kabupaten Ogan Ilir", "16.10", "Sumsel"],
        ["Indonesia", "00", ""],
    ]
    assert list(sheets(templates.xlsx_template(TABLES["award"], "id", regions=REGIONS.head(0)))) == [
        "Isian",
        "Petunjuk",
    ]


def test_the_scope_of_a_figure_is_a_region_too() -> None:
    content = templates.xlsx_template(TABLES["published_figure"], "id", regions=REGIONS)

    assert drop_downs(content)["D2:D1001"] == "'Daerah'!$A$2:$A$3"


def test_the_explanation() -> None:
    table = TABLES["assessment"]

    rows = sheets(templates.xlsx_template(table, "id"))["Petunjuk"]

    assert [row[0] for row in rows[:11]] == [
        table.title("id"),
        "Isi satu baris untuk satu data pada lembar pertama. Jangan ubah judul kolom.",
        "Kolom dengan judul berwarna kuning wajib diisi.",
        "Sel kosong membiarkan data yang sudah ada; tanda - menghapusnya.",
        "Tulis tanggal sebagai hari/bulan/tahun, misalnya 21/04/2022.",
        "Tulis wilayah dengan kode bertitik (16.01) atau nama lengkap (Kabupaten Ogan Komering Ulu).",
        "Simpan, lalu unggah berkas ini apa adanya di halaman Unggah data.",
        "Isi sedikitnya satu dari kolom ini: Nilai, Predikat terbit, Peringkat terbit.",
        "",
        "Kolom",
        "Kode instrumen",
    ]
    assert rows[9] == ["Kolom", "Arti", "Wajib", "Nilai yang diperbolehkan", "Contoh"]
    assert [(row[0], row[2]) for row in rows[10:]] == [
        (field.title("id"), "ya" if field.upload_required else "") for field in table.fields
    ]
    assert rows[-1][3] == "Resmi; Tinggi; Sedang; Rendah"
