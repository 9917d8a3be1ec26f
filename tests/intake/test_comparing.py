"""Rows laid beside what is there: what is kept, erased, new, changed, the same, repeated or wrong."""

import pytest

from smartcity.intake.report import Difference
from smartcity.store import Store
from tests.intake.upload_kit import counted, examined, file_of, told, whole

PILOT = "pilot,region_code,title,kind,status,updated_on"
OF_ASSESSMENT = "framework,edition,region_code,indicator,source_title"
WIDE = {"framework": "spbe-2020", "edition": "2022", "source_title": "Uji"}


def test_a_blank_cell_leaves_what_is_there_and_a_dash_erases_it(known: Store) -> None:
    header = "pilot,title,status,note,progress_percent,budget_idr,dimension"
    content = whole("pilot", header, "P-1,,Selesai,-,-,,Smart Governance")

    with examined(known, content, "pilot") as report:
        assert (counted(report), told(report.problems())) == ((0, 1, 0, 0), [])
        assert report.differences() == [
            Difference(2, {"pilot": "P-1"}, "dimension", None, "governance"),
            Difference(2, {"pilot": "P-1"}, "status", "running", "completed"),
            Difference(2, {"pilot": "P-1"}, "progress_percent", "40.5", None),
            Difference(2, {"pilot": "P-1"}, "note", "catatan lama", None),
        ]
        assert report.facts == {"added": 0, "changed": 1, "removed": 0}


def test_the_page_of_differences_starts_and_ends_where_asked(known: Store) -> None:
    content = whole("pilot", "pilot,status,note,progress_percent", "P-1,Selesai,-,50")

    with examined(known, content, "pilot") as report:
        assert [each.column for each in report.differences(offset=1, limit=1)] == ["progress_percent"]


def test_rows_are_added_changed_left_alone_or_rejected(known: Store) -> None:
    content = file_of(
        "region_code,agency,name,kind",
        "16.01,diskominfo,Dinas Komunikasi,dinas",
        "16.01,bapenda,Badan Pendapatan Daerah,",
        "OKU,bkd,Badan Kepegawaian,badan",
        "Atlantis,x,X,",
        "16.01,,Tanpa kode,",
    )

    with examined(known, content, "agency") as report:
        assert counted(report) == (1, 1, 1, 2)
        assert report.counts.rows == 5 == report.sheet.count
        assert {
            status: report.lines(status) for status in ("added", "changed", "unchanged", "rejected", "")
        } == {
            "added": [4],
            "changed": [3],
            "unchanged": [2],
            "rejected": [5, 6],
            "": [2, 3, 4, 5, 6],
        }
        assert told(report.problems()) == [
            (5, "region_code", "Atlantis", "region_unknown", "region_unknown"),
            (6, "agency", "", "value_required", "required"),
        ]
        assert report.added_rows() == [
            {
                "line": 4,
                "region_code": "16.01",
                "agency": "bkd",
                "name": "Badan Kepegawaian",
                "kind": "badan",
            }
        ]
        assert report.differences() == [
            Difference(
                3,
                {"region_code": "16.01", "agency": "bapenda"},
                "name",
                "Badan Pendapatan",
                "Badan Pendapatan Daerah",
            )
        ]


def test_the_same_said_twice_counts_once(known: Store) -> None:
    content = file_of("region_code,agency,name", "16.01,bkd,Badan", "16.02,bkd,Badan", "OKU,bkd,Badan")

    with examined(known, content, "agency") as report:
        assert (counted(report), told(report.problems())) == ((2, 0, 1, 0), [])
        assert report.statuses([2, 3, 4]) == {2: "added", 3: "added", 4: "unchanged"}
        assert [row["line"] for row in report.added_rows()] == [2, 3]


def test_different_values_under_one_key_are_all_rejected_and_name_each_other(known: Store) -> None:
    content = file_of(
        "region_code,agency,name", "16.01,bkd,Badan", "16.02,bkd,Badan", "OKU,bkd,Dinas", "16.01,bkd,Badan"
    )

    with examined(known, content, "agency") as report:
        assert counted(report) == (1, 0, 0, 3)
        assert [(each.row, each.value, each.rule, each.details["others"]) for each in report.problems()] == [
            (2, "16.01", "key_repeated", "4, 5"),
            (4, "OKU", "key_repeated", "2, 5"),
            (5, "16.01", "key_repeated", "2, 4"),
        ]
        assert report.problems()[0].message == "Baris 4, 5 menyebut hal yang sama dengan isi yang berbeda."


