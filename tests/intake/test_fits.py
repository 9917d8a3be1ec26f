"""Which column a single header names."""

import pytest

from smartcity.contract import Table
from smartcity.intake.choices import Target
from smartcity.intake.headings import key
from smartcity.intake.mapping import Column
from smartcity.intake.reference import Reference
from tests.intake.known import UPLOADS, planned, told


@pytest.mark.parametrize("table", UPLOADS, ids=lambda table: table.name)
@pytest.mark.parametrize("lang", ["name", "id", "en"])
def test_our_own_templates_fit_whatever_their_language(table: Table, lang: str, reference: Reference) -> None:
    headers = [field.name if lang == "name" else field.title(lang) for field in table.fields]
    found = planned(headers, table.name, reference)
    assert [column.target for column in found.columns] == [Target(field.name) for field in table.fields]
    assert (found.problems, found.is_sure) == ((), True)


@pytest.mark.parametrize("table", UPLOADS, ids=lambda table: table.name)
def test_a_header_means_one_column_with_abbreviations_written_out(table: Table) -> None:
    meanings = {
        (key(text), field.name)
        for field in table.fields
        for text in (field.name, *field.titles.values(), *field.synonyms)
    }
    assert len({heading for heading, _ in meanings}) == len(meanings)


@pytest.mark.parametrize(
    "header",
    [
        *("region_code", "REGION CODE", " Kode  Wilayah ", "Kode\u00a0Wilayah", "Ko\u200bde Wilayah\ufeff"),
        *("Kódé-Wilayah:", "kode_wilayah", "KodeWilayah", "Kode Wilayah (Kemendagri)", "Kode\nwilayah"),
        *("KAB / KOTA", "Kab./Kota", "Kabupaten / Kota", "Nama Kab/Kota", "Nama Daerah", "Kode Daerah"),
    ],
)
def test_case_accents_blanks_and_signs_do_not_matter(header: str, reference: Reference) -> None:
    found = planned([header], "attendance", reference)
    assert found.columns[0].target == Target("region_code")


@pytest.mark.parametrize("header", ["Nilai 1", "Kode lama", "Sumber 2", "xy", "Tanggal"])
def test_a_header_that_is_not_near_enough_is_not_proposed(header: str, reference: Reference) -> None:
    found = planned([header], "pilot", reference)
    assert found.columns == (Column(0, header, Target(), "ignored", 0.0),)


def test_one_column_is_proposed_once_to_the_nearest_header(reference: Reference) -> None:
    found = planned(["Kegiatann", "Kegiatan", "Kegiatam"], "attendance", reference)
    assert told(found) == {
        "Kegiatann": "(ignored)",
        "Kegiatan": "event (synonym)",
        "Kegiatam": "(ignored)",
    }


def test_a_file_of_rejected_rows_and_running_numbers_pass_in_silence(reference: Reference) -> None:
    headers = [
        "No",
        "Kegiatan",
        "Wilayah",
        "No. Urut",
        "_baris",
        "_kolom",
        "_alasan",
        "_row",
        "_column",
        "_reason",
    ]
    found = planned(headers, "attendance", reference)
    assert [column.how for column in found.columns] == [
        "ignored",
        "synonym",
        "synonym",
        "ignored",
        *["own"] * 6,
    ]
    assert found.problems == ()


def test_a_running_number_that_the_table_has_is_taken(reference: Reference) -> None:
    headers = ["Kegiatan", "No", "No Sesi", "Judul"]
    assert told(planned(headers, "event_session", reference)) == {
        "Kegiatan": "event (synonym)",
        "No": "(ignored)",
        "No Sesi": "ordinal (synonym)",
        "Judul": "title (synonym)",
    }
