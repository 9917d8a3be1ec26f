"""A report is published: all good rows or none, as one batch, and never over what others changed meanwhile."""

import hashlib
from typing import Any

import pytest

from smartcity import originals
from smartcity.access import Caller, NotAllowed
from smartcity.intake.publishing import Conflict, Published, Refused, confirm_aliases, publish
from smartcity.intake.report import Counts
from smartcity.store import CheckFailed, Store
from tests.intake.upload_kit import (
    ANI,
    BUDI,
    KNOWN,
    counted,
    examined,
    file_of,
    fingerprint,
    load,
    rows,
    told,
    whole,
)

AGENCY = "region_code,agency,name"
PARTICIPATION = "program,edition,region_code,stage,source_title"
NAMES = "select region_code, agency, name from agency order by all"
WIDE = {"framework": "spbe-2020", "edition": "2022", "source_title": "Uji"}
FAR = Caller("tamu", "203.0.113.9")


def names(store: Store) -> list[tuple[Any, ...]]:
    return rows(store, "select agency, name from agency where region_code = '16.01' order by all")


def batches(store: Store) -> list[tuple[Any, ...]]:
    """Return what is noted of the batches after those that tests start with."""
    return rows(
        store,
        "select batch, kind, made_by, reason, table_name, file_name, sha256, added, changed, removed from batch"
        " where batch > 2 order by batch",
    )


def changes(store: Store, batch: int) -> list[tuple[Any, ...]]:
    return rows(
        store,
        f"select table_name, row_key, before, after from change where batch = {batch} order by all",
    )


def test_a_file_becomes_one_batch_with_all_that_is_to_be_known_of_it(own: Store) -> None:
    content = file_of(
        AGENCY, "OKU,bkd,Badan Kepegawaian", "16.01,bapenda,Pendapatan", "16.01,diskominfo,Dinas Komunikasi"
    )

    assert load(own, content, "agency", note="Surat 12/2024") == Published(
        3, Counts(added=1, changed=1, unchanged=1)
    )

    assert names(own) == [
        ("bapenda", "Pendapatan"),
        ("bkd", "Badan Kepegawaian"),
        ("diskominfo", "Dinas Komunikasi"),
    ]
    sha256 = hashlib.sha256(content).hexdigest()
    assert batches(own) == [(3, "upload", "ani", "Surat 12/2024", "agency", "berkas.csv", sha256, 1, 1, 0)]
    before = '{"region_code":"16.01","agency":"bapenda","name":"Badan Pendapatan","kind":null}'
    after = '{"region_code":"16.01","agency":"bapenda","name":"Pendapatan","kind":null}'
    assert changes(own, 3) == [
        ("agency", '["16.01","bapenda"]', before, after),
        ("agency", '["16.01","bkd"]', None, None),
    ]
    assert originals.original(own.folder, sha256) == content


def test_all_or_nothing_unless_the_good_rows_are_chosen(own: Store) -> None:
    content = file_of(AGENCY, "16.01,bkd,Badan", "Atlantis,x,X", "16.01,bapenda,Pendapatan")

    with examined(own, content, "agency") as report:
        with pytest.raises(Refused, match=r"^1 baris ditolak; perbaiki dahulu"):
            publish(report, own, content, caller=ANI)
        assert (own.current(), batches(own)) == (2, [])
        assert originals.original(own.folder, report.sha256) is None

        published = publish(report, own, content, caller=ANI, accept_valid=True)

    assert published == Published(3, Counts(added=1, changed=1, rejected=1))
    assert names(own) == [("bapenda", "Pendapatan"), ("bkd", "Badan"), ("diskominfo", "Dinas Komunikasi")]
    assert [row[7:] for row in batches(own)] == [(1, 1, 0)]


def test_a_file_without_its_required_columns_is_never_published(own: Store) -> None:
    content = file_of("region_code,agency", "16.01,bkd")

    with examined(own, content, "agency") as report:
        with pytest.raises(Refused):
            publish(report, own, content, caller=ANI)
        assert publish(report, own, content, caller=ANI, accept_valid=True) == Published(
            None, Counts(rejected=1)
        )
    assert own.current() == 2


