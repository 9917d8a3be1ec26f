"""What whole files mean: real ones, decisions of people, and any headers at all."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartcity.contract import Table
from smartcity.intake.choices import HELPERS, Choices, Target
from smartcity.intake.mapping import known_headers, plan
from smartcity.intake.reference import Reference
from tests.intake.known import TABLES, UPLOADS, planned, said, told
from tests.intake.real_files import REAL


@pytest.mark.parametrize("name", REAL)
def test_a_real_file(name: str, reference: Reference) -> None:
    table, headers, constants, columns, problems = REAL[name]
    found = planned(headers.split(","), table, reference, constants=constants)
    assert told(found) == columns
    assert said(found) == problems
    assert (found.constants, found.inferred, found.is_sure, found.is_wide) == (constants, (), True, False)


def test_a_better_fit_goes_first_and_the_other_is_said(reference: Reference) -> None:
    found = planned(
        ["Tahun", "Periode", "Angkatan (thn)"], "edition", reference, constants={"program": "gmsc"}
    )
    assert told(found) == {
        "Tahun": "(ignored)",
        "Periode": "edition (title)",
        "Angkatan (thn)": "(ignored)",
    }
    assert said(found)[-2:] == ["column_unknown: Tahun", "column_unknown: Angkatan (thn)"]


def test_a_decision_goes_before_what_was_remembered_and_that_before_the_header(reference: Reference) -> None:
    remembered = {
        "peserta": Target(),
        "Kota": Target("region_code"),
        "Acara": Target("event"),
        "x": Target("gone"),
    }
    found = planned(
        ["Peserta", "kota", "Acara", "Nama", "x"],
        "attendance",
        reference,
        remembered=remembered,
        targets={
            0: Target("participants"),
            2: Target(),
            3: Target("event"),
            4: Target("gone"),
            99: Target("event"),
        },
    )
    assert told(found) == {
        "Peserta": "participants (chosen)",
        "kota": "region_code (remembered)",
        "Acara": "(chosen)",
        "Nama": "event (chosen)",
        "x": "(ignored)",
    }
    assert said(found) == ["column_unknown: x"]


@pytest.mark.parametrize(
    ("table", "known", "unknown"),
    [
        (
            "assessment",
            "No. | KAB/KOTA | Prov. | jenis daerah | Nilai 2022 | 2023 | Kebijakan | Predikat | _alasan | IETPD",
            "Daftar nilai SPBE daerah | Kabupaten Bogor | 3,52 |  | Baik | Kementerian PANRB",
        ),
        ("participation", "Wilayah | Terpilih | MoU | Tgl MoU | Tahap", "2023 | Kota Bogor | Tidak"),
        ("event", "Nama acara | Tempat | No", "Provinsi | 2023 | Aula"),
    ],
)
def test_which_texts_are_headers(table: str, known: str, unknown: str, reference: Reference) -> None:
    is_known = known_headers(TABLES[table], reference)
    assert {header: is_known(header) for header in (*known.split(" | "), *unknown.split(" | "))} == {
        **dict.fromkeys(known.split(" | "), True),
        **dict.fromkeys(unknown.split(" | "), False),
    }


HEADERS = [
    *(
        text
        for table in UPLOADS
        for field in table.fields
        for text in (field.name, field.titles["id"], *field.synonyms)
    ),
    *(
        "Provinsi",
        "Tipe",
        "No",
        "_baris",
        "Nilai 2022",
        "2023",
        "Kebijakan",
        "Indeks SPBE",
        "Terpilih",
        "Nilai (2021)",
    ),
]


TARGETS = st.builds(
    Target,
    st.sampled_from(["", "score", "stage", "event", "nothing", *HELPERS]),
    st.sampled_from([(), (("indicator", "index"),), (("edition", "2022"),), (("nothing", "x"),)]),
)


@given(
    headers=st.lists(st.sampled_from(HEADERS) | st.text(max_size=30), max_size=12),
    table=st.sampled_from(UPLOADS),
    chosen=st.dictionaries(st.integers(-1, 14), TARGETS, max_size=4),
    remembered=st.dictionaries(st.sampled_from(HEADERS), TARGETS, max_size=3),
    constants=st.dictionaries(st.sampled_from(["framework", "edition", "region_code"]), st.text(max_size=5)),
    cells=st.lists(st.sampled_from(["Kota", "16.01", "Bali", "", "3,5"]), max_size=3),
    confident=st.booleans(),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_headers_make_a_plan(
    headers: list[str],
    table: Table,
    chosen: dict[int, Target],
    remembered: dict[str, Target],
    constants: dict[str, str],
    cells: list[str],
    confident: bool,
    reference: Reference,
) -> None:
    """Every header is there once, no target twice, all that is required is there or missed; again the same."""
    samples = dict.fromkeys(range(len(headers)), cells)
    choices = Choices(targets=chosen, constants=constants)
    found = plan(headers, table, reference, choices, remembered, samples, confident=confident)
    assert [(column.place, column.header) for column in found.columns] == list(enumerate(headers))
    targets = [column.target for column in found.columns if column.target != Target()]
    assert len(set(targets)) == len(targets)
    blocking = [problem for problem in found.problems if not problem.is_warning]
    filled = {*found.constants, *(target.field for target in targets)}
    filled |= {name for target in targets for name, _ in target.sets}
    assert blocking or {field.name for field in table.fields if field.upload_required} <= filled
    assert all(problem.message and problem.fix for problem in found.problems)
    assert found == plan(headers, table, reference, choices, remembered, samples, confident=confident)


@given(st.lists(st.sampled_from(HEADERS) | st.text(max_size=30), max_size=12))
def test_a_plan_confirmed_as_it_is_stays_as_it_is(headers: list[str]) -> None:
    reference = Reference(*((),) * 8)
    first = plan(headers, TABLES["pilot"], reference, Choices(), {}, {}, confident=True)
    chosen = {column.place: column.target for column in first.columns if not column.proposal}
    again = plan(headers, TABLES["pilot"], reference, Choices(targets=chosen), {}, {}, confident=True)
    assert [column.target for column in again.columns] == [column.target for column in first.columns]
    assert again.is_sure
