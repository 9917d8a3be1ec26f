"""Texts of a column become values by what the contract says of it."""

import re
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.contract import Field, load_contract
from smartcity.intake.parsed import BLANK, ERASE, Refuser
from smartcity.intake.problems import CODES, Problem
from smartcity.intake.sentences.values import SENTENCES
from smartcity.intake.values import ColumnReading, Parsed, read_column
from smartcity.words import in_language

TABLES = load_contract().tables
COLUMNS = [(table.name, field) for table in TABLES.values() for field in table.fields]
CHOICES = [(table, field) for table, field in COLUMNS if field.values]


def column(name: str) -> tuple[Field, str]:
    table, field = name.split(".")
    return TABLES[table].field(field), table


def values(name: str, *texts: str) -> list[str | None]:
    """Return value or rule of each text."""
    parsed = read_column(*column(name), texts).parsed
    return [parsed[text].rule or parsed[text].value for text in texts]


def test_each_kind_of_column_is_read_in_its_way() -> None:
    assert read_column(*column("assessment.score"), ["1.234"]).question == "decimal"
    assert read_column(*column("assessment.score"), ["1.234"], decimal=",").parsed == {
        "1.234": Parsed("1234")
    }
    exact = read_column(*column("assessment.score"), ["1.234"], numbers=frozenset({"1.234"}))
    assert exact == ColumnReading({"1.234": Parsed("1.234")}, "", "")
    assert read_column(*column("pilot.due_on"), ["03/04/2024"]).question == "date_order"
    swapped = read_column(*column("pilot.due_on"), ["03/04/2024"], month_first=True)
    assert swapped == ColumnReading({"03/04/2024": Parsed("2024-03-04")}, "", "")
    assert values("event_session.starts_at", "16/01/2024 09.00") == ["2024-01-16T09:00"]
    assert values("region.autonomous", "Ya", "FALSE", "1", "mungkin") == ["true", "false", "true", "boolean"]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("pilot.status", "Berjalan", "running"),
        ("pilot.status", "ON PROGRESS", "running"),
        ("pilot.status", "Berjalan (sedang berjalan)", "running"),
        ("pilot.status", "Berjalan (terlambat)", "value_unknown"),
        ("pilot.kind", "quick win", "quick_win"),
        ("pilot.kind", "Quick-Win", "quick_win"),
        ("pilot.dimension", "Tata Kelola", "governance"),
        ("participation.program", "GMSC", "gmsc"),
        ("participation.confidence", "Resmi", "official"),
        ("event.mode", "Tatap  muka", "luring"),
        ("event.ict_layers", "SDM, Jaringan", "people; network"),
        ("event.ict_layers", "jaringan; network", "network"),
        ("event.ict_layers", "jaringan; kabel", "value_unknown"),
        ("event.ict_layers", ";", "value_unknown"),
        ("pilot.kind", "quick win; pelatihan", "value_unknown"),
    ],
)
def test_allowed_values_are_known_by_all_their_names(name: str, text: str, value: str) -> None:
    assert values(name, text) == [value]


@pytest.mark.parametrize(("table", "field"), CHOICES, ids=lambda part: getattr(part, "name", part))
def test_every_name_in_the_contract_leads_to_its_value(table: str, field: Field) -> None:
    names = {
        name: value
        for value, known in field.values.items()
        for name in (value, *known.titles.values(), *known.synonyms)
    }
    parsed = read_column(field, table, [name.upper() for name in names]).parsed
    assert {name: parsed[name.upper()].value for name in names} == names


def test_an_unknown_value_is_refused_with_the_nearest_ones() -> None:
    parsed = read_column(*column("pilot.status"), ["Selesay", "xyz"]).parsed
    place = {"table": "pilot", "field": "status"}
    assert parsed == {
        "Selesay": Parsed(None, "value_not_allowed", "value_unknown", place, candidates=("completed",)),
        "xyz": Parsed(None, "value_not_allowed", "value_unknown", place),
    }


