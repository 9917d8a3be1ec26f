"""Indicators as headers name them, and what becomes of their names."""

import pytest

from smartcity.intake.indicator_headers import families
from smartcity.intake.reference import Reference
from smartcity.intake.terms import Terms
from smartcity.intake.wide import Reader
from tests.intake.known import TABLES


def test_what_families_of_instruments_are_called(reference: Reference) -> None:
    assert families(reference) == {
        "agency-digital": "agency-digital",
        "gmsc-evaluation": "gmsc-evaluation",
        "gmsc-readiness": "gmsc-readiness",
        "ietpd": "ietpd",
        "pemdi-2026": "pemdi-2026",
        "spbe-2018": "SPBE",
        "spbe-2020": "SPBE",
    }


def test_what_headers_name_is_understood_in_each_of_their_instruments(reference: Reference) -> None:
    """Every name of an indicator as a header leads back to that indicator, or to one of the same name."""
    terms, reader = Terms(reference), Reader(TABLES["assessment"], reference, "")
    lost = []
    for row in reference.indicator:
        for header in (row["indicator"], row["name_id"], row["name_en"], f"Nilai {row['name_id']}"):
            reading = reader.read(header)
            if reading is None or row["framework"] not in reading.frameworks:
                lost.append((header, row["framework"], "not read"))
            elif terms.indicator(reading.part, row["framework"]).value != row["indicator"]:
                lost.append((header, row["framework"], reading.part))
    assert lost == []


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("Kebijakan", ("d1", "d1")),
        ("domain_tata_kelola", ("d2", "d2")),
        ("Layanan SPBE 2019", ("d3", "d4")),
        ("INDEKS SPBE", ("index", "index")),
    ],
)
def test_a_word_means_another_id_in_another_version(
    word: str, ids: tuple[str, str], reference: Reference
) -> None:
    reading = Reader(TABLES["assessment"], reference, "SPBE").read(word)
    assert reading is not None
    terms = Terms(reference)
    assert tuple(terms.indicator(reading.part, f"spbe-{year}").value for year in (2018, 2020)) == ids
