"""`smartcity undo`: what becomes of a batch, and what is left because it was changed again."""

import json
from pathlib import Path

import pytest

from smartcity.store import Store
from tests.intake.sample_files import FOLDER
from tests.terminal.loading_kit import Run, file_of, last_batch, scores


def test_undoing_a_batch(run: Run, store: Store) -> None:
    run("load", FOLDER / "semicolon_decimal_comma.csv", "--table", "assessment")
    code, out, _err = run("undo", 2, "--by", "Budi", "--reason", "Salah berkas", "--json")

    assert (code, json.loads(out)) == (0, {"version": 3, "undone": 2, "left": []})
    assert scores(store) == []
    batch = last_batch(store)
    assert [batch[name] for name in ("kind", "made_by", "reason")] == ["undo", "Budi", "Salah berkas"]

    code, out, _err = run("undo", 2)
    assert (code, out.splitlines()[-1]) == (0, "Tidak ada lagi yang dapat dibatalkan dari unggahan 2.")
    assert store.current() == 3


def test_undoing_leaves_what_was_changed_again(run: Run, store: Store, tmp_path: Path) -> None:
    run("load", FOLDER / "semicolon_decimal_comma.csv", "--table", "assessment")
    run("load", file_of(tmp_path, "16.01,spbe-2020,2022,index,4"), "--table", "assessment")

    code, out, _err = run("undo", 2)

    lines = out.splitlines()
    assert (code, scores(store)) == (0, [("16.01", 4.0)])
    assert lines[0] == "Baris yang kemudian diubah lagi, dan karena itu dibiarkan:"
    assert lines[2].split("  ", 1)[1].strip() == '["spbe-2020","2022","16.01","","index",""]'
    assert lines[-1] == "Unggahan 2 dibatalkan dengan versi 4."


@pytest.mark.parametrize(
    ("batch", "sentence"),
    [
        ("9", "Unggahan 9 tidak ada; lihat semuanya dengan `smartcity history`.\n"),
        ("1", "Data bawaan (versi 1) tidak dapat dibatalkan; pulihkan versi sebelumnya.\n"),
        ("dua", "Isian untuk BATCH tidak dapat dipakai; lihat `smartcity undo --help`.\n"),
    ],
)
def test_what_cannot_be_undone(run: Run, batch: str, sentence: str) -> None:
    assert run("undo", batch) == (2, "", sentence)