def test_of_many_lines_with_one_key_the_first_are_named(known: Store) -> None:
    content = file_of("region_code,agency,name", *(f"16.01,bkd,Badan {number}" for number in range(30)))

    with examined(known, content, "agency") as report:
        others = report.problems()[0].details["others"]
        assert others == f"{', '.join(str(line) for line in range(3, 23))}, …"


def test_rows_that_become_the_same_by_what_is_there_are_copies(known: Store) -> None:
    content = whole("pilot", "pilot,status,note", "P-1,running,baru", "P-1,,baru")

    with examined(known, content, "pilot") as report:
        assert (counted(report), told(report.problems())) == ((0, 1, 1, 0), [])


def test_a_row_with_a_refused_cell_says_something_else_than_its_twin(known: Store) -> None:
    content = whole("pilot", "pilot,progress_percent,note", "P-1,banyak,baru", "P-1,40.5,baru")

    with examined(known, content, "pilot") as report:
        assert counted(report) == (0, 0, 0, 2)
        assert told(report.problems()) == [
            (2, "pilot", "P-1", "key_duplicate", "key_repeated"),
            (2, "progress_percent", "banyak", "type_invalid", "number_unreadable"),
            (3, "pilot", "P-1", "key_duplicate", "key_repeated"),
        ]


def test_a_rejected_wide_line_takes_no_good_copy_with_it(known: Store) -> None:
    content = file_of(
        "Wilayah,Kebijakan Internal SPBE,Tata Kelola SPBE", "16.02,3.5,banyak", "16.02,3.5,", "16.02,3.5,"
    )

    with examined(known, content, "assessment", constants=WIDE) as report:
        assert report.statuses([2, 3, 4]) == {2: "rejected", 3: "added", 4: "unchanged"}
        assert [(row["line"], row["indicator"], row["score"]) for row in report.added_rows()] == [
            (3, "d1", 3.5)
        ]


def test_a_copy_of_a_wrong_row_is_wrong_too(known: Store) -> None:
    content = file_of(f"{OF_ASSESSMENT},score", *["spbe-2020,2022,16.02,index,Uji,5.5"] * 2)

    with examined(known, content, "assessment") as report:
        assert counted(report) == (0, 0, 0, 2)
        assert told(report.problems()) == [
            (line, "score", "5.5", "value_out_of_range", "integrity") for line in (2, 3)
        ]


def test_a_new_row_needs_what_is_required_and_a_known_one_does_not(known: Store) -> None:
    content = file_of(PILOT, "P-1,,,,,2024-06-01", "P-2,16.01,,,,")

    with examined(known, content, "pilot") as report:
        assert counted(report) == (0, 1, 0, 1)
        assert told(report.problems()) == [
            (3, "title", "", "value_required", "required"),
            (3, "kind", "", "value_required", "required"),
            (3, "status", "", "value_required", "required"),
        ]


def test_what_only_an_upload_must_bring_is_asked_of_new_rows(known: Store) -> None:
    content = file_of("event,title,starts_on", "lok-1,Lokakarya,", "lok-2,Lokakarya kedua,")

    with examined(known, content, "event") as report:
        assert counted(report) == (0, 0, 1, 1)
        assert told(report.problems()) == [(3, "starts_on", "", "value_required", "required")]


def test_a_required_value_cannot_be_erased(known: Store) -> None:
    content = file_of(PILOT, "P-1,16.01,-,quick_win,-,")

    with examined(known, content, "pilot") as report:
        assert told(report.problems()) == [
            (2, "title", "-", "value_required", "required"),
            (2, "status", "-", "value_required", "required"),
        ]


def test_one_of_score_grade_and_rank_must_be_filled(known: Store) -> None:
    content = file_of(
        f"{OF_ASSESSMENT},score,grade_published,rank_published",
        "spbe-2020,2022,16.02,index,Uji,,,",
        "spbe-2020,2022,16.02,d1,Uji,,,3",
        "spbe-2020,2022,16.01,index,Uji,-,,",
    )

    with examined(known, content, "assessment") as report:
        assert counted(report) == (1, 1, 0, 1)
        assert told(report.problems()) == [(2, "rank_published", "", "value_required", "filled")]


