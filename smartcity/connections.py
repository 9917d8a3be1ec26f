"""Every connection to DuckDB: with limits, without network and extensions, and with no file in reach but its own.

What a question may do is settled when a connection is opened; no statement can change it afterwards.
"""

from pathlib import Path

import duckdb

from smartcity.contract_tables import literal

Setting = str | bool | int | float | list[str]

_BOUNDS: dict[str, Setting] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "python_enable_replacements": False,  # else a table that is not there is looked for among Python's variables
    "max_temp_directory_size": "8GB",  # else what does not fit in memory may fill nine tenths of the disk
}


def reading(path: Path, settings: dict[str, Setting]) -> duckdb.DuckDBPyConnection:
    """Open a database file to read it."""
    return _close(duckdb.connect(path, read_only=True, config=settings | _BOUNDS))


def writing(path: Path, readable: Path, settings: dict[str, Setting]) -> duckdb.DuckDBPyConnection:
    """Open or make a database file to write to it; the files of one folder can be attached."""
    connection = duckdb.connect(path, config=settings | _BOUNDS)
    connection.execute(f"set allowed_directories = [{literal(str(readable))}]")
    return _close(connection)


def in_memory(settings: dict[str, Setting], *, current: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Open an empty database in memory, with a file attached for reading as `current` where one is named."""
    connection = duckdb.connect(config=settings | _BOUNDS)
    if current:
        connection.execute(f"attach {literal(str(current))} as current (read_only)")
    return _close(connection)


def _close(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Put all other files out of reach, once what may be reached is settled; a file that is open twice is already."""
    if not connection.execute("select current_setting('lock_configuration')").fetchall()[0][0]:
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    return connection
