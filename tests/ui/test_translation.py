"""Further states of pages in the pseudo-locale, without a browser: what Streamlit is told is marked or data."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element, Node

from smartcity.ui.text import JOINER
from tests import pseudo
from tests.ui.test_pages import open_address

STATES = {
    "ringkasan-provinsi": "?wilayah=35",
    "tahapan-provinsi": "tahapan?program=gmsc&periode=2022&tahap=selected&rincian=level&wilayah=16",
    "tahapan-kosong": "tahapan?program=gmsc&periode=2020&tahap=invited&wilayah=94",
    "salah": "tahapan?program=0&periode=1066&tahap=0&rincian=0&wilayah=1",
    "nasional": "wilayah",
    "kabupaten": "wilayah?wilayah=16.01",
    "kosong": "wilayah?wilayah=31.01",
    "peta-papua": "peta?ukuran=awards&wilayah=94.01",
    "peta-provinsi": "peta?wilayah=35",
    "peta-percontohan": "peta?ukuran=pilots.running&peta=deck",
    "peta-perubahan": "peta?ukuran=change.spbe-2020",
    "jelajah-kosong": "jelajah?tabel=agency&saring=0",
    "tidak-ditemukan": "cari?cari=zzkqz",
    "paparan-kosong": "paparan?isi=-",
    "peta-kehadiran": "peta?ukuran=attendance",
    "peta-nilai": "peta?ukuran=score.spbe-2020&wilayah=35",
}
# Where Streamlit's messages hold what people read.
READ = ("label", "body", "help", "placeholder", "options", "caption", "content")
# Names of icons, code, where links lead, HTML; signs of Markdown.
MARKUP = re.compile(r":material/\w+:|`[^`]*`|\]\([^)]*\)|<style>.*?</style>|<[^>]*>|&\w+;", re.DOTALL)
ESCAPED = re.compile(r"\\(.)")


def nodes(node: Node) -> Iterator[Element]:
    """Give every element of a page."""
    if isinstance(node, Block):
        for child in node.children.values():
            yield from nodes(child)
    elif isinstance(node, Element):
        yield node


def written(spec: Any) -> Iterator[str]:
    """Give the words of a chart's specification that do not come with its rows."""
    if isinstance(spec, list):
        for part in spec:
            yield from written(part)
    elif isinstance(spec, dict):
        for name, value in spec.items():
            if isinstance(value, str) and name in ("title", "text"):
                yield value
            elif name not in ("data", "datasets"):
                yield from written(value)


def read(message: Any) -> Iterator[str]:
    """Give the texts of one of Streamlit's messages."""
    for field, value in message.ListFields():
        if field.name == "columns" and isinstance(value, str):
            yield from (each["label"] for each in json.loads(value).values() if each.get("label"))
        elif field.name == "spec":
            yield from written(json.loads(value))
        elif field.name in READ and field.type == field.TYPE_STRING:
            yield from [value] if isinstance(value, str) else value
        elif field.type == field.TYPE_MESSAGE and not field.message_type.GetOptions().map_entry:
            for part in [value] if hasattr(value, "ListFields") else value:
                yield from read(part)


def texts(test: AppTest) -> set[str]:
    """Return every text of a page without markup."""
    found = (text for element in nodes(test._tree) for text in read(element.proto) if element.type != "code")
    shown = (ESCAPED.sub(r"\1", MARKUP.sub(" ", text)).replace(JOINER, "") for text in found)
    return {part for text in shown for part in text.split("\n")}


@pytest.fixture(scope="module")
def known(data_folder: Path) -> pseudo.Known:
    """Return what is the same in every language."""
    return pseudo.known(data_folder)


@pytest.mark.parametrize("name", STATES)
def test_nothing_of_ours_is_untranslated(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, known: pseudo.Known, name: str
) -> None:
    test = open_address(data_folder, monkeypatch, STATES[name], lang="qps")

    assert [*test.exception, *test.error] == []
    # The page's address stands on paper.
    found = {text for text in texts(test) if not text.endswith("lang=qps")}
    assert sum(text.strip().startswith("⟦") for text in found) > 20
    assert sorted(text for text in found if known.unmarked(text)) == []


@pytest.mark.parametrize(
    ("text", "unmarked"),
    [
        ("⟦Šümbér⟧: Sumatera Selatan · 16 Januari 2024", False),
        ("Fullscreen: ⟦Pétå⟧", False),
        ("39 options available.", False),
        ("Sumatera Sel…", False),
        ("Belum ada data", True),
        ("⟦Šümbér⟧: belum ada", True),
        ("⟦Belum ada data⟧", True),
        ("Fullscreen view", True),
        ("Selatan", True),
    ],
)
def test_a_text_that_is_not_translated_is_noticed(text: str, unmarked: bool) -> None:
    known = pseudo.Known(["Sumatera Selatan", *pseudo.months()], pseudo.streamlits_own())
    assert known.unmarked(text) is unmarked