def test_what_is_referred_to_must_be_there(known: Store) -> None:
    header = "program,edition,region_code,stage,source_title"
    content = file_of(header, "gmsc,2031,16.01,invited,Uji", "gmsc,2022,16.01,piloting,Uji")

    with examined(known, content, "participation") as report:
        assert counted(report) == (0, 0, 0, 2)
        assert told(report.problems()) == [
            (2, "edition", "2031", "reference_unknown", "reference"),
            (3, "stage", "piloting", "reference_unknown", "term_unknown"),
        ]
        assert (
            report.problems()[0].message == "Program, Periode “2031” tidak ada dalam tabel Periode program."
        )


def test_a_reference_that_holds_for_all_rows_is_told_with_its_value(known: Store) -> None:
    content = file_of("region_code,stage,source_title", "16.01,invited,Uji")
    constants = {"program": "gmsc", "edition": "2031"}

    with examined(known, content, "participation", constants=constants) as report:
        assert told(report.problems()) == [(2, "Periode", "2031", "reference_unknown", "reference")]


def test_a_partial_reference_counts_where_all_of_it_is_filled(known: Store) -> None:
    content = file_of(
        f"{PILOT},agency", "P-2,16.01,A,training,running,,dishub", "P-3,16.02,B,training,running,,"
    )

    with examined(known, content, "pilot") as report:
        assert counted(report) == (1, 0, 0, 1)
        assert told(report.problems()) == [(2, "agency", "dishub", "reference_unknown", "reference")]


def test_an_agency_is_known_by_its_name_in_its_region(known: Store) -> None:
    content = file_of(
        "framework,edition,region_code,agency,indicator,score",
        "agency-digital,2024,16.01,Dinas Komunikasi,accountability,70",
        "agency-digital,2024,16.02,Dinas Komunikasi,accountability,70",
    )

    with examined(known, content, "assessment") as report:
        assert [row["agency"] for row in report.added_rows()] == ["diskominfo"]
        (problem,) = report.problems()
        assert (problem.row, problem.value, problem.rule) == (3, "Dinas Komunikasi", "reference")
        assert problem.fix == "Perbaiki penulisannya, atau tambahkan dahulu ke tabel Perangkat daerah."


def test_rows_of_one_file_may_refer_to_each_other(known: Store) -> None:
    header = "framework,indicator,parent,level,ordinal,name_id,name_en"
    content = file_of(
        header,
        "agency-digital,child,whole,criterion,1,Anak,Child",
        "agency-digital,whole,,criterion,0,Induk,Parent",
        "agency-digital,lost,nobody,criterion,2,Tersesat,Lost",
    )

    with examined(known, content, "indicator") as report:
        assert counted(report) == (2, 0, 0, 1)
        assert told(report.problems()) == [(4, "parent", "nobody", "reference_unknown", "reference")]


def test_a_new_row_is_official_and_counts_the_nation_unless_it_says_otherwise(known: Store) -> None:
    content = file_of(
        "figure,measure,value,scope_code,confidence", "f-1,reached_stage,12,,", "f-2,reached_stage,13,16,low"
    )

    with examined(known, content, "published_figure") as report:
        assert [
            (row["figure"], row["scope_code"], row["confidence"], row["value"]) for row in report.added_rows()
        ] == [
            ("f-1", "00", "official", 12.0),
            ("f-2", "16", "low", 13.0),
        ]


def test_a_known_row_keeps_its_confidence_and_an_erased_one_stays_empty(known: Store) -> None:
    content = whole("pilot", "pilot,confidence,note", "P-1,,baru")
    with examined(known, content, "pilot") as report:
        assert [each.column for each in report.differences()] == ["note"]

    content = whole("pilot", "pilot,confidence", "P-1,-")
    with examined(known, content, "pilot") as report:
        assert report.differences() == [Difference(2, {"pilot": "P-1"}, "confidence", "high", None)]


def test_wide_indicators_become_facts_and_a_dash_where_nothing_is_stored_is_nothing(known: Store) -> None:
    content = file_of(
        "Wilayah,Indeks SPBE,Kebijakan Internal SPBE,Tata Kelola SPBE",
        '16.01,"3,10","3,5",-',
        "16.02,-,-,-",
        "16.03,-,2,-",
    )

    with examined(known, content, "assessment", constants=WIDE) as report:
        assert counted(report) == (1, 1, 1, 0)
        assert [
            (row["line"], row["region_code"], row["indicator"], row["score"]) for row in report.added_rows()
        ] == [
            (2, "16.01", "d1", 3.5),
            (4, "16.03", "d1", 2.0),
        ]
        assert report.facts == {"added": 2, "changed": 0, "removed": 0}


