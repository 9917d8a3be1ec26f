"""What is overlooked in headers, and what they have in common."""

import re

from smartcity.intake.headings import letters
from smartcity.intake.mapping import fingerprint


def test_a_fingerprint_is_of_the_set_of_headers() -> None:
    known = fingerprint(["Kab/Kota", "Nilai"])
    assert re.fullmatch("[0-9a-f]{64}", known)
    assert fingerprint(["NILAI ", "kabupaten / kota", "nilai", "_baris", "_alasan"]) == known
    assert fingerprint(["Nilai"]) != known
    assert fingerprint(["kab kota nilai"]) != known


def test_letters_as_a_spreadsheet_has_them() -> None:
    assert [letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
