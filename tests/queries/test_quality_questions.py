"""Sources, contradictions, coverage and age: what is counted, by whom, and which step of a rule decided."""

import hashlib

import pytest

from tests.queries.database import Database, Row, plain

FIGURES = "figure program edition scope_code stage measure value confidence as_of source_title"
SCORES = "framework edition region_code indicator source_title score confidence assessed_on"


def figure(name: str, value: float, confidence: str, as_of: str | None, title: str) -> Row:
    """Return a published figure for the invited of 2022."""
    return (name, "gmsc", "2022", "00", "invited", "reached_stage", value, confidence, as_of, title)


@pytest.fixture
def scored(country: Database) -> Database:
    """Return the small country with an instrument."""
    country.add("program", "program name_id name_en", ("spbe", "SPBE", "SPBE"))
    country.add(
        "framework",
        "framework program name_id name_en valid_from valid_to",
        ("spbe-2018", "spbe", "Lama", "Old", 2018, 2020),
        ("spbe-2020", "spbe", "Baru", "New", 2021, 2025),
    )
    country.add(
        "indicator",
        "framework indicator parent level ordinal name_id name_en weight_percent",
        ("spbe-2020", "index", None, "index", 1, "Indeks", "Index", None),
        ("spbe-2020", "d1", "index", "domain", 1, "Satu", "One", 60),
        ("spbe-2020", "d2", "index", "domain", 2, "Dua", "Two", 40),
        ("spbe-2020", "i1", "d1", "indicator", 1, "Butir", "Item", 60),
    )
    return country


def test_a_source_is_known_by_title_and_address(country: Database) -> None:
    columns = "program edition region_code stage source_title source_url confidence"
    country.add(
        "participation",
        columns,
        ("gmsc", "2022", "16.01", "invited", "A", "https://a.id", "high"),
        ("gmsc", "2022", "16.02", "invited", "A", "https://a.id", "low"),
        ("gmsc", "2022", "16.71", "invited", "A", None, None),
    )
    country.add(
        "award", "award region_code title source_title source_url", ("w", "16", "J", "A", "https://a.id")
    )

    found = plain(country.ask("sources"))

    assert [row[1:5] for row in found] == [
        ("A", "https://a.id", "high, low, official", 3),
        ("A", "", "official", 1),
    ]
    assert found[0][5:] == (["participation", "award"], [2, 1])
    assert [row[0] for row in found] == [
        hashlib.sha256(text.encode()).hexdigest()[:12] for text in ("A\nhttps://a.id", "A\n")
    ]


def test_facts_of_one_source(country: Database) -> None:
    country.add(
        "participation", "program edition region_code stage source_title", ("gmsc", "2022", "16.01", "x", "A")
    )
    country.add(
        "award",
        "award region_code title source_title",
        ("w", "16.02", "Juara", "A"),
        ("v", "16.02", "Lain", "B"),
    )
    country.add("published_figure", FIGURES, figure("f", 5, "high", "2022", "A"))
    source = hashlib.sha256(b"A\n").hexdigest()[:12]

    def ask(table: str, limit: int = 10) -> list[Row]:
        asked = {"source": source, "table_name": table, "limit": limit}
        return country.rows("source_facts", "table_name region_name what text value", **asked)

    assert ask("") == [
        ("award", "Kabupaten Ogan Komering Ilir", "", "Juara", None),
        ("participation", "Kabupaten Ogan Komering Ulu", "x", "", None),
        ("published_figure", "Indonesia", "reached_stage", "", 5),
    ]
    assert [row[0] for row in ask("award")] == ["award"]
    assert len(ask("", 1)) == 1


@pytest.mark.parametrize(
    ("others", "decided"),
    [
        ([figure("b", 2, "medium", "2023", "A")], ["confidence"]),
        ([figure("b", 2, "high", "2021", "A")], ["date"]),
        ([figure("b", 2, "high", None, "A")], ["date"]),
        ([figure("b", 2, "high", "2022", "N")], ["title"]),
        ([figure("b", 2, "high", "2022", "M")], ["key"]),
        ([figure("b", 1, "low", None, "A"), figure("c", 3, "low", None, "A")], ["same", "confidence"]),
        ([figure("b", 1, "low", None, "A")], []),
    ],
)
def test_the_step_that_decided(country: Database, others: list[Row], decided: list[str]) -> None:
    country.add("published_figure", FIGURES, figure("a", 1, "high", "2022", "M"), *others)

    found = country.rows("contradictions", "row_key chosen value decided_by")

    assert [row[3] for row in found if not row[1]] == decided
    assert [row[:3] for row in found if row[1]] == [('["a"]', True, 1)] * bool(decided)


