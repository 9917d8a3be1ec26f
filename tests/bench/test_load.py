"""A million assessments from a CSV file to a published version, beside DuckDB's bare COPY and two checkers."""

import csv
import itertools
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from smartcity.intake.choices import PAGE_LIMITS, Choices
from smartcity.intake.examining import examine
from smartcity.settings import DATA
from smartcity.store import Store
from tests.bench.report import Report, spread

ROWS, FEW_ROWS = 1_000_000, 20_000
RUNS = 3
TIMES_COPY, TIMES_FRICTIONLESS, GIBIBYTE, SECOND = 6.0, 15.0, 1024.0, 1_000.0
HEADER = (
    "framework",
    "edition",
    "region_code",
    "indicator",
    "source_title",
    "score",
    "assessed_on",
    "note",
    "source_url",
    "confidence",
)
# Its pace is the same throughout: a tenth of the file tells it.
FRICTIONLESS_ROWS = 100_000


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _assessments() -> Iterator[tuple[object, ...]]:
    """Give generated assessments without end: every government, indicator and year, codes and names in turn."""
    prefixes = {"provinsi": "Provinsi "}
    regions = [row for row in _read("region") if row["autonomous"] == "true"]
    written = [(row["code"], prefixes.get(row["level"], "") + row["name"]) for row in regions]
    indicators = [row["indicator"] for row in _read("indicator") if row["framework"] == "spbe-2020"]
    for source in itertools.count():
        for number, (place, indicator, year) in enumerate(
            itertools.product(written, indicators, range(2021, 2026))
        ):
            score = f"{1 + (number * 7919 + source) % 401 / 100:.2f}"
            url = f"https://contoh.go.id/{source}"
            day = f"2023-01-{1 + number % 28:02d}"
            yield (
                "spbe-2020",
                year,
                place[number % 2],
                indicator,
                f"Sumber {source}",
                score,
                day,
                "",
                url,
                "high",
            )