def test_the_same_file_again_has_nothing_to_do(own: Store) -> None:
    content = file_of(AGENCY, "OKU,bkd,Badan", "16.01,bapenda,Pendapatan")
    load(own, content, "agency")

    assert load(own, content, "agency") == Published(None, Counts(unchanged=2))
    assert load(own, file_of(AGENCY, "16.01,bapenda,Pendapatan", "16.01,bkd,Badan"), "agency") == Published(
        None, Counts(unchanged=2)
    )
    assert (own.current(), len(batches(own))) == (3, 1)


def test_a_blank_cell_leaves_and_a_dash_erases_what_is_stored(own: Store) -> None:
    load(own, whole("pilot", "pilot,title,note,progress_percent,budget_idr", "P-1,Baru,-,,"), "pilot")

    expected = KNOWN["pilot"][0] | {"title": "Baru", "note": None}
    columns = list(expected)
    assert rows(own, f"select {', '.join(columns)} from pilot where pilot = 'P-1'") == [
        tuple(expected.values())
    ]


def test_the_good_lines_of_a_wide_file_are_published_whole(own: Store) -> None:
    content = file_of(
        "Wilayah,Indeks SPBE,Kebijakan Internal SPBE,Tata Kelola SPBE", "16.01,3.5,2,-", "16.02,3,banyak,2"
    )

    assert load(own, content, "assessment", constants=WIDE, accept_valid=True) == Published(
        3, Counts(changed=1, rejected=1)
    )
    assert rows(
        own,
        "select region_code, indicator, score, confidence from assessment where source_title = 'Uji' order by all",
    ) == [("16.01", "d1", 2.0, "official"), ("16.01", "index", 3.5, "high")]


def test_somebody_from_elsewhere_writes_nothing(own: Store) -> None:
    content = file_of(AGENCY, "16.01,bkd,Badan")

    with examined(own, content, "agency") as report, pytest.raises(NotAllowed):
        publish(report, own, content, caller=FAR)
    with pytest.raises(NotAllowed):
        confirm_aliases(own, {"Ogan": "16.01"}, caller=FAR)

    assert (own.current(), originals.original(own.folder, hashlib.sha256(content).hexdigest())) == (2, None)


def test_a_row_that_somebody_else_changed_meanwhile_is_a_conflict(own: Store) -> None:
    content = file_of(AGENCY, "16.01,bapenda,Pendapatan", "16.01,bkd,Badan", "16.01,diskominfo,Kominfo")

    with examined(own, content, "agency") as report:
        load(own, file_of(AGENCY, "16.01,bapenda,Bapenda", "16.01,bkd,BKD"), "agency", by=BUDI)
        load(own, file_of(AGENCY, "16.01,bapenda,Bapenda Kab"), "agency", by=BUDI)
        with pytest.raises(Conflict) as caught:
            publish(report, own, content, caller=ANI)
        assert str(caught.value) == (
            "2 baris diubah orang lain sejak berkas dibandingkan; tidak ada yang diterbitkan."
        )
        assert told(caught.value.problems) == [
            (line, "", "", "changed_meanwhile", "changed_meanwhile") for line in (2, 3)
        ]
        assert [each.details for each in caught.value.problems] == [{"batches": "3, 4"}, {"batches": "3"}]
        assert caught.value.problems[0].message == (
            "Baris ini diubah orang lain sejak berkas dibandingkan (unggahan 3, 4)."
        )
        assert (own.current(), names(own)) == (
            4,
            [("bapenda", "Bapenda Kab"), ("bkd", "BKD"), ("diskominfo", "Dinas Komunikasi")],
        )

        published = publish(report, own, content, caller=ANI, accept_valid=True)

    assert published == Published(5, Counts(changed=1, rejected=2), caught.value.problems)
    assert names(own) == [("bapenda", "Bapenda Kab"), ("bkd", "BKD"), ("diskominfo", "Kominfo")]
    assert [row[7:] for row in batches(own)][-1] == (0, 1, 0)


def test_a_row_that_somebody_else_removed_meanwhile_is_a_conflict(own: Store) -> None:
    content = file_of(AGENCY, "16.01,bapenda,Pendapatan")

    with examined(own, content, "agency") as report:
        own.undo(2, made_by="budi", reason="")
        with pytest.raises(Conflict):
            publish(report, own, content, caller=ANI)
        assert publish(report, own, content, caller=ANI, accept_valid=True).counts == Counts(rejected=1)
    assert names(own) == []


