"""Databases that several tests share."""

import os
import shutil
from pathlib import Path

import pytest

from smartcity import demo
from smartcity.store import Store
from tests.queries.database import Database


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Share the tests among the processors; benchmarks have the machine for themselves."""
    is_bench = any("bench" in Path(argument).parts for argument in config.args)
    return 0 if is_bench else os.cpu_count() or 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run fast tests first, then slow ones, and last what needs a browser."""
    items.sort(
        key=lambda item: (bool(item.get_closest_marker("browser")), bool(item.get_closest_marker("slow")))
    )


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
