"""A sheet becomes facts: what each text means by what stands beside it, in long files and in wide ones."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from smartcity.contract import load_contract
from smartcity.intake import mapping
from smartcity.intake.choices import Choices
from smartcity.intake.examining import matcher_of, reference_of
from smartcity.intake.sheet import LINE, Sheet, cell_column
from smartcity.intake.staging import Staged, stage
from smartcity.store import Store


def sheet_of(headers: Sequence[str], rows: Sequence[Sequence[str]], numbers: Any = None) -> Sheet:
    columns = {
        cell_column(place): pa.array([row[place] for row in rows], pa.string())
        for place in range(len(headers))
    }
    table = pa.table({LINE: pa.array(range(2, len(rows) + 2), pa.int64()), **columns})
    places = tuple(range(len(headers)))
    return Sheet(
        *("csv", "utf-8", ",", (), "", (1,)), tuple(headers), places, table, len(rows), numbers=numbers or {}
    )


def staged(
    store: Store, table: str, header: str, *rows: str, numbers: Any = None, **decided: Any
) -> tuple[Staged, list[dict[str, Any]]]:
    """Return what was staged, and the facts without what is empty in them."""
    described, choices = load_contract().tables[table], Choices(**decided)
    sheet = sheet_of(header.split(","), [row.split(",") for row in rows], numbers)
    with store.read() as snapshot:
        reference = reference_of(snapshot)
        plan = mapping.plan(sheet.headers, described, reference, choices, {}, {}, confident=False)
        assert [problem.rule for problem in plan.problems if not problem.is_warning] == []
        found = stage(sheet, plan, described, reference, matcher_of(snapshot), choices)
    facts = [
        {name: value for name, value in row.items() if value not in (None, "")}
        for row in found.facts.to_pylist()
    ]
    return found, facts


def short(found: Staged) -> list[tuple[int, str, str, str]]:
    return sorted((row[LINE], row["header"], row["value"], row["rule"]) for row in found.problems.to_pylist())


def test_texts_become_what_the_table_holds(known: Store) -> None:
    found, facts = staged(
        known,
        "pilot",
        "pilot,Wilayah,Program,Periode,Nama percontohan,Jenis percontohan,Status,Kemajuan (%),Anggaran (Rp),Tenggat",
        "P-9,Kota Bandung,Gerakan Menuju Smart City,Tahun 2022,Aplikasi,Quick win,Berjalan,45%,Rp1.500.000,13-Des-2021",
    )

    assert facts == [
        {
            "fact": 0,
            "line": 2,
            "part": 0,
            "pilot": "P-9",
            "region_code": "32.73",
            "program": "gmsc",
            "edition": "2022",
            "title": "Aplikasi",
            "kind": "quick_win",
            "status": "running",
            "progress_percent": 45.0,
            "due_on": "2021-12-13",
            "budget_idr": 1_500_000,
            "refused": 0,
            "erased": 0,
        }
    ]
    assert short(found) == []


def test_what_was_refused_or_erases_is_kept_in_bits(known: Store) -> None:
    found, facts = staged(
        known,
        "agency",
        "region_code,agency,name,kind",
        "Atlantis,x,X,-",
        "16.01,y,Y,dinas",
    )
    columns = load_contract().tables["agency"].columns

    assert [(fact["refused"], fact["erased"]) for fact in facts] == [
        (1 << columns.index("region_code"), 1 << columns.index("kind")),
        (0, 0),
    ]
    assert short(found) == [(2, "region_code", "Atlantis", "region_unknown")]


def test_an_instrument_without_its_version_is_that_of_the_year(known: Store) -> None:
    _found, facts = staged(
        known,
        "assessment",
        "framework,edition,region_code,indicator,score",
        "SPBE,2019,16.01,index,2.5",
        "SPBE,2022,16.01,Kebijakan Internal SPBE,2.5",
    )

    assert [(fact["framework"], fact["indicator"]) for fact in facts] == [
        ("spbe-2018", "index"),
        ("spbe-2020", "d1"),
    ]


def test_a_stage_is_read_by_its_program_and_an_agency_by_its_region(known: Store) -> None:
    found, facts = staged(
        known,
        "participation",
        "program,edition,region_code,stage",
        "gmsc,2022,16.01,Terpilih",
        "idsll,2022,16.01,Terpilih",
    )
    assert [fact.get("stage") for fact in facts] == ["selected", None]
    assert short(found) == [(3, "stage", "Terpilih", "term_unknown")]

    _found, facts = staged(
        known,
        "pilot",
        "pilot,region_code,agency,title,kind,status",
        "P-8,16.01,Badan Pendapatan,A,training,running",
        "P-9,16.02,Badan Pendapatan,A,training,running",
    )
    assert [fact["agency"] for fact in facts] == ["bapenda", "Badan Pendapatan"]


def test_constants_hold_for_all_rows_and_are_refused_for_all(known: Store) -> None:
    constants = {"program": "GMSC", "edition": "2022", "stage": "entah"}
    found, facts = staged(known, "participation", "region_code", "16.01", "16.02", constants=constants)

    assert [(fact["program"], fact["edition"]) for fact in facts] == [("gmsc", "2022")] * 2
    assert short(found) == [(line, "Tahap", "entah", "term_unknown") for line in (2, 3)]


def test_each_column_of_a_wide_file_makes_facts_of_the_rows_that_say_something(known: Store) -> None:
    found, facts = staged(
        known,
        "assessment",
        "Wilayah,Kebijakan Internal SPBE,Tata Kelola SPBE",
        "16.01,3.5,",
        "16.02,,-",
        "16.03,,",
        "16.04,1,2",
        constants={"framework": "spbe-2020", "edition": "2022"},
    )

    assert [part.sets for part in found.parts] == [
        {"indicator": "Kebijakan Internal SPBE"},
        {"indicator": "Tata Kelola SPBE"},
    ]
    assert [
        (fact["fact"], fact["line"], fact["part"], fact["region_code"], fact["indicator"], fact.get("score"))
        for fact in facts
    ] == [
        (0, 2, 0, "16.01", "d1", 3.5),
        (1, 5, 0, "16.04", "d1", 1.0),
        (2, 3, 1, "16.02", "d2", None),
        (3, 5, 1, "16.04", "d2", 2.0),
    ]


@pytest.mark.parametrize("tick", ["v", "X", "✓", "1", "Ya", "sudah", "TRUE"])
def test_a_tick_says_that_a_region_reached_a_stage(known: Store, tick: str) -> None:
    constants = {"program": "gmsc", "edition": "2022"}
    found, facts = staged(
        known, "participation", "Wilayah,Diundang,Terpilih", f"16.01,,{tick}", constants=constants
    )

    assert [(fact["stage"], fact.get("reached_on")) for fact in facts] == [("selected", None)]
    assert short(found) == []


@pytest.mark.parametrize("cross", ["", "-", "—", "0", "✗", "Tidak", "belum", "FALSE"])
def test_a_cross_says_that_a_region_did_not(known: Store, cross: str) -> None:
    constants = {"program": "gmsc", "edition": "2022"}
    _found, facts = staged(
        known, "participation", "Wilayah,Diundang,Terpilih", f"16.01,v,{cross}", constants=constants
    )

    assert [fact["stage"] for fact in facts] == ["invited"]


def test_a_date_in_the_column_of_a_stage_is_when_and_another_text_is_wrong(known: Store) -> None:
    constants = {"program": "gmsc", "edition": "2022"}
    found, facts = staged(
        known,
        "participation",
        "Wilayah,Diundang,Terpilih",
        "16.01,21/04/2022,kira-kira",
        constants=constants,
    )

    assert [(fact["stage"], fact.get("reached_on")) for fact in facts] == [
        ("invited", "2022-04-21"),
        ("selected", None),
    ]
    assert short(found) == [(2, "Terpilih", "kira-kira", "date_unreadable")]


def test_what_a_person_put_into_a_cell_counts_and_is_told(known: Store) -> None:
    found, facts = staged(
        known,
        "agency",
        "region_code,agency,name",
        "Atlantis,x,X",
        "16.02,y,Y",
        cells={(2, 0): "KAB. OKU", (3, 2): "-"},
    )
    assert [(fact["region_code"], fact.get("name")) for fact in facts] == [("16.01", "X"), ("16.02", None)]
    assert short(found) == []

    found, _facts = staged(
        known, "agency", "region_code,agency,name", "16.01,x,X", cells={(2, 0): "Gondwana"}
    )
    assert short(found) == [(2, "region_code", "Gondwana", "region_unknown")]


def test_answers_about_marks_and_dates_hold_for_their_column(known: Store) -> None:
    header, row = "figure,measure,value,as_of", "f,reached_stage,1.234,03/04/2024"
    asked, _facts = staged(known, "published_figure", header, row)
    assert dict(asked.questions) == {2: "decimal", 3: "date_order"}
    assert short(asked) == [(2, "value", "1.234", "number_ambiguous")]

    answered, facts = staged(
        known, "published_figure", header, row, decimals={2: ","}, month_first=frozenset({3})
    )
    assert short(answered) == []
    assert [(fact["as_of"], fact["value"]) for fact in facts] == [("2024-03-04", 1234.0)]


def test_what_was_a_number_in_a_workbook_is_read_as_one(known: Store) -> None:
    header, row = (
        "framework,edition,region_code,indicator,score",
        "gmsc-evaluation,2022,16.01,index,1.234",
    )
    _found, facts = staged(known, "assessment", header, row, numbers={4: frozenset({"1.234"})})

    assert facts[0]["score"] == 1.234


def test_a_sheet_without_rows_has_no_facts(known: Store) -> None:
    found, facts = staged(known, "agency", "region_code,agency,name")

    assert (facts, short(found)) == ([], [])
    assert found.facts.schema.names == [
        "fact",
        "line",
        "part",
        *load_contract().tables["agency"].columns,
        "refused",
        "erased",
    ]