def test_the_same_change_by_somebody_else_is_no_conflict(own: Store) -> None:
    content = file_of(AGENCY, "16.01,bapenda,Pendapatan", "16.01,bkd,Badan", "16.01,diskominfo,Kominfo")

    with examined(own, content, "agency") as report:
        load(own, file_of(AGENCY, "16.01,bapenda,Pendapatan", "16.01,bkd,Badan"), "agency", by=BUDI)
        assert publish(report, own, content, caller=ANI) == Published(4, Counts(changed=1, unchanged=2))
    assert [row[7:] for row in batches(own)] == [(1, 1, 0), (0, 1, 0)]


def test_the_whole_of_it_by_somebody_else_leaves_nothing_to_do(own: Store) -> None:
    content = file_of(AGENCY, "16.01,bapenda,Pendapatan", "16.01,bkd,Badan")

    with examined(own, content, "agency") as report:
        load(own, content, "agency", by=BUDI)
        assert publish(report, own, content, caller=ANI) == Published(None, Counts(unchanged=2))
    assert own.current() == 3


def test_changes_to_other_rows_and_tables_are_no_conflict(own: Store) -> None:
    content = file_of(AGENCY, "16.01,bkd,Badan")

    with examined(own, content, "agency") as report:
        load(own, file_of(AGENCY, "16.01,bapenda,Pendapatan"), "agency", by=BUDI)
        load(own, whole("pilot", "pilot,note", "P-1,baru"), "pilot", by=BUDI)
        assert publish(report, own, content, caller=ANI) == Published(5, Counts(added=1))
    assert names(own) == [("bapenda", "Pendapatan"), ("bkd", "Badan"), ("diskominfo", "Dinas Komunikasi")]


def test_a_wide_line_with_one_row_in_conflict_is_left_out_whole(own: Store) -> None:
    content = file_of("Wilayah,Indeks SPBE,Kebijakan Internal SPBE", "16.01,3.5,2", "16.02,3,2", "16.03,3,1")
    one = file_of("framework,edition,region_code,indicator,source_title,score", "spbe-2020,2022,{},Uji,{}")

    with examined(own, content, "assessment", constants=WIDE) as report:
        assert counted(report) == (2, 1, 0, 0)
        load(own, one.replace(b"{},Uji,{}", b"16.01,d1,Uji,4"), "assessment", by=BUDI)
        load(own, one.replace(b"{},Uji,{}", b"16.02,d1,Uji,2"), "assessment", by=BUDI)
        published = publish(report, own, content, caller=ANI, accept_valid=True)

    assert (published.version, published.counts) == (5, Counts(added=2, rejected=1))
    assert told(published.conflicts) == [(2, "", "", "changed_meanwhile", "changed_meanwhile")]
    assert rows(
        own, "select region_code, indicator, score from assessment where source_title = 'Uji' order by all"
    ) == [
        ("16.01", "d1", 4.0),
        ("16.01", "index", 3.1),
        ("16.02", "d1", 2.0),
        ("16.02", "index", 3.0),
        ("16.03", "d1", 1.0),
        ("16.03", "index", 3.0),
    ]


def test_a_replacement_removes_exactly_what_it_listed(own: Store) -> None:
    content = file_of(PARTICIPATION, "gmsc,2022,16.01,invited,Uji", "gmsc,2022,16.02,invited,Uji")
    everything = f"select {PARTICIPATION} from participation order by all"
    before = set(rows(own, everything))

    with examined(own, content, "participation", replace=("gmsc", "2022")) as report:
        gone = {tuple(row.values()) for row in report.removed()}
        assert publish(report, own, content, caller=ANI) == Published(3, Counts(added=1, unchanged=1))

    assert len(gone) > 90
    assert set(rows(own, everything)) == before - gone | {("gmsc", "2022", "16.02", "invited", "Uji")}
    assert [row[7:] for row in batches(own)] == [(1, 0, len(gone))]
    own.undo(3, made_by="ani", reason="")
    assert fingerprint(own) == fingerprint(own, 2)


