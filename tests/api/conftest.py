"""Clients of the API over the data that tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartcity.settings import settings
from tests.account_kit import FAR
from tests.api.kit import Client, asked


@pytest.fixture(scope="session")
def unlimited() -> Iterator[None]:
    """Let tests ask as often as they like."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTCITY_API_RATE", "1000000")
        settings.cache_clear()
        yield
    settings.cache_clear()


@pytest.fixture(scope="session")
def api(data_folder: Path, unlimited: None) -> Iterator[Client]:
    """Return a client over the bundled data."""
    with asked(data_folder) as client:
        yield client


@pytest.fixture(scope="session")
def demo_api(demo_folder: Path, unlimited: None) -> Iterator[Client]:
    """Return a client over demonstration data."""
    with asked(demo_folder) as client:
        yield client


@pytest.fixture(scope="session")
def built(data_folder: Path, unlimited: None) -> Iterator[Client]:
    """Return a client from afar: building the API takes a second, so that tests share it and bring their folders."""
    with asked(data_folder, client=(FAR, 40000)) as client:
        yield client
