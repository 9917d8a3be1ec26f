"""What a search finds: every typed word, the best first, at most so many of each kind with the count of all."""

import pytest

from tests.queries.database import Database


@pytest.fixture
def filled(country: Database) -> Database:
    """Return the small country with a few things to find."""
    country.add(
        "framework", "framework program name_id name_en", ("spbe-2020", "spbe", "Indeks SPBE", "SPBE index")
    )
    country.add(
        "indicator",
        "framework indicator level ordinal name_id name_en",
        ("spbe-2020", "index", "index", 0, "Indeks SPBE", "SPBE index"),
        ("spbe-2020", "i1", "indicator", 1, "Keamanan Informasi", "Information security"),
    )
    country.add(
        "pilot",
        "pilot region_code title kind status",
        ("p1", "16.71", "Smart Bench", "quick_win", "running"),
        ("p2", "32.73", "Bangku pintar (Smart)", "quick_win", "running"),
        ("p3", "32.73", "<b>Smart & co</b>", "quick_win", "running"),
    )
    country.add(
        "event",
        "event title starts_on place",
        ("e1", "Lokakarya Nasional", "2024-01-16", "Jakarta"),
        ("e2", "Forum Kota Pintar", "2023", None),
    )
    country.add(
        "agency",
        "region_code agency name",
        ("16.71", "dinkes", "Dinas Kesehatan"),
        ("32.04", "dinkes", "Dinas Kesehatan"),
        ("32.73", "dinkes", "Dinas Kesehatan"),
    )
    return country


def found(database: Database, text: str, kind: str = "", limit: int = 9) -> list[tuple[object, ...]]:
    """Return kind, id, where it belongs, and how many there are of the kind."""
    return database.rows("search", "kind id of_id total", text=text, kind=kind, limit=limit)


def test_search(filled: Database) -> None:
    assert found(filled, "smart") == [
        ("pilot", "p1", "16.71", 3),
        ("pilot", "p3", "32.73", 3),
        ("pilot", "p2", "32.73", 3),
    ]
    assert found(filled, "LOKAKARYA, nasional!") == [("event", "e1", "2024-01-16", 1)]
    assert found(filled, "information SECURITY") == [("indicator", "i1", "spbe-2020", 1)]
    assert found(filled, "indeks spbe") == [("framework", "spbe-2020", "spbe", 1)]
    assert found(filled, "movement") == [("program", "gmsc", "", 1)]


def test_words_may_stand_in_name_and_place(filled: Database) -> None:
    assert found(filled, "dinas kesehatan palembang") == [("agency", "dinkes", "16.71", 1)]
    assert found(filled, "kesehatan kota dinas bandung") == [("agency", "dinkes", "32.73", 1)]
    assert found(filled, "kesehatan kota dinas bandung barat daya") == []


def test_at_most_so_many_of_each_kind_or_one_kind_only(filled: Database) -> None:
    assert found(filled, "dinkes", limit=2) == [
        ("agency", "dinkes", "32.04", 3),
        ("agency", "dinkes", "32.73", 3),
    ]
    assert found(filled, "a", kind="event") == [("event", "e2", "2023", 2), ("event", "e1", "2024-01-16", 2)]


@pytest.mark.parametrize("text", ["", "  ", "'; drop table pilot; --x", "%", "_", "$text", "مدينة", "\u202e"])
def test_hostile_and_empty_texts_find_nothing(filled: Database, text: str) -> None:
    assert found(filled, text) == []


def test_words_to_propose(filled: Database) -> None:
    words = [word for (word,) in filled.rows("search_words", "word")]
    assert {"lokakarya", "nasional", "keamanan", "kesehatan", "smart"} <= set(words)
    assert all(len(word) > 3 for word in words)


def test_agencies_by_key(filled: Database) -> None:
    ids = '[["16.71","dinkes"],["32.73","none"],["16.71","dinkes"]]'
    assert filled.rows("agencies_named", "region_code agency name", ids=ids) == [
        ("16.71", "dinkes", "Dinas Kesehatan")
    ]
    assert filled.rows("agencies_named", "name", ids="[]") == []


def test_short_names_of_regions(country: Database) -> None:
    assert country.rows("regions_short", "code level short_name")[:2] == [
        ("16", "provinsi", "Sumatera Selatan"),
        ("16.01", "kabupaten", "Ogan Komering Ulu"),
    ]