def test_a_dash_in_a_wide_cell_erases_what_is_stored(known: Store) -> None:
    content = file_of("Wilayah,Indeks SPBE,Kebijakan Internal SPBE", "16.01,-,3.5")

    with examined(known, content, "assessment", constants=WIDE) as report:
        assert [(each.column, each.before, each.after) for each in report.differences()] == [
            ("score", "3.1", None)
        ]
        assert counted(report) == (0, 1, 0, 0)


def test_a_wide_line_with_one_bad_cell_is_rejected_whole(known: Store) -> None:
    content = file_of("Wilayah,Kebijakan Internal SPBE,Tata Kelola SPBE", "16.01,3.5,banyak", "16.02,3.5,2.5")

    with examined(known, content, "assessment", constants=WIDE) as report:
        assert counted(report) == (1, 0, 0, 1)
        assert told(report.problems()) == [
            (2, "Tata Kelola SPBE", "banyak", "type_invalid", "number_unreadable")
        ]
        assert {row["line"] for row in report.added_rows()} == {3}


def test_what_the_columns_of_a_wide_file_share_is_wrong_once(known: Store) -> None:
    header = "Wilayah,Perangkat daerah,Kebijakan Internal SPBE,Tata Kelola SPBE"
    content = file_of(header, "16.01,dishub,3.5,2.5", "Atlantis,,3,2")

    with examined(known, content, "assessment", constants=WIDE) as report:
        assert told(report.problems()) == [
            (2, "Perangkat daerah", "dishub", "reference_unknown", "reference"),
            (3, "Wilayah", "Atlantis", "region_unknown", "region_unknown"),
        ]


def test_wide_years_become_editions(known: Store) -> None:
    content = file_of("Wilayah,Nilai 2022,Nilai 2023", "16.01,3.1,3.4", "16.02,3,")
    constants = {"framework": "spbe-2020", "indicator": "index", "source_title": "Uji"}

    with examined(known, content, "assessment", constants=constants) as report:
        assert counted(report) == (1, 1, 0, 0)
        assert [(row["region_code"], row["edition"], row["score"]) for row in report.added_rows()] == [
            ("16.01", "2023", 3.4),
            ("16.02", "2022", 3.0),
        ]


def test_wide_stages_take_ticks_and_dates(known: Store) -> None:
    content = file_of(
        "Wilayah,Diundang,Terpilih,Menandatangani nota kesepakatan",
        "16.01,v,2022-02-01,tidak",
        "16.02,,,-",
        "16.03,ya,,05/03/2022",
    )
    constants = {"program": "gmsc", "edition": "2022", "source_title": "Uji"}

    with examined(known, content, "participation", constants=constants) as report:
        assert counted(report) == (1, 1, 1, 0)
        assert [(row["region_code"], row["stage"], row["reached_on"]) for row in report.added_rows()] == [
            ("16.01", "selected", "2022-02-01"),
            ("16.03", "invited", None),
            ("16.03", "mou_signed", "2022-03-05"),
        ]


@pytest.mark.parametrize(
    ("updated_on", "counts", "rules"),
    [
        ("2024-05-09", (0, 0, 0, 1), ["older"]),
        ("2024-04", (0, 0, 0, 1), ["older"]),
        ("2024-05-10", (0, 1, 0, 0), []),
        ("2024-05", (0, 1, 0, 0), []),
        ("2024", (0, 1, 0, 0), []),
        ("", (0, 1, 0, 0), []),
        ("2025-01-01", (0, 1, 0, 0), []),
    ],
)
def test_a_row_older_than_what_is_stored_is_rejected(
    known: Store, updated_on: str, counts: tuple[int, ...], rules: list[str]
) -> None:
    content = file_of(PILOT, f"P-1,16.01,Aplikasi Pajak,quick_win,completed,{updated_on}")

    with examined(known, content, "pilot") as report:
        assert counted(report) == counts
        assert [problem.rule for problem in report.problems()] == rules
        if rules:
            [problem] = report.problems()
            assert told([problem]) == [(2, "updated_on", updated_on, "changed_meanwhile", "older")]
            assert (
                problem.message
                == f"Data yang tersimpan lebih baru (2024-05-10) daripada baris ini ({updated_on})."
            )


def test_a_region_has_one_class_in_an_edition(known: Store) -> None:
    header = "program,edition,region_code,stage,source_title,class"
    content = file_of(
        header,
        "gmsc,2022,16.02,invited,Uji,Kota",
        "gmsc,2022,16.02,assessed,Uji,Kabupaten",
        "gmsc,2022,16.02,selected,Uji,",
        "gmsc,2022,16.03,invited,Uji,Kota",
    )

    with examined(known, content, "participation") as report:
        assert counted(report) == (2, 0, 0, 2)
        assert [(each.row, each.value, each.rule, each.details["classes"]) for each in report.problems()] == [
            (2, "Kota", "class_differs", "Kabupaten; Kota"),
            (3, "Kabupaten", "class_differs", "Kabupaten; Kota"),
        ]


