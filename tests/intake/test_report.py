"""What a report tells: groups, names to settle, corrections, what a replacement removes, and the JSON of a terminal."""

from typing import Any

import pytest

from smartcity.intake.rejects import rejected_rows
from smartcity.intake.report import Asked
from smartcity.intake.report_json import to_json
from smartcity.store import Store
from smartcity.words import in_language
from tests.intake.upload_kit import counted, examined, file_of, rows, told

AGENCY = "region_code,agency,name"
PARTICIPATION = "program,edition,region_code,stage,source_title"


def test_problems_that_say_the_same_are_told_once_with_their_lines(known: Store) -> None:
    content = file_of(
        AGENCY, "Atlantis,a,A", "16.01,,B", "Atlantis,c,C", "Mu,d,D", *(f"16.0{n},,E" for n in range(2, 4))
    )

    with examined(known, content, "agency") as report:
        groups = [
            (each.problem.column, each.problem.value, each.problem.rule, each.count, each.lines)
            for each in report.groups()
        ]
        assert groups == [
            ("agency", "", "required", 3, (3, 6, 7)),
            ("region_code", "Atlantis", "region_unknown", 2, (2, 4)),
            ("region_code", "Mu", "region_unknown", 1, (5,)),
        ]
        assert report.problem_count() == 6 == sum(each.count for each in report.groups())


def test_problems_can_be_asked_for_some_lines(known: Store) -> None:
    content = file_of(AGENCY, "Atlantis,a,A", "16.01,,B", "Atlantis,c,C")

    with examined(known, content, "agency") as report:
        assert told(report.problems(lines=[4, 2])) == [
            (2, "region_code", "Atlantis", "region_unknown", "region_unknown"),
            (4, "region_code", "Atlantis", "region_unknown", "region_unknown"),
        ]
        assert report.problems(lines=[]) == []


def test_problems_speak_the_language_in_use(known: Store) -> None:
    with examined(known, file_of(AGENCY, "16.01,,B"), "agency") as report:
        with in_language("id"):
            assert [(each.message, each.fix) for each in report.problems()] == [
                (
                    "Kode perangkat daerah kosong, padahal wajib diisi.",
                    "Isi Kode perangkat daerah, misalnya Diskominfo.",
                )
            ]
        with in_language("en"):
            assert "Agency" in report.problems()[0].message


def test_unclear_names_are_asked_once_and_the_answer_settles_all_rows(known: Store) -> None:
    header = f"{AGENCY},Provinsi"
    content = file_of(
        header, "Bandung,a,A,Jawa Barat", "Bandung,b,B,Jawa Barat", "Bandung,c,C,", "OKU Timr,d,D,"
    )
    with examined(known, content, "agency") as report:
        assert counted(report) == (0, 0, 0, 4)
        assert report.regions_asked() == [
            Asked("Bandung", "Jawa Barat", 2, ("32.04", "32.73")),
            Asked("Bandung", "", 1, ("32.04", "32.73")),
            Asked("OKU Timr", "", 1, report.regions_asked()[2].candidates),
        ]
        assert report.regions_asked()[2].candidates[0] == "16.08"

    answers = {("Bandung", "Jawa Barat"): "32.73", ("Bandung", ""): "32.04", ("OKU Timr", ""): "16.08"}
    with examined(known, content, "agency", regions=answers) as report:
        assert (counted(report), report.regions_asked()) == ((4, 0, 0, 0), [])
        assert [row["region_code"] for row in report.added_rows()] == ["32.73", "32.73", "32.04", "16.08"]
        assert list(report.resolved()) == [
            {"row": line, "column": "region_code", "value": value, "region_code": code}
            for line, value, code in (
                (2, "Bandung", "32.73"),
                (3, "Bandung", "32.73"),
                (4, "Bandung", "32.04"),
                (5, "OKU Timr", "16.08"),
            )
        ]


def test_a_table_without_regions_has_none_to_resolve(known: Store) -> None:
    with examined(known, file_of("event,title,starts_on,Lain", "e,A,2022-04-21,b"), "event") as report:
        assert (report.regions_asked(), list(report.resolved())) == ([], [])


def test_an_answer_that_is_no_region_is_refused(known: Store) -> None:
    with examined(
        known, file_of(AGENCY, "Atlantis,a,A"), "agency", regions={("Atlantis", ""): "99"}
    ) as report:
        assert told(report.problems()) == [
            (2, "region_code", "Atlantis", "reference_unknown", "reference"),
        ]


def test_a_code_and_a_name_that_contradict_are_asked(known: Store) -> None:
    content = file_of(
        "region_code,Nama wilayah,agency,name",
        "16.01,Kabupaten Ogan Ilir,a,A",
        "16.1,Kabupaten Ogan Ilir,b,B",
    )

    with examined(known, content, "agency") as report:
        assert told(report.problems()) == [
            (2, "region_code", "16.01", "region_ambiguous", "region_contradicts")
        ]
        assert report.regions_asked() == [Asked("16.01", "", 1, ("16.01", "16.10"))]
        assert [row["region_code"] for row in report.added_rows()] == ["16.10"]


def test_corrections_in_place_are_checked_again_and_shown(known: Store) -> None:
    content = file_of(AGENCY, "Atlantis,a,A", "16.01,b,B")

    with examined(known, content, "agency", cells={(2, 0): "KAB. OKU", (3, 1): ""}) as report:
        assert counted(report) == (1, 0, 0, 1)
        assert report.texts([3, 2]) == [["16.01", "", "B"], ["KAB. OKU", "a", "A"]]
        assert [(line, cells, told(found)) for line, cells, found in rejected_rows(report)] == [
            (3, ["16.01", "", "B"], [(3, "agency", "", "value_required", "required")])
        ]