def test_an_exception_decides_and_tells_its_reason(country: Database) -> None:
    country.add(
        "published_figure",
        FIGURES,
        figure("a", 1, "high", "2022", "M"),
        figure("b", 2, "low", None, "N"),
    )
    country.add("headline_exception", "table_name row_key reason", ("published_figure", '[ "b" ]', "Surat"))

    assert country.rows(
        "contradictions", "row_key chosen decided_by exception_key exception_reason chosen_value"
    ) == [
        ('["b"]', True, "", '[ "b" ]', "Surat", 2),
        ('["a"]', False, "exception", "", "", 2),
    ]


def test_scores_contradict_like_figures(scored: Database) -> None:
    scored.add(
        "assessment",
        SCORES,
        ("spbe-2020", "2022", "16.01", "index", "A", 3.0, "high", None),
        ("spbe-2020", "2022", "16.01", "index", "B", 3.1, "low", None),
        ("spbe-2020", "2022", "16.01", "index", "C", None, "low", None),
        ("spbe-2020", "2022", "16.02", "index", "A", 3.0, "high", None),
        ("spbe-2020", "2022", "16.02", "index", "B", 3.0, "low", None),
    )

    assert scored.rows("contradictions", "table_name program region_name name_id value decided_by") == [
        ("assessment", "spbe", "Kabupaten Ogan Komering Ulu", "Indeks", 3.0, ""),
        ("assessment", "spbe", "Kabupaten Ogan Komering Ulu", "Indeks", 3.1, "confidence"),
    ]


def test_chosen_claims_are_the_headlines(bundled: Database) -> None:
    chosen = bundled.rows("contradictions", "table_name row_key value chosen")
    sql = """
        select 'published_figure', cast(json_array(figure) as varchar), value from headline_figure
        union all
        select 'assessment',
            cast(json_array(framework, edition, region_code, agency, indicator, source_title) as varchar), score
        from headline_score
    """
    headlines = set(bundled.connection.sql(sql).fetchall())

    assert len([row for row in chosen if row[3]]) == 16
    assert [row for row in chosen if row[3] and row[:3] not in headlines] == []
    assert [row for row in chosen if not row[3] and row[:3] in headlines] == []


def test_more_names_than_published(country: Database) -> None:
    columns = "program edition region_code stage source_title confidence"
    country.add(
        "participation",
        columns,
        ("gmsc", "2022", "16.01", "invited", "A", "high"),
        ("gmsc", "2022", "16.02", "invited", "A", "medium"),
        ("gmsc", "2022", "16.71", "invited", "A", "high"),
        ("gmsc", "2023", "16.71", "invited", "A", "high"),
        ("gmsc", "2022", "32.04", "invited", "A", "low"),
    )
    country.add("published_figure", FIGURES, figure("a", 2, "high", None, "A"))

    assert country.rows(
        "names_over_figures", "stage known published region_code best_confidence other_editions"
    ) == [
        ("invited", 3, 2, "16.02", "medium", None),
        ("invited", 3, 2, "16.71", "high", "2023"),
    ]


def covered(database: Database, table: str) -> dict[tuple[str, str], tuple[int, int | None, str]]:
    """Return what is known, of how many, and on which basis, by edition and area."""
    found = database.rows("coverage", "edition area known total basis", table_name=table)
    return {(row[0], row[1]): row[2:] for row in found}


def test_coverage_of_names(country: Database) -> None:
    columns = "program edition region_code stage source_title confidence"
    country.add(
        "participation",
        columns,
        ("gmsc", "2022", "16.01", "selected", "A", "high"),
        ("gmsc", "2022", "16.02", "invited", "A", "low"),
        ("gmsc", "2023", "32.73", "invited", "A", None),
    )
    country.add("published_figure", FIGURES, figure("a", 4, "high", None, "A"))

    assert covered(country, "participation") == {
        ("2022", "00"): (1, 4, "figure"),
        ("2022", "16"): (1, 3, "governments"),
        ("2022", "31"): (0, None, "unknown"),
        ("2022", "32"): (0, 2, "governments"),
        ("2023", "00"): (1, 5, "governments"),
        ("2023", "16"): (0, 3, "governments"),
        ("2023", "31"): (0, None, "unknown"),
        ("2023", "32"): (1, 2, "governments"),
    }


def test_coverage_of_scores_counts_governments_once(scored: Database) -> None:
    scored.add(
        "assessment",
        SCORES,
        ("spbe-2020", "2022", "16", "index", "A", 3.0, None, None),
        ("spbe-2020", "2022", "16.01", "index", "A", 3.0, None, None),
        ("spbe-2020", "2022", "16.01", "index", "B", 3.1, None, None),
        ("spbe-2020", "2022", "16.02", "d1", "A", 3.0, None, None),
        ("spbe-2020", "2022", "31.71", "index", "A", 3.0, None, None),
        ("spbe-2020", "2022", "00", "index", "A", 3.0, None, None),
    )
    figures = "figure program edition scope_code measure category counted_unit value"
    scored.add(
        "published_figure",
        figures,
        ("a", "spbe", "2022", "00", "evaluated", "pemerintah daerah", "pemerintah daerah", 7),
        ("b", "spbe", "2022", "00", "evaluated", None, "instansi", 99),
    )

    found = covered(scored, "assessment")

    assert (found["2022", "00"], found["2022", "16"], found["2022", "32"]) == (
        (2, 7, "figure"),
        (2, 4, "governments"),
        (0, 3, "governments"),
    )


