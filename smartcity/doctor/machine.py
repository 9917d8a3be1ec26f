"""The program and the machine it runs on."""

import importlib.metadata
import platform
import re
import resource
import tomllib
from collections import defaultdict
from datetime import UTC, datetime
from os import sysconf
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from smartcity import formats
from smartcity.doctor.diagnosis import Diagnosis, Installation
from smartcity.formats import number
from smartcity.settings import ROOT
from smartcity.snapshot import MOST_OPEN
from smartcity.store import StoreError
from smartcity.words import _

_NAMED = 5
"""Files or packages that a sentence names."""

_PROCESS_BYTES = 500_000_000
"""What a server takes besides its databases: 480 MB in docs/performance.md."""

_FEWEST_DESCRIPTORS = 1024
_CGROUP = Path("/sys/fs/cgroup/memory.max")


def packages(_installation: Installation) -> Diagnosis | None:
    """Are the installed packages those that the program was tested with?"""
    lock = ROOT / "uv.lock"
    if not lock.exists():
        return None
    locked = locked_versions(lock)
    installed = {_normal(each.name): each.version for each in importlib.metadata.distributions()}
    differing = sorted(
        f"{name} {installed[name]} ({', '.join(sorted(locked[name]))})"
        for name in installed.keys() & locked.keys()
        if installed[name] not in locked[name]
    )
    if differing:
        text = _("Paket terpasang tidak sama dengan uv.lock: {packages}.")
        fix = _("Jalankan `uv sync --locked --no-dev` di {folder}.").format(folder=ROOT)
        return Diagnosis("packages", "warning", text.format(packages=_first(differing)), fix)
    text = _("Python {python}; {count} paket sama dengan uv.lock.")
    count = len(installed.keys() & locked.keys())
    return Diagnosis("packages", "ok", text.format(python=platform.python_version(), count=count))


def locked_versions(lock: Path) -> dict[str, set[str]]:
    """Return the versions that a lock file allows, by package; more than one where they depend on the machine."""
    found: dict[str, set[str]] = defaultdict(set)
    for package in tomllib.loads(lock.read_text("utf-8"))["package"]:
        if "version" in package:
            found[_normal(package["name"])].add(package["version"])
    return dict(found)


def program(_installation: Installation) -> Diagnosis:
    """Are the files there that the program is made of: bundled data, fonts, shapes, pages?"""
    from smartcity.contract import load_contract
    from smartcity.export.pictures import FONTS
    from smartcity.maps import geometry
    from smartcity.settings import DATA

    tables = [DATA / table.path for table in load_contract().tables.values() if table.group != "system"]
    fonts = [FONTS / f"PlusJakartaSans-{weight}.ttf" for weight in (400, 500, 600, 700)]
    shapes = [geometry.FILES / f"province-{each['code']}.json" for each in geometry.provinces()]
    shapes += [geometry.FILES / f"{name}.json" for name in ("provinces", "regions", "points", "estimates")]
    wanted = [ROOT / "app.py", ROOT / "smartcity" / "ui" / "main.py", *tables, *fonts, *shapes]
    missing = [path.relative_to(ROOT).as_posix() for path in wanted if not path.is_file()]
    if missing:
        text = _("Berkas program hilang dari {folder}: {files}.")
        what = text.format(folder=ROOT, files=_first(missing))
        return Diagnosis(
            "program", "wrong", what, _("Salin ulang programnya, misalnya dengan `git checkout .`.")
        )
    return Diagnosis("program", "ok", _("Data bawaan, huruf, dan bentuk peta lengkap."))


def memory(installation: Installation) -> Diagnosis:
    """Does the machine have the memory that the settings allow the databases?"""
    limit = _as_bytes(installation.options.memory_limit)
    most, there = MOST_OPEN * limit + _PROCESS_BYTES, machine_bytes()
    values = {"most": _gigabytes(most), "there": _gigabytes(there)}
    if most > there:
        text = _("Peladen boleh memakai {most} GB, tetapi mesin ini hanya menyediakan {there} GB.")
        fix = _("Kecilkan SMARTCITY_MEMORY_LIMIT, atau tambah memori.")
        return Diagnosis("memory", "warning", text.format(**values), fix)
    text = _("Memori {there} GB cukup untuk batas {limit} per basis data.")
    return Diagnosis("memory", "ok", text.format(limit=installation.options.memory_limit, **values))


def machine_bytes() -> int:
    """Return how much memory this process may have: the machine's, or less where it is in a container."""
    whole = sysconf("SC_PHYS_PAGES") * sysconf("SC_PAGE_SIZE")
    try:
        return min(whole, int(_CGROUP.read_text()))
    except (OSError, ValueError):  # no container, or "max"
        return whole


def descriptors(_installation: Installation) -> Diagnosis:
    """May a process hold as many files and connections open as a busy server needs?"""
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= soft < _FEWEST_DESCRIPTORS:
        text = _("Satu proses hanya boleh membuka {count} berkas dan sambungan.")
        fix = _("Naikkan batasnya: LimitNOFILE=8192 dalam layanan systemd, atau `ulimit -n 8192`.")
        return Diagnosis("descriptors", "warning", text.format(count=number(soft)), fix)
    text = _("Satu proses boleh membuka {count} berkas dan sambungan.")
    return Diagnosis("descriptors", "ok", text.format(count=number(soft)))


def clock(installation: Installation) -> Diagnosis:
    """Does the clock go on from where the data stand, and is the time of Jakarta known?"""
    try:
        jakarta = datetime.now(ZoneInfo("Asia/Jakarta"))
    except ZoneInfoNotFoundError:
        fix = _("Pasang paket tzdata dari sistem.")
        return Diagnosis("clock", "wrong", _("Zona waktu Asia/Jakarta tidak dikenal mesin ini."), fix)
    newest = _newest(installation)
    now = formats.moment(jakarta)
    if newest and newest > datetime.now(UTC):
        text = _("Jam mesin ({now}) tertinggal dari data terbaru ({newest}).")
        what = text.format(now=now, newest=formats.moment(newest))
        return Diagnosis(
            "clock", "warning", what, _("Setel jam mesin, misalnya dengan `timedatectl set-ntp true`.")
        )
    return Diagnosis("clock", "ok", _("Jam mesin: {now}.").format(now=now))


def _newest(installation: Installation) -> datetime | None:
    try:
        with installation.store.read() as snapshot:
            return snapshot.made_at
    except StoreError:
        return None  # another check says so


def _as_bytes(limit: str) -> float:
    """Return what DuckDB understands by a memory limit: GB are a thousand MB, GiB are 1,024 MiB."""
    step = 1024.0 if "i" in limit.lower() else 1000.0
    amount, unit = re.fullmatch(r"([\d.]+) ?([kmgt])i?b", limit.lower()).groups()  # type: ignore[union-attr]
    return float(amount) * step ** (1 + "kmgt".index(unit))


def _gigabytes(count: float) -> str:
    return number(count / 1e9, 1)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _first(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    if len(names) <= _NAMED:
        return shown
    return _("{names}, dan {count} lagi").format(names=shown, count=len(names) - _NAMED)
