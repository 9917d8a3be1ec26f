"""Databases that several tests share."""

import shutil
from pathlib import Path

import pytest

from smartcity import demo
from smartcity.store import Store
from tests.queries.database import Database


@pytest.fixture
def database() -> Database:
    """Return an empty database, to be filled by the test."""
    return Database()


@pytest.fixture(scope="session")
def bundled() -> Database:
    """Return the bundled data; tests only read it."""
    return Database().load()


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder whose first version holds the bundled data; tests only read it."""
    folder = tmp_path_factory.mktemp("bundled") / "db"
    store = Store(folder)
    store.ensure()
    store.close()
    return folder


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of demonstration data of the usual size; tests only read it."""
    folder = tmp_path_factory.mktemp("generated") / "demo"
    demo.build(folder)
    return folder


@pytest.fixture
def own_data_folder(data_folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the bundled data folder that the test may change."""
    return Path(shutil.copytree(data_folder, tmp_path / "db"))
