"""The command line: whole answers, one sentence per error, exit codes; the installed command, from any folder."""

import getpass
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from smartcity import cli, queries, words
from smartcity.regions import bundled_matcher
from smartcity.store import Store
from smartcity.terminal.output import plain
from smartcity.terminal.usage import asked_language

COMMAND = Path(sys.executable).with_name("smartcity")


@dataclass
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def smartcity(*arguments: str | Path, cwd: Path, **environment: str) -> Result:
    """Run the installed command as a process of its own."""
    done = subprocess.run(
        [COMMAND, *arguments],
        cwd=cwd,
        env={**os.environ, "SMARTCITY_LANGUAGE": "id", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Run a command inside this process, which is faster."""

    def start(*arguments: str | Path) -> Result:
        written = [str(argument) for argument in arguments]
        with words.in_language(asked_language(written)):
            code = cli.run(written)
        said = capsys.readouterr()
        return Result(code, said.out, said.err)

    return start


def asked(folder: Path, name: str, **parameters: Any) -> list[dict[str, Any]]:
    """Return the answer to a question, asked without the command line."""
    with Store(folder).read() as snapshot:
        frame = queries.run(snapshot, name, **parameters)
    records: list[dict[str, Any]] = plain(frame.to_dict("records"))
    return records


# --- the installed command ---


def test_funnel_as_json(data_folder: Path, tmp_path: Path) -> None:
    result = smartcity(
        "query",
        "funnel",
        "--program",
        "gmsc",
        "--edition",
        "2022",
        "--json",
        "--data",
        data_folder,
        cwd=tmp_path,
    )

    assert (result.code, result.err) == (0, "")
    assert result.json == {
        "version": 1,
        "rows": asked(data_folder, "funnel", program="gmsc", edition="2022", region="00"),
    }
    shown = [
        [row[name] for name in ("stage", "ordinal", "count", "published", "of_previous", "of_first")]
        for row in result.json["rows"][:3]
    ]
    assert shown == [
        ["invited", 1, 150, 150, None, 1.0],
        ["assessed", 2, 88, 88, 88 / 150, 88 / 150],
        ["selected", 3, 50, 50, 50 / 88, 50 / 150],
    ]
    counts = [row[name] for row in result.json["rows"] for name in ("ordinal", "count", "known", "published")]
    assert {type(count) for count in counts} <= {int, type(None)}
    assert set(result.json["rows"][0]["sources"][0]) == {"source_title", "source_url", "confidence", "value"}


def test_folder_from_the_environment_is_built_where_there_is_none(tmp_path: Path) -> None:
    result = smartcity(
        "query", "stages", "--program", "gmsc", "--json", cwd=tmp_path, SMARTCITY_DATA="new/db"
    )

    assert result.err == f"Menyiapkan data di {tmp_path}/new/db …\n"
    assert (result.code, result.json["version"]) == (0, 1)
    assert (tmp_path / "new/db/current").read_text() == "1\n"
    assert {row["stage"] for row in result.json["rows"]} >= {"invited", "assessed", "selected"}


def test_module_is_the_same_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "smartcity.cli", "--lang", "en"], cwd=tmp_path, capture_output=True, text=True
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_reader_who_stops_early_is_no_error(tmp_path: Path) -> None:
    with subprocess.Popen(
        [COMMAND, "query", "--list"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert (process.stderr.read(), process.wait(30)) == (b"", 0)


def test_output_is_utf8_whatever_the_terminal_says(data_folder: Path, tmp_path: Path) -> None:
    result = smartcity(
        "region", "Kota Sölok“", "--data", data_folder, cwd=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C"
    )

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[1] == "Kota Sölok“    —         cocok   13.72  Kota Solok  100"


# --- query ---


def test_every_question_can_be_asked(data_folder: Path, run: Callable[..., Result]) -> None:
    common = {"program": "gmsc", "edition": "2022", "stage": "selected", "by": "province"}
    common |= {"code": "16", "parent": "16", "framework_program": "spbe", "text": "ban"}
    common |= {"status": "running", "framework": "spbe-2020", "indicator": "index"}
    common |= {
        "batch": "1",
        "before": "2022",
        "before_framework": "spbe-2020",
        "codes": "16.01",
        "ids": "16.01",
    }
    common |= {"digest": "0" * 64, "dimension": "living", "kind": "quick_win", "measure": "reached_stage"}
    common |= {"offset": "0", "pilot": "p", "row_key": '["p"]', "source": "0" * 12, "table_name": "pilot"}
    common |= {"agency": "a"}
    common |= {"event": "e", "frequency": "often", "mode": "daring", "month": "01", "year": "2024"}
    for name in queries.NAMES:
        given = [f"{key}={common[key]}" for key in queries.parameters(name) if key in common]
        result = run(
            "query",
            name,
            "--json",
            "--data",
            data_folder,
            *(part for pair in given for part in ("--param", pair)),
        )
        assert (name, result.code, result.err) == (name, 0, "")
        assert set(result.json) == {"version", "rows"}


def test_trail_by_region_option(data_folder: Path, run: Callable[..., Result]) -> None:
    result = run("query", "trail", "--region", "16.01", "--json", "--data", data_folder)

    assert result == Result(
        0,
        """{
  "version": 1,
  "rows": [
    {
      "code": "00",
      "name": "Indonesia",
      "level": "nasional"
    },
    {
      "code": "16",
      "name": "Sumatera Selatan",
      "level": "provinsi"
    },
    {
      "code": "16.01",
      "name": "Kabupaten Ogan Komering Ulu",
      "level": "kabupaten"
    }
  ]
}
""",
        "",
    )


def test_trail_for_people(data_folder: Path, run: Callable[..., Result]) -> None:
    assert run("query", "trail", "--region", "16.01", "--data", data_folder) == Result(
        0,
        "code   name                         level\n"
        "00     Indonesia                    nasional\n"
        "16     Sumatera Selatan             provinsi\n"
        "16.01  Kabupaten Ogan Komering Ulu  kabupaten\n",
        "",
    )


def test_no_rows(data_folder: Path, run: Callable[..., Result]) -> None:
    nothing = ("query", "funnel", "--program", "none", "--edition", "1900", "--data", data_folder)

    assert run(*nothing) == Result(0, "", "Tidak ada baris.\n")
    assert run(*nothing, "--json").json == {"version": 1, "rows": []}


def test_list_of_questions(run: Callable[..., Result]) -> None:
    catalogue = run("query", "--list", "--json").json

    assert [each["name"] for each in catalogue] == list(queries.NAMES)
    funnel = next(each for each in catalogue if each["name"] == "funnel")
    assert funnel == {
        "name": "funnel",
        "answers": "How many regions reached each stage of one edition in one region: "
        "published, known by name, shares, sources",
        "parameters": ["program", "edition", "region"],
    }
    for_people = run("query", "--list").out.splitlines()
    assert [line.split()[0] for line in for_people] == ["Kueri", *queries.NAMES]


# --- region ---


def test_region(data_folder: Path, run: Callable[..., Result]) -> None:
    assert run("region", "KOTA BANDUNG", "--json", "--data", data_folder).json == {
        "status": "matched",
        "code": "32.73",
        "candidates": [{"code": "32.73", "name": "Kota Bandung", "score": 100.0}],
    }


def test_ambiguous_region(data_folder: Path, run: Callable[..., Result]) -> None:
    result = run("region", "Bandung", "--json", "--data", data_folder)

    assert (result.code, result.err) == (1, "")
    assert result.json == {
        "status": "ambiguous",
        "code": None,
        "candidates": [
            {"code": "32.04", "name": "Kabupaten Bandung", "score": 100.0},
            {"code": "32.73", "name": "Kota Bandung", "score": 100.0},
        ],
    }
    assert run("region", "Bandung", "--data", data_folder) == Result(
        1,
        "Nama tertulis  Provinsi  Status          Kode   Nama               Skor\n"
        "Bandung        —         bermakna ganda  32.04  Kabupaten Bandung  100\n"
        "Bandung        —         bermakna ganda  32.73  Kota Bandung       100\n",
        "",
    )


def test_file_of_names_keeps_its_order(data_folder: Path, tmp_path: Path, run: Callable[..., Result]) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes("\ufeffname;province\r\nKota Solok;Sumatera Barat\r\nXyz;\r\nKab. Solok;\r\n".encode())
    matched = {
        code: {
            "status": "matched",
            "code": code,
            "candidates": [{"code": code, "name": name, "score": 100.0}],
        }
        for code, name in (("13.72", "Kota Solok"), ("13.02", "Kabupaten Solok"))
    }
    unknown: dict[str, Any] = {"status": "unknown", "code": None, "candidates": []}

    result = run("region", "--file", path, "--json", "--data", data_folder)

    assert (result.code, result.json) == (1, [matched["13.72"], unknown, matched["13.02"]])
    assert run("region", "--file", path, "--data", data_folder).out.splitlines()[2] == (
        "Xyz            —               tidak dikenal  —      —                —"
    )
    path.write_text("name\nKota Solok\n")
    assert run("region", "--file", path, "--json", "--data", data_folder).code == 0


def test_region_without_a_database_uses_the_bundled_names(tmp_path: Path, run: Callable[..., Result]) -> None:
    result = run("region", "Pemkot Solok", "--json", "--data", tmp_path / "none")

    assert result.json["code"] == bundled_matcher().match("Pemkot Solok").code == "13.72"
    assert not (tmp_path / "none").exists()


def test_region_uses_names_confirmed_in_the_database(
    own_data_folder: Path, run: Callable[..., Result]
) -> None:
    alias = pd.DataFrame([{"alias": "Kota Serambi Uji", "code": "13.72", "kind": "confirmed"}])
    store = Store(own_data_folder)
    store.publish(lambda draft: draft.upsert("region_alias", alias), kind="upload", made_by="x", reason="x")

    assert run("region", "Kota Serambi Uji", "--json", "--data", own_data_folder).json["code"] == "13.72"


# --- history, restore ---


def test_history_and_restore(own_data_folder: Path, run: Callable[..., Result]) -> None:
    award = pd.DataFrame([{"award": "uji", "title": "Uji", "source_title": "Uji", "confidence": "low"}])
    award["region_code"] = "13.72"
    store = Store(own_data_folder)
    store.publish(lambda draft: draft.upsert("award", award), kind="upload", made_by="Ani", reason="Unggahan")
    store.close()

    restored = run("restore", "1", "--reason", "salah unggah", "--json", "--data", own_data_folder)
    assert (restored.code, restored.json, restored.err) == (0, {"version": 3, "restored": 1}, "")

    history = run("history", "--json", "--data", own_data_folder).json
    columns = ("version", "kind", "made_by", "reason", "added", "changed", "removed", "available")
    rows = [[row[column] for column in columns] for row in history["rows"]]
    added = rows[2][4]
    assert history["version"] == 3
    assert rows == [
        [3, "restore", getpass.getuser(), "salah unggah", 0, 0, 1, True],
        [2, "upload", "Ani", "Unggahan", 1, 0, 0, True],
        [1, "release", "smartcity", "Data bawaan", added, 0, 0, True],
    ]
    assert added > 1000

    again = run("restore", "2", "--data", own_data_folder)
    assert again == Result(0, "Data versi 2 dipulihkan sebagai versi 4.\n", "")
    lines = run("history", "--data", own_data_folder, "--lang", "en").out.splitlines()
    assert len(lines) == 5
    assert lines[1].split()[0] == "4"


# --- check ---


def test_bundled_data_passes_its_checks(data_folder: Path, run: Callable[..., Result]) -> None:
    result = run("check", "--json", "--data", data_folder)

    assert (result.code, result.err) == (0, "")
    assert {name: result.json[name] for name in ("version", "errors")} == {"version": 1, "errors": 0}
    assert {each["severity"] for each in result.json["checks"]} <= {"warning"}
    assert result.json["warnings"] == sum(each["count"] for each in result.json["checks"])
    summary = run("check", "--data", data_folder).out.splitlines()[-1]
    assert summary == "{checked} pemeriksaan pada versi 1: 0 kesalahan, {warnings} peringatan.".format(
        **result.json
    )


def damage_facts(folder: Path) -> None:
    """Write a fact without its program into a published version, past all checks."""
    path = folder / "versions" / "000001.duckdb"
    path.chmod(0o644)
    with duckdb.connect(path) as connection:
        connection.execute(
            "insert into participation (program, edition, region_code, stage, source_title, confidence)"
            " values ('uji', '2022', '13.72', 'uji', 'Uji', 'high')"
        )


def test_an_error_is_shown_with_reason_and_fix(own_data_folder: Path, run: Callable[..., Result]) -> None:
    damage_facts(own_data_folder)

    result = run("check", "--json", "--data", own_data_folder)

    assert result.code == 1
    assert result.json["errors"] == sum(
        each["count"] for each in result.json["checks"] if each["severity"] == "error"
    )
    first = result.json["checks"][0]
    assert (first["severity"], first["table_name"], first["count"]) == ("error", "participation", 1)
    assert first["rows"][0]["row_key"] == ["uji", "2022", "13.72", "uji", "Uji"]
    for_people = run("check", "--data", own_data_folder)
    assert for_people.code == 1
    assert for_people.out.splitlines()[:5] == [
        f"KESALAHAN {first['check']} (1)",
        f"  {first['reason']}",
        f"  {first['fix']}",
        f"    uji, 2022, 13.72, uji, Uji | {first['rows'][0]['detail']}",
        "",
    ]


# --- export ---


def test_export_csv(data_folder: Path, tmp_path: Path, run: Callable[..., Result]) -> None:
    out = tmp_path / "program.csv"
    out.write_text("old")

    result = run("export", "stage", "--format", "csv", "--out", out, "--data", data_folder)

    with Store(data_folder).read() as snapshot:
        stages = snapshot.rows("select program, stage from stage order by program, stage")
    assert result == Result(0, f"{len(stages)} baris tabel stage ditulis ke {out}.\n", "")
    lines = out.read_text("utf-8-sig").splitlines()
    assert lines[0].split(";") == ["program", "stage", "ordinal", "name_id", "name_en"]
    assert [tuple(line.split(";")[:2]) for line in lines[1:]] == stages
    assert list(tmp_path.iterdir()) == [out]


def test_export_xlsx_and_parquet(data_folder: Path, tmp_path: Path, run: Callable[..., Result]) -> None:
    from python_calamine import load_workbook

    for form in ("xlsx", "parquet"):
        out = tmp_path / f"batch.{form}"
        assert run("export", "batch", "--format", form, "--out", out, "--data", data_folder).code == 0

    frame = pd.read_parquet(tmp_path / "batch.parquet")
    assert frame[["batch", "version", "kind"]].to_dict("records") == [
        {"batch": 1, "version": 1, "kind": "release"}
    ]
    rows = load_workbook(tmp_path / "batch.xlsx").get_sheet_by_index(0).to_python()
    assert any("release" in row for row in rows)


def test_every_table_exports_in_every_form(
    data_folder: Path, tmp_path: Path, run: Callable[..., Result]
) -> None:
    for table in ("published_figure", "assessment", "pilot", "change"):
        for form in ("csv", "xlsx", "parquet"):
            out = tmp_path / f"{table}.{form}"
            result = run("export", table, "--format", form, "--out", out, "--data", data_folder)
            assert (table, form, result.code, result.err) == (table, form, 0, "")
            assert out.stat().st_size > 0


def test_export_db_is_an_ordinary_database(
    data_folder: Path, tmp_path: Path, run: Callable[..., Result]
) -> None:
    out = tmp_path / "all.duckdb"

    assert run("export-db", out, "--data", data_folder) == Result(0, f"Versi 1 ditulis ke {out}.\n", "")
    with duckdb.connect(out) as connection:
        connection.execute("delete from award")
        assert connection.execute("select count(*) from region where level = 'provinsi'").fetchall() == [
            (38,)
        ]


# --- errors ---

WRONG = [
    ("", 0, None),
    ("nothing", 2, "Perintah nothing tidak dikenal; lihat `smartcity --help`."),
    ("--bad", 2, "Pilihan --bad tidak dikenal; lihat `smartcity --help`."),
    ("check --bad", 2, "Pilihan --bad tidak dikenal; lihat `smartcity check --help`."),
    ("check extra", 2, "Isian berlebih: extra; lihat `smartcity check --help`."),
    ("check --json=1", 2, "Pilihan --json tidak memakai isian; lihat `smartcity --help`."),
    ("check --data", 2, "Pilihan --data memerlukan isian; lihat `smartcity --help`."),
    ("check --lang fr", 2, "Isian untuk --lang tidak dapat dipakai; lihat `smartcity check --help`."),
    ("restore", 2, "VERSION belum diisi; lihat `smartcity restore --help`."),
    ("restore one", 2, "Isian untuk VERSION tidak dapat dipakai; lihat `smartcity restore --help`."),
    ("restore 99 DATA", 2, "Versi 99 tidak ada; lihat versi yang ada dengan `smartcity history`."),
    ("query", 2, "Sebutkan nama kueri; daftarnya ada pada `smartcity query --list`."),
    ("query nothing", 2, "Tidak ada kueri bernama nothing."),
    ("query ../funnel", 2, "Tidak ada kueri bernama ../funnel."),
    ("query funnel DATA", 2, "Kueri funnel memerlukan --program, --edition."),
    ("query trail", 2, "Kueri trail memerlukan --region."),
    ("query region_search", 2, "Kueri region_search memerlukan --param text=…."),
    ("query programs --region 00", 2, "Kueri programs tidak memakai --region."),
    ("query programs --param x=1", 2, "Kueri programs tidak memakai --param x=…."),
    ("query programs --param x", 2, "Tulis --param sebagai nama=nilai, bukan x."),
    (
        "query recent_changes --param limit=many",
        2,
        "Isian limit=many tidak dapat dipakai; contoh: limit=10.",
    ),
    (
        "query recent_changes --param limit=-1 DATA",
        2,
        "Kueri recent_changes tidak dapat dijawab dengan parameter itu: "
        "Binder Error: LIMIT/OFFSET cannot be negative.",
    ),
    (
        "region",
        2,
        "Sebutkan satu nama wilayah (boleh dengan --province), atau sebuah berkas dengan --file.",
    ),
    (
        "region Solok --file x.csv",
        2,
        "Sebutkan satu nama wilayah (boleh dengan --province), atau sebuah berkas dengan --file.",
    ),
    ("region --file none.csv", 2, "none.csv tidak dapat dipakai: tidak ada."),
    ("region --file /", 2, "/ tidak dapat dipakai: adalah folder."),
    (
        "history --data /dev/null/db",
        2,
        "Menyiapkan data di /dev/null/db …\n/dev/null/db/versions tidak dapat dipakai: bukan folder.",
    ),
    ("export stage", 2, "--out belum diisi; lihat `smartcity export --help`."),
    ("export stage --out x", 2, "--format belum diisi; lihat `smartcity export --help`."),
    (
        "export stage --out x --format doc",
        2,
        "Isian untuk --format tidak dapat dipakai; lihat `smartcity export --help`.",
    ),
    (
        "export stage --out none/x.csv --format csv DATA",
        2,
        "Folder HERE/none tidak ada; buat dahulu foldernya.",
    ),
    ("export stage --out . --format csv DATA", 2, "HERE bukan berkas biasa; sebutkan nama berkas."),
    ("export-db none/x DATA", 2, "Folder HERE/none tidak ada; buat dahulu foldernya."),
    ("export-db /dev/null DATA", 2, "/dev/null bukan berkas biasa; sebutkan nama berkas."),
]


@pytest.mark.parametrize(
    ("written", "code", "sentence"), WRONG, ids=[case[0] or "no words" for case in WRONG]
)
def test_wrong_use_is_one_sentence(
    written: str,
    code: int,
    sentence: str | None,
    data_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    run: Callable[..., Result],
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = written.replace("DATA", f"--data {data_folder}").split()

    result = run(*arguments)

    assert result.code == code
    if sentence is None:
        assert result.out.startswith("Pemakaian: smartcity")
    else:
        assert (result.out, result.err) == ("", sentence.replace("HERE", str(tmp_path)) + "\n")
    assert list(tmp_path.iterdir()) == []


def test_unknown_table_names_those_that_exist(data_folder: Path, run: Callable[..., Result]) -> None:
    result = run("export", "nothing", "--format", "csv", "--out", "x.csv", "--data", data_folder)

    assert result.code == 2
    assert result.err.startswith("Tidak ada tabel bernama nothing; yang ada: agency, assessment,")


def test_damaged_database_names_the_way_back(own_data_folder: Path, run: Callable[..., Result]) -> None:
    award = pd.DataFrame([{"award": "uji", "title": "Uji", "source_title": "Uji", "confidence": "low"}])
    award["region_code"] = "13.72"
    store = Store(own_data_folder)
    store.publish(lambda draft: draft.upsert("award", award), kind="upload", made_by="x", reason="x")
    store.close()
    damaged = own_data_folder / "versions" / "000002.duckdb"
    damaged.chmod(0o644)
    damaged.write_bytes(b"not a database" * 1000)

    result = run("query", "programs", "--json", "--data", own_data_folder)

    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Versi 2 tidak dapat dibaca;")
    assert "smartcity restore 1" in result.err
    assert result.err.count("\n") == 1
    assert run("restore", "1", "--data", own_data_folder).code == 0
    assert run("query", "programs", "--json", "--data", own_data_folder).code == 0


def test_bad_setting_is_named(tmp_path: Path) -> None:
    result = smartcity("history", cwd=tmp_path, SMARTCITY_THREADS="many", SMARTCITY_DATA=str(tmp_path))

    assert (result.code, result.out) == (2, "")
    assert result.err == "Pengaturan SMARTCITY_THREADS tidak dapat dipakai: many.\n"


def test_unexpected_error_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Result]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("smartcity.terminal.stores.store_of", broken)
    sentence = (
        "Terjadi kesalahan yang tidak terduga (RuntimeError); "
        "ulangi dengan SMARTCITY_DEBUG=1 untuk rinciannya.\n"
    )

    assert run("history") == Result(2, "", sentence)
    monkeypatch.setenv("SMARTCITY_DEBUG", "1")
    debugged = run("history")
    assert debugged.err.startswith("Traceback")
    assert debugged.err.endswith(f"RuntimeError: broken\n{sentence}")


# --- help and language ---


def test_help_is_indonesian_and_complete(run: Callable[..., Result]) -> None:
    help_text = run("--help").out

    for verb in ("serve", "query", "region", "history", "restore", "check", "export", "export-db", "brief"):
        assert f"\n  {verb} " in help_text
        own = run(verb, "--help")
        assert own.code == 0
        assert {"--data DIR", "--lang id|en"} <= {" ".join(line.split()[:2]) for line in own.out.splitlines()}
    for english in ("Usage", "Options", "Commands", "Show this message"):
        assert english not in help_text


def test_language_of_a_sentence(monkeypatch: pytest.MonkeyPatch, run: Callable[..., Result]) -> None:
    monkeypatch.setenv("SMARTCITY_LANGUAGE", "qps")
    marked = run("query", "nothing").err
    assert marked.startswith("⟦")
    assert run("query", "nothing", "--lang", "id").err == "Tidak ada kueri bernama nothing.\n"
    assert run("query", "nothing", "--lang", "en").err == "There is no query named nothing.\n"
    assert run("--lang=id", "query").err == "Pilihan --lang tidak dikenal; lihat `smartcity --help`.\n"
