"""One row from a form: what was left alone, emptied or changed; the same checks as a file; nobody is overwritten."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from smartcity import originals
from smartcity.access import Caller, NotAllowed
from smartcity.contract import load_contract
from smartcity.intake import form
from smartcity.intake.choices import PAGE_LIMITS, Choices
from smartcity.intake.examining import examine
from smartcity.intake.form import Entry, Outdated, Row, Taken
from smartcity.intake.publishing import Refused
from smartcity.store import CheckFailed, Store
from smartcity.words import in_language

WHO = Caller("Sari", None)
KEY = '["uji-1"]'
NEW = {
    "pilot": "uji-1",
    "region_code": "16.01",
    "title": "Satu Data",
    "kind": "quick_win",
    "status": "running",
    "progress_percent": "12,5",
    "budget_idr": "1.500.000.000",
    "note": "=cmd()",
}


@pytest.fixture(scope="module")
def prepared(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder whose second batch added a pilot by the form."""
    folder = Path(shutil.copytree(data_folder, tmp_path_factory.mktemp("form") / "db"))
    store = Store(folder)
    form.publish(store, form.entry("pilot", None, NEW), caller=WHO, note="Baru")
    store.close()
    return folder


@pytest.fixture
def store(prepared: Path, tmp_path: Path) -> Store:
    """Return a store that the test may change."""
    return Store(Path(shutil.copytree(prepared, tmp_path / "db")))


@pytest.fixture
def unchanged(prepared: Path) -> Store:
    """Return a store that the test only reads."""
    return Store(prepared)


def stored(store: Store, table: str = "pilot", key: str = KEY) -> Row:
    """Return a row that is there."""
    with store.read() as snapshot:
        found = form.row(snapshot, table, key)
    assert found is not None
    return found


def on_form(row: Row) -> dict[str, str]:
    """Return what stands on the form of a row."""
    fields = load_contract().tables[row.table].fields
    return {field.name: form.shown(field, row.values[field.name]) for field in fields}


def changed(store: Store, **texts: str) -> Entry:
    """Return what a person asks for who puts some texts on the form of the pilot."""
    row = stored(store)
    return form.entry("pilot", row, {**on_form(row), **texts})


def cells(checked: form.Checked) -> list[tuple[str, Any, Any]]:
    """Return what would change: column, before, after."""
    return [(each.column, each.before, each.after) for each in checked.differences]


def told(checked: form.Checked) -> list[tuple[Any, str, str]]:
    """Return what is wrong: column of the table, rule, value."""
    return [(each.details["field"], each.rule, each.value) for each in checked.problems]


def filled(texts: Mapping[str, str]) -> dict[str, str]:
    """Return what was given."""
    return {name: text for name, text in texts.items() if text}


def test_what_was_left_alone_is_not_written(unchanged: Store) -> None:
    entry = changed(unchanged)

    assert filled(entry.texts) == {"pilot": "uji-1"}
    found = form.check(unchanged, entry)
    assert (found.status, found.problems, found.differences, found.may_be_published) == (
        "unchanged",
        (),
        (),
        False,
    )


def test_what_was_emptied_goes_and_what_was_changed_comes(store: Store) -> None:
    entry = changed(store, note="", progress_percent=" 75,5 ", budget_idr="2.000", status="completed")
    assert filled(entry.texts) == {
        "pilot": "uji-1",
        "status": "completed",
        "progress_percent": "75,5",
        "budget_idr": "2.000",
        "note": "-",
    }

    found = form.check(store, entry)
    assert (found.status, found.problems, found.key, found.may_be_published) == ("changed", (), KEY, True)
    assert cells(found) == [
        ("status", "running", "completed"),
        ("progress_percent", "12.5", "75.5"),
        ("budget_idr", "1500000000", "2000"),
        ("note", "=cmd()", None),
    ]
    before = stored(store)
    published = form.publish(store, entry, caller=WHO, note="Laporan")

    assert (published.version, published.counts.changed) == (3, 1)
    assert stored(store).values == {
        **before.values,
        "status": "completed",
        "progress_percent": "75.5",
        "budget_idr": "2000",
        "note": "",
    }


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("id", "1.234", "1234.0"),
        ("en", "1.234", "1.234"),
        ("id", "1,234", "1.234"),
        ("en", "1,234", "1234.0"),
    ],
)
def test_a_number_that_reads_two_ways_reads_as_the_form_writes(
    unchanged: Store, language: str, text: str, value: str
) -> None:
    new = {"figure": "uji", "measure": "cctv_units", "value": text, "program": "gmsc"}
    with in_language(language):
        found = form.check(unchanged, form.entry("published_figure", None, new))

    assert (found.problems, [each for each in cells(found) if each[0] == "value"]) == (
        (),
        [("value", None, value)],
    )


def test_numbers_stand_as_the_language_writes_them() -> None:
    budget, progress = (
        load_contract().tables["pilot"].field(name) for name in ("budget_idr", "progress_percent")
    )

    assert (form.shown(budget, "1500000000"), form.shown(progress, "12.5")) == ("1.500.000.000", "12,5")
    with in_language("en"):
        assert (form.shown(budget, "1500000000"), form.shown(progress, "")) == ("1,500,000,000", "")