def test_texts_stay_as_they_are() -> None:
    texts = ["=HYPERLINK(1)", "'; drop table", "tidak ada", "n/a", "<b>{value}</b> $1", "é 🏙", "a\nb"]
    assert values("pilot.note", *texts) == texts


def test_texts_keep_to_their_form() -> None:
    assert values("pilot.source_url", "https://a.id/b", "a.id", "https://a.id/b c") == [
        "https://a.id/b",
        "pattern",
        "pattern",
    ]
    assert values("pilot.note", "a\u202eb", "a\x00b", "a\u2066b") == ["signs_hidden"] * 3


@pytest.mark.parametrize(("table", "field"), COLUMNS, ids=lambda part: getattr(part, "name", part))
def test_blank_leaves_and_a_dash_erases_in_every_column(table: str, field: Field) -> None:
    reading = read_column(field, table, ["", "-", "–", "—"])
    assert reading == ColumnReading({"": BLANK, "-": ERASE, "–": ERASE, "—": ERASE}, "", "")


@pytest.mark.parametrize("name", ["assessment.score", "pilot.due_on", "pilot.status", "region.autonomous"])
def test_words_for_nothing_are_blank_where_no_free_text_is_meant(name: str) -> None:
    texts = ["n/a", "N/A", "#N/A", "NULL", "Tidak ada", "nihil"]
    assert read_column(*column(name), texts).parsed == dict.fromkeys(texts, BLANK)


@given(st.sampled_from(COLUMNS), st.lists(st.text(), unique=True))
def test_any_text_is_a_value_nothing_or_refused(place: tuple[str, Field], texts: list[str]) -> None:
    table, field = place
    reading = read_column(field, table, texts)
    assert set(reading.parsed) == set(texts)
    for parsed in reading.parsed.values():
        assert (parsed.code in CODES) == (parsed.rule in SENTENCES) == bool(parsed.rule)
        assert not (parsed.value and parsed.rule)


@given(st.sampled_from(CHOICES), st.data())
def test_a_value_reads_again_as_itself(place: tuple[str, Field], data: st.DataObject) -> None:
    table, field = place
    value = data.draw(st.sampled_from(list(field.values)))
    assert read_column(field, table, [value]).parsed == {value: Parsed(value)}


@pytest.mark.parametrize("rule", SENTENCES)
def test_every_sentence_can_be_said(rule: str) -> None:
    told = {"meant": "20", "known": "gmsc", "edition": "2026", "versions": "spbe-2020"}
    refused = Refuser("pilot", "progress_percent")(rule, (), **told)
    problem = Problem(3, "Kemajuan", "2O", refused.code, refused.rule, refused.details)
    asked = {name for text in SENTENCES[rule] for _, name, _, _ in Formatter().parse(text) if name}
    assert asked <= {"value", "title", "example", "allowed", "range", *told}
    with in_language("id"):
        assert re.fullmatch(r"[^{}]+\.", problem.message)
        assert re.fullmatch(r"[^{}]+\.", problem.fix)


def test_a_sentence_says_what_where_and_what_to_do() -> None:
    refused = read_column(*column("pilot.progress_percent"), ["101"]).parsed["101"]
    problem = Problem(3, "Kemajuan", "101", refused.code, refused.rule, refused.details)
    title = column("pilot.progress_percent")[0].title("id")
    with in_language("id"):
        assert problem.message == f"{title} harus dalam rentang 0 … 100, tetapi tertulis 101."


def test_percentages_of_a_workbook_are_shares_of_one() -> None:
    field = load_contract().tables["pilot"].field("progress_percent")

    found = read_column(field, "pilot", ["0.45", "1", "0", "-", ""], numbers=frozenset(("0.45", "1", "0")))

    values = {text: parsed.value for text, parsed in found.parsed.items()}
    assert (values, found.question) == ({"0.45": "45", "1": "100", "0": "0", "-": None, "": None}, "percent")


def test_small_percentages_as_text_are_percentages() -> None:
    field = load_contract().tables["pilot"].field("progress_percent")

    found = read_column(field, "pilot", ["0,45", "1"])

    assert {text: parsed.value for text, parsed in found.parsed.items()} == {"0,45": "0.45", "1": "1"}
