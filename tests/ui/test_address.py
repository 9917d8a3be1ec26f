"""The view in the address: ids only, children dropped with their parent."""

from dataclasses import replace

import pytest

from smartcity.ui import address
from smartcity.ui.address import NATION, View
from smartcity.words import in_language

VIEW = View("gmsc", "2022", "16.01", "selected", "province", "id")


def test_parameters_hold_language_neutral_ids() -> None:
    assert address.parameters(VIEW) == {
        "program": "gmsc",
        "periode": "2022",
        "wilayah": "16.01",
        "tahap": "selected",
        "rincian": "province",
        "lang": "id",
    }


def test_parameters_leave_out_what_is_not_chosen() -> None:
    assert address.parameters(View(program="gmsc", language="en")) == {"program": "gmsc", "lang": "en"}


def test_links_carry_what_pages_share() -> None:
    assert address.shared(VIEW) == {"program": "gmsc", "periode": "2022", "wilayah": "16.01", "lang": "id"}


def test_link_is_relative_to_the_server() -> None:
    assert address.link("wilayah", View(region="16", language="id")) == "wilayah?wilayah=16&lang=id"


def test_changing_the_program_drops_its_edition_and_stage() -> None:
    assert address.changed(VIEW, program="idsll") == replace(VIEW, program="idsll", edition="", stage="")


def test_the_same_program_keeps_its_edition() -> None:
    assert address.changed(VIEW, program="gmsc") == VIEW


def test_a_child_chosen_with_its_parent_stays() -> None:
    changed = address.changed(VIEW, program="idsll", edition="2023")

    assert changed == replace(VIEW, program="idsll", edition="2023", stage="")


@pytest.mark.parametrize(("code", "province"), [(NATION, ""), ("16", "16"), ("16.01", "16")])
def test_province_of_a_region(code: str, province: str) -> None:
    assert View(region=code).province == province


def test_a_row_and_a_batch_are_named_on_their_own_pages_only() -> None:
    named = replace(VIEW, batch="12", table="pilot", key='["p1"]')

    assert address.parameters(named, ("batch", "table", "key")) == {
        "unggahan": "12",
        "tabel": "pilot",
        "kunci": '["p1"]',
    }
    assert address.shared(named) == address.shared(VIEW)


def test_another_table_drops_the_row() -> None:
    named = replace(VIEW, table="pilot", key='["p1"]')

    assert address.changed(named, table="event") == replace(VIEW, table="event")


def test_a_link_carries_what_pages_share_and_what_it_adds(monkeypatch: pytest.MonkeyPatch) -> None:
    here = {"program": "gmsc", "tahap": "selected", "kunci": '["p1"]', "lang": "en"}
    monkeypatch.setattr("streamlit.query_params", here)
    with in_language("en"):
        assert address.carried(batch="12", key="") == {"program": "gmsc", "lang": "en", "unggahan": "12"}


def test_values_are_cut_and_keys_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.query_params", {"unggahan": "9" * 5_000, "kunci": "k" * 5_000})

    assert (len(address.asked("batch")), len(address.asked("key"))) == (80, 4_000)


def test_what_narrows_a_table_goes_with_it_and_starts_at_the_first_page() -> None:
    explored = replace(
        VIEW, table="pilot", filters='[["note","empty"]]', sort="-title", columns="title", page="3"
    )

    assert address.changed(explored, table="event") == replace(VIEW, table="event")
    assert address.changed(explored, filters="") == replace(explored, filters="", page="")
    assert address.changed(explored, region="32") == replace(explored, region="32", page="")


def test_a_view_given_as_parameters_is_cut_to_a_sane_length() -> None:
    found = address.given({"tabel": "pilot", "wilayah": "16" * 200, "saring": "[" * 9_000, "unknown": "x"})

    assert (found.table, len(found.region), len(found.filters)) == ("pilot", 80, 4_000)
    assert address.parameters(address.given(address.parameters(VIEW))) == address.parameters(VIEW)
