"""What is said about columns that are missing, there twice, or of no use."""

from smartcity.intake.choices import Choices, Target
from smartcity.intake.mapping import Column, plan
from smartcity.intake.problems import Problem
from smartcity.intake.reference import Reference
from smartcity.words import in_language
from tests.intake.known import TABLES, planned, said


def test_two_columns_for_one_block_and_both_are_named(reference: Reference) -> None:
    headers = ["Kegiatan", "Wilayah", "ID Kegiatan"]
    found = planned(headers, "attendance", reference)
    event = Target("event")
    assert found.columns == (
        Column(0, "Kegiatan", Target(), "ignored", 0.0, event),
        Column(1, "Wilayah", Target("region_code"), "synonym", 98.0),
        Column(2, "ID Kegiatan", Target(), "ignored", 0.0, event),
    )
    details = {"columns": "A “Kegiatan”, C “ID Kegiatan”", "meaning": "Kode kegiatan"}
    assert found.problems == (Problem(None, "Kegiatan", "", "column_missing", "column_twice", details),)
    assert not found.problems[0].is_warning
    chosen = planned(headers, "attendance", reference, targets={0: Target()})
    assert (chosen.problems, chosen.columns[2].target) == ((), event)
    both = planned(headers, "attendance", reference, targets={0: event, 2: event})
    assert said(both) == ["column_twice: Kegiatan"]


def test_the_same_header_twice_is_named_with_both_places(reference: Reference) -> None:
    found = plan(
        ["Kegiatan", "Wilayah", "KEGIATAN "],
        TABLES["attendance"],
        reference,
        Choices(),
        {},
        {},
        confident=True,
        places=[0, 2, 27],
    )
    (problem,) = found.problems
    assert (problem.code, problem.rule) == ("column_missing", "header_twice")
    assert (
        problem.message == "Judul kolom “Kegiatan” tertulis lebih dari sekali: A “Kegiatan”, AB “KEGIATAN ”."
    )


def test_what_is_missing_is_named_with_the_nearest_header_and_constants_count(reference: Reference) -> None:
    headers = ["Skor akhir penilaian", "Wilayah", "Kode instrumen nilai"]
    found = planned(headers, "assessment", reference, constants={"edition": "2023", "framework": ""})
    assert [(problem.rule, problem.column, problem.candidates) for problem in found.problems] == [
        ("column_missing_near", "Kode instrumen", ("Kode instrumen nilai",)),
        ("column_missing", "Kode indikator", ()),
        ("column_missing_any", "Nilai", ()),
        ("column_unknown", "Skor akhir penilaian", ()),
        ("column_unknown", "Kode instrumen nilai", ()),
    ]
    assert found.constants == {"edition": "2023"}
    assert found.problems[2].message == (
        "Tidak ada kolom untuk satu pun dari Nilai, Predikat terbit, Peringkat terbit, padahal salah satunya wajib ada."
    )


def test_a_near_header_is_proposed_on_the_page_and_only_named_in_a_terminal(reference: Reference) -> None:
    headers = ["Kegiatn", "Kode wilaya", "Banyaknya orang"]
    near = {0: Target("event"), 1: Target("region_code")}
    on_page = planned(headers, "attendance", reference)
    assert on_page.columns == (
        Column(0, "Kegiatn", near[0], "similar", 93.3),
        Column(1, "Kode wilaya", near[1], "similar", 95.7),
        Column(2, "Banyaknya orang", Target(), "ignored", 0.0),
    )
    assert (said(on_page), on_page.is_sure) == (["column_unknown: Banyaknya orang"], False)
    in_terminal = planned(headers, "attendance", reference, confident=False)
    assert in_terminal.columns == (
        Column(0, "Kegiatn", Target(), "similar", 93.3, near[0]),
        Column(1, "Kode wilaya", Target(), "similar", 95.7, near[1]),
        Column(2, "Banyaknya orang", Target(), "ignored", 0.0),
    )
    known = {"table": "attendance"}
    assert in_terminal.problems == (
        Problem(
            *(None, "Kode kegiatan", "", "column_missing", "column_missing_near"),
            known | {"field": "event", "letter": "A", "header": "Kegiatn"},
            ("Kegiatn",),
        ),
        Problem(
            *(None, "Kode wilayah", "", "column_missing", "column_missing_near"),
            known | {"field": "region_code", "letter": "B", "header": "Kode wilaya"},
            ("Kode wilaya",),
        ),
        Problem(
            *(None, "Kegiatn", "", "column_unknown", "column_unknown_near"),
            known | {"letter": "A", "field": "event"},
            ("event",),
        ),
        Problem(
            *(None, "Kode wilaya", "", "column_unknown", "column_unknown_near"),
            known | {"letter": "B", "field": "region_code"},
            ("region_code",),
        ),
        Problem(None, "Banyaknya orang", "", "column_unknown", "column_unknown", {"letter": "C"}),
    )


def test_messages_in_both_languages_have_no_holes(reference: Reference) -> None:
    headers = ["Kegiatn", "Wilayah", "Pemda", "x", "x", "Kegiatan 1"]
    for lang in ("id", "en"):
        with in_language(lang):
            found = planned(headers, "attendance", reference, confident=False)
            texts = [text for problem in found.problems for text in (problem.message, problem.fix)]
        assert len(texts) == 2 * len(found.problems) > 0
        assert [text for text in texts if not text.endswith(".") or "{" in text] == []
