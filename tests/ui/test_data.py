"""Cached answers: of one version, shared by all, and gone with the version that they were of."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from smartcity.settings import settings
from smartcity.store import Store
from smartcity.ui import data


@pytest.fixture
def folder(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a data folder which is that of the settings."""
    monkeypatch.setenv("SMARTCITY_DATA", str(own_data_folder))
    monkeypatch.setattr("streamlit.session_state", {})
    settings.cache_clear()
    yield own_data_folder
    settings.cache_clear()


def kept(folder: Path) -> dict[str, set[int]]:
    """Return of which versions of a folder something is kept."""
    caches = {"answers": data._answers, "made": data._products}
    return {name: {key[1] for key in cache.made if key[0] == str(folder)} for name, cache in caches.items()}


def look(folder: Path) -> tuple[int, int]:
    """Ask and make something as a page does; return the version and how many facts there are."""
    version = data.begin()
    return version, data.made("facts", lambda: int(data.ask("data_age")["rows"].sum()))


def test_what_was_kept_of_a_superseded_version_goes(folder: Path) -> None:
    first, before = look(folder)
    assert kept(folder) == {"answers": {first}, "made": {first}}

    row = pd.DataFrame([{"event": "uji", "title": "Uji", "starts_on": "2026-01-01"}])
    Store(folder).publish(
        lambda draft: draft.upsert("event", row), kind="upload", made_by="uji", reason="uji"
    )
    second, after = look(folder)

    assert (second, after) == (first + 1, before + 1)
    assert kept(folder) == {"answers": {second}, "made": {second}}
