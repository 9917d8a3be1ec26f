"""A small bundle for the store's tests: real tables of the contract, few rows, quick checks."""

import atexit
import csv
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from smartcity.contract import Contract, read_contract
from smartcity.draft import Draft
from smartcity.settings import DATA
from smartcity.store import Bundle, Store

Rows = Iterable[tuple[Any, ...]]
TABLES = ("region", "region_alias", "agency", "batch", "change")
REGIONS = (
    ("00", "", "nasional", "Indonesia", "Indonesia", "false"),
    ("16", "00", "provinsi", "Sumatera Selatan", "Sumatera Selatan", "true"),
    ("16.01", "16", "kabupaten", "Kabupaten Ogan Komering Ulu", "Ogan Komering Ulu", "true"),
)
ALIASES = (("OKU", "16.01", "abbreviation"),)
AGENCIES = (("16.01", "diskominfo", "Dinas Komunikasi"), ("16.01", "bapenda", "Badan Pendapatan"))
VIEWS = {"agency_count": "select region_code, count(*) as agencies from agency group by region_code"}
STATE = {
    "region": "select code, name from region order by all",
    "region_alias": "select alias, code, kind from region_alias order by all",
    "agency": "select region_code, agency, name, kind from agency order by all",
    "batch": "select * exclude (made_at, release) from batch order by batch",
    "change": "select * from change order by batch, table_name, row_key",
}


def whole_package() -> dict[str, Any]:
    """Return the data package of all tables."""
    package: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    return package


def small_package() -> dict[str, Any]:
    """Return the data package of the few tables."""
    package = whole_package()
    package["resources"] = [item for item in package["resources"] if item["name"] in TABLES]
    return package


def checks_of(contract: Contract) -> Any:
    """Return the function that runs the contract's own checks, in one statement."""
    every = " union all ".join(
        f"select '{check.name}', '{check.severity}', '{check.table}', row_key, column_name || ': ' || value"
        f" from ({check.sql})"
        for check in contract.checks()
    )

    def run(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
        rows = connection.execute(every).fetchall()
        return pd.DataFrame(rows, columns=["check", "severity", "table_name", "row_key", "detail"])

    return run


def make_bundle(
    root: Path,
    agencies: Rows = AGENCIES,
    aliases: Rows = ALIASES,
    package: dict[str, Any] | None = None,
    views: Mapping[str, str] = VIEWS,
) -> Bundle:
    """Write the CSV files of a release and return it."""
    package = package or small_package()
    contract = read_contract(package)
    root.mkdir(parents=True, exist_ok=True)
    (root / "datapackage.json").write_text(json.dumps(package))
    rows: dict[str, Rows] = {"region": REGIONS, "region_alias": aliases, "agency": agencies}
    for table in contract.tables.values():
        path = root / table.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table.columns)
            for row in rows.get(table.name, ()):
                writer.writerow([*row, *[""] * (len(table.columns) - len(row))])
    checks = checks_of(contract)
    return Bundle(contract, root, views, checks, checks)


def make_store(folder: Path, bundle: Bundle | None = None, **options: Any) -> Store:
    """Return a store beside its small bundle, with nothing published yet."""
    return Store(folder / "db", bundle=bundle or make_bundle(folder / "bundle"), **options)


@cache
def _built() -> Path:
    """Return a folder with a built store, made once per process."""
    folder = Path(tempfile.mkdtemp(prefix="store-kit-"))
    atexit.register(shutil.rmtree, folder)
    store = make_store(folder)
    store.ensure()
    store.close()
    return folder


def ready_store(folder: Path, **options: Any) -> Store:
    """Return a store whose first version is published, copied because building takes longer."""
    shutil.copytree(_built(), folder, dirs_exist_ok=True)
    return make_store(folder, **options)


def agencies(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Return rows of agencies: region, agency, name."""
    return pd.DataFrame(rows, columns=["region_code", "agency", "name"], dtype="str")


def upload(store: Store, *rows: tuple[str, str, str], kind: str = "upload") -> int:
    """Publish rows of agencies as a person's upload."""

    def change(draft: Draft) -> None:
        draft.upsert("agency", agencies(*rows))

    return store.publish(change, kind=kind, made_by="ani", reason="uji", table_name="agency")


def confirm(store: Store, alias: str, code: str) -> int:
    """Publish an alias that a person confirmed."""
    frame = pd.DataFrame({"alias": [alias], "code": [code], "kind": ["confirmed"], "added_by": ["ani"]})
    return store.publish(
        lambda draft: draft.upsert("region_alias", frame), kind="upload", made_by="ani", reason="uji"
    )


def state(store: Store, version: int | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything in a version that does not depend on the clock."""
    with store.read(version) as snapshot:
        return {table: snapshot.rows(sql) for table, sql in STATE.items()}


def data(store: Store, version: int | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Return the data tables of a version."""
    found = state(store, version)
    return {table: found[table] for table in ("region", "region_alias", "agency")}


def names(store: Store) -> dict[str, str]:
    """Return the current agencies with their names."""
    with store.read() as snapshot:
        return dict(snapshot.rows("select agency, name from agency order by agency"))


def files(store: Store) -> list[str]:
    """Return the files in the data folder, without the lock."""
    found = (path.relative_to(store.folder).as_posix() for path in store.folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name != "lock")