def test_what_has_no_total_says_so(country: Database) -> None:
    country.add(
        "pilot",
        "pilot region_code program edition title kind status",
        ("a", "16.01", "gmsc", "2022", "A", "quick_win", "running"),
        ("b", "16.01", "gmsc", "2022", "B", "quick_win", "running"),
    )

    assert covered(country, "pilot")["2022", "16"] == (2, None, "unknown")
    assert covered(country, "award") == {}


@pytest.mark.parametrize("table", ["participation", "assessment", "pilot", "award", "attendance"])
def test_provinces_add_up_to_the_country(bundled: Database, table: str) -> None:
    found = plain(bundled.ask("coverage", table_name=table))
    whole = {row[:2]: row[4] for row in found if row[2] == "00"}

    sums: dict[tuple[str, str], int] = {}
    for row in found:
        if row[2] != "00":
            sums[row[0], row[1]] = sums.get((row[0], row[1]), 0) + row[4]
    assert sums == whole


def test_age_is_that_of_the_newest_fact_that_is_past(country: Database) -> None:
    columns = "program edition region_code stage source_title reached_on"
    country.add(
        "participation",
        columns,
        ("gmsc", "2022", "16.01", "invited", "A", "2025-06"),
        ("gmsc", "2022", "16.02", "invited", "A", "2027-01-01"),
        ("gmsc", "2023", "32.04", "invited", "A", None),
    )

    found = country.rows("age_by_province", "area table_name facts newest days is_old", today="2026-06-30")

    assert [row for row in found if row[1] == "participation"] == [
        ("00", "participation", 3, "2025-06", 365, False),
        ("16", "participation", 2, "2025-06", 365, False),
        ("31", "participation", 0, None, None, False),
        ("32", "participation", 1, "2023", 912, True),
    ]


def test_age_of_scores_is_that_of_their_day_or_else_of_their_period(scored: Database) -> None:
    scored.add(
        "assessment",
        "framework edition region_code indicator source_title assessed_on",
        ("spbe-2020", "2024", "16.01", "index", "A", "2025-06"),
        ("spbe-2020", "2025", "16.01", "index", "A", None),
        ("spbe-2020", "2025", "16.02", "index", "A", "2027-01-01"),
        ("spbe-2020", "2027", "16.02", "index", "B", ""),
        ("spbe-2020", "awal", "32.04", "index", "A", None),
        ("spbe-2020", "2023-S1", "31", "index", "A", None),
        ("spbe-2020", "2023-S1", "31", "index", "B", "2022-12-31"),
    )

    found = scored.rows("age_by_province", "area table_name facts newest", today="2026-06-30")

    assert [row for row in found if row[1] == "assessment"] == [
        ("00", "assessment", 7, "2025-06"),
        ("16", "assessment", 4, "2025-06"),
        ("31", "assessment", 2, "2023"),
        ("32", "assessment", 1, None),
    ]


def test_instruments_and_the_change_that_is_none(scored: Database) -> None:
    scored.add(
        "assessment",
        SCORES,
        ("spbe-2018", "2020", "16.01", "index", "A", 3.8, None, None),
        ("spbe-2020", "2021", "16.01", "index", "A", 3.5, None, None),
        ("spbe-2018", "2020", "16.02", "index", "A", 3.0, None, None),
        ("spbe-2020", "2022", "16.02", "index", "A", 1.0, None, None),
    )

    assert scored.rows("instruments", "framework valid_from indicators weights governments scores") == [
        ("spbe-2018", 2018, 0, None, 2, 2),
        ("spbe-2020", 2021, 1, 100, 2, 2),
    ]
    assert scored.rows("instrument_weights", "framework part_id weight_percent") == [
        ("spbe-2020", "Satu", 60),
        ("spbe-2020", "Dua", 40),
    ]
    assert scored.rows("instrument_change", "region_code previous_edition previous_score edition score") == [
        ("16.01", "2020", 3.8, "2021", 3.5)
    ]


def test_rows_are_named_by_their_ids(country: Database) -> None:
    country.add(
        "published_figure", FIGURES, figure("a", 1, "high", "2022", "M"), figure("b", 2, "low", "", "N")
    )
    country.add("award", "award region_code title source_title", ("a", "16.01", "Juara", "S"))

    columns = "id program region_name what of_what text source_title"
    assert country.rows("named_rows", columns, table_name="published_figure", ids='["a", "x"]') == [
        ("a", "gmsc", "Indonesia", "reached_stage", "invited", "", "M")
    ]
    assert country.rows("named_rows", columns, table_name="award", ids='["a"]') == [
        ("a", "", "Kabupaten Ogan Komering Ulu", "", "", "Juara", "S")
    ]
