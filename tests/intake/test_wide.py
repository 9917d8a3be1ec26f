"""Wide files: headers that name indicators, years and stages."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartcity.intake.choices import Choices, Target
from smartcity.intake.mapping import plan
from smartcity.intake.reference import Reference
from smartcity.intake.wide import Reader, Reading
from tests.intake.known import TABLES, planned, said, told
from tests.intake.wide_files import ASSESSMENTS, PARTICIPATIONS


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_assessments(name: str, reference: Reference) -> None:
    headers, constants, columns, inferred, problems = ASSESSMENTS[name]
    found = planned(headers.split("|"), "assessment", reference, constants=constants)
    assert told(found) == columns
    assert (found.constants, found.inferred) == (constants | inferred, tuple(inferred))
    assert said(found) == problems
    assert found.is_wide == any("=" in meaning for meaning in columns.values())


@pytest.mark.parametrize("name", PARTICIPATIONS)
def test_participations(name: str, reference: Reference) -> None:
    headers, constants, columns, problems = PARTICIPATIONS[name]
    found = planned(headers.split("|"), "participation", reference, constants=constants)
    assert told(found) == columns
    assert (found.constants, found.inferred) == (constants, ())
    assert said(found) == problems
    assert found.is_wide == any("=" in meaning for meaning in columns.values())


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_a_plan_confirmed_column_by_column_stays_the_same(name: str, reference: Reference) -> None:
    headers, constants, _, inferred, _ = ASSESSMENTS[name]
    first = planned(headers.split("|"), "assessment", reference, constants=constants)
    targets = {column.place: column.target for column in first.columns}
    again = planned(headers.split("|"), "assessment", reference, constants=constants, targets=targets)
    assert [column.target for column in again.columns] == [column.target for column in first.columns]
    assert again.constants == constants | inferred
    assert {column.how for column in again.columns} == {"chosen"}


def test_a_wide_column_can_be_chosen_where_the_header_says_nothing(reference: Reference) -> None:
    layanan = Target("score", (("indicator", "Layanan"),))
    found = planned(["Kab/Kota", "Tahun", "X", "Kebijakan"], "assessment", reference, targets={2: layanan})
    assert (found.columns[2].target, found.columns[3].target) == (layanan, Target())
    assert said(found) == ["column_missing: Kode instrumen", "column_unknown: Kebijakan"]


@pytest.mark.parametrize("table", ["pilot", "published_figure", "event"])
def test_other_tables_are_never_wide(table: str, reference: Reference) -> None:
    found = planned(
        ["Nilai 2022", "Nilai 2023", "Kebijakan", "Layanan", "Terpilih", "Diundang"], table, reference
    )
    assert not found.is_wide


@pytest.mark.parametrize(
    ("header", "reading"),
    {
        "Nilai 2022": Reading("score", "", "2022"),
        "TA 2022": None,
        "Tahun 2022": Reading("score", "", "2022"),
        "Predikat": Reading("grade_published"),
        "Kenaikan 2022-2023": None,
        "1985": None,
        "20220": None,
        "": None,
        "Nilai (skala 1-5)": Reading("score"),
        "Nilai (Layanan)": Reading("score", "Layanan", "", frozenset({"spbe-2018", "spbe-2020"})),
        "Indeks Pemdi 2026": Reading("score", "index", "2026", frozenset({"pemdi-2026"})),
        "Smart_Branding": Reading("score", "Smart Branding", "", frozenset({"gmsc-evaluation"})),
        "Capaian dasar (baseline)": Reading(
            "score", "Capaian dasar baseline", "", frozenset({"gmsc-evaluation"})
        ),
    }.items(),
)
def test_what_a_header_says(header: str, reading: Reading | None, reference: Reference) -> None:
    assert Reader(TABLES["assessment"], reference, "").read(header) == reading


def test_without_any_reference_nothing_is_named() -> None:
    nothing = Reference(*((),) * 8)
    found = planned(["Kab/Kota", "Kebijakan", "Layanan", "Nilai 2022", "2023"], "assessment", nothing)
    assert told(found) == {
        "Kab/Kota": "region_code (synonym)",
        "Kebijakan": "(ignored)",
        "Layanan": "(ignored)",
        "Nilai 2022": "score indicator=index edition=2022 (wide)",
        "2023": "score indicator=index edition=2023 (wide)",
    }


@given(
    headers=st.lists(
        st.sampled_from(
            ["Nilai", "Indeks", "Predikat", "Kebijakan", "Layanan", "Output", "2022", "Tahun", "SPBE"]
        )
        | st.builds(
            "{} {}".format, st.sampled_from(["Nilai", "Kebijakan", "Peringkat"]), st.integers(1985, 2030)
        ),
        max_size=8,
    ),
    constants=st.dictionaries(
        st.sampled_from(["framework", "edition", "indicator"]), st.sampled_from(["SPBE", "2022"])
    ),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_year_or_an_indicator_is_told_by_the_header_or_by_a_column_never_by_both(
    headers: list[str], constants: Mapping[str, str], reference: Reference
) -> None:
    found = plan(
        headers, TABLES["assessment"], reference, Choices(constants=constants), {}, {}, confident=True
    )
    own = {column.target.field for column in found.columns if not column.target.sets}
    for column in found.columns:
        told_by_header = dict(column.target.sets)
        assert own.isdisjoint(told_by_header)
        assert set(told_by_header) <= {"indicator", "edition"}
        if "edition" in told_by_header:
            assert told_by_header["edition"] in column.header


def test_a_stage_that_the_database_names_anew_is_known(reference: Reference) -> None:
    row = {"program": "gmsc", "stage": "visited", "ordinal": "6", "name_id": "Ditinjau", "name_en": "Visited"}
    more = replace(reference, stage=(*reference.stage, row))
    found = planned(["Kab/Kota", "Ditinjau", "Terpilih"], "participation", more)
    assert told(found)["Ditinjau"] == "reached_on stage=visited (wide)"
