"""A small country whose numbers are easy to count by hand."""

import pytest

from tests.queries.database import Database

REGIONS = (
    # code, parent, level, name, short name, autonomous, island group
    ("00", None, "nasional", "Indonesia", "Indonesia", False, None),
    ("16", "00", "provinsi", "Sumatera Selatan", "Sumatera Selatan", True, "Sumatera"),
    ("16.01", "16", "kabupaten", "Kabupaten Ogan Komering Ulu", "Ogan Komering Ulu", True, "Sumatera"),
    ("16.02", "16", "kabupaten", "Kabupaten Ogan Komering Ilir", "Ogan Komering Ilir", True, "Sumatera"),
    ("16.71", "16", "kota", "Kota Palembang", "Palembang", True, "Sumatera"),
    ("31", "00", "provinsi", "DKI Jakarta", "DKI Jakarta", True, "Jawa"),
    ("31.71", "31", "kota", "Kota Administrasi Jakarta Pusat", "Jakarta Pusat", False, "Jawa"),
    ("32", "00", "provinsi", "Jawa Barat", "Jawa Barat", True, "Jawa"),
    ("32.04", "32", "kabupaten", "Kabupaten Bandung", "Bandung", True, "Jawa"),
    ("32.73", "32", "kota", "Kota Bandung", "Bandung", True, "Jawa"),
)


@pytest.fixture
def country(database: Database) -> Database:
    """Return a database with ten regions and one program of three stages and two editions."""
    database.add("region", "code parent_code level name short_name autonomous island_group", *REGIONS)
    database.add("program", "program name_id name_en", ("gmsc", "Gerakan", "Movement"))
    database.add(
        "edition",
        "program edition label_id label_en",
        ("gmsc", "2022", "Angkatan 2022", "Cohort 2022"),
        ("gmsc", "2023", "Angkatan 2023", "Cohort 2023"),
    )
    database.add(
        "stage",
        "program stage ordinal name_id name_en",
        ("gmsc", "invited", 1, "Diundang", "Invited"),
        ("gmsc", "assessed", 2, "Mengikuti penilaian", "Assessed"),
        ("gmsc", "selected", 3, "Terpilih", "Selected"),
    )
    return database
