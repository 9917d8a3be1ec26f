"""Notes as sentences."""

import re

import pytest

from smartcity.intake.notes import SENTENCES, said
from smartcity.intake.sentences import reading
from smartcity.intake.sheet import Note


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        (Note("empty_rows", {"count": "5000"}), "Baris kosong dilewati: 5.000."),
        (Note("title_rows", {"lines": "1, 2"}), "Baris di atas judul kolom tidak dibaca sebagai data: 1, 2."),
        (
            Note("total_row", {"line": "9", "label": "Jumlah"}),
            "Baris 9 (Jumlah) adalah jumlah atau rata-rata dan tidak dibaca sebagai data.",
        ),
    ],
)
def test_a_note_is_a_sentence(note: Note, sentence: str) -> None:
    assert said(note) == sentence


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_kind_is_filled(kind: str) -> None:
    details = {name: "7" for name in re.findall(r"{(\w+)}", SENTENCES[kind])}
    assert said(Note(kind, details)) == SENTENCES[kind].format(**details)


@pytest.mark.parametrize("rule", reading.SENTENCES)
def test_every_rule_says_what_is_wrong_and_what_to_do(rule: str) -> None:
    for sentence in reading.SENTENCES[rule]:
        assert re.fullmatch(r"[A-Z].*\.", sentence)
