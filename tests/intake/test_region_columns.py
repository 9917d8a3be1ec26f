"""Columns that say the region together."""

import pytest

from smartcity.intake.choices import PROVINCE, REGION_LEVEL, REGION_NAME, Target
from smartcity.intake.reference import Reference
from tests.intake.known import planned, told


@pytest.mark.parametrize(
    ("headers", "columns"),
    [
        (
            ["Kode", "Kode Wilayah", "Kabupaten/Kota"],
            {
                "Kode": "(ignored)",
                "Kode Wilayah": "region_code (title)",
                "Kabupaten/Kota": f"{REGION_NAME} (synonym)",
            },
        ),
        (
            ["Pemda", "Kabupaten/Kota"],
            {"Pemda": "region_code (synonym)", "Kabupaten/Kota": f"{REGION_NAME} (synonym)"},
        ),
        (
            ["Kabupaten/Kota", "Nama Daerah"],
            {"Kabupaten/Kota": f"{REGION_LEVEL} (synonym)", "Nama Daerah": "region_code (synonym)"},
        ),
        (["Tipe", "Daerah"], {"Tipe": f"{REGION_LEVEL} (synonym)", "Daerah": "region_code (synonym)"}),
        (["Provinsi"], {"Provinsi": "region_code (synonym)"}),
        (
            ["Wilayah", "Nama Provinsi", "Kode Provinsi"],
            {
                "Wilayah": "region_code (synonym)",
                "Nama Provinsi": f"{PROVINCE} (synonym)",
                "Kode Provinsi": "(ignored)",
            },
        ),
    ],
)
def test_columns_about_the_region(headers: list[str], columns: dict[str, str], reference: Reference) -> None:
    cells = {
        "Kode": ["1", "2"],
        "Kode Wilayah": ["16.01", "16.71"],
        "Pemda": ["16.01", "'16.71"],
        "Tipe": ["Kab.", "Kota", ""],
        "Provinsi": ["Bali", "Banten"],
        "Kabupaten/Kota": ["KABUPATEN", "Kota"]
        if "Nama Daerah" in headers
        else ["Kabupaten Bogor", "Kota Bogor"],
    }
    samples = {place: cells.get(header, []) for place, header in enumerate(headers)}
    found = planned(headers, "participation", reference, samples=samples)
    assert told(found) == columns


def test_a_kind_of_the_table_itself_is_no_level_of_the_region(reference: Reference) -> None:
    headers = ["Jenis", "Nama OPD", "Kode Dinas", "Wilayah"]
    samples = {0: ["Dinas", "Badan"]}
    assert told(planned(headers, "agency", reference, samples=samples))["Jenis"] == "kind (synonym)"
    levels = planned(headers, "agency", reference, samples={0: ["Kabupaten"]})
    assert told(levels)["Jenis"] == f"{REGION_LEVEL} (synonym)"


def test_a_table_without_regions_has_no_columns_that_help_to_find_one(reference: Reference) -> None:
    found = planned(["Provinsi", "Jenis Daerah"], "event_session", reference)
    assert [column.target for column in found.columns] == [Target(), Target()]
