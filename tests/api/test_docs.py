"""docs/api.md is true: its examples run as they are against a started server, its addresses and settings exist."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from smartcity.settings import ROOT, Settings
from tests.api.kit import Client
from tests.hosted import COMMAND, hosted

PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")
BLOCKS = re.findall(r"```(sh|python|json)\n(.*?)```", PAGE, re.DOTALL)
CURLS = [
    line for kind, text in BLOCKS if kind == "sh" for line in text.splitlines() if line.startswith("curl")
]
SCRIPTS = [text for kind, text in BLOCKS if kind == "python"]


@pytest.mark.slow
def test_examples_run_as_they_are(own_data_folder: Path, tmp_path: Path) -> None:
    def terminal(*command: str) -> str:
        given = [str(COMMAND), "account", *command, "--data", str(own_data_folder)]
        return subprocess.run(given, capture_output=True, text=True, check=True).stdout.strip()

    terminal("add", "ani", "--role", "analyst", "--generate")
    token = terminal("token", "add", "ani", "--name", "laptop kantor")
    with hosted(tmp_path, own_data_folder) as server:
        server.wait()
        environment = {
            **os.environ,
            "API": f"http://127.0.0.1:{server.port}/api/v1",
            "TOKEN": token,
        }

        def run(command: list[str]) -> str:
            done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
            assert (done.returncode, done.stderr) == (0, ""), (command, done.stderr)
            return done.stdout

        said = {line: run(["sh", "-c", line]) for line in CURLS}
        printed = [run([sys.executable, "-c", script]) for script in SCRIPTS]

    shape = json.loads(next(text for kind, text in BLOCKS if kind == "json"))
    wrong = [line for line, text in said.items() if text.startswith('{"error"')]
    assert [json.loads(said[line]) for line in wrong] == [shape]
    assert all(text for line, text in said.items() if " -o " not in line)
    assert (tmp_path / "partisipasi.csv").read_text("utf-8").startswith("program,edition,region_code")
    assert (tmp_path / "ditolak.csv").read_text("utf-8").endswith(",_baris,_kolom,_alasan\n")
    assert printed[0].endswith("baris dari versi 1\n")
    (unchanged,) = (
        json.loads(text) for line, text in said.items() if "/uploads" in line and " -o " not in line
    )
    counts = {name: unchanged[name] for name in ("outcome", "added", "changed", "rejected")}
    assert counts == {"outcome": "dry_run", "added": 0, "changed": 0, "rejected": 0}
    assert printed[-2] == "1 baru, 0 ditolak\npublished 2\nunchanged None\n"
    assert printed[-1] == "1 baris akan kembali\npublished 3\n"
    assert len(CURLS) > 10


def test_named_addresses_and_settings_exist(api: Client) -> None:
    paths = set(api.good("/openapi.json").json()["paths"])
    named = re.findall(r"`(/[a-z/{}]*)`", PAGE.split("## Kueri")[0])
    general = {
        "/batches/{nomor}/undo",
        "/questions/{nama}",
        "/tables/{tabel}",
        "/regions/{kode}",
        "/map/{lapisan}",
        "/map/provinces/{kode}",
    }

    assert {each for each in named if not each.startswith("/api/")} - general <= paths
    settings = {name.lower() for name in re.findall(r"SMARTCITY_([A-Z_]+)", PAGE)}
    assert settings == {"api_rate", "api_seconds", "upload_mb"}
    assert settings <= set(Settings.model_fields)
