"""The sheet that explains a template: how it is filled in, and what each column means."""

from typing import Any

from smartcity.contract import Field, Table
from smartcity.words import N_, _

RULES = (
    N_("Isi satu baris untuk satu data pada lembar pertama. Jangan ubah judul kolom."),
    N_("Kolom dengan judul berwarna kuning wajib diisi."),
    N_("Sel kosong membiarkan data yang sudah ada; tanda - menghapusnya."),
    N_("Tulis tanggal sebagai hari/bulan/tahun, misalnya 21/04/2022."),
    N_("Tulis wilayah dengan kode bertitik (16.01) atau nama lengkap (Kabupaten Ogan Komering Ulu)."),
    N_("Simpan, lalu unggah berkas ini apa adanya di halaman Unggah data."),
)
HEADERS = (N_("Kolom"), N_("Arti"), N_("Wajib"), N_("Nilai yang diperbolehkan"), N_("Contoh"))
WIDTHS = (26, 60, 10, 50, 30)


def write_guide(book: Any, name: str, table: Table, language: str) -> None:
    """Write the sheet that explains a template of a table."""
    page = book.add_worksheet(name)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    rules = guide_rules(table, language)
    page.write_string(0, 0, table.title(language), bold)
    for line, rule in enumerate(rules, start=1):
        page.write_string(line, 0, rule)
    first = len(rules) + 2
    page.write_row(first, 0, [_(header) for header in HEADERS], bold)
    for line, field in enumerate(table.fields, start=first + 1):
        for place, cell in enumerate(_told(field, language)):
            page.write_string(line, place, cell, wrap)
    for place, width in enumerate(WIDTHS):
        page.set_column(place, place, width)


def guide_rules(table: Table, language: str) -> list[str]:
    """Return how a template of a table is filled in, a sentence each."""
    rules = [_(rule) for rule in RULES]
    if table.filled:
        titles = ", ".join(table.field(name).title(language) for name in table.filled)
        rules.append(_("Isi sedikitnya satu dari kolom ini: {columns}.").format(columns=titles))
    return rules


def _told(field: Field, language: str) -> tuple[str, ...]:
    """Return the cells that explain a column."""
    titles = "; ".join(field.value_title(value, language) for value in field.values)
    return (
        field.title(language),
        field.description(language),
        _("ya") if field.upload_required else "",
        titles or field.range_text,
        field.examples["en" if language == "en" else "id"],
    )
