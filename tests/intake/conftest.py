"""What the tests of the intake share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartcity.intake import text_files
from smartcity.intake.reference import Reference, read_reference
from smartcity.store import Store
from tests.intake.in_process import reading
from tests.intake.upload_kit import write_known


@pytest.fixture(scope="session")
def reference(data_folder: Path) -> Reference:
    """Return what the bundled database knows."""
    with Store(data_folder).read() as snapshot:
        return read_reference(snapshot)


@pytest.fixture(scope="session")
def known_folder(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the bundled rows and those that tests know; tests only read it."""
    folder = Path(shutil.copytree(data_folder, tmp_path_factory.mktemp("known") / "db"))
    store = Store(folder)
    write_known(store)
    store.close()
    return folder


@pytest.fixture(scope="session")
def known(known_folder: Path) -> Store:
    """Return a store with rows that tests know; tests only read it."""
    return Store(known_folder)


@pytest.fixture(scope="module")
def in_process() -> Iterator[None]:
    """Let text files be read without a process of their own while the tests of a module run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_files, "reading", reading)
        yield


@pytest.fixture
def own(known_folder: Path, tmp_path: Path) -> Store:
    """Return a store with rows that tests know, which the test may change."""
    return Store(Path(shutil.copytree(known_folder, tmp_path / "db")))
