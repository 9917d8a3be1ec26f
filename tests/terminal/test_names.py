"""Lists of names as spreadsheets save them."""

import csv
from pathlib import Path

import pytest

from smartcity.terminal.names import read_names
from smartcity.terminal.usage import UseError

ROWS = [("Bandung", "Jawa Barat"), ("Kota Solok", ""), ("", "Aceh")]


@pytest.mark.parametrize(
    "content",
    [
        b"name,province\nBandung,Jawa Barat\nKota Solok,\n,Aceh\n",
        b"\xef\xbb\xbfName;Province\r\nBandung;Jawa Barat\r\nKota Solok\r\n;Aceh\r\n",
        b"no,provinsi,nama\n1,Jawa Barat, Bandung \n\n2,,Kota Solok\n3,Aceh,",
        b'"name","province"\n"Bandung","Jawa Barat"\n"Kota Solok",""\n"","Aceh"\n',
    ],
    ids=["comma", "semicolon with byte order mark", "own columns and blank line", "quoted"],
)
def test_every_usual_form_is_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(content)
    assert read_names(path) == ROWS


def test_a_file_with_names_only_has_no_provinces(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name\nBandung\n", "utf-8")
    assert read_names(path) == [("Bandung", "")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "tidak mempunyai kolom name pada baris pertama."),
        (b"daerah\nBandung\n", "tidak mempunyai kolom name pada baris pertama."),
        ("name\nBandung é\n".encode("latin-1"), "bukan teks UTF-8; simpan ulang sebagai CSV UTF-8."),
        (
            b'name\n"' + b"x" * 200_000,
            "tidak dapat dibaca sebagai CSV: field larger than field limit (131072).",
        ),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(content)
    usual = csv.field_size_limit(131072)  # the whole process has one, which other libraries raise
    try:
        with pytest.raises(UseError) as raised:
            read_names(path)
    finally:
        csv.field_size_limit(usual)
    assert str(raised.value) == f"{path} {sentence}"
