"""A file is examined: read, mapped, matched, checked and compared, and nothing is written."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from smartcity.intake.choices import PAGE_LIMITS, Choices, Target
from smartcity.intake.comparing import Comparison
from smartcity.intake.examining import compare, examine, matcher_of, reference_of
from smartcity.intake.problems import Unreadable
from smartcity.intake.publishing import confirm_aliases
from smartcity.store import Store
from smartcity.versions import VersionFolder
from tests.intake.upload_kit import ANI, LIMITS, counted, examined, file_of, fingerprint, load

AGENCY = "region_code,agency,name"


def test_a_report_says_what_was_examined_and_against_what(known: Store) -> None:
    content = file_of(AGENCY, "16.01,bkd,Badan")
    before = fingerprint(known)

    report = examine(known, content, "daftar.csv", "agency", Choices(), limits=LIMITS)

    assert (report.table.name, report.file_name, report.version) == ("agency", "daftar.csv", 2)
    assert report.sha256 == hashlib.sha256(content).hexdigest()
    assert (report.sheet.kind, report.sheet.encoding, report.sheet.delimiter) == ("csv", "utf-8", ",")
    assert (counted(report), report.is_clean, report.has_changes) == ((1, 0, 0, 0), True, True)
    report.close()
    assert (known.current(), fingerprint(known)) == (2, before)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"region_code,agency,name\n", "file_empty"),
        (b"%PDF-1.7", "file_unreadable"),
        (b"\x89PNG\r\n\x1a\n", "file_unreadable"),
        (b"a" * 6_000_000, "file_unreadable"),
    ],
)
def test_what_cannot_be_used_at_all_is_raised(known: Store, content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        examine(known, content, "x.csv", "agency", Choices(), limits=LIMITS)
    assert caught.value.problem.code == code
    assert str(caught.value) == f"{caught.value.problem.message} {caught.value.problem.fix}"


def test_more_rows_than_the_limit_are_refused(known: Store) -> None:
    content = file_of(AGENCY, *(f"16.01,a{number},A" for number in range(4)))

    with pytest.raises(Unreadable):
        examine(known, content, "x.csv", "agency", Choices(), limits=replace(LIMITS, rows=3))


def test_similar_headers_are_taken_only_where_a_person_will_confirm_them(known: Store) -> None:
    content = file_of("region_code,agency,Nama perangkat daerahh", "16.01,bkd,Badan")

    with examined(known, content, "agency") as report:
        assert (counted(report), [each.code for each in report.plan.problems]) == (
            (0, 0, 0, 1),
            ["column_missing", "column_unknown"],
        )
    with examined(known, content, "agency", confident=True) as report:
        assert (counted(report), report.plan.is_sure) == ((1, 0, 0, 0), False)


def test_what_a_person_confirmed_for_a_header_is_remembered(known: Store) -> None:
    content = file_of("region_code,agency,sebutan", "16.01,bkd,Badan")
    remembered = {"sebutan": Target("name")}

    report = examine(known, content, "x.csv", "agency", Choices(), limits=PAGE_LIMITS, remembered=remembered)
    assert counted(report) == (1, 0, 0, 0)
    report.close()


@pytest.mark.parametrize(
    ("choices", "content"),
    [
        ({"targets": {2: Target("name")}}, file_of("region_code,agency,x", "16.01,bkd,Badan")),
        ({"constants": {"region_code": "KAB. OKU"}}, file_of("agency,name", "bkd,Badan")),
        ({"regions": {("Atlantis", ""): "16.01"}}, file_of(AGENCY, "Atlantis,bkd,Badan")),
        ({"cells": {(2, 0): "16.01"}}, file_of(AGENCY, "Atlantis,bkd,Badan")),
        ({"delimiter": ";"}, b"region_code;agency;name\n16.01;bkd;Badan, Dinas\n"),
        ({"encoding": "cp1252"}, file_of(AGENCY, "16.01,bkd,Badan é".encode("cp1252").decode("latin-1"))),
        ({"header_lines": (2,)}, b"judul,,\nregion_code,agency,name\n16.01,bkd,Badan\n"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_a_person_decided_holds(known: Store, choices: dict[str, Any], content: bytes) -> None:
    with examined(known, content, "agency", **choices) as report:
        assert (counted(report), report.problems()) == ((1, 0, 0, 0), [])
        assert [row["region_code"] for row in report.added_rows()] == ["16.01"]


def test_what_a_version_knows_is_read_once(own: Store) -> None:
    with own.read() as snapshot:
        before, matcher = reference_of(snapshot), matcher_of(snapshot)
        assert (reference_of(snapshot), matcher_of(snapshot)) == (before, matcher)
        assert matcher.match("Kota Kembang").code is None
    confirm_aliases(own, {"Kota Kembang": "32.73"}, caller=ANI)
    load(own, file_of(AGENCY, "16.01,bkd,Badan"), "agency")

    with own.read() as snapshot:
        assert matcher_of(snapshot).match("Kota Kembang").code == "32.73"
        names = [row["agency"] for row in reference_of(snapshot).agency]
    assert names == ["bapenda", "bkd", "diskominfo"]
    assert [row["agency"] for row in before.agency] == ["bapenda", "diskominfo"]


def test_a_report_outlasts_the_version_that_it_was_made_of(own: Store) -> None:
    content = file_of(AGENCY, "16.01,bapenda,Pendapatan")
    with examined(own, content, "agency") as report:
        for number in range(3):
            load(own, file_of(AGENCY, f"16.01,bapenda,Nama {number}"), "agency")
        (Path(own.folder) / "versions" / "000002.duckdb").unlink()
        assert [(each.before, each.after) for each in report.differences()] == [
            ("Badan Pendapatan", "Pendapatan")
        ]


def test_nothing_stays_open_where_the_comparison_fails(known: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[duckdb.DuckDBPyConnection] = []
    beside = VersionFolder.beside

    def noted(files: VersionFolder, number: int) -> duckdb.DuckDBPyConnection:
        opened.append(beside(files, number))
        return opened[-1]

    def fail(*_arguments: object) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(VersionFolder, "beside", noted)
    monkeypatch.setattr(Comparison, "_conclude", fail)
    with pytest.raises(RuntimeError):
        examine(known, file_of(AGENCY, "16.01,a,A"), "x.csv", "agency", Choices(), limits=LIMITS)

    assert len(opened) == 1
    with pytest.raises(duckdb.ConnectionException):
        opened[0].execute("select 1")


def test_a_sheet_can_be_compared_whose_columns_have_their_meaning(known: Store) -> None:
    with examined(known, file_of(AGENCY, "16.01,bkd,Badan"), "agency") as report, known.read() as snapshot:
        again = compare(snapshot, report.sheet, report.plan, Choices(), file_name="formulir", sha256="")
        assert (again.file_name, counted(again), again.added_rows()) == (
            "formulir",
            counted(report),
            report.added_rows(),
        )
        again.close()
