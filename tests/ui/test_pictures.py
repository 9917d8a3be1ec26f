"""Every picture of every page: the numbers that its chart is sent with are those that SQL gives."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from tests.pictures import ADDRESSES, PROVEN, WITHOUT_PICTURE, answered, collect
from tests.proofs import PROOFS, proof
from tests.queries.database import plain
from tests.ui.test_pages import run


@pytest.mark.parametrize("data", PROVEN)
def test_every_picture_shows_what_sql_says(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, data: str
) -> None:
    drawn = collect(monkeypatch)
    folder: Path = request.getfixturevalue(data)
    proven: set[str] = set()
    wrong: list[Any] = []
    for page, query in ADDRESSES:
        test = run(folder, monkeypatch, page, **dict(parse_qsl(query)), lang="id")
        assert [*test.exception, *test.error] == [], (page, query)
        assert set(drawn.charts) - WITHOUT_PICTURE == set(drawn.pictures), (page, query)
        for key, (shown, cached) in drawn.pictures.items():
            answers = answered(folder, shown)
            is_fresh = all(plain(cached[name]) == plain(each) for name, each in answers.items())
            found, wanted = PROOFS[proof(key)](drawn.charts[key], answers, key)
            if not is_fresh or found != wanted:
                wrong.append((page, query, key, is_fresh, found, wanted))
            proven.add(proof(key))
    assert wrong == []
    assert PROVEN[data] <= proven