def test_a_replacement_may_only_remove(own: Store) -> None:
    content = file_of(PARTICIPATION, "gmsc,2022,16.01,invited,Uji")

    published = load(own, content, "participation", replace=("gmsc", "2022"))

    assert published == Published(3, Counts(unchanged=1))
    assert rows(
        own, f"select {PARTICIPATION} from participation where program = 'gmsc' and edition = '2022'"
    ) == [("gmsc", "2022", "16.01", "invited", "Uji")]


def test_what_somebody_touched_meanwhile_is_not_removed(own: Store) -> None:
    content = file_of(PARTICIPATION, "gmsc,2022,16.01,invited,Uji")
    noted = file_of(f"{PARTICIPATION},note", "gmsc,2022,16.01,assessed,Uji,penting")
    added = file_of(PARTICIPATION, "gmsc,2022,16.09,invited,Uji")

    with examined(own, content, "participation", replace=("gmsc", "2022")) as report:
        load(own, noted, "participation", by=BUDI)
        load(own, added, "participation", by=BUDI)
        with pytest.raises(Conflict, match=r"^1 baris diubah orang lain") as caught:
            publish(report, own, content, caller=ANI)
        value = "gmsc, 2022, 16.01, assessed, Uji"
        assert told(caught.value.problems) == [(None, "", value, "changed_meanwhile", "removed_meanwhile")]
        assert caught.value.problems[0].message == (
            f"Baris {value} akan dihapus, tetapi diubah orang lain sejak berkas dibandingkan (unggahan 3)."
        )
        published = publish(report, own, content, caller=ANI, accept_valid=True)

    assert published == Published(5, Counts(unchanged=1), caught.value.problems)
    left = f"select {PARTICIPATION}, note from participation where program = 'gmsc' and edition = '2022' order by all"
    assert rows(own, left) == [
        ("gmsc", "2022", "16.01", "assessed", "Uji", "penting"),
        ("gmsc", "2022", "16.01", "invited", "Uji", None),
        ("gmsc", "2022", "16.09", "invited", "Uji", None),
    ]


def test_what_somebody_removed_meanwhile_need_not_be_removed(own: Store) -> None:
    content = file_of(PARTICIPATION, "gmsc,2022,16.02,invited,Uji")

    with examined(own, content, "participation", replace=("gmsc", "2022")) as report:
        own.undo(2, made_by="budi", reason="")
        assert publish(report, own, content, caller=ANI).counts == Counts(added=1)
    assert rows(own, "select count(*) from participation where program = 'gmsc' and edition = '2022'") == [
        (1,)
    ]


def test_what_the_whole_database_refuses_changes_nothing(own: Store) -> None:
    content = whole("pilot", "pilot,region_code,agency,title,kind,status", "P-2,16.01,bkd,A,training,running")
    load(own, file_of(AGENCY, "16.01,bkd,Badan"), "agency")
    with examined(own, content, "pilot") as report:
        assert counted(report) == (1, 0, 0, 0)
        own.undo(3, made_by="budi", reason="")
        before = fingerprint(own)
        with pytest.raises(CheckFailed):
            publish(report, own, content, caller=ANI)
    assert (own.current(), fingerprint(own)) == (4, before)


def test_a_confirmed_name_is_not_asked_again(own: Store) -> None:
    content = file_of(AGENCY, "Kota Kembang,a,A")
    with examined(own, content, "agency") as report:
        assert [asked.name for asked in report.regions_asked()] == ["Kota Kembang"]

    confirm_aliases(own, {"Kota Kembang": "32.73"}, caller=ANI)
    confirm_aliases(own, {}, caller=ANI)

    with examined(own, content, "agency") as report:
        assert [row["region_code"] for row in report.added_rows()] == ["32.73"]
    assert rows(
        own,
        "select alias, code, kind, added_by, added_at > current_date - 2 from region_alias where kind = 'confirmed'",
    ) == [("Kota Kembang", "32.73", "confirmed", "ani", True)]
    assert [row[:5] for row in batches(own)] == [
        (3, "upload", "ani", "Nama wilayah yang dikonfirmasi", "region_alias")
    ]
