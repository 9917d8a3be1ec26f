"""What is only said about a file, because it was left out or understood: title rows, empty rows, a total row."""

from smartcity.intake.sheet import Note
from smartcity.words import N_, _

SENTENCES: dict[str, str] = {
    "sep_line": N_("Baris pertama menyebut pemisah kolom ({delimiter}); baris itu tidak dihitung."),
    "title_rows": N_("Baris di atas judul kolom tidak dibaca sebagai data: {lines}."),
    "two_line_header": N_("Judul kolom terdiri atas beberapa baris dan digabungkan: {lines}."),
    "empty_rows": N_("Baris kosong dilewati: {count}."),
    "empty_columns": N_("Kolom kosong tanpa judul dilewati: {count}."),
    "unnamed_columns": N_("Kolom tanpa judul diberi nama: {names}."),
    "same_rows": N_("Baris yang sama dengan baris lain hanya dihitung sekali: {lines}."),
    "total_row": N_("Baris {line} ({label}) adalah jumlah atau rata-rata dan tidak dibaca sebagai data."),
}
"""The sentence of each kind of note."""


def said(note: Note) -> str:
    """Return a note as a sentence in the language in use."""
    from smartcity.formats import number  # it brings pandas, which nothing else here needs

    details = dict(note.details)
    if "count" in details:
        details["count"] = number(int(details["count"]))
    return _(SENTENCES[note.kind]).format(**details)
