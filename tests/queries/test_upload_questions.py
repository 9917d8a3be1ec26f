"""What the page for uploads asks: which regions there are, and whether a file was uploaded before."""

from tests.queries.database import Database

BATCH = "batch version kind made_by made_at table_name file_name sha256 release added changed removed reason"


def batch(number: int, kind: str, who: str, table: str, digest: str) -> tuple[object, ...]:
    """Return a line of the log of batches."""
    day = f"2026-11-{number:02}"
    return (number, number, kind, who, day, table, "nilai.csv", digest, "", number, 0, 0, "")


def test_an_earlier_upload_is_the_same_file_in_the_same_table(database: Database) -> None:
    database.add(
        "batch",
        BATCH,
        batch(2, "upload", "Siti", "assessment", "abc"),
        batch(3, "upload", "Budi", "assessment", "abc"),
        batch(4, "upload", "Budi", "award", "abc"),
        batch(5, "upload", "Budi", "assessment", "def"),
        batch(6, "undo", "Budi", "assessment", "abc"),
    )

    found = database.rows(
        "earlier_upload", "batch made_by file_name added", digest="abc", table_name="assessment"
    )

    assert found == [(3, "Budi", "nilai.csv", 3), (2, "Siti", "nilai.csv", 2)]


def test_regions_are_listed_with_their_province(country: Database) -> None:
    found = country.rows("regions_listed", "region_code name province")

    assert found[:3] == [
        ("16", "Sumatera Selatan", "Sumatera Selatan"),
        ("16.01", "Kabupaten Ogan Komering Ulu", "Sumatera Selatan"),
        ("16.02", "Kabupaten Ogan Komering Ilir", "Sumatera Selatan"),
    ]
    assert len(found) == 9
