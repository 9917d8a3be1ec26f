"""A file of region names as people keep it: CSV with the columns name and province, comma or semicolon."""

import csv
from pathlib import Path

from smartcity.terminal.usage import UseError
from smartcity.words import _

NAME = ("name", "nama")
PROVINCE = ("province", "provinsi")


def read_names(path: Path) -> list[tuple[str, str]]:
    """Return name and province of every row, in order; a province that is not given is ''."""
    try:
        lines = path.read_text("utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError:
        text = _("{path} bukan teks UTF-8; simpan ulang sebagai CSV UTF-8.")
        raise UseError(text.format(path=path)) from None
    separator = ";" if lines and ";" in lines[0] else ","
    try:
        header, *rows = [row for row in csv.reader(lines, delimiter=separator) if row] or [[]]
    except csv.Error as error:
        text = _("{path} tidak dapat dibaca sebagai CSV: {reason}.")
        raise UseError(text.format(path=path, reason=error)) from None
    name, province = _place(header, NAME), _place(header, PROVINCE)
    if name is None:
        text = _("{path} tidak mempunyai kolom name pada baris pertama.")
        raise UseError(text.format(path=path))
    return [(_cell(row, name), _cell(row, province)) for row in rows]


def _place(header: list[str], names: tuple[str, ...]) -> int | None:
    known = [heading.strip().lower() for heading in header]
    return next((known.index(name) for name in names if name in known), None)


def _cell(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""
