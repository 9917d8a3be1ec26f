"""Names of programs, editions, frameworks and so on lead to what the database knows."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.intake.parsed import BLANK, ERASE, Parsed
from smartcity.intake.reference import Reference, read_reference
from smartcity.intake.terms import Terms
from smartcity.store import Store


@pytest.fixture(scope="module")
def reference(data_folder: Path) -> Reference:
    store = Store(data_folder)
    with store.read() as snapshot:
        found = read_reference(snapshot)
    store.close()
    agencies = (
        {"region_code": "16.01", "agency": "Diskominfo", "name": "Dinas Komunikasi dan Informatika"},
        {"region_code": "16.71", "agency": "Kominfo", "name": "Dinas Komunikasi dan Informatika"},
    )
    events = (
        {"event": "2024-a", "title": "Rapat Koordinasi", "starts_on": "2024-01-01"},
        {"event": "2024-b", "title": "Rapat koordinasi", "starts_on": "2024-02-01"},
    )
    return replace(found, agency=agencies, event=found.event + events)


@pytest.fixture(scope="module")
def terms(reference: Reference) -> Terms:
    return Terms(reference)


def told(parsed: Parsed) -> str | None:
    """Return value or rule."""
    return parsed.rule or parsed.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("GMSC", "gmsc"),
        ("Gerakan Menuju Smart City", "gmsc"),
        ("Gerakan Menuju Smart City (GMSC)", "gmsc"),
        ("Movement towards smart cities", "gmsc"),
        ("ETPD", "tp2dd"),
        ("Indeks SPBE", "spbe"),
        ("gmcs", "term_unknown"),
    ],
)
def test_programs(terms: Terms, text: str, value: str) -> None:
    assert told(terms.program(text)) == value


@pytest.mark.parametrize(
    ("text", "program", "value"),
    [
        ("2022", "gmsc", "2022"),
        ("2022.0", "gmsc", "2022"),
        ("Angkatan 2022", "gmsc", "2022"),
        ("TA 2022", "gmsc", "2022"),
        ("Tahun Anggaran 2022", "spbe", "2022"),
        ("2030", "gmsc", "2030"),
        ("2023", "", "2023"),
        ("Semester I 2024", "tp2dd", "2024-S1"),
        ("Semester 2 Tahun 2025", "tp2dd", "2025-S2"),
        ("2025 Smt. II", "tp2dd", "2025-S2"),
        ("S1/2023", "tp2dd", "2023-S1"),
        ("2023-I", "tp2dd", "2023-S1"),
        ("2023-s2", "", "2023-S2"),
        ("Mei 2020", "tp2dd", "2020-05"),
        ("Juni 2020", "tp2dd", "2020-06"),
        ("2O22", "gmsc", "letter_for_digit"),
        ("2022/2023", "gmsc", "term_unknown"),
        ("16/01/2022", "gmsc", "term_unknown"),
        ("kedua", "", "edition_unreadable"),
    ],
)
def test_editions(terms: Terms, text: str, program: str, value: str) -> None:
    assert told(terms.edition(text, program)) == value


@pytest.mark.parametrize(
    ("text", "edition", "value"),
    [
        ("spbe-2020", "2018", "spbe-2020"),
        ("SPBE", "2020", "spbe-2018"),
        ("SPBE", "2021", "spbe-2020"),
        ("Indeks SPBE", "2023", "spbe-2020"),
        ("Evaluasi SPBE", "2018", "spbe-2018"),
        ("SPBE 2020", "2020", "spbe-2018"),
        ("SPBE 2020", "2023", "framework_version"),
        ("SPBE", "2026", "framework_version"),
        ("SPBE", "", "framework_version"),
        ("Permen PANRB 59/2020", "2022", "spbe-2020"),
        ("Indeks SPBE (47 indikator)", "2022", "spbe-2020"),
        ("Indeks SPBE (47 indikator)", "2018", "framework_version"),
        ("pemdi", "2026", "pemdi-2026"),
        ("Indeks Pemerintah Digital", "2027", "pemdi-2026"),
        ("Pemdi", "2025", "framework_version"),
        ("IETPD", "2023-S2", "ietpd"),
        ("Indeks ETPD", "2023-S2", "ietpd"),
        ("Evaluasi GMSC", "2022", "gmsc-evaluation"),
        ("Readiness", "2022", "term_unknown"),
    ],
)
def test_frameworks(terms: Terms, text: str, edition: str, value: str) -> None:
    assert told(terms.framework(text, edition)) == value


def test_a_version_that_the_year_does_not_fit_is_told_with_all_versions(terms: Terms) -> None:
    assert terms.framework("SPBE", "2026", "spbe") == Parsed(
        None,
        "value_not_allowed",
        "framework_version",
        {
            "table": "framework",
            "field": "framework",
            "versions": "spbe-2018 (2018–2020), spbe-2020 (2021–2025)",
            "edition": "2026",
        },
        candidates=("spbe-2018", "spbe-2020"),
    )


def test_the_program_narrows_frameworks_with_the_same_name(reference: Reference) -> None:
    names = {"version": "", "valid_from": "", "valid_to": "", "name_en": "Evaluation"}
    rows = tuple(
        {"framework": f"{program}-x", "program": program, "name_id": "Evaluasi", **names}
        for program in ("gmsc", "spbe")
    )
    terms = Terms(replace(reference, framework=rows, indicator=()))
    assert told(terms.framework("evaluasi", "2022")) == "framework_version"
    assert told(terms.framework("evaluasi", "2022", "spbe")) == "spbe-x"


@pytest.mark.parametrize(
    ("text", "framework", "value"),
    [
        ("Indeks", "spbe-2020", "index"),
        ("nilai akhir", "spbe-2020", "index"),
        ("SPBE", "spbe-2020", "index"),
        ("Nilai Indeks SPBE", "spbe-2018", "index"),
        ("Indikator 7", "spbe-2020", "i07"),
        ("I7", "spbe-2020", "i07"),
        ("7", "spbe-2020", "i07"),
        ("Domain 1", "spbe-2020", "d1"),
        ("D1", "spbe-2020", "d1"),
        ("Aspek 3", "spbe-2020", "a3"),
        ("Domain 1: Kebijakan Internal SPBE", "spbe-2020", "d1"),
        ("1. Kebijakan Internal SPBE", "spbe-2020", "d1"),
        ("Domain 2: Kebijakan", "spbe-2020", "term_unknown"),
        ("Kebijakan", "spbe-2020", "d1"),
        ("Tata Kelola", "spbe-2020", "d2"),
        ("Manajemen", "spbe-2020", "d3"),
        ("Layanan", "spbe-2020", "d4"),
        ("Layanan", "spbe-2018", "d3"),
        ("Manajemen", "spbe-2018", "term_unknown"),
        ("dan", "spbe-2020", "term_unknown"),
        ("48", "spbe-2020", "term_unknown"),
        ("Tata Kelola", "gmsc-evaluation", "governance"),
        ("Smart People", "gmsc-evaluation", "society"),
        ("Outcome", "gmsc-evaluation", "outcome"),
        ("Smart", "gmsc-evaluation", "term_unknown"),
        ("Kriteria 1", "agency-digital", "access_to_services"),
        ("Akses layanan", "agency-digital", "access_to_services"),
        ("Kebijakan", "", "Kebijakan"),
    ],
)
def test_indicators(terms: Terms, text: str, framework: str, value: str) -> None:
    assert told(terms.indicator(text, framework)) == value


@pytest.mark.parametrize(
    ("text", "program", "value"),
    [
        ("Terpilih", "gmsc", "selected"),
        ("MoU", "gmsc", "mou_signed"),
        ("lulus", "gmsc", "selected"),
        ("Percontohan", "idsll", "piloting"),
        ("Percontohan", "gmsc", "term_unknown"),
        ("Terpilih", "", "selected"),
    ],
)
def test_stages(terms: Terms, text: str, program: str, value: str) -> None:
    assert told(terms.stage(text, program)) == value


def test_an_unknown_stage_is_refused_with_those_of_the_program_in_their_order(terms: Terms) -> None:
    known = "Diundang (invited), Menandatangani komitmen (committed), Menjadi percontohan (piloting)"
    assert terms.stage("Diundan", "idsll") == Parsed(
        None,
        "reference_unknown",
        "term_unknown",
        {"table": "stage", "field": "stage", "known": known},
        candidates=("invited",),
    )


def test_a_long_list_of_what_is_known_is_cut(terms: Terms) -> None:
    known = terms.indicator("xyz", "spbe-2020").details["known"]
    assert known.startswith("Indeks SPBE (index), Kebijakan Internal SPBE (d1), Tata Kelola SPBE (d2)")
    assert (known.count("("), known[-3:]) == (12, ", …")


@pytest.mark.parametrize(
    ("text", "framework", "value"),
    [
        ("BAIK", "spbe-2020", "Baik"),
        ("sangat_baik", "spbe-2020", "Sangat Baik"),
        ("Very good", "spbe-2018", "Sangat Baik"),
        ("Cukup Baik", "spbe-2020", "Cukup Baik"),
        ("Baik", "", "Baik"),
        ("Ba\u202eik", "", "signs_hidden"),
    ],
)
def test_grades_are_kept_as_sources_print_them(terms: Terms, text: str, framework: str, value: str) -> None:
    assert told(terms.grade(text, framework)) == value


def test_agencies_are_those_of_their_region(terms: Terms) -> None:
    name = "dinas komunikasi dan informatika"
    found = [told(terms.agency(name, code)) for code in ("16.01", "16.71", "16.02")]
    assert found == ["Diskominfo", "Kominfo", name]
    assert told(terms.agency("DISKOMINFO", "16.01")) == "Diskominfo"


def test_events_by_a_title_that_only_one_has(terms: Terms) -> None:
    awards = "2017-11-15-malam-penghargaan-gmsc-2017"
    texts = ("Malam Penghargaan GMSC 2017", awards, "rapat koordinasi", "Rapat lain")
    assert [told(terms.event(text)) for text in texts] == [awards, awards, "rapat koordinasi", "Rapat lain"]


def test_measures(terms: Terms) -> None:
    texts = ("Mendaftar", "EGDI", "new_measure", "Ukuran baru!")
    found = [told(terms.measure(text)) for text in texts]
    assert found == ["registered", "un_egdi", "new_measure", "value_unknown"]


def asking(terms: Terms) -> dict[str, Callable[[str], Parsed]]:
    return {
        "program": terms.program,
        "edition": lambda text: terms.edition(text, "tp2dd"),
        "framework": lambda text: terms.framework(text, "2022", "spbe"),
        "indicator": lambda text: terms.indicator(text, "spbe-2020"),
        "stage": lambda text: terms.stage(text, "gmsc"),
        "grade": lambda text: terms.grade(text, "spbe-2020"),
        "agency": lambda text: terms.agency(text, "16.01"),
        "event": terms.event,
        "measure": terms.measure,
    }


def test_blank_leaves_and_a_dash_erases(terms: Terms) -> None:
    asked = {name: [ask(text) for text in ("", "n/a", "-")] for name, ask in asking(terms).items()}
    assert asked == {name: [BLANK, BLANK, ERASE] for name in asked}


def test_ids_and_names_of_all_rows_lead_back_to_them(terms: Terms, reference: Reference) -> None:
    for row in reference.indicator:
        names = (row["indicator"], row["name_id"], row["name_en"])
        assert [terms.indicator(name, row["framework"]).value for name in names] == [row["indicator"]] * 3
    for row in reference.edition:
        names = (row["edition"], row["label_id"], row["label_en"])
        assert [terms.edition(name, row["program"]).value for name in names] == [row["edition"]] * 3
    for row in reference.stage:
        names = (row["stage"], row["name_id"], row["name_en"])
        assert [terms.stage(name, row["program"]).value for name in names] == [row["stage"]] * 3
    for row in reference.framework:
        assert terms.framework(row["framework"], "") == Parsed(row["framework"])


WORDS = st.lists(
    st.sampled_from(
        ["SPBE", "Domain", "Semester", "indeks", "I", "2022", "7", "(", ")", "-", ":", "Layanan", " "]
    )
)


@given(st.text() | WORDS.map(" ".join))
def test_any_text_is_named_or_refused_and_a_value_names_itself(terms: Terms, text: str) -> None:
    for ask in asking(terms).values():
        parsed = ask(text)
        assert isinstance(parsed, Parsed)
        assert parsed.value is None or ask(parsed.value) == Parsed(parsed.value)


@pytest.mark.parametrize(
    "text", ["(" * 5_000, "tahun " * 900, "1" * 5_000, f"a{' ' * 4_900}b", "Domain " * 700]
)
def test_long_texts_are_answered_too(terms: Terms, text: str) -> None:
    answers = {name: told(ask(text)) for name, ask in asking(terms).items()}
    refused = dict.fromkeys(("program", "edition", "framework", "indicator", "stage"), "term_unknown")
    assert answers == {**refused, "grade": text, "agency": text, "event": text, "measure": "value_unknown"}
