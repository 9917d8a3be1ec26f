"""What the tests of loading and undoing share: a command run on a data folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartcity import cli, words
from smartcity.store import Store
from smartcity.terminal.usage import asked_language
from tests.terminal.loading_kit import Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], own_data_folder: Path) -> Run:
    """Run a command on a data folder of its own; return exit code, output, errors."""

    def start(*arguments: str | Path | int) -> tuple[int, str, str]:
        written = [*map(str, arguments), "--data", str(own_data_folder)]
        with words.in_language(asked_language(written) or "id"):
            code = cli.run(written)
        return code, *capsys.readouterr()

    return start


@pytest.fixture
def store(own_data_folder: Path) -> Iterator[Store]:
    store = Store(own_data_folder)
    yield store
    store.close()
