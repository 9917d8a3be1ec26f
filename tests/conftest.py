"""Databases that several tests share."""

import os
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import hypothesis
import pytest
from argon2 import PasswordHasher
from streamlit.components.v2 import manifest_scanner

from smartcity import accounts, demo
from smartcity.contract import load_contract
from smartcity.draft import Draft
from smartcity.settings import ROOT, settings
from smartcity.store import Store
from tests.queries.database import Database

# How long an example takes says more of what else the machine does than of what is tested.
hypothesis.settings.register_profile("smartcity", deadline=None)
hypothesis.settings.load_profile("smartcity")

if sys.dont_write_bytecode:
    # Else each process that tests start would compile anew all that it imports.
    os.environ["PYTHONDONTWRITEBYTECODE"] = ""
    os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".pytest_cache" / "bytecode")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Share the tests among the processors; benchmarks have the machine for themselves."""
    is_bench = any("bench" in Path(argument).parts for argument in config.args)
    return 0 if is_bench else os.cpu_count() or 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run fast tests first, then slow ones, and last what needs a browser."""
    items.sort(
        key=lambda item: (bool(item.get_closest_marker("browser")), bool(item.get_closest_marker("slow")))
    )


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords in a moment; what it costs in earnest is no matter of these tests."""
    monkeypatch.setattr(accounts, "hasher", lambda: PasswordHasher(1, 8, 1))


@pytest.fixture(autouse=True)
def own_settings() -> Iterator[None]:
    """Let no test find the settings that another one read."""
    yield
    settings.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def one_search_for_components() -> Iterator[None]:
    """Search what is installed for components of Streamlit once: for each page it takes a tenth of a second."""
    with pytest.MonkeyPatch.context() as patch:
        search = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", search)
        yield


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


@pytest.fixture(scope="session")
def empty_folder(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder whose current version holds no fact, only the reference; tests only read it."""
    folder = Path(shutil.copytree(data_folder, tmp_path_factory.mktemp("without") / "db"))

    def clear(draft: Draft) -> None:
        for table in load_contract().tables.values():
            if table.group == "facts":
                keys = draft.connection.execute(f"select {', '.join(table.key)} from {table.name}").df()
                draft.delete(table.name, keys)

    store = Store(folder)
    store.publish(clear, kind="upload", made_by="uji", reason="kosong")
    store.close()
    return folder


@pytest.fixture
def own_data_folder(data_folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the bundled data folder that the test may change."""
    return Path(shutil.copytree(data_folder, tmp_path / "db"))
