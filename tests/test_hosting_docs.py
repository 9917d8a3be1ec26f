"""docs/hosting.md and the service file are true: their settings, commands, events and times are those of the code."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

from smartcity import cli
from smartcity.settings import ROOT, Settings
from smartcity.store import Store
from smartcity.ui import lifetime, received

PAGE = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
UNIT = (ROOT / "docs" / "systemd" / "smartcity@.service").read_text(encoding="utf-8")
SYSTEMD = ROOT / "docs" / "systemd"
BACKUP = (SYSTEMD / "smartcity-backup.service").read_text(encoding="utf-8")
TIMER = (SYSTEMD / "smartcity-backup.timer").read_text(encoding="utf-8")
COMMAND = Path(sys.executable).with_name("smartcity")


def parsed(text: str) -> ConfigParser:
    """Return what a file of systemd says."""
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(text)
    return unit


def service() -> dict[str, str]:
    """Return what the service file says about the service."""
    return dict(parsed(UNIT)["Service"])


def test_settings_exist() -> None:
    named = set(re.findall(r"SMARTCITY_([A-Z_]+)", PAGE + UNIT + BACKUP))

    assert {"DATA", "HOSTS", "METRICS"} <= named
    assert named <= {name.upper() for name in Settings.model_fields}


def test_commands_exist() -> None:
    from typer.main import get_command

    from smartcity.cli import app

    commands = get_command(app).commands  # type: ignore[attr-defined]
    named = set(re.findall(r"(?:bin/|`)smartcity ([a-z-]+)", PAGE + UNIT + BACKUP))
    options = {name for option in commands["serve"].params for name in option.opts}

    assert {"serve", "restore", "check", "history", "backup", "restore-backup", "doctor"} == named
    assert named <= set(commands)
    assert set(re.findall(r" (--[a-z]+)", service()["ExecStart"])) <= options


def test_limits_of_files_are_those_of_the_code() -> None:
    told = PAGE.split("## Yang ditolak")[1].split("\n## ")[0]

    assert f"melebihi {received.PICTURE_MB} MB" in told
    assert (
        f"lebih dari {received.OF_ONE} berkas terbesar, semua tab bersama lebih dari {received.OF_ALL}"
        in told
    )


def test_events_exist() -> None:
    told = re.findall(r"`([a-z]+_[a-z]+)`", PAGE.split("## Log")[1].split("## Cadangan")[0])
    code = "".join(path.read_text("utf-8") for path in (ROOT / "smartcity" / "ui").glob("*.py"))
    logged = set(re.findall(r"log\.\w+\(\s*\"([a-z_]+)\"", code))

    assert set(told) == logged


def test_systemd_waits_long_enough() -> None:
    said = service()

    assert (said["Type"], said["WorkingDirectory"]) == ("notify", "/opt/smartcity")
    assert lifetime.ENDS_WITHIN < 5 < int(said["TimeoutStopSec"])
    assert "dalam 5 detik" in PAGE


def test_options_exist() -> None:
    from typer.main import get_command

    from smartcity.cli import app

    commands = get_command(app).commands  # type: ignore[attr-defined]
    written = re.findall(r"(?:bin/|`)smartcity ([a-z-]+)([^`\n]*)", PAGE + UNIT + BACKUP)
    for name, rest in written:
        known = {option for parameter in commands[name].params for option in parameter.opts}
        assert set(re.findall(r" (--[a-z-]+)", rest.split("#")[0])) <= known, name


def test_the_nightly_backup_does_what_it_says(own_data_folder: Path, tmp_path: Path) -> None:
    """The command of the service file, with its settings, on folders that are here."""
    said = parsed(BACKUP)["Service"]
    place, program = tmp_path / "backups", "/opt/smartcity/.venv/bin/smartcity"
    place.mkdir()
    here = {"/var/lib/smartcity": str(own_data_folder), "/var/backups/smartcity": str(place)}
    given = dict(each.split("=") for each in said["Environment"].split())
    command = shlex.split(said["ExecStart"])

    done = subprocess.run(
        [COMMAND, *command[1:]],
        env={**os.environ, "SMARTCITY_LANGUAGE": "id", **{name: here[path] for name, path in given.items()}},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert command[0] == program
    assert (done.returncode, done.stderr) == (0, "")
    (backup,) = place.iterdir()
    assert f"ditulis ke {backup} (" in done.stdout
    assert set(said["ReadWritePaths"].replace("-/", "/").split()) == set(given.values())
    assert f"{command[command.index('--keep') + 1]} cadangan terakhir disimpan" in PAGE


def test_systemd_takes_the_files_of_the_backup(tmp_path: Path) -> None:
    assert parsed(TIMER)["Timer"]["Persistent"] == "true"
    assert parsed(BACKUP)["Service"]["Type"] == "oneshot"
    for key in ("User", "WorkingDirectory", "EnvironmentFile", "ProtectSystem", "NoNewPrivileges"):
        assert parsed(BACKUP)["Service"][key] == service()[key]
    (tmp_path / "smartcity-backup.timer").write_text(TIMER)
    unit = tmp_path / "smartcity-backup.service"
    unit.write_text(BACKUP.replace("/opt/smartcity/.venv/bin/smartcity", str(COMMAND)))
    if shutil.which("systemd-analyze"):
        files = [str(unit), str(tmp_path / "smartcity-backup.timer")]
        done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True)
        assert (done.returncode, [line for line in done.stderr.splitlines() if "smartcity" in line]) == (
            0,
            [],
        )


def test_a_backup_is_restored_as_told(own_data_folder: Path, tmp_path: Path) -> None:
    """The commands of the section on restoring, one after the other, but for the server."""
    store = Store(own_data_folder)
    version = store.current()
    store.close()
    assert cli.run(["backup", str(tmp_path), "--data", str(own_data_folder)]) == 0
    (backup,) = tmp_path.glob("*.zip")
    section = PAGE.split("### Mengembalikan")[1].split("## Memeriksa")[0]
    here = {
        "CADANGAN.zip": str(backup),
        "/tmp/percobaan": str(tmp_path / "there"),
        "/var/lib/smartcity": str(own_data_folder),
    }
    told = [
        [here.get(word, word) for word in shlex.split(line, comments=True)]
        for line in re.findall(r"\.venv/bin/smartcity ((?:restore-backup|check)[^`\n]*)", section)
    ]

    assert [cli.run(words) for words in told] == [0, 0, 0, 0]
    assert len(list(tmp_path.glob("db.*Z"))) == 1
    assert [Store(folder).current() for folder in (own_data_folder, tmp_path / "there")] == [version] * 2