def test_without_required_columns_every_row_is_rejected_and_nothing_compared(known: Store) -> None:
    with examined(known, file_of("region_code,agency", "16.01,a", "16.02,b"), "agency") as report:
        assert (counted(report), report.is_clean, report.has_changes) == ((0, 0, 0, 2), False, False)
        assert [problem.rule for problem in report.problems()] == ["column_missing"]
        assert [(line, cells, len(found)) for line, cells, found in rejected_rows(report)] == [
            (2, ["16.01", "a"], 1),
            (3, ["16.02", "b"], 1),
        ]
        assert (report.differences(), report.added_rows(), report.removed(), report.regions_asked()) == (
            [],
            [],
            [],
            [],
        )


def test_a_row_that_cannot_be_cut_into_cells_is_counted_as_rejected(known: Store) -> None:
    content = file_of(AGENCY, "16.01,a,A", "16.02,b,B,zu,viel", "16.03,c,C")

    with examined(known, content, "agency") as report:
        assert (counted(report), report.counts.rows) == ((2, 0, 0, 1), 3)
        assert [(each.row, each.code) for each in report.problems()] == [(3, "row_malformed")]


def test_a_replacement_lists_exactly_what_goes(known: Store) -> None:
    content = file_of(
        PARTICIPATION, "gmsc,2022,16.01,invited,Uji", "gmsc,2022,16.02,invited,Uji", "gmsc,2023,16.01,,"
    )
    stored = rows(
        known,
        "select program, edition, region_code, stage, source_title from participation"
        " where program = 'gmsc' and edition = '2022' order by all",
    )

    with examined(known, content, "participation", replace=("gmsc", "2022")) as report:
        kept = ("gmsc", "2022", "16.01", "invited", "Uji")
        assert [tuple(row.values()) for row in report.removed()] == [row for row in stored if row != kept]
        assert report.facts == {"added": 1, "changed": 0, "removed": len(stored) - 1}
    with examined(known, content, "participation") as report:
        assert (report.removed(), report.facts["removed"]) == ([], 0)


def test_a_replacement_of_assessments_goes_by_the_program_of_their_instrument(known: Store) -> None:
    content = file_of("framework,edition,region_code,indicator,score", "spbe-2020,2022,16.02,index,3")
    query = "select count(*) from assessment where edition = '2022' and framework in ({})"

    with examined(known, content, "assessment", replace=("spbe", "2022")) as report:
        assert report.facts["removed"] == rows(known, query.format("'spbe-2018', 'spbe-2020'"))[0][0]
    with examined(known, content, "assessment", replace=("gmsc", "2022")) as report:
        assert report.facts["removed"] == rows(known, query.format("'gmsc-evaluation'"))[0][0]


def test_a_rejected_row_keeps_the_stored_one_from_being_removed(known: Store) -> None:
    content = file_of(f"{PARTICIPATION},reached_on", "gmsc,2022,16.01,invited,Uji,kemarin")

    with examined(known, content, "participation", replace=("gmsc", "2022")) as report:
        assert counted(report) == (0, 0, 0, 1)
        gone = {tuple(row.values()) for row in report.removed()}
        assert ("gmsc", "2022", "16.01", "invited", "Uji") not in gone
        assert ("gmsc", "2022", "16.01", "assessed", "Uji") in gone


def test_pages_of_lines_and_rows(known: Store) -> None:
    content = file_of(AGENCY, *(f"16.01,a{number},A" for number in range(7)))

    with examined(known, content, "agency") as report:
        assert report.lines("added", offset=2, limit=3) == [4, 5, 6]
        assert [row["line"] for row in report.added_rows(offset=5, limit=9)] == [7, 8]
        assert report.lines("rejected") == []


def test_what_a_terminal_gives(known: Store) -> None:
    content = file_of(
        "Wilayah,agency,name,tambahan",
        "KAB. OKU,bapenda,Pendapatan,1",
        "Bandung,b,B,2",
        "16.01,diskominfo,,3",
    )

    with in_language("id"), examined(known, content, "agency") as report:
        found = to_json(report, None)
        problems: list[dict[str, Any]] = found.pop("problems")
        assert found == {
            "table": "agency",
            "file": "berkas.csv",
            "encoding": "utf-8",
            "delimiter": ",",
            "rows": 3,
            "columns": {"Wilayah": "region_code", "agency": "agency", "name": "name"},
            "added": 0,
            "changed": 1,
            "unchanged": 1,
            "rejected": 1,
            "version": None,
            "resolved": [{"row": 2, "column": "Wilayah", "value": "KAB. OKU", "region_code": "16.01"}],
        }
        assert [(each["row"], each["column"], each["code"], each["candidates"]) for each in problems] == [
            (None, "tambahan", "column_unknown", []),
            (3, "Wilayah", "region_ambiguous", ["32.04", "32.73"]),
        ]
        assert problems[1]["message"] == (
            "Wilayah “Bandung” dapat berarti lebih dari satu: Kabupaten Bandung (32.04); Kota Bandung (32.73)."
        )


@pytest.mark.parametrize("closed", [1, 2])
def test_a_report_can_be_closed(known: Store, closed: int) -> None:
    with examined(known, file_of(AGENCY, "16.01,a,A"), "agency") as report:
        for _time in range(closed):
            report.close()
        with pytest.raises(Exception, match="closed"):
            report.problems()
