"""Cari without a browser: results by kind, each a link; what was meant; hostile texts; the box in the menu."""

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.test_pages import run
from tests.ui.test_pilots import complaints, texts


def links(test: AppTest) -> dict[str, tuple[str, dict[str, list[str]]]]:
    """Return the links of the page by their words: the page and the parameters of each."""
    found = [link.proto for link in test.main.get("page_link")]
    return {
        link.label.replace("\\", "").replace("**", ""): (link.page, parse_qs(link.query_string))
        for link in found
    }


@pytest.mark.parametrize(
    ("text", "label", "page", "wanted"),
    [
        ("kab oku", "Kabupaten Ogan Komering Ulu · Sumatera Selatan", "wilayah", {"wilayah": "16.01"}),
        ("KAB. OKU", "Kabupaten Ogan Komering Ulu · Sumatera Selatan", "wilayah", {"wilayah": "16.01"}),
        ("kota bdg", "Kota Bandung · Jawa Barat", "wilayah", {"wilayah": "32.73"}),
        ("16.01", "Kabupaten Ogan Komering Ulu · Sumatera Selatan", "wilayah", {"wilayah": "16.01"}),
        ("bandng", "Kota Bandung · Jawa Barat", "wilayah", {"wilayah": "32.73"}),
        ("menuju smart city", "Gerakan Menuju Smart City", "tahapan", {"program": "gmsc"}),
        (
            "info sunto",
            "Info Sunto · Kota Sawahlunto",
            "percontohan",
            {"percontohan": "gmsc-13.73-info-sunto"},
        ),
        (
            "smart economy",
            "Smart Economy · Evaluasi Gerakan Menuju Smart City",
            "penilaian",
            {"bagian": "tree"},
        ),
    ],
)
def test_the_first_result(
    data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    label: str,
    page: str,
    wanted: dict[str, str],
) -> None:
    test = run(data_folder, monkeypatch, "search.py", cari=text, program="idsll", periode="2022")
    found = links(test)

    assert complaints(test) == []
    assert found[label][0] == page
    given = {name: values[0] for name, values in found[label][1].items()}
    assert wanted.items() <= given.items()
    assert given["lang"] == "id"
    assert "periode" not in given


def test_groups_are_counted_and_opened(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, "search.py", cari="smart city")
    heads = [head.value for head in test.header]
    sources = next(head for head in heads if head.startswith("Sumber"))
    whole = run(data_folder, monkeypatch, "search.py", cari="smart city", jenis="source")

    assert heads[0] == "Program (1)"
    assert [head.value for head in whole.header] == [sources]
    assert len(links(whole)) > len([label for label in links(test) if "fakta" in label])


@pytest.mark.parametrize("text", ["", "a", "!!", "مدينة"])
def test_too_little_teaches(data_folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    test = run(data_folder, monkeypatch, "search.py", cari=text)

    assert complaints(test) == []
    assert "“kab oku”" in texts(test)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:1)",
        "**a** `b` :smile: $x$",
        "'; drop table region; --",
        "x" * 500,
    ],
)
def test_hostile_texts_stay_texts(data_folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    test = run(data_folder, monkeypatch, "search.py", cari=text)

    assert complaints(test) == []
    assert " ".join(text.split())[:80] in texts(test)
    raw = "\n".join(str(part.value) for part in test.markdown)
    assert re.search(r"(?<!\\)(<script|\]\(|:smile|\$x)", raw) is None


def test_near_words_are_proposed(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, "search.py", cari="evaluasu smrat")
    button = next(one for one in test.button if one.key == "search_meant")
    assert "“evaluasi smart”" in button.label

    button.click().run()
    assert test.query_params["cari"] == "evaluasi smart"
    assert test.header


@pytest.mark.parametrize("folder", ["demo_folder", "empty_folder"])
@pytest.mark.parametrize("text", ["dinas kesehatan palembang", "kota", "2024", "zzzzzz"])
def test_other_data(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, folder: str, text: str
) -> None:
    test = run(request.getfixturevalue(folder), monkeypatch, "search.py", cari=text)

    assert complaints(test) == []
    if folder == "demo_folder" and "dinas" in text:
        assert links(test)["Dinas Kesehatan · Kota Palembang"][1]["perangkat"] == ["dinkes"]


def test_a_wrong_kind_is_said(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(complaints(run(data_folder, monkeypatch, "search.py", cari="smart", jenis="none"))) == 1


def test_the_box_of_the_menu_leads_to_the_results(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTCITY_DATA", str(data_folder))
    test = run(data_folder, monkeypatch, "about.py", lang="en")
    monkeypatch.setenv("SMARTCITY_DATA", str(data_folder))
    test.sidebar.text_input[0].input("  kab oku ")
    next(one for one in test.sidebar.button if one.key == "menu_search_go").click().run()

    assert test.query_params["cari"] == "kab oku"
    assert test.query_params["lang"] == "en"
    assert any("Ogan Komering Ulu" in label for label in links(test))
