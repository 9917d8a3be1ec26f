"""What the tests of loading and undoing share: small files of scores, and what became of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from smartcity.store import Store

Run = Callable[..., tuple[int, str, str]]
"""Runs a command and returns exit code, output, errors."""

SCORES = "region_code,framework,edition,indicator,score\n"


def scores(store: Store) -> list[tuple[Any, ...]]:
    """Return the scores that came without a source, as those of these tests."""
    with store.read() as snapshot:
        return snapshot.rows(
            "select region_code, score from assessment where source_title = '' order by region_code"
        )


def last_batch(store: Store) -> dict[str, Any]:
    return {str(name): value for name, value in store.history().iloc[0].items()}


def file_of(folder: Path, *rows: str) -> Path:
    path = folder / "nilai.csv"
    path.write_text(SCORES + "".join(f"{row}\n" for row in rows), "utf-8")
    return path