def test_every_problem_names_its_column(unchanged: Store) -> None:
    entry = changed(unchanged, progress_percent="101", due_on="31/02/2024", title="", region_code="99.99")

    found = form.check(unchanged, entry)

    assert found.status == "rejected"
    assert sorted(told(found)) == [
        ("due_on", "date_missing", "31/02/2024"),
        ("progress_percent", "number_out_of_range", "101"),
        ("region_code", "region_unknown", "99.99"),
        ("title", "required", "-"),
    ]
    with pytest.raises(Refused):
        form.publish(unchanged, entry, caller=WHO, note="x")


def test_a_new_row_is_shown_whole_and_has_a_key(unchanged: Store) -> None:
    new = {"program": "gmsc", "edition": "2022", "region_code": "16.02", "stage": "invited", "class": "-"}

    found = form.check(unchanged, form.entry("participation", None, new))

    assert (found.status, found.key) == ("added", '["gmsc","2022","16.02","invited",""]')
    assert cells(found) == [
        ("program", None, "gmsc"),
        ("edition", None, "2022"),
        ("region_code", None, "16.02"),
        ("stage", None, "invited"),
        ("confidence", None, "official"),
    ]


def test_a_new_row_must_be_new(unchanged: Store) -> None:
    entry = form.entry("pilot", None, {**NEW, "title": "Lain"})

    found = form.check(unchanged, entry)
    assert (found.taken, found.may_be_published, found.key) == (True, False, KEY)
    with pytest.raises(Taken):
        form.publish(unchanged, entry, caller=WHO, note="x")


def test_the_key_of_a_row_that_is_there_stays(unchanged: Store) -> None:
    assert changed(unchanged, pilot="lain").texts["pilot"] == "uji-1"


def test_the_original_loads_like_any_file(store: Store) -> None:
    row = store.history().iloc[0]
    kept = originals.original(store.folder, str(row["sha256"]))
    assert kept is not None
    assert row["file_name"] == "formulir-pilot.csv"
    assert "'=cmd()" in kept.decode("utf-8-sig")
    form.delete(store, stored(store), caller=WHO, reason="x")

    report = examine(store, kept, "formulir-pilot.csv", "pilot", Choices(), limits=PAGE_LIMITS)
    try:
        assert (report.problems(), report.counts.added) == ([], 1)
        assert report.added_rows()[0]["note"] == "=cmd()"
    finally:
        report.close()


def test_nobody_is_overwritten(store: Store) -> None:
    before, mine = stored(store), changed(store, status="completed")
    form.publish(store, changed(store, title="Nama lain"), caller=Caller("Ani", None), note="lain")

    assert form.check(store, mine).outdated
    with pytest.raises(Outdated):
        form.publish(store, mine, caller=WHO, note="x")
    with pytest.raises(Outdated):
        form.delete(store, before, caller=WHO, reason="x")
    assert store.current() == 3


def test_a_row_that_is_gone_is_not_brought_back(store: Store) -> None:
    mine = changed(store, status="completed")
    form.delete(store, stored(store), caller=WHO, reason="x")

    with pytest.raises(Outdated):
        form.publish(store, mine, caller=WHO, note="x")


def test_the_same_entry_again_writes_nothing(store: Store) -> None:
    form.publish(store, changed(store, status="completed"), caller=WHO, note="x")

    again = form.publish(store, changed(store, status="completed"), caller=WHO, note="x")

    assert (again.version, store.current()) == (None, 3)


def test_a_row_is_removed_as_a_batch_that_can_be_undone(store: Store) -> None:
    before = stored(store)

    version = form.delete(store, before, caller=WHO, reason="Tercatat dua kali")

    done = store.history().iloc[0]
    assert tuple(done[["kind", "made_by", "reason", "table_name", "removed"]]) == (
        "upload",
        "Sari",
        "Tercatat dua kali",
        "pilot",
        1,
    )
    with store.read() as snapshot:
        assert form.row(snapshot, "pilot", KEY) is None
    store.undo(version, made_by="Sari", reason="keliru")
    assert stored(store) == before


def test_a_row_that_others_refer_to_cannot_go(store: Store) -> None:
    edition = stored(store, "edition", '["gmsc","2022"]')

    with pytest.raises(CheckFailed):
        form.delete(store, edition, caller=WHO, reason="x")

    assert stored(store, "edition", '["gmsc","2022"]') == edition


def test_only_who_may_writes(store: Store) -> None:
    far = Caller("Tamu", "10.0.0.7")

    with pytest.raises(NotAllowed):
        form.publish(store, changed(store, status="completed"), caller=far, note="x")
    with pytest.raises(NotAllowed):
        form.delete(store, stored(store), caller=far, reason="x")

    assert store.current() == 2


@pytest.mark.parametrize(
    "key", ["", "x", "null", "[]", '["a","b"]', "[[]]", "[true]", '["tidak ada"]', "[" * 9_000, '{"a":1}']
)
def test_any_text_may_stand_for_a_key(unchanged: Store, key: str) -> None:
    with unchanged.read() as snapshot:
        assert form.row(snapshot, "pilot", key) is None


def test_keys_of_whole_numbers(unchanged: Store) -> None:
    event = "2024-01-16-lokakarya-percepatan-transformasi-digital"
    with unchanged.read() as snapshot:
        found = form.row(snapshot, "event_session", json.dumps([event, 1]))
        missing = form.row(snapshot, "event_session", json.dumps([event, "satu"]))

    assert (found.key if found else "", missing) == (f'["{event}",1]', None)
