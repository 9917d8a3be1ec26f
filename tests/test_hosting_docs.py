"""docs/hosting.md and the service file are true: their settings, commands, events and times are those of the code."""

import re
import shutil
from configparser import ConfigParser
from pathlib import Path

from smartcity.settings import ROOT, Settings
from smartcity.store import Store
from smartcity.ui import lifetime

PAGE = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
UNIT = (ROOT / "docs" / "smartcity@.service").read_text(encoding="utf-8")


def service() -> dict[str, str]:
    """Return what the service file says about the service."""
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(UNIT)
    return dict(unit["Service"])


def test_settings_exist() -> None:
    named = set(re.findall(r"SMARTCITY_([A-Z_]+)", PAGE + UNIT))

    assert {"DATA", "HOSTS", "METRICS"} <= named
    assert named <= {name.upper() for name in Settings.model_fields}


def test_commands_exist() -> None:
    from typer.main import get_command

    from smartcity.cli import app

    commands = get_command(app).commands  # type: ignore[attr-defined]
    named = set(re.findall(r"(?:bin/|`)smartcity ([a-z-]+)", PAGE + UNIT))
    options = {name for option in commands["serve"].params for name in option.opts}

    assert {"serve", "restore", "check", "history"} == named
    assert named <= set(commands)
    assert set(re.findall(r" (--[a-z]+)", service()["ExecStart"])) <= options


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


def test_a_backup_made_as_told_is_whole(own_data_folder: Path, tmp_path: Path) -> None:
    order = re.findall(r"^rsync .*/var/lib/smartcity/(\S*) ", PAGE, re.MULTILINE)
    left_out = re.findall(r"--exclude (\S+)", PAGE)
    backup = tmp_path / "backup"
    shutil.copytree(own_data_folder, backup, ignore=shutil.ignore_patterns(*left_out))
    shutil.copy(own_data_folder / "current", backup)

    store = Store(backup)

    assert (order, left_out) == (["current", ""], ["current", "prepare", "lock"])
    assert store.current() == Store(own_data_folder).current()
    assert list(store.check().query("severity == 'error'")["check"]) == []