def test_rows_of_which_only_one_can_be_right_are_not_checked_further(known: Store) -> None:
    content = whole("pilot", "pilot,start_on,finished_on", "P-1,2024-06-01,2024-05-31", "P-1,,2024-02")

    with examined(known, content, "pilot") as report:
        assert told(report.problems()) == [
            (line, "pilot", "P-1", "key_duplicate", "key_repeated") for line in (2, 3)
        ]


def test_a_score_lies_in_the_range_of_its_instrument(known: Store) -> None:
    rows = [
        "spbe-2020,2022,16.02,index,Uji,5.01",
        "spbe-2020,2022,16.03,index,Uji,5",
        "spbe-2020,2022,16.02,d1,Uji,0.9",
    ]

    with examined(known, file_of(f"{OF_ASSESSMENT},score", *rows), "assessment") as report:
        assert counted(report) == (1, 0, 0, 2)
        assert told(report.problems()) == [
            (2, "score", "5.01", "value_out_of_range", "integrity"),
            (4, "score", "0.9", "value_out_of_range", "integrity"),
        ]
        assert [(each.message, each.fix) for each in report.problems()][:1] == [
            (
                "Nilai lebih rendah atau lebih tinggi daripada yang mungkin menurut instrumen penilaiannya."
                " (5,01 (1 … 5))",
                "Periksa nilai dan tanda desimalnya, atau pilih instrumen yang benar.",
            )
        ]


def test_an_instrument_holds_for_its_years(known: Store) -> None:
    content = file_of(f"{OF_ASSESSMENT},score", "spbe-2018,2022,16.02,index,Uji,3")

    with examined(known, content, "assessment") as report:
        assert counted(report) == (0, 0, 0, 1)
        assert [(each.row, each.column, each.code) for each in report.problems()] == [
            (2, "edition", "value_not_allowed")
        ]


def test_what_ends_does_not_end_before_it_starts(known: Store) -> None:
    with examined(known, whole("pilot", "pilot,finished_on", "P-1,2024-01-01"), "pilot") as report:
        assert told(report.problems()) == [
            (2, "finished_on", "2024-01-01", "value_out_of_range", "integrity")
        ]
    with examined(known, whole("pilot", "pilot,finished_on", "P-1,2024-01"), "pilot") as report:
        assert (counted(report), told(report.problems())) == ((0, 1, 0, 0), [])
    content = whole("event", "event,starts_on,ends_on", "lok-1,2024-01-18,")
    with examined(known, content, "event") as report:
        assert told(report.problems()) == [(2, "ends_on", "", "value_out_of_range", "integrity")]


def test_stages_out_of_order_are_a_warning_also_against_what_is_stored(known: Store) -> None:
    header = "program,edition,region_code,stage,source_title,reached_on"
    content = file_of(
        header,
        "gmsc,2022,16.01,selected,Uji,2021-08-01",
        "gmsc,2022,16.02,invited,Uji,2021-08-01",
        "gmsc,2022,16.02,assessed,Uji,2021-07",
    )

    with examined(known, content, "participation") as report:
        assert (counted(report), report.is_clean) == ((3, 0, 0, 0), True)
        assert {(each.row, each.column, each.value, each.code) for each in report.problems()} == {
            (2, "reached_on", "2021-08-01", "stage_out_of_order"),
            (4, "reached_on", "2021-07", "stage_out_of_order"),
        }
        assert {each.is_warning for each in report.problems()} == {True}


def test_all_that_is_wrong_with_a_row_is_said(known: Store) -> None:
    content = file_of(f"{PILOT},progress_percent", "P-2,Atlantis,,rumah,running,31/02/2024,101")

    with examined(known, content, "pilot") as report:
        assert told(report.problems()) == [
            (2, "region_code", "Atlantis", "region_unknown", "region_unknown"),
            (2, "title", "", "value_required", "required"),
            (2, "kind", "rumah", "value_not_allowed", "value_unknown"),
            (2, "updated_on", "31/02/2024", "type_invalid", "date_missing"),
            (2, "progress_percent", "101", "value_out_of_range", "number_out_of_range"),
        ]
