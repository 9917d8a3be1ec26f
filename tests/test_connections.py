"""Whatever connection a statement gets, it reaches no other file, no network, no extension and no setting."""

import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from smartcity import connections
from smartcity.store import Store
from tests.store_kit import names, ready_store

Opened = Callable[[Store], AbstractContextManager[duckdb.DuckDBPyConnection]]


@contextmanager
def question(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give what answers pages, API and terminal."""
    with store.read() as snapshot, snapshot._cursor() as connection:
        yield connection


@contextmanager
def comparison(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give what an uploaded file is compared in."""
    with store.read() as snapshot, closing(snapshot.beside()) as connection:
        yield connection


@contextmanager
def draft(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give what a version is prepared in."""
    with store._files.writing("uji", 1), store._files.drafting(2, 1) as connection:
        yield connection


@contextmanager
def scratch(_store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give what a release's tables are tried in."""
    with closing(connections.in_memory({"memory_limit": "1GB"})) as connection:
        yield connection


KINDS: dict[str, Opened] = {
    "question": question,
    "comparison": comparison,
    "draft": draft,
    "scratch": scratch,
}
REACHING = (
    "from read_csv('{secret}')",
    "from read_text('{secret}')",
    "from read_blob('{secret}')",
    "from read_json('{secret}')",
    "from read_parquet('{secret}')",
    "from sniff_csv('{secret}')",
    "from parquet_metadata('{secret}')",
    "from glob('{folder}/*')",
    "from '{secret}'",
    "create table taken as from read_csv('{secret}')",
    "create view taken as from read_csv('{secret}')",
    "attach '{secret}' as other",
    "attach '{folder}/made.duckdb' as other",
    "attach '{folder}/state.sqlite' as other (type sqlite)",
    "from read_csv('{web}/x.csv')",
    "attach '{web}/x.duckdb' as other",
    "copy (select 1) to '{folder}/made.csv'",
    "copy (select 1) to '{folder}/made.parquet'",
    "copy (select 1) to '{web}/made.csv'",
    "export database '{folder}/made'",
    "import database '{folder}'",
    "install httpfs",
    "install spatial from community",
    "force install httpfs from '{web}'",
    "load httpfs",
    "load '{folder}/made.duckdb_extension'",
    "create persistent secret made (type http)",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "set memory_limit = '100GB'",
    "reset memory_limit",
    "set temp_directory = '{folder}/made'",
    "set max_temp_directory_size = '1TB'",
    "set allowed_directories = ['/']",
    "set autoload_known_extensions = true",
    "set allow_community_extensions = true",
    "set python_enable_replacements = true",
    "set home_directory = '{folder}'",
    "set secret_directory = '{folder}'",
    "set log_query_path = '{folder}/made.log'",
    "pragma enable_profiling = 'json'",
    "pragma profile_output = '{folder}/made.json'",
    "pragma memory_limit = '100GB'",
    "from frame",
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return ready_store(tmp_path)


@pytest.fixture
def web() -> Iterator[tuple[str, list[str]]]:
    """Return the address of a server on this computer and what was asked of it."""
    asked: list[str] = []

    class Noting(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_PUT = do_POST = do_GET  # noqa: N815

    with http.server.HTTPServer(("127.0.0.1", 0), Noting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_outside_is_reached(
    store: Store, tmp_path: Path, web: tuple[str, list[str]], kind: str
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    secret = folder / "secret.csv"
    secret.write_text("a,b\nrahasia,1\n")
    frame = pd.DataFrame({"a": ["rahasia"]})  # found by its name where replacements are on
    done = []
    with KINDS[kind](store) as connection:
        assert connection.execute("select 1").fetchall() == [(1,)]
        before = settings(connection)
        for statement in REACHING:
            try:
                answer = connection.execute(
                    statement.format(secret=secret, folder=folder, web=web[0])
                ).fetchall()
            except duckdb.Error:
                continue
            done.append((statement, answer))
        after = settings(connection)

    assert len(frame) == 1
    assert done == []
    assert after == before
    assert [path.name for path in folder.iterdir()] == ["secret.csv"]
    assert web[1] == []


def settings(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return what is set."""
    return dict(connection.execute("select name, value from duckdb_settings()").fetchall())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_in_force(store: Store, kind: str) -> None:
    with KINDS[kind](store) as connection:
        found = settings(connection)

    wanted = {
        "enable_external_access": "false",
        "lock_configuration": "true",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "allow_unsigned_extensions": "false",
        "allow_persistent_secrets": "false",
        "max_temp_directory_size": "7.4 GiB",
    }
    assert {name: found[name] for name in wanted} == wanted
    assert found["memory_limit"] == "953.6 MiB"


def test_only_a_writer_reaches_other_versions(store: Store) -> None:
    older = store.folder / "versions" / "000002.duckdb"
    attach = f"attach '{older}' as older (read_only)"
    count = "select count(*) from older.main.agency"
    with store._files.writing("uji", 1), store._files.drafting(3, 1) as connection:
        shutil.copy(store.folder / "versions" / "000001.duckdb", older)
        connection.execute(attach)
        assert connection.execute(count).fetchall() == [(2,)]
        connection.execute("detach older")
        with pytest.raises(duckdb.PermissionException):
            connection.execute(f"attach '{store.folder / 'lain.duckdb'}' as other")
    for opened in (question, comparison, scratch):
        with opened(store) as connection, pytest.raises(duckdb.Error):
            connection.execute(attach)


def test_a_question_that_wants_too_much_memory_is_refused(tmp_path: Path) -> None:
    store = ready_store(tmp_path, memory_limit="100MB", threads=1)

    with store.read() as snapshot, pytest.raises(duckdb.OutOfMemoryException):
        snapshot.rows("select list(range || repeat('x', 100)) from range(5000000)")

    assert len(names(store)) == 2