def _write(path: Path, rows: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(itertools.islice(_assessments(), rows))
    return path


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a million rows."""
    return _write(tmp_path_factory.mktemp("load") / "assessment.csv", ROWS)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _copy(source: Path, target: Path) -> None:
    """Let DuckDB copy the file into a file of its own, unchecked."""
    target.unlink(missing_ok=True)
    columns = ", ".join(f"{name} {'double' if name == 'score' else 'varchar'}" for name in HEADER)
    with duckdb.connect(target, config={"threads": 2}) as connection:
        connection.execute(f"create table assessment ({columns})")
        connection.execute(f"copy assessment from '{source}' (header)")
        connection.execute("checkpoint")


def _load(source: Path, folder: Path, *options: str) -> float:
    """Load the file as a person does and return the most memory that it took, in MiB."""
    command = [sys.executable, "-m", "smartcity.cli", "load", str(source), "--table", "assessment"]
    process = subprocess.Popen(
        [*command, "--data", str(folder), *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    return used.ru_maxrss / 1024


def test_load(million: Path, tmp_path: Path, report: Report) -> None:
    copies, loads, most = [], [], 0.0
    for run in range(RUNS):
        copies.append(_seconds(lambda: _copy(million, tmp_path / "bare.duckdb")))
        folder = tmp_path / f"db{run}"
        Store(folder).ensure()
        start = time.perf_counter()
        most = max(most, _load(million, folder))
        loads.append(time.perf_counter() - start)
        with Store(folder).read() as snapshot:
            assert snapshot.rows("select added from batch where kind = 'upload'") == [(ROWS,)]
    copy, load = statistics.median(copies), statistics.median(loads)
    report.at_most("bare COPY", f"{ROWS:,} rows", copy, "s", None, spread(copies))
    report.at_most("smartcity load", f"{ROWS:,} rows", load, "s", TIMES_COPY * copy, spread(loads))
    report.at_most("smartcity load, times the bare COPY", f"{ROWS:,} rows", load / copy, "", TIMES_COPY)
    report.at_most("smartcity load, memory", f"{ROWS:,} rows", most, "MiB", GIBIBYTE)
    report.at_least(
        "frictionless / smartcity load",
        f"{ROWS:,} rows",
        _frictionless(tmp_path) / load,
        "",
        TIMES_FRICTIONLESS,
    )
    report.at_most("pandera on polars, checks alone", f"{ROWS:,} rows", _pandera(million), "s")


def _frictionless(folder: Path) -> float:
    """Return how long frictionless checks a million rows by our contract, from a part of them.

    Keys and references are among its checks; regions stand as codes, because it knows no names.
    """
    from frictionless import Package

    codes = {row["name"]: row["code"] for row in _read("region")}
    codes |= {f"Provinsi {row['name']}": row["code"] for row in _read("region") if row["level"] == "provinsi"}
    with (folder / "assessment.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for row in itertools.islice(_assessments(), FRICTIONLESS_ROWS):
            writer.writerow([codes.get(str(cell), cell) for cell in row])
    package = Package.from_descriptor(_package(folder), basepath=str(folder))
    took = _seconds(lambda: package.validate())
    return took * ROWS / FRICTIONLESS_ROWS


def _package(folder: Path) -> dict[str, Any]:
    """Return our contract with assessments and what they refer to, the files beside it."""
    package: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    wanted = ("program", "region", "framework", "indicator", "assessment")
    package["resources"] = [item for item in package["resources"] if item["name"] in wanted]
    for item in package["resources"]:
        schema, path = item["schema"], f"{item['name']}.csv"
        schema.pop("partialForeignKeys", None)
        if item["name"] == "assessment":
            schema["fields"] = [field for field in schema["fields"] if field["name"] in HEADER]
            schema["primaryKey"] = [name for name in schema["primaryKey"] if name in HEADER]
        else:
            shutil.copy(DATA / item["path"], folder / path)
        item["path"] = path
    return package


def _pandera(source: Path) -> float:
    """Return how long pandera on polars takes to read and check the file by the same rules."""
    code = (
        "import sys, time, polars as pl, pandera.polars as pa\n"
        "start = time.perf_counter()\n"
        "frame = pl.read_csv(sys.argv[1], infer_schema_length=0).with_columns(pl.col('score').cast(pl.Float64))\n"
        "iso = pa.Check.str_matches(r'^[0-9]{4}-[0-9]{2}-[0-9]{2}$')\n"
        "sure = pa.Check.isin(['official', 'high', 'medium', 'low'])\n"
        "pa.DataFrameSchema({'framework': pa.Column(str), 'edition': pa.Column(str), 'region_code': pa.Column(str),"
        " 'indicator': pa.Column(str), 'score': pa.Column(float, pa.Check.in_range(1, 5)),"
        " 'assessed_on': pa.Column(str, iso), 'confidence': pa.Column(str, sure)}).validate(frame, lazy=True)\n"
        "print(time.perf_counter() - start)\n"
    )
    command = ["uv", "run", "--no-project", "--with", "pandera[polars]", "python", "-c", code, str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=source.parent)
    return float(done.stdout)


def test_report(tmp_path: Path, data_folder: Path, report: Report) -> None:
    content = _write(tmp_path / "few.csv", FEW_ROWS).read_bytes()
    store = Store(data_folder)
    examine(store, content, "few.csv", "assessment", Choices(), limits=PAGE_LIMITS).close()
    times = []
    for _run in range(RUNS):
        times.append(
            1_000
            * _seconds(
                lambda: examine(
                    store, content, "few.csv", "assessment", Choices(), limits=PAGE_LIMITS
                ).close()
            )
        )
    report.at_most("full report", f"{FEW_ROWS:,} rows", statistics.median(times), "ms", SECOND, spread(times))
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report.at_most("full report, memory of the measuring process", f"{FEW_ROWS:,} rows", used, "MiB")
